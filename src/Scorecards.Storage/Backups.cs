using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The container <c>backups</c>: a copy of each entry of the journal (<c>entries</c>) and of each edition (<c>editions</c>), both written once; what
/// every month said, as digests, a blob an export (<c>exports</c>); and how far a restore is (<c>restore.json</c>). What is named otherwise is passed
/// over: copies come by way of people's computers, which leave files of their own in each folder.
/// </summary>
public sealed partial class Backups(IStorage storage)
{
    const string Entries = "entries/";
    const string Editions = "editions/";
    const string Exports = "exports/";
    const string Restore = "restore.json";
    const string ExportName = $"'{Exports}'yyyyMMdd'T'HHmmss'Z.jsonl.gz'";
    const int AtOnce = 8;

    static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter(), new TextConverter<Month>(Month.Parse), new TextConverter<MonthSet>(MonthSet.Parse), new PartsConverter(),
        },
    };

    readonly IBlobs blobs = storage.Container(StorageNames.Backups);

    /// <summary>Copies an entry; a copy that is there already is the same.</summary>
    public Task KeepAsync(JournalEntry entry, CancellationToken ct) => WriteAsync(Name(entry.Number), entry, BlobCondition.New, ct);

    public async Task<bool> HasAsync(long number, CancellationToken ct) => await blobs.FindAsync(Name(number), ct) is not null;

    /// <returns>Null: there is no copy.</returns>
    public Task<JournalEntry?> FindAsync(long number, CancellationToken ct) => ReadAsync<JournalEntry>(Name(number), ct);

    /// <summary>The numbers of the entries that were copied.</summary>
    public async Task<IReadOnlySet<long>> NumbersAsync(CancellationToken ct) => await blobs.ListAsync(Entries, ct)
        .Select(b => NumberOf(b.Name)).Where(number => number > 0).ToHashSetAsync(null, ct);

    /// <summary>Copies editions that are not copied yet.</summary>
    /// <param name="editions">Every one that there is, without its results.</param>
    /// <param name="read">Gives an edition whole; null = it is not there.</param>
    /// <returns>How many were copied now.</returns>
    public async Task<int> KeepEditionsAsync(
        IAsyncEnumerable<StoredSummary> editions, Func<StoredSummary, CancellationToken, Task<StoredMonth?>> read, CancellationToken ct)
    {
        var there = await blobs.ListAsync(Editions, ct).Select(b => b.Name).ToHashSetAsync(null, ct);
        var kept = 0;
        await foreach (var some in editions.Where(e => !there.Contains(Name(e))).Chunk(AtOnce).WithCancellation(ct))
        {
            kept += (await Task.WhenAll(some.Select(KeepAsync))).Sum();
        }

        return kept;

        async Task<int> KeepAsync(StoredSummary edition)
        {
            if (await read(edition, ct) is not { } whole)
            {
                return 0;
            }

            var copy = new EditionCopy(
                whole.Summary, whole.Scorecard is { } s ? JsonSerializer.Deserialize<JsonElement>(PackedResults.Write(s.Results)) : null);
            await WriteAsync(Name(edition), copy, BlobCondition.New, ct);
            return 1;
        }
    }

    /// <summary>The editions that were copied.</summary>
    public async IAsyncEnumerable<StoredMonth> EditionsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var some in blobs.ListAsync(Editions, ct).Where(b => EditionName().IsMatch(b.Name)).Chunk(AtOnce).WithCancellation(ct))
        {
            foreach (var copy in (await Task.WhenAll(some.Select(b => ReadAsync<EditionCopy>(b.Name, ct)))).OfType<EditionCopy>())
            {
                var s = copy.Summary;
                yield return new StoredMonth(
                    s,
                    copy.Results is { } results
                        ? new MonthlyScorecard(s.Scorecard, s.Name, s.Month, s.Edition, s.Summary,
                            PackedResults.Read(results.GetRawText()))
                        { Trace = s.Trace }
                        : null,
                    default);
            }
        }
    }

    /// <summary>Keeps what the months say at a moment.</summary>
    /// <param name="made">When, UTC; in whole seconds it is the export's name.</param>
    /// <param name="months">Every month that is stored.</param>
    public async Task KeepExportAsync(DateTimeOffset made, IReadOnlyCollection<ExportedMonth> months, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await using (var zipped = new GZipStream(content, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var month in months)
            {
                await JsonSerializer.SerializeAsync(zipped, month, Json, ct);
                await zipped.WriteAsync("\n"u8.ToArray(), ct);
            }
        }

        content.Position = 0;
        var name = made.UtcDateTime.ToString(ExportName, CultureInfo.InvariantCulture);
        var metadata = new Dictionary<string, string> { ["months"] = months.Count.ToString(CultureInfo.InvariantCulture) };
        await blobs.TryWriteAsync(name, content, "application/gzip", metadata, BlobCondition.Always, ct);
    }

    /// <summary>
    /// The exports that there are, the newest first: when each was made and how many months it has; null where a copy that came by way of a zip does
    /// not say so.
    /// </summary>
    public async Task<IReadOnlyList<(DateTimeOffset Made, int? Months)>> ExportsAsync(CancellationToken ct) =>
    [
        .. (await FindExportsAsync(ct)).Select(e => (
            e.Made,
            e.Blob.Metadata.TryGetValue("months", out var months) ? int.Parse(months, NumberStyles.None, CultureInfo.InvariantCulture) : (int?)null)),
    ];

    /// <summary>What the newest export says; nothing where there is none.</summary>
    public async Task<IReadOnlyList<ExportedMonth>> NewestExportAsync(CancellationToken ct)
    {
        if (await FindExportsAsync(ct) is not [var (_, newest), ..] || await blobs.OpenAsync(newest.Name, null, ct) is not { } open)
        {
            return [];
        }

        await using var content = open.Content;
        using var lines = new StreamReader(new GZipStream(content, CompressionMode.Decompress), Encoding.UTF8);
        List<ExportedMonth> months = [];
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            months.Add(JsonSerializer.Deserialize<ExportedMonth>(line, Json)!);
        }

        return months;
    }

    /// <summary>Removes exports that were made before a moment; the newest stays.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> RemoveExportsAsync(DateTimeOffset before, CancellationToken ct)
    {
        var gone = (await FindExportsAsync(ct)).Skip(1).Where(e => e.Made < before).ToList();
        foreach (var (_, blob) in gone)
        {
            await blobs.DeleteAsync(blob.Name, null, ct);
        }

        return gone.Count;
    }

    /// <summary>The exports, the newest first.</summary>
    async Task<IReadOnlyList<(DateTimeOffset Made, BlobFacts Blob)>> FindExportsAsync(CancellationToken ct)
    {
        List<(DateTimeOffset Made, BlobFacts Blob)> found = [];
        await foreach (var blob in blobs.ListAsync(Exports, ct))
        {
            if (DateTimeOffset.TryParseExact(
                blob.Name, ExportName, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made))
            {
                found.Add((made, blob));
            }
        }

        return [.. found.OrderByDescending(e => e.Made)];
    }

    /// <summary>How far the last restore is; null = there never was one.</summary>
    public Task<RestoreMark?> RestoreAsync(CancellationToken ct) => ReadAsync<RestoreMark>(Restore, ct);

    /// <summary>Two restores at once may write over each other: whatever either says has been done.</summary>
    public Task SaveRestoreAsync(RestoreMark mark, CancellationToken ct) => WriteAsync(Restore, mark, BlobCondition.Always, ct);

    async Task WriteAsync<T>(string name, T value, BlobCondition condition, CancellationToken ct)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value, Json));
        await blobs.TryWriteAsync(name, content, "application/json", new Dictionary<string, string>(), condition, ct);
    }

    async Task<T?> ReadAsync<T>(string name, CancellationToken ct)
        where T : class
    {
        if (await blobs.OpenAsync(name, null, ct) is not { } open)
        {
            return null;
        }

        await using var content = open.Content;
        return await JsonSerializer.DeserializeAsync<T>(content, Json, ct);
    }

    static string Name(long number) => string.Create(CultureInfo.InvariantCulture, $"{Entries}{number:D10}.json");

    /// <returns>0: it is no copy of an entry.</returns>
    static long NumberOf(string name) =>
        long.TryParse(Path.GetFileNameWithoutExtension(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Name(number) == name ? number : 0;

    static string Name(StoredSummary edition) =>
        string.Create(CultureInfo.InvariantCulture, $"{Editions}{Keys.From(edition.Scorecard)}/{edition.Month}-e{edition.Edition:D4}.json");

    [GeneratedRegex($"^{Editions}[^/]+/[0-9]{{4}}-[0-9]{{2}}-e[0-9]{{4,}}\\.json$")]
    private static partial Regex EditionName();

    sealed record EditionCopy(StoredSummary Summary, JsonElement? Results);

    sealed class PartsConverter : JsonConverter<IReadOnlyDictionary<ScorecardMonth, int>>
    {
        public override IReadOnlyDictionary<ScorecardMonth, int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Dictionary<string, int>>(ref reader)!.ToDictionary(p => MonthSet.Parse(p.Key).Single(), p => p.Value);

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<ScorecardMonth, int> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToDictionary(p => new MonthSet([p.Key]).ToString(), p => p.Value));
    }
}
