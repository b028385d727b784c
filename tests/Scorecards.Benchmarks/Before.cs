using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Azure.Storage.Blobs;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Benchmarks;

/// <summary>
/// The same files uploaded to the app of this checkout and that of an earlier commit, each on an emulator of its own, one after the other:
/// 26 scorecards' history in one file, their next month, a changed target, and the whole feed.
/// </summary>
static class Before
{
    const int Scorecards = 26;
    const string Ready = "Calculated";

    static readonly Month First = new(1990, 4);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);
    static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    /// <summary>What each may take, in multiples of the earlier one: what was wanted when the journal was built.</summary>
    static readonly (string What, double AtMost)[] Works =
    [
        ("from blob to stored", 0.15),
        ("from blob to every month calculated", 0.15),
        ("the next month of 26 scorecards, uploaded to all visible", 0.5),
        ("a changed target, uploaded to every month calculated", 0.2),
        ("the feed, all rows through next links", 0.2),
    ];

    /// <param name="program">The earlier one's assembly that is run, built in the same configuration as this; it takes --port.</param>
    /// <param name="months">How many months of 26 scorecards the history has.</param>
    /// <param name="longest">
    /// How long the earlier one may take for each work: where it takes longer it is stopped, and the ratio is a bound.
    /// </param>
    /// <returns>The exit code: 1 where something took more than it may.</returns>
    public static async Task<int> RunAsync(string program, int months, TimeSpan longest)
    {
        var indicators = (await BuiltInCatalogue.ReadAsync(CancellationToken.None)).Catalogue.ActiveIndicators(new Month(2012, 5))
            .Where(i => i.Formula is null)
            .Select(i => i.Id.Value)
            .ToList();
        Console.WriteLine($"{Scorecards * months * indicators.Count:N0} measure rows");
        var ours = await MeasureAsync(RunningApp.Built, indicators, months, Limit);
        var theirs = await MeasureAsync(Path.GetFullPath(program), indicators, months, longest);
        Console.WriteLine("| work | before, s | now, s | ratio | at most |\n|---|---:|---:|---:|---:|");
        var isWithin = true;
        foreach (var ((what, atMost), i) in Works.Select((work, i) => (work, i)))
        {
            var (now, before) = (ours.Took[i], i < theirs.Took.Count ? theirs.Took[i] : longest);
            var isBound = before == longest;
            isWithin &= i < theirs.Took.Count && now / before <= atMost;
            Console.WriteLine(i < theirs.Took.Count
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {what} | {(isBound ? "more than " : "")}{before.TotalSeconds:0.00} | {now.TotalSeconds:0.00} | "
                    + $"{(isBound ? "below " : "")}{now / before:0.00} | {atMost:0.00} |")
                : string.Create(CultureInfo.InvariantCulture, $"| {what} | not reached | {now.TotalSeconds:0.00} | | {atMost:0.00} |"));
        }

        Console.WriteLine(
            $"Rows in the feed: {theirs.Rows} before, {ours.Rows} now. Peak memory of the app: {theirs.Peak / 1e6:0} MB before, "
            + $"{ours.Peak / 1e6:0} MB now.");
        return isWithin ? 0 : 1;
    }

    static async Task<(List<TimeSpan> Took, int Rows, long Peak)> MeasureAsync(string program, List<string> indicators, int months, TimeSpan longest)
    {
        using var emulator = await Emulator.StartAsync();
        using var app = await RunningApp.StartScorecardsAsync(emulator.Connection, program: program);
        var extracts = new BlobContainerClient(emulator.Connection, "extracts");
        await DropAsync("scorecards.csv", $"scorecard,name,slice,uasc\n{string.Concat(Ids().Select(id => $"{id},Team {id},team,inc\n"))}");
        await UntilAsync(() => IsAsync("scorecards.csv", Ready, "Accepted", "Stored"), Limit);

        List<TimeSpan> took = [];
        var rows = 0;
        var start = Stopwatch.GetTimestamp();
        try
        {
            await DropAsync("history.csv", Measures(indicators, 0, months));
            await TakeAsync(() => IsAsync("history.csv", Ready, "Accepted", "Stored"));
            await TakeAsync(() => IsAsync("history.csv", Ready));

            start = Stopwatch.GetTimestamp();
            await DropAsync("month.csv", Measures(indicators, months, months + 1));
            foreach (var id in Ids())
            {
                await UntilAsync(() => IsVisibleAsync(id), longest);
            }

            took.Add(Stopwatch.GetElapsedTime(start));
            await UntilAsync(() => IsAsync("month.csv", Ready), longest);

            start = Stopwatch.GetTimestamp();
            await DropAsync("target.csv", $"indicator,scorecard,effective_from,target\n{indicators[0]},,1990-01-01,50\n");
            await TakeAsync(() => IsAsync("target.csv", Ready));

            start = Stopwatch.GetTimestamp();
            (rows, _) = await Feed.ReadAsync(app.Client, "/api/odata/Results");
            took.Add(Stopwatch.GetElapsedTime(start));
        }
        catch (TimeoutException)
        {
            took.Add(longest);
        }

        await Console.Error.WriteLineAsync(
            $"{Path.GetFileName(program)}: {string.Join(", ", took.Select(t => t.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)))} s");
        return (took, rows, app.PeakMemory);

        async Task TakeAsync(Func<Task<bool>> holds)
        {
            await UntilAsync(holds, longest - Stopwatch.GetElapsedTime(start));
            took.Add(Stopwatch.GetElapsedTime(start));
        }

        async Task<bool> IsVisibleAsync(string id)
        {
            using var answer = await app.Client.GetAsync($"/api/scorecards/{id}/{First.PlusMonths(months)}");
            return answer.StatusCode == HttpStatusCode.OK;
        }

        async Task DropAsync(string name, string content) => await extracts.GetBlobClient(name).UploadAsync(BinaryData.FromString(content));

        async Task<bool> IsAsync(string name, params string[] states)
        {
            var uploads = await app.Client.GetFromJsonAsync<Upload[]>("/api/extracts");
            var upload = Array.Find(uploads!, u => u.Extract == name);
            return upload?.State == "Refused" ? throw new InvalidOperationException($"{name}: {upload.Message}") : states.Contains(upload?.State);
        }
    }

    static IEnumerable<string> Ids() => Enumerable.Range(1, Scorecards).Select(i => $"team-{i:00}");

    /// <summary>A value for each scorecard, indicator and month.</summary>
    static string Measures(List<string> indicators, int from, int until)
    {
        var text = new StringBuilder("scorecard,indicator,month,value\n");
        for (var month = from; month < until; month++)
        {
            foreach (var id in Ids())
            {
                text.AppendJoin(
                    "", indicators.Select((indicator, i) => $"{id},{indicator},{First.PlusMonths(month)},{((i * 7) + month) % 90 + 5}\n"));
            }
        }

        return text.ToString();
    }

    /// <exception cref="TimeoutException">It does not come to its end in time.</exception>
    static async Task UntilAsync(Func<Task<bool>> holds, TimeSpan longest)
    {
        for (var start = Stopwatch.GetTimestamp(); !await holds();)
        {
            if (Stopwatch.GetElapsedTime(start) > longest)
            {
                throw new TimeoutException($"It does not come to its end within {longest}.");
            }

            await Task.Delay(Pause);
        }
    }

    sealed record Upload(string Extract, string State, string Message);
}
