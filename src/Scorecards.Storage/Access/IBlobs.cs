using Azure;

namespace Scorecards.Storage;

/// <summary>One container.</summary>
public interface IBlobs
{
    /// <returns>Null: there is no such blob.</returns>
    Task<BlobFacts?> FindAsync(string name, CancellationToken ct);

    /// <param name="version">Null = the one that is there.</param>
    /// <returns>Null: there is no such blob, or it has another version.</returns>
    Task<OpenBlob?> OpenAsync(string name, ETag? version, CancellationToken ct);

    /// <summary>Writes block by block, so that memory is bounded.</summary>
    /// <returns>
    /// False: the condition does not hold. It may have held, and the write been carried out, where an answer was lost. Any other refusal, as of a
    /// container that is being deleted, is an exception.
    /// </returns>
    Task<bool> TryWriteAsync(
        string name, Stream content, string contentType, IReadOnlyDictionary<string, string> metadata, BlobCondition condition, CancellationToken ct);

    /// <summary>Deletes a blob; one that is gone or another already is no fault.</summary>
    /// <param name="version">Null = whatever is there.</param>
    Task DeleteAsync(string name, ETag? version, CancellationToken ct);

    /// <summary>Blobs by name, with their metadata.</summary>
    IAsyncEnumerable<BlobFacts> ListAsync(string prefix, CancellationToken ct);
}
