using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Scorecards.Storage;

/// <summary>A container of an Azure storage account.</summary>
sealed class AzureBlobs(BlobContainerClient container) : IBlobs
{
    /// <summary>In bytes. With at most 50,000 blocks a blob may have 200 GB.</summary>
    const int BlockSize = 4 * 1024 * 1024;

    public async Task<BlobFacts?> FindAsync(string name, CancellationToken ct)
    {
        try
        {
            var found = (await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: ct)).Value;
            return new BlobFacts(name, found.ETag, found.LastModified, found.ContentLength, Copy(found.Metadata));
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public async Task<OpenBlob?> OpenAsync(string name, ETag? version, CancellationToken ct)
    {
        try
        {
            var options = new BlobDownloadOptions { Conditions = Only(version) };
            var found = (await container.GetBlobClient(name).DownloadStreamingAsync(options, ct)).Value;
            var details = found.Details;
            return new OpenBlob(
                new BlobFacts(name, details.ETag, details.LastModified, details.ContentLength, Copy(details.Metadata)), found.Content);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }
    }

    public async Task<bool> TryWriteAsync(
        string name, Stream content, string contentType, IReadOnlyDictionary<string, string> metadata, BlobCondition condition, CancellationToken ct)
    {
        try
        {
            var options = new BlobUploadOptions
            {
                HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                Metadata = metadata.Count == 0 ? null : metadata.ToDictionary(),
                Conditions = condition.IsNew ? new BlobRequestConditions { IfNoneMatch = ETag.All } : Only(condition.Known),

                // One block after the other: by default the library holds several of 4 MB and more in memory.
                TransferOptions = new StorageTransferOptions
                {
                    InitialTransferSize = BlockSize,
                    MaximumTransferSize = BlockSize,
                    MaximumConcurrency = 1
                },
            };
            await container.GetBlobClient(name).UploadAsync(content, options, ct);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
    }

    public async Task DeleteAsync(string name, ETag? version, CancellationToken ct)
    {
        try
        {
            await container.GetBlobClient(name).DeleteIfExistsAsync(conditions: Only(version), cancellationToken: ct);
        }
        catch (RequestFailedException e) when (e.Status == 412 && version is not null)
        {
            // It is another by now.
        }
    }

    public IAsyncEnumerable<BlobFacts> ListAsync(string prefix, CancellationToken ct) =>
        container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = prefix == "" ? null : prefix }, ct)
            .Select(blob => new BlobFacts(
            blob.Name, blob.Properties.ETag ?? default, blob.Properties.LastModified ?? default, blob.Properties.ContentLength ?? 0,
                Copy(blob.Metadata)));

    static BlobRequestConditions? Only(ETag? version) => version is { } known ? new BlobRequestConditions { IfMatch = known } : null;

    static Dictionary<string, string> Copy(IDictionary<string, string> metadata) => new(metadata, StringComparer.OrdinalIgnoreCase);
}
