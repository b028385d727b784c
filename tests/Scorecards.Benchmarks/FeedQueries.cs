using System.Diagnostics;
using System.Globalization;
using Scorecards.Tests.Differential;

namespace Scorecards.Benchmarks;

/// <summary>Random queries of the running app's feed, each compared with DuckDB over the same rows.</summary>
static class FeedQueries
{
    const int Rows = 5_280;
    const int UsualQueries = 2_000;
    const int UsualSeed = 18;

    /// <param name="options"><c>--queries N</c> and <c>--seed N</c>.</param>
    /// <returns>The exit code: 1 where an answer differs.</returns>
    public static async Task<int> RunAsync(string[] options)
    {
        Option.RequireKnown(options, ["--queries", "--seed"]);
        var (queries, seed) = (Option.Number(options, "--queries", UsualQueries, 1), Option.Number(options, "--seed", UsualSeed));
        using var emulator = await Emulator.StartAsync();
        var count = await Feed.FillAsync(emulator.Connection, Rows, hasPrevious: true);
        using var app = await RunningApp.StartScorecardsAsync(emulator.Connection);
        var start = Stopwatch.GetTimestamp();
        using var differential = new FeedDifferential(AskAsync);
        var faults = await differential.RunAsync(queries, seed);
        foreach (var fault in faults)
        {
            Console.WriteLine(fault);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{queries} queries over {count} result rows, seed {seed}, {differential.Rows} rows answered in "
            + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0} s: {faults.Count} differ"));
        return faults.Count == 0 ? 0 : 1;

        async Task<(int Status, string Body)> AskAsync(string address, string? prefer)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/odata{address}");
            if (prefer is not null)
            {
                request.Headers.Add("Prefer", prefer);
            }

            using var response = await app.Client.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }
}
