using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Scorecards.Storage;

/// <summary>The containers that the app writes files into.</summary>
public sealed class Files(ScorecardStorage storage)
{
    /// <summary>A blob in the inbox.</summary>
    public BlobClient Extract(string path) => storage.Container(StorageNames.Extracts).GetBlobClient(path);

    /// <summary>Keeps the bytes as received; bytes that are kept already stay as they are.</summary>
    public async Task ArchiveAsync(string sha256, Stream content, CancellationToken ct)
    {
        try
        {
            await storage.Container(StorageNames.Archive).GetBlobClient(sha256)
                .UploadAsync(content, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, ct);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // The name is the content's hash: what is there is the same.
        }
    }

    /// <summary>The JSON of an upload's receipt; null when there is none.</summary>
    public async Task<Stream?> OpenReceiptAsync(string extract, CancellationToken ct)
    {
        try
        {
            return await storage.Container(StorageNames.Receipts).GetBlobClient($"{extract}.json").OpenReadAsync(cancellationToken: ct);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public async Task<bool> HasReceiptAsync(string extract, CancellationToken ct) =>
        await storage.Container(StorageNames.Receipts).GetBlobClient($"{extract}.json").ExistsAsync(ct);

    /// <summary>Writes a part of an upload's receipt; a reader sees the former one or the whole new one.</summary>
    /// <param name="extract">The upload's path.</param>
    /// <param name="ending"><c>.json</c>, <c>.html</c> or <c>.rejected.csv</c>.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="content">From its current position.</param>
    /// <param name="ct">Cancels.</param>
    public Task WriteReceiptAsync(string extract, string ending, string contentType, Stream content, CancellationToken ct) =>
        WriteAsync(StorageNames.Receipts, extract + ending, contentType, content, ct);

    /// <summary>Removes the list of refused rows of an earlier content of the same path.</summary>
    public Task RemoveRejectedAsync(string extract, CancellationToken ct) =>
        storage.Container(StorageNames.Receipts).GetBlobClient($"{extract}.rejected.csv").DeleteIfExistsAsync(cancellationToken: ct);

    public Task WriteMailAsync(string name, Stream content, CancellationToken ct) =>
        WriteAsync(StorageNames.Outbox, name, "message/rfc822", content, ct);

    Task WriteAsync(string container, string name, string contentType, Stream content, CancellationToken ct) =>
        storage.Container(container).GetBlobClient(name)
            .UploadAsync(content, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } }, ct);
}
