using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using MiniExcelLibs;

namespace Scorecards.Benchmarks;

/// <summary>
/// The most memory that the app's process holds while it takes a large or hostile file in, from its start until the receipt is written. Each
/// file has an app and an emulator of its own.
/// </summary>
static class Memory
{
    const long Bound = 350_000_000;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Small: a hundredth of each, to see that everything runs.</summary>
    static readonly Dictionary<string, Case> Known = new()
    {
        ["csv"] = new("CSV, {0:N0} measure rows", 3_000_000, "Accepted", (file, rows) => WriteCsvAsync(file, rows, 1)),
        ["xlsx"] = new("XLSX, {0:N0} measure rows", 600_000, "Accepted", WriteXlsxAsync),
        ["bomb"] = new("XLSX that unzips to {0:N0} MB of zeros", 1_000, "Refused", (file, size) => WriteBombAsync(file, size, "\0")),
        ["rows"] = new(
            "XLSX that unzips to {0:N0} MB of rows, its ratio allowed",
            1_000,
            "Refused",
            (file, size) => WriteBombAsync(file, size, "<row/>"),
            IsAnyRatioAllowed: true),
        ["huge"] = new("CSV, {0:N0} MB", 2_000, "Refused", WriteLinesAsync),
        ["many"] = new("CSV, {0:N0} rows, each measure ten times", 10_000_000, "Refused", (file, rows) => WriteCsvAsync(file, rows / 10, 10)),
    };

    /// <returns>The exit code: 1 when a file took more than 350 MB.</returns>
    public static async Task<int> RunAsync(string[] options)
    {
        const string smallOption = "--small";
        var asked = options.Where(o => o != smallOption).ToList();
        if (asked.FirstOrDefault(o => !Known.ContainsKey(o)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no file {unknown}. Known: {string.Join(", ", Known.Keys)}.");
            return 2;
        }

        var isWithin = true;
        Console.WriteLine($"| {"file",-62} | {"size",7} | {"outcome",-8} | {"took",7} | {"peak",7} | {"slowest answer meanwhile",24} |");
        Console.WriteLine("| --- | ---: | --- | ---: | ---: | ---: |");
        foreach (var (_, file) in Known.Where(k => asked.Count == 0 || asked.Contains(k.Key)))
        {
            isWithin &= await MeasureAsync(file, options.Contains(smallOption));
        }

        return isWithin ? 0 : 1;
    }

    static async Task<bool> MeasureAsync(Case known, bool small)
    {
        var size = small ? known.Size / 100 : known.Size;
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await known.Write(file, size);
            using var emulator = await Emulator.StartAsync();
            using var app = await RunningApp.StartScorecardsAsync(
                emulator.Connection, known.IsAnyRatioAllowed ? new() { ["Limits__MostZipRatio"] = $"{int.MaxValue}" } : []);
            await Storing.DropScorecardsAsync(emulator.Connection, app, await SampleMeasures.MakeAsync(size));
            var dropped = await Dropped.WaitAsync(emulator.Connection, app, "file", blob => blob.UploadAsync(file));
            if (!small)
            {
                Storing.Require(dropped, known.State, known.State == "Accepted" ? "Calculated" : known.State);
            }

            await ReceiptAsync(emulator.Connection);
            var name = string.Format(CultureInfo.InvariantCulture, known.Name, size);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name,-62} | {new FileInfo(file).Length / 1e6,4:0} MB | {dropped.State,-8} | {dropped.Took.TotalSeconds,5:0} s | "
                + $"{app.PeakMemory / 1e6,4:0} MB | {dropped.SlowestAnswer.TotalSeconds,22:0.00} s |"));
            return app.PeakMemory <= Bound;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The receipt is the last of an upload, after all calculations are queued.</summary>
    static async Task ReceiptAsync(string connection)
    {
        var receipt = new BlobContainerClient(connection, "receipts").GetBlobClient("file.json");
        while (!await receipt.ExistsAsync())
        {
            await Task.Delay(Pause);
        }
    }

    static async Task WriteCsvAsync(string file, int measures, int times) =>
        await Storing.WriteAsync(file, await SampleMeasures.MakeAsync(measures), times);

    /// <summary>With a comment that cannot be compressed much.</summary>
    static async Task WriteXlsxAsync(string file, int rows)
    {
        var sample = await SampleMeasures.MakeAsync(rows);
        await using var output = File.Create(file);
        await MiniExcel.SaveAsAsync(output, sample.Rows().Select(r => new
        {
            scorecard = r.Scorecard,
            indicator = r.Indicator,
            month = r.Month.ToString(),
            numerator = r.Numerator,
            denominator = r.Denominator,
            value = r.Value,
            comment = RandomNumberGenerator.GetHexString(160),
        }));
    }

    /// <summary>A workbook whose only sheet repeats a text.</summary>
    static async Task WriteBombAsync(string file, int megabytes, string text)
    {
        await MiniExcel.SaveAsAsync(file, new[] { new { scorecard = "" } }, excelType: ExcelType.XLSX, overwriteFile: true);
        await using var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Update);
        const string sheet = "xl/worksheets/sheet1.xml";
        zip.GetEntry(sheet)!.Delete();
        await using var output = await zip.CreateEntry(sheet).OpenAsync();
        await output.WriteAsync(
            Encoding.ASCII.GetBytes("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"));
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, 1_000_000 / text.Length)));
        for (var i = 0; i < megabytes; i++)
        {
            await output.WriteAsync(block);
        }
    }

    static async Task WriteLinesAsync(string file, int megabytes)
    {
        await using var output = File.Create(file);
        await output.WriteAsync(Encoding.ASCII.GetBytes("scorecard,indicator,month,value\n"));
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("team-0001-inc-uasc,caf-rate,2012-05,66.0\n", 25_000)));
        for (var i = 0; i < megabytes; i++)
        {
            await output.WriteAsync(block.AsMemory(0, 1_000_000));
        }
    }

    /// <param name="Size">In rows or MB, as the name says.</param>
    /// <param name="State">That its upload is to come to.</param>
    sealed record Case(string Name, int Size, string State, Func<string, int, Task> Write, bool IsAnyRatioAllowed = false);
}
