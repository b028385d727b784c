using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Benchmarks;

/// <summary>
/// Result rows through the next links of the running app, against the same months read straight from the emulator by Azure.Data.Tables, their rows
/// unpacked and written as JSON once. The answer of the feed has the protocol's names and checks beside it.
/// </summary>
static class Feed
{
    const double AtMost = 4.0;
    const int AtOnce = 8;

    public static Task<IReadOnlyList<Comparison>> CompareAsync(bool small) => CompareAsync(small ? 6_000 : 100_000);

    public static Task<IReadOnlyList<Comparison>> CompareMillionAsync(bool small) => CompareAsync(small ? 6_000 : 1_000_000);

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
            $"feed: {count} rows in {pages} pages, {read / ours.TotalSeconds:0} rows/s; straight, unpacked "
            + $"{count / straight.Elapsed.TotalSeconds:0} rows/s; the app's peak memory {app.PeakMemory / 1e6:0} MB"));
        return [
            new Comparison(
                $"feed: {count} result rows through next links (Azure.Data.Tables, unpacked)",
                ours, straight.Elapsed, AtMost, app.PeakMemory, reference.PeakMemory)];
    }

    /// <summary>Reads every month of the table, unpacks its rows and writes each as JSON.</summary>
    public static Task<Func<Task<Run>>> ReferenceAsync(string connection)
    {
        var results = new ResultReader(Table(Storage(connection)));
        return Task.FromResult<Func<Task<Run>>>(async () =>
        {
            var start = Stopwatch.GetTimestamp();
            var count = 0;
            var written = new ArrayBufferWriter<byte>();
            await using var json = new Utf8JsonWriter(written);
            await foreach (var (month, _) in results.MonthsAsync(new ResultScope(), null, default))
            {
                foreach (var result in month!.Scorecard!.Results)
                {
                    JsonSerializer.Serialize(
                        json,
                        new
                        {
                            month.Summary.Scorecard,
                            Month = month.Summary.Month.ToString(),
                            result.Indicator.Id,
                            result.Numerator,
                            result.Denominator,
                            result.Figure?.Value,
                            result.Rating
                        });
                    json.Reset();
                    count++;
                }

                written.ResetWrittenCount();
            }

            return new Run(Stopwatch.GetElapsedTime(start), count.ToString(CultureInfo.InvariantCulture));
        });
    }

    /// <summary>Results of many scorecards and two years, written as a calculation writes them.</summary>
    /// <param name="connection">Of the storage emulator.</param>
    /// <param name="rows">How many results.</param>
    /// <param name="hasPrevious">Whether each has a previous figure, too: its own.</param>
    public static async Task<int> FillAsync(string connection, int rows, bool hasPrevious = false)
    {
        var storage = Storage(connection);
        await storage.ReadyAsync();
        var table = Table(storage);
        var samples = await SampleMeasures.MakeAsync(rows);
        var indicators = samples.Catalogue.Indicators.Count;
        var months = samples.Rows().Chunk(indicators).Where(month => month.Length == indicators);
        await Parallel.ForEachAsync(months, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (month, ct) =>
        {
            var scorecard = samples.Catalogue.Scorecard(month[0].Scorecard)!;
            var previous = hasPrevious ? month.Select(Stated) : [];
            var calculated = ScorecardCalculation.Calculate(samples.Catalogue, scorecard, month[0].Month, month.Select(Stated), previous);
            var summary = new StoredSummary(
                scorecard.Id, scorecard.Name, month[0].Month, 1, 0, calculated.Summary, DateTimeOffset.UnixEpoch, calculated.Results.Count, null);
            await table.TrySaveAsync(summary, calculated, null, ct);
        });
        return rows / indicators * indicators;
    }

    static StatedMeasure Stated(SampleMeasure m, int row) => new(
        new Measure
        {
            Scorecard = m.Scorecard,
            Indicator = m.Indicator,
            Month = m.Month,
            Numerator = m.Numerator,
            Denominator = m.Denominator,
            Figure = new Figure(m.Value, IsUnrounded: false)
        },
        new Source("measures.csv", new string('a', 64), null, row + 2),
        default);

    static ScorecardStorage Storage(string connection) => new(
        new BlobServiceClient(connection),
        new QueueServiceClient(connection, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }),
        new TableServiceClient(connection),
        createMissing: true);

    static ResultTable Table(ScorecardStorage storage) => new(storage, new ConditionalWrite(TimeProvider.System, Guid.NewGuid));

    /// <summary>Follows the next links; rows are counted and thrown away as they come.</summary>
    public static async Task<(int Rows, int Pages)> ReadAsync(HttpClient client, string first)
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
