using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Scorecards.Benchmarks;

/// <summary>
/// The feed read with a key that small numbers are withheld from, against a key that sees all: the same rows of the same running app, in turn.
/// </summary>
static class Outside
{
    const int Rows = 50_000;
    const int Rounds = 5;
    const double AtMost = 1.5;
    const string Key = "outside";

    /// <returns>The exit code: 1 where the ratio is above its limit.</returns>
    public static async Task<int> RunAsync()
    {
        using var emulator = await Emulator.StartAsync();
        var count = await Feed.FillAsync(emulator.Connection, Rows, hasPrevious: true);
        using var app = await RunningApp.StartScorecardsAsync(
            emulator.Connection,
            new() { [$"Suppression__Keys__{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}"] = "5" });
        List<TimeSpan> outside = [], full = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var (theirs, ours) = (await ReadAsync($"?code={Key}"), await ReadAsync(""));

            // The first is to warm up.
            if (round > 0)
            {
                outside.Add(theirs);
                full.Add(ours);
            }
        }

        var (withheld, whole) = (Comparisons.Median(outside), Comparisons.Median(full));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} result rows, {Rounds} times each: outside {withheld.TotalSeconds:0.00} s, full key {whole.TotalSeconds:0.00} s: "
            + $"ratio {withheld / whole:0.00}, at most {AtMost:0.0}"));
        return withheld / whole <= AtMost ? 0 : 1;

        async Task<TimeSpan> ReadAsync(string key)
        {
            var start = Stopwatch.GetTimestamp();
            var (rows, _) = await Feed.ReadAsync(app.Client, $"/api/odata/Results{key}");
            return rows == count ? Stopwatch.GetElapsedTime(start) : throw new InvalidOperationException($"{count} rows were written, {rows} came.");
        }
    }
}
