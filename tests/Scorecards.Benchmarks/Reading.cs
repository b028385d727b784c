using System.Diagnostics;
using System.Globalization;
using Scorecards.Domain;
using Scorecards.Extracts;
using Sylvan.Data.Csv;

namespace Scorecards.Benchmarks;

/// <summary>
/// Reading a measure file: ours recognises it and checks every row to a measure, as ingestion does; the reference only reads the same
/// cells into typed values.
/// </summary>
static class Reading
{
    const double AtMost = 1.5;

    public static async Task<IReadOnlyList<Comparison>> CompareAsync(bool small)
    {
        int[] sizes = small ? [10_000] : [100_000, 1_000_000, 3_000_000];
        var rows = new List<Comparison>();
        foreach (var size in sizes)
        {
            var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            try
            {
                await WriteAsync(file, size);
                var count = size.ToString("N0", CultureInfo.InvariantCulture);
                rows.Add(await Comparisons.AlternateAsync(
                    $"reading: {count} measure rows, checked (Sylvan: typed values)",
                    await Sides.Child.StartAsync("reading-ours", $"{size}", file),
                    await Sides.Child.StartAsync("reading-reference", $"{size}", file),
                    small ? 1 : Math.Max(1, 1_000_000 / size * 2),
                    small ? 1 : size > 1_000_000 ? 5 : 9,
                    AtMost));
            }
            finally
            {
                File.Delete(file);
            }
        }

        return rows;
    }

    public static async Task<Func<Task<Run>>> OursAsync(int rows, string file)
    {
        var catalogue = (await SampleMeasures.MakeAsync(rows)).Catalogue;
        return async () =>
        {
            var start = Stopwatch.GetTimestamp();
            await using var content = File.OpenRead(file);
            await using var refused = new RefusedRows();
            var accepted = 0;
            var extract = new ExtractFile(file, catalogue, [], new FileLimits(), refused);
            await foreach (var row in extract.ReadAsync(content, CancellationToken.None))
            {
                accepted += row.Item is Measure { NoValue: null } ? 1 : 0;
            }

            return new Run(Stopwatch.GetElapsedTime(start), $"{accepted} rows");
        };
    }

    public static Task<Func<Task<Run>>> ReferenceAsync(string file) => Task.FromResult<Func<Task<Run>>>(async () =>
    {
        var start = Stopwatch.GetTimestamp();
        await using var reader = await CsvDataReader.CreateAsync(file);
        var read = 0;
        while (await reader.ReadAsync())
        {
            var (scorecard, indicator) = (reader.GetString(0), reader.GetString(1));
            var month = reader.GetFieldSpan(2);
            var (year, number) = (int.Parse(month[..4], CultureInfo.InvariantCulture), int.Parse(month[5..], CultureInfo.InvariantCulture));
            var (numerator, denominator, value) = (reader.GetDecimal(3), reader.GetDecimal(4), reader.GetDecimal(5));
            read += scorecard != "" && indicator != "" && year > 0 && number > 0 && numerator >= 0 && denominator >= 0 && value >= 0 ? 1 : 0;
        }

        return new Run(Stopwatch.GetElapsedTime(start), $"{read} rows");
    });

    static async Task WriteAsync(string file, int rows)
    {
        var sample = await SampleMeasures.MakeAsync(rows);
        await using var writer = new StreamWriter(file);
        await writer.WriteLineAsync("scorecard,indicator,month,numerator,denominator,value");
        foreach (var row in sample.Rows())
        {
            await writer.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{row.Scorecard},{row.Indicator},{row.Month},{row.Numerator},{row.Denominator},{row.Value}"));
        }
    }
}
