using System.Diagnostics;
using System.Globalization;
using System.Net;
using Azure.Storage.Blobs;
using Scorecards.Tests.Records.Synthetic;

namespace Scorecards.Benchmarks;

/// <summary>
/// A synthetic council's zip from its drop until May 2012 of all 26 scorecards is shown by the running app, against DuckDB alone over the same files
/// (<see cref="RecordsByDuckDb"/>). App and emulator have the clock of the extract's day: the storage says when a file was received, and so which
/// months its records cover.
/// </summary>
static class RecordsToScorecards
{
    const int Rounds = 3;
    const int Indicators = 44;
    const double AtMost = 2.5;
    const long MostMemory = 700_000_000;

    static readonly string[] Steps = ["Extract committed", "Extract made", "Records counted"];

    static readonly DateTimeOffset Clock = new(2012, 6, 6, 18, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    /// <param name="options"><c>--children N</c>, <c>--seed S</c>, <c>--reference</c> for DuckDB's side only.</param>
    /// <returns>The exit code: 1 where it takes too long or too much memory.</returns>
    public static async Task<int> RunAsync(string[] options)
    {
        Option.RequireKnown(options, ["--children", "--seed"], "--reference");
        var (children, seed) = Generate.Size(options);
        var folder = Generate.Folder(children, seed);
        await Generate.WriteAsync(children, seed, folder);
        var (reference, referencePeak) = await ReferenceAsync(folder);
        Print("DuckDB alone, median", reference, referencePeak);
        if (options.Contains("--reference"))
        {
            return 0;
        }

        var (ours, peak) = await DropAsync(folder);
        Print("drop to all scorecards", ours, peak);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {ours / reference:0.00}, at most {AtMost:0.0}"));
        return ours / reference <= AtMost && peak <= MostMemory ? 0 : 1;
    }

    static async Task<(TimeSpan Took, long Peak)> ReferenceAsync(string folder)
    {
        List<TimeSpan> took = [];
        var peak = 0L;
        for (var i = 0; i < Rounds; i++)
        {
            // A process each, so that nothing is warm but the disk.
            using var side = await Sides.Child.StartAsync("records-reference", folder);
            var run = await side.RunAsync();
            took.Add(run.Elapsed);
            peak = Math.Max(peak, side.PeakMemory);
            await Console.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"DuckDB {run.Elapsed.TotalSeconds:0.00} s: {run.Outcome}"));
        }

        return (Comparisons.Median(took), peak);
    }

    static async Task<(TimeSpan Took, long Peak)> DropAsync(string folder)
    {
        using var emulator = await Emulator.StartAsync(Clock);
        using var app = await RunningApp.StartScorecardsAsync(
            emulator.Connection,
            new() { ["Clock"] = Clock.ToString("O", CultureInfo.InvariantCulture), ["Logging__LogLevel__Scorecards.Application"] = "Information" },
            Repository.App);
        var scorecards = Path.Combine(folder, $"{CsvTables.Scorecards}.csv");
        Storing.Require(
            await Dropped.WaitAsync(emulator.Connection, app, "scorecard.csv", blob => blob.UploadAsync(scorecards)),
            "Accepted",
            "Calculated");
        var start = Stopwatch.GetTimestamp();
        app.Logged += line => Log(start, line, app);
        var extracts = new BlobContainerClient(emulator.Connection, "extracts");
        await extracts.GetBlobClient(CsvTables.ZipName).UploadAsync(Path.Combine(folder, CsvTables.ZipName));
        Print("uploaded", Stopwatch.GetElapsedTime(start), app.PeakMemory);
        var peak = await WaitAsync(app, [.. File.ReadLines(scorecards).Skip(1).Select(line => line.Split(',')[0])], start);
        return (Stopwatch.GetElapsedTime(start), peak);
    }

    /// <returns>The most memory of the app until then.</returns>
    static async Task<long> WaitAsync(RunningApp app, List<string> waiting, long start)
    {
        for (var count = waiting.Count; waiting.Count > 0; await Task.Delay(Pause))
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"{waiting.Count} scorecards are not visible after {Limit.TotalMinutes:0} min.");
            }

            foreach (var scorecard in waiting.ToList())
            {
                if (!await IsVisibleAsync(app.Client, scorecard))
                {
                    break;
                }

                if (waiting.Count == count)
                {
                    Print("first scorecard visible", Stopwatch.GetElapsedTime(start), app.PeakMemory);
                }

                waiting.Remove(scorecard);
            }
        }

        return app.PeakMemory;
    }

    static async Task<bool> IsVisibleAsync(HttpClient client, string scorecard)
    {
        using var answer = await client.GetAsync($"/api/scorecards/{scorecard}/2012-05?format=csv");
        return answer.StatusCode == HttpStatusCode.OK
            && (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length > Indicators;
    }

    /// <summary>The steps that the app logs.</summary>
    static void Log(long start, string line, RunningApp app)
    {
        if (Steps.FirstOrDefault(step => line.Contains(step, StringComparison.Ordinal)) is { } step)
        {
            Print($"log: {line[line.IndexOf(step, StringComparison.Ordinal)..]}", Stopwatch.GetElapsedTime(start), app.PeakMemory);
        }
    }

    static void Print(string what, TimeSpan took, long peak) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds,8:0.00} s | {peak / 1e6,5:0} MB | {what}"));
}
