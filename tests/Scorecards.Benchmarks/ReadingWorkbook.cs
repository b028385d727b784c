using System.Diagnostics;
using System.Globalization;
using MiniExcelLibs;

namespace Scorecards.Benchmarks;

/// <summary>
/// Reading a workbook of measures: ours recognises it and checks every row to a measure, as ingestion does; the reference only reads its cells.
/// </summary>
static class ReadingWorkbook
{
    const double AtMost = 1.3;

    public static async Task<IReadOnlyList<Comparison>> CompareAsync(bool small)
    {
        var size = small ? 2_000 : 200_000;
        var file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.xlsx");
        try
        {
            var sample = await SampleMeasures.MakeAsync(size);
            await MiniExcel.SaveAsAsync(file, sample.Rows().Select(r => new
            {
                scorecard = r.Scorecard,
                indicator = r.Indicator,
                month = r.Month.ToString(),
                numerator = r.Numerator,
                denominator = r.Denominator,
                value = r.Value,
            }));
            return
            [
                await Comparisons.AlternateAsync(
                    $"workbook: {size.ToString("N0", CultureInfo.InvariantCulture)} measure rows, checked (MiniExcel: bare Query)",
                    await Sides.Child.StartAsync("reading-ours", $"{size}", file),
                    await Sides.Child.StartAsync("workbook-reference", file),
                    small ? 1 : 2,
                    small ? 1 : 5,
                    AtMost),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static Task<Func<Task<Run>>> ReferenceAsync(string file) => Task.FromResult<Func<Task<Run>>>(() =>
    {
        var start = Stopwatch.GetTimestamp();

        // The header is a row like the others for MiniExcel.
        var read = MiniExcel.Query(file).Count() - 1;
        return Task.FromResult(new Run(Stopwatch.GetElapsedTime(start), $"{read} rows"));
    });
}
