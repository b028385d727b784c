using Azure;

namespace Scorecards.Storage;

/// <summary>What is known of a blob without its content.</summary>
/// <param name="Version">Its ETag.</param>
/// <param name="Modified">By the storage's clock, in whole seconds, UTC.</param>
public sealed record BlobFacts(string Name, ETag Version, DateTimeOffset Modified, long Bytes, IReadOnlyDictionary<string, string> Metadata);

/// <summary>A blob being read: one version of its content.</summary>
/// <param name="Content">To be disposed of.</param>
public sealed record OpenBlob(BlobFacts Facts, Stream Content);

/// <summary>When a blob is written: whatever is there, only where nothing is, or only over what is known.</summary>
public readonly record struct BlobCondition(bool IsNew, ETag? Known)
{
    public static readonly BlobCondition Always;

    public static readonly BlobCondition New = new(true, null);

    public static BlobCondition Over(ETag known) => new(false, known);
}

/// <summary>One container.</summary>
public interface IBlobs
{
    /// <returns>Null: there is no such blob.</returns>
    Task<BlobFacts?> FindAsync(string name, CancellationToken ct);

    /// <param name="name">The blob's.</param>
    /// <param name="version">Null = the one that is there.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null: there is no such blob, or not this version of it.</returns>
    Task<OpenBlob?> OpenAsync(string name, ETag? version, CancellationToken ct);

    /// <summary>Writes block by block, so that memory is bounded.</summary>
    /// <returns>False: the condition does not hold. It may have held, and the write been carried out, where an answer was lost.</returns>
    Task<bool> TryWriteAsync(
        string name, Stream content, string contentType, IReadOnlyDictionary<string, string> metadata, BlobCondition condition, CancellationToken ct);

    /// <summary>Deletes one version of a blob; one that is gone or another already is no fault.</summary>
    Task DeleteAsync(string name, ETag version, CancellationToken ct);

    /// <summary>Deletes a blob; one that is gone already is no fault.</summary>
    Task DeleteAsync(string name, CancellationToken ct);

    /// <summary>Blobs by name, with their metadata.</summary>
    IAsyncEnumerable<BlobFacts> ListAsync(string prefix, CancellationToken ct);
}
