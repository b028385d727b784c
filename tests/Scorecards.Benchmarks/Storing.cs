using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace Scorecards.Benchmarks;

/// <summary>
/// A measure file's way from its blob to stored measures on the running app, reading included, against the same number of entities of the
/// same size in bare batches of 100, eight at a time. Each side has an emulator of its own, since the emulator slows down as it fills.
/// </summary>
static class Storing
{
    const double AtMost = 1.3;
    const int BatchSize = 100;
    const int AtOnce = 8;
    const string Batch = "20120614070000-0634752432000000000-0001";
    const string Table = "ReferenceMeasures";

    /// <summary>A column that no kind has: makes a row about 100 bytes long, as rows with a comment are.</summary>
    const string Note = "as agreed with the service manager before sign-off";

    public static async Task<IReadOnlyList<Comparison>> CompareAsync(bool small)
    {
        var rows = small ? 2_000 : 3_000_000;
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var sample = await SampleMeasures.MakeAsync(rows);
            await WriteAsync(file, sample);
            TimeSpan ours, reference;
            long oursPeak, referencePeak;
            using (var emulator = await Emulator.StartAsync())
            using (var app = await RunningApp.StartScorecardsAsync(emulator.Connection))
            {
                await DropScorecardsAsync(emulator.Connection, app, sample);
                var dropped = await Dropped.WaitAsync(emulator.Connection, app, "measures.csv", blob => blob.UploadAsync(file));
                Require(dropped, "Accepted", "Calculated");
                (ours, oursPeak) = (dropped.Took, app.PeakMemory);
                await Console.Error.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{new FileInfo(file).Length / 1e6:0} MB, {rows / ours.TotalSeconds:N0} rows a second; slowest answer meanwhile "
                    + $"{dropped.SlowestAnswer.TotalSeconds:0.00} s"));
            }

            using (var emulator = await Emulator.StartAsync())
            using (var side = await Sides.Child.StartAsync("storing-reference", $"{rows}", emulator.Connection))
            {
                (reference, referencePeak) = ((await side.RunAsync()).Elapsed, side.PeakMemory);
            }

            var count = rows.ToString("N0", CultureInfo.InvariantCulture);
            return [
                new Comparison(
                    $"storing: {count} measure rows from blob to stored measures (bare batches of 100)",
                    ours, reference, AtMost, oursPeak, referencePeak)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static async Task<Func<Task<Run>>> ReferenceAsync(int rows, string connection)
    {
        var table = new TableClient(connection, Table);
        await table.CreateIfNotExistsAsync();
        var sample = await SampleMeasures.MakeAsync(rows);
        return async () =>
        {
            var start = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(
                sample.Rows().Chunk(BatchSize).Index(),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (batch, ct) => await table.SubmitTransactionAsync(
                    batch.Item.Select((m, i) => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Entity(batch.Index, i, m))),
                    ct));
            return new Run(Stopwatch.GetElapsedTime(start), $"{rows} rows");
        };
    }

    /// <summary>The scorecards of the sample are dropped first, as a council would.</summary>
    public static async Task DropScorecardsAsync(string connection, RunningApp app, SampleMeasures sample)
    {
        var scorecards = new StringBuilder("scorecard,name,slice,slice_code,uasc\n");
        foreach (var scorecard in sample.Catalogue.Scorecards)
        {
            scorecards.Append(CultureInfo.InvariantCulture, $"{scorecard.Id},\"{scorecard.Name}\",{scorecard.Slice},{scorecard.SliceCode},inc\n");
        }

        Require(
            await Dropped.WaitAsync(connection, app, "scorecards.csv", blob => blob.UploadAsync(BinaryData.FromString(scorecards.ToString()))),
            "Accepted",
            "Calculated");
    }

    /// <exception cref="InvalidOperationException">The file came to something else.</exception>
    public static void Require(Dropped dropped, params ReadOnlySpan<string> states)
    {
        if (!states.Contains(dropped.State))
        {
            throw new InvalidOperationException($"The file is {dropped.State}: {dropped.Message}");
        }
    }

    /// <param name="file">Is written.</param>
    /// <param name="sample">The measures.</param>
    /// <param name="times">How often each is stated, one row below the other.</param>
    public static async Task WriteAsync(string file, SampleMeasures sample, int times = 1)
    {
        await using var writer = new StreamWriter(file);
        await writer.WriteLineAsync("scorecard,indicator,month,numerator,denominator,value,comment");
        foreach (var row in sample.Rows())
        {
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{row.Scorecard},{row.Indicator},{row.Month},{row.Numerator},{row.Denominator},{row.Value},{Note}");
            for (var i = 0; i < times; i++)
            {
                await writer.WriteLineAsync(line);
            }
        }
    }

    static TableEntity Entity(int batch, int row, SampleMeasure m) => new(
        string.Create(CultureInfo.InvariantCulture, $"{m.Scorecard}|{batch:D7}"),
        string.Create(CultureInfo.InvariantCulture, $"{Batch}|{(batch * BatchSize) + row:D8}|{m.Indicator}"))
    {
        ["Scorecard"] = m.Scorecard,
        ["Indicator"] = m.Indicator,
        ["Month"] = m.Month.ToString(),
        ["Numerator"] = m.Numerator.ToString(CultureInfo.InvariantCulture),
        ["Denominator"] = m.Denominator.ToString(CultureInfo.InvariantCulture),
        ["Value"] = (m.Numerator * 100 / m.Denominator).ToString(CultureInfo.InvariantCulture),
        ["ValueIsUnrounded"] = true,
        ["SourceExtract"] = "measures.csv",
        ["SourceSha256"] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        ["SourceRow"] = (long)row,
        ["Batch"] = Batch,
    };
}
