using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Scorecards.Domain;

namespace Scorecards.Benchmarks;

/// <summary>
/// A file of 44 rows for the current month on its way to its visible scorecard while 1,990 months of published history are loaded, against the same
/// on the idle app.
/// </summary>
static class Waiting
{
    const double AtMost = 2.0;
    const int HistoryScorecards = 10;
    const int HistoryMonths = 199;
    const int Samples = 15;

    static readonly Month First = new(1990, 4);
    static readonly Month Current = new(2012, 5);
    static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(700);
    static readonly string[] Indicators = ["caf-rate", "lac-pep", "lac-dental"];

    public static async Task<IReadOnlyList<Comparison>> CompareAsync(bool small)
    {
        var (samples, months) = small ? (1, 4) : (Samples, HistoryMonths);
        using var emulator = await Emulator.StartAsync();
        using var app = await RunningApp.StartScorecardsAsync(emulator.Connection);
        var extracts = new BlobServiceClient(emulator.Connection).GetBlobContainerClient("extracts");
        await extracts.CreateIfNotExistsAsync();
        var sample = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "measure-2012-05.csv"));
        await extracts.GetBlobClient("scorecards.csv").UploadAsync(BinaryData.FromString(
            "scorecard,name,slice,uasc\n"
            + string.Concat(Enumerable.Range(0, HistoryScorecards).Select(i => $"history-{i},History {i},team,inc\n"))));
        await UntilAsync("scorecards.csv");

        List<TimeSpan> idle = [], waiting = [];
        var dropped = 0;
        for (var i = 0; i < samples + 3; i++)
        {
            idle.Add(await DropAsync());
            await Task.Delay(Idle);
        }

        for (var load = 0; waiting.Count < samples; load++)
        {
            var name = $"history-{load}.csv";
            await extracts.GetBlobClient(name).UploadAsync(BinaryData.FromString(History(load, months)));
            var before = waiting.Count;
            while (!await IsCalculatedAsync(name))
            {
                waiting.Add(await DropAsync());
            }

            var took = waiting.Skip(before).Select(t => t.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
            await Console.Error.WriteLineAsync($"waiting, while {name} was loaded: {string.Join(" ", took)} ms");
        }

        return
        [
            new Comparison(
                "waiting: file to visible scorecard while 1,990 months of history are loaded (idle app)",
                Comparisons.Median(waiting),
                Comparisons.Median(idle.Skip(3)),
                AtMost,
                app.PeakMemory,
                app.PeakMemory),
        ];

        async Task<TimeSpan> DropAsync()
        {
            var month = Current.PlusMonths(dropped++);
            return await Visible.DropAsync(
                extracts, app.Client, sample.Replace("2012-05", month.ToString(), StringComparison.Ordinal), month);
        }

        async Task<bool> IsCalculatedAsync(string name) =>
            (await app.Client.GetFromJsonAsync<JsonElement>("/api/extracts")).EnumerateArray()
                .Any(u => u.GetProperty("extract").GetString() == name && u.GetProperty("state").GetString() == "Calculated");

        async Task UntilAsync(string name)
        {
            while (!await IsCalculatedAsync(name))
            {
                await Task.Delay(Idle);
            }
        }
    }

    static string History(int load, int months)
    {
        var text = new StringBuilder("scorecard,indicator,month,value\n");
        for (var i = 0; i < HistoryScorecards; i++)
        {
            for (var month = 0; month < months; month++)
            {
                foreach (var (indicator, number) in Indicators.Select((id, number) => (id, number)))
                {
                    text.Append(
                        CultureInfo.InvariantCulture, $"history-{i},{indicator},{First.PlusMonths(month)},{((month + (number * 7)) % 50) + load}\n");
                }
            }
        }

        return text.ToString();
    }
}
