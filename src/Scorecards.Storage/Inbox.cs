using Azure;

namespace Scorecards.Storage;

/// <summary>The container <c>extracts</c>: people write here, the app only reads.</summary>
public sealed class Inbox(IStorage storage)
{
    readonly IBlobs blobs = storage.Container(StorageNames.Extracts);

    /// <returns>Null: nothing lies at the path.</returns>
    public Task<BlobFacts?> FindAsync(string path, CancellationToken ct) => blobs.FindAsync(path, ct);

    /// <returns>Null: the path does not hold this version any more.</returns>
    public Task<OpenBlob?> OpenAsync(string path, string content, CancellationToken ct) => blobs.OpenAsync(path, new ETag(content), ct);

    /// <summary>Everything that lies there, 5,000 files a request.</summary>
    public IAsyncEnumerable<BlobFacts> ListAsync(CancellationToken ct) => blobs.ListAsync("", ct);

    /// <summary>For an erasure: what lies at the path, unless it is replaced meanwhile.</summary>
    public Task DeleteAsync(BlobFacts found, CancellationToken ct) => blobs.DeleteAsync(found.Name, found.Version, ct);
}
