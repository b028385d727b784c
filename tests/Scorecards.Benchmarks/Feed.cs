using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Scorecards.Domain;
using Scorecards.Pipeline;
using Scorecards.Storage;

namespace Scorecards.Benchmarks;

/// <summary>
/// Result rows through the next links of the running app, against the same rows read straight from the emulator by Azure.Data.Tables. The
/// emulator looks at every row of a table for each of its answers, so that a million rows take it most of an hour, whoever reads. It also sorts
/// those that a query has left to give: the straight side therefore asks for ranges too, or it would be the slower one by far.
/// </summary>
static class Feed
{
    const double AtMost = 1.25;
    const int AtOnce = 8;

    /// <summary>So many scorecards, of 24 months, are one range of the straight side: 22 answers.</summary>
    const int ScorecardsInRange = 20;

    public static Task<IReadOnlyList<Comparison>> CompareAsync(bool small) => CompareAsync(small ? 10_000 : 100_000);

    public static Task<IReadOnlyList<Comparison>> CompareMillionAsync(bool small) => CompareAsync(small ? 10_000 : 1_000_000);

    static async Task<IReadOnlyList<Comparison>> CompareAsync(int rows)
    {
        using var emulator = await Emulator.StartAsync();
        var count = await FillAsync(emulator.Connection, rows);
        using var app = await RunningApp.StartScorecardsAsync(emulator.Connection);
        using var reference = await Sides.Child.StartAsync("feed-reference", emulator.Connection);

        // To warm up: the first page, and as many rows straight.
        await ReadAsync(app.Client, "/api/odata/Results?$top=5000");
        var start = Stopwatch.GetTimestamp();
        var (read, pages) = await ReadAsync(app.Client, "/api/odata/Results");
        var ours = Stopwatch.GetElapsedTime(start);
        var straight = await reference.RunAsync();
        if (read != count || straight.Outcome != count.ToString(CultureInfo.InvariantCulture))
        {
            throw new InvalidOperationException($"{count} rows were written, {read} came through the feed and {straight.Outcome} straight.");
        }

        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"feed: {count} rows in {pages} pages, {read / ours.TotalSeconds:0} rows/s; straight {count / straight.Elapsed.TotalSeconds:0} rows/s; the app's peak memory {app.PeakMemory / 1e6:0} MB"));
        return [new Comparison($"feed: {count} result rows through next links (Azure.Data.Tables, straight)", ours, straight.Elapsed, AtMost, app.PeakMemory, reference.PeakMemory)];
    }

    /// <summary>Reads every row of the table, a range of partitions after the other.</summary>
    public static Task<Func<Task<Run>>> ReferenceAsync(string connection)
    {
        var (table, summaries) = (new TableClient(connection, StorageNames.ResultsTable), new TableClient(connection, StorageNames.SummariesTable));
        return Task.FromResult<Func<Task<Run>>>(async () =>
        {
            var start = Stopwatch.GetTimestamp();
            var scorecards = await summaries.QueryAsync<TableEntity>(select: ["PartitionKey"]).Select(s => $"{s.PartitionKey}|").Distinct().ToListAsync();
            List<string> firsts = [.. scorecards.Order(StringComparer.Ordinal).Chunk(ScorecardsInRange).Select(range => range[0])];
            var count = 0;
            foreach (var (i, first) in firsts.Index())
            {
                var before = i + 1 < firsts.Count ? $" and PartitionKey lt '{firsts[i + 1]}'" : "";
                count += await table.QueryAsync<TableEntity>($"PartitionKey ge '{first}'{before}").CountAsync();
            }

            return new Run(Stopwatch.GetElapsedTime(start), count.ToString(CultureInfo.InvariantCulture));
        });
    }

    /// <summary>Results of many scorecards and two years, written as a calculation writes them.</summary>
    static async Task<int> FillAsync(string connection, int rows)
    {
        var storage = new ScorecardStorage(
            new BlobServiceClient(connection), new QueueServiceClient(connection, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }), new TableServiceClient(connection), createMissing: true);
        await storage.ReadyAsync();
        var store = new ResultStore(storage, TimeProvider.System);
        var samples = await SampleMeasures.MakeAsync(rows);
        var indicators = samples.Catalogue.Indicators.Count;
        var months = samples.Rows().Chunk(indicators).Where(month => month.Length == indicators);
        await Parallel.ForEachAsync(months, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (month, ct) =>
        {
            var scorecard = samples.Catalogue.Scorecard(month[0].Scorecard)!;
            var calculated = ScorecardCalculation.Calculate(samples.Catalogue, scorecard, month[0].Month, month.Select(Stated), []);
            await store.SaveAsync(calculated, default, ct);
        });
        return rows / indicators * indicators;
    }

    static StatedMeasure Stated(SampleMeasure m, int row) => new(
        new Measure { Scorecard = m.Scorecard, Indicator = m.Indicator, Month = m.Month, Numerator = m.Numerator, Denominator = m.Denominator, Figure = new Figure(m.Value, IsUnrounded: false) },
        new Source("measures.csv", new string('a', 64), row + 2),
        "1");

    /// <summary>Follows the next links; rows are counted and thrown away as they come.</summary>
    static async Task<(int Rows, int Pages)> ReadAsync(HttpClient client, string first)
    {
        var (rows, pages) = (0, 0);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        for (var next = first; next is not null; pages++)
        {
            using var response = await client.GetAsync(new Uri(next, UriKind.RelativeOrAbsolute), HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync();
            var state = new JsonReaderState();
            var (held, link) = (0, false);
            next = null;
            for (var isEnd = false; !isEnd;)
            {
                var got = await body.ReadAsync(buffer.AsMemory(held));
                isEnd = got == 0;
                held += got;
                var json = new Utf8JsonReader(buffer.AsSpan(0, held), isEnd, state);
                while (json.Read())
                {
                    rows += json.TokenType == JsonTokenType.EndObject && json.CurrentDepth == 2 ? 1 : 0;
                    next = link ? json.GetString() : next;
                    link = json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && json.ValueTextEquals("@odata.nextLink"u8);
                }

                state = json.CurrentState;
                held -= (int)json.BytesConsumed;
                buffer.AsSpan((int)json.BytesConsumed, held).CopyTo(buffer);
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return (rows, pages);
    }
}
