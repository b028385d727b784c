using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>The container <c>archive</c>: the bytes as received, by SHA-256, and a small blob for each arrival below <c>arrivals</c>.</summary>
public sealed partial class Archive(IStorage storage)
{
    const string Arrivals = "arrivals/";

    readonly IBlobs blobs = storage.Container(StorageNames.Archive);

    /// <summary>Keeps bytes; those that are kept already are the same.</summary>
    public async Task KeepAsync(ArchivedArrival arrival, Stream content, CancellationToken ct)
    {
        await blobs.TryWriteAsync(arrival.Sha256, content, "application/octet-stream", new Dictionary<string, string>(), BlobCondition.New, ct);
        using var about = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(arrival));
        await blobs.TryWriteAsync(Name(arrival.Path, arrival.Arrival, arrival.Sha256), about, "application/json", new Dictionary<string, string>(),
            BlobCondition.Always, ct);
    }

    /// <returns>Null: the bytes are not kept.</returns>
    public async Task<Stream?> OpenAsync(string sha256, CancellationToken ct) => (await blobs.OpenAsync(sha256, null, ct))?.Content;

    public async Task<bool> HasAsync(string sha256, CancellationToken ct) => await blobs.FindAsync(sha256, ct) is not null;

    /// <summary>The arrivals whose bytes were kept and which have no entry among those given.</summary>
    public IAsyncEnumerable<ArchivedArrival> ArrivalsAsync(IEnumerable<JournalEntry> ended, CancellationToken ct)
    {
        var known = ended.Where(e => e.Path is not null).Select(e => Name(e.Path!, e.Arrival, e.Sha256!)).ToHashSet(StringComparer.Ordinal);
        return ReadAsync(Arrivals, name => !known.Contains(name), ct);
    }

    /// <summary>What is kept of the arrivals of bytes, whether they have entries or not.</summary>
    public async Task<IReadOnlyList<ArchivedArrival>> ArrivalsOfAsync(string sha256, CancellationToken ct) =>
        await ReadAsync($"{Arrivals}{sha256}/", _ => true, ct).ToListAsync(ct);

    /// <summary>For an erasure: the bytes and what is kept of their arrivals.</summary>
    public async Task DeleteAsync(string sha256, CancellationToken ct)
    {
        await blobs.DeleteAsync(sha256, null, ct);
        await foreach (var found in blobs.ListAsync($"{Arrivals}{sha256}/", ct))
        {
            await blobs.DeleteAsync(found.Name, null, ct);
        }
    }

    async IAsyncEnumerable<ArchivedArrival> ReadAsync(string prefix, Func<string, bool> isWanted, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var found in blobs.ListAsync(prefix, ct))
        {
            // What a computer by way of which copies came left in the folders is no arrival.
            if (ArrivalName().IsMatch(found.Name) && isWanted(found.Name) && await blobs.OpenAsync(found.Name, null, ct) is { } open)
            {
                await using var content = open.Content;
                yield return (await JsonSerializer.DeserializeAsync<ArchivedArrival>(content, cancellationToken: ct))!;
            }
        }
    }

    [GeneratedRegex($"^{Arrivals}[0-9a-f]{{64}}/[0-9a-f]{{32}}-[0-9]+\\.json$")]
    private static partial Regex ArrivalName();

    static string Name(string path, int arrival, string sha256) => $"{Arrivals}{sha256}/{Keys.Hash(path)}-{arrival}.json";
}
