using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;

namespace Scorecards.Benchmarks;

/// <summary>
/// Thirty-two clients who ask for a scorecard's month all the time, and as many who read that month's entity straight from the table, in turn.
/// </summary>
static class Clients
{
    const int Count = 32;
    const int Requests = 100;
    const int Rounds = 5;
    const double AtMost = 1.5;
    const string Scorecard = "kent-inc-uasc";
    const string Month = "2012-05";

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <returns>The exit code: 1 where the ratio is above its limit.</returns>
    public static async Task<int> RunAsync()
    {
        using var emulator = await Emulator.StartAsync();
        using var app = await RunningApp.StartScorecardsAsync(emulator.Connection);
        var dropped = await Dropped.WaitAsync(
            emulator.Connection, app, "measure.csv", blob => blob.UploadAsync(Path.Combine(Repository.Root, "samples", $"measure-{Month}.csv")));
        Storing.Require(dropped, "Accepted", "Calculated");
        while (!await IsThereAsync())
        {
            await Task.Delay(Pause);
        }

        var table = new TableClient(emulator.Connection, "Results");
        List<double> ours = [], bare = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var mine = await AtOnceAsync(async () => _ = await IsThereAsync() ? 0 : throw new InvalidOperationException("The scorecard is gone."));
            var others = await AtOnceAsync(async () => await table.GetEntityAsync<TableEntity>(Scorecard, Month));

            // The first is to warm up.
            if (round > 0)
            {
                ours.AddRange(mine);
                bare.AddRange(others);
            }
        }

        var ratio = Percentile(ours, 0.99) / Percentile(bare, 0.99);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Count} clients, {ours.Count} answers each: median {Percentile(ours, 0.5):0} ms (bare point read {Percentile(bare, 0.5):0} ms), "
            + $"p99 {Percentile(ours, 0.99):0} ms ({Percentile(bare, 0.99):0} ms): ratio {ratio:0.00}, at most {AtMost:0.0}"));
        return ratio <= AtMost ? 0 : 1;

        async Task<bool> IsThereAsync()
        {
            using var answer = await app.Client.GetAsync(new Uri($"/api/scorecards/{Scorecard}/{Month}", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
    }

    /// <returns>What each request took, in milliseconds.</returns>
    static async Task<IEnumerable<double>> AtOnceAsync(Func<Task> ask)
    {
        var took = new ConcurrentBag<double>();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(async _ =>
        {
            for (var i = 0; i < Requests; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await ask();
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }));
        return took;
    }

    static double Percentile(List<double> times, double part) => times.Order().ElementAt((int)((times.Count - 1) * part));
}
