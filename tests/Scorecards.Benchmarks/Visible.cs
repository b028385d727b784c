using System.Diagnostics;
using System.Net;
using Azure.Storage.Blobs;
using Scorecards.Domain;

namespace Scorecards.Benchmarks;

/// <summary>
/// From the drop of a file of 44 rows to its visible scorecard on the idle running app, against the bare storage operations that it needed before
/// there was the journal. Each drop is of the month after the one before.
/// </summary>
static class Visible
{
    const double AtMost = 1.5;

    static readonly Month First = new(2012, 5);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(700);
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Comparison>> CompareAsync(bool small)
    {
        var (warmUps, repetitions) = small ? (1, 1) : (12, 15);
        using var emulator = await Emulator.StartAsync();
        using var app = await RunningApp.StartScorecardsAsync(emulator.Connection);
        using var reference = await Sides.Child.StartAsync("visible-reference", emulator.Connection);
        var extracts = new BlobServiceClient(emulator.Connection).GetBlobContainerClient("extracts");
        await extracts.CreateIfNotExistsAsync();
        var sample = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "measure-2012-05.csv"));
        List<TimeSpan> ours = [], operations = [];
        for (var i = 0; i < warmUps + repetitions; i++)
        {
            var month = First.PlusMonths(i);
            ours.Add(await DropAsync(extracts, app.Client, sample.Replace("2012-05", month.ToString(), StringComparison.Ordinal), month));

            // The receipts and the other month's calculation are still under way: they are not to be in the reference's way.
            await Task.Delay(Idle);
            operations.Add((await reference.RunAsync()).Elapsed);
            await Task.Delay(Idle);
        }

        return
        [
            new Comparison(
                "visible: dropped file to visible scorecard, also under 2 s (its storage operations)",
                Comparisons.Median(ours.Skip(warmUps)),
                Comparisons.Median(operations.Skip(warmUps)),
                AtMost,
                app.PeakMemory,
                reference.PeakMemory),
        ];
    }

    public static async Task<TimeSpan> DropAsync(BlobContainerClient extracts, HttpClient client, string file, Month month)
    {
        var start = Stopwatch.GetTimestamp();
        await extracts.GetBlobClient($"measure-{month}.csv").UploadAsync(BinaryData.FromString(file));
        while (Stopwatch.GetElapsedTime(start) < Limit)
        {
            using var answer = await client.GetAsync($"/api/scorecards/kent-inc-uasc/{month}");
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return Stopwatch.GetElapsedTime(start);
            }

            await Task.Delay(Pause);
        }

        throw new InvalidOperationException($"The scorecard of {month} is not visible after {Limit.TotalSeconds:0} s.");
    }
}
