using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace LocalFunctionsHost;

/// <summary>
/// What one blob-triggered function was given already: a receipt for each content version, kept in azure-webjobs-hosts as an empty blob
/// <c>blobreceipts/local/{function}/{etag}/{container}/{blob}</c> with its state in the metadata, and in memory while the container
/// holds the version.
/// </summary>
sealed class BlobReceipts(BlobContainerClient hosts, string function, string container)
{
    readonly string prefix = $"blobreceipts/local/{function}/";
    readonly ConcurrentDictionary<string, BlobReceipt> receipts = new(StringComparer.Ordinal);
    int round;

    /// <summary>Reads all receipts in one listing, not one request a blob.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await foreach (var item in hosts.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = prefix }, ct))
        {
            receipts[item.Name] = new()
            {
                Tries = int.Parse(item.Metadata["tries"], CultureInfo.InvariantCulture),
                IsDone = item.Metadata["done"] == "true",
            };
        }
    }

    /// <summary>The receipt of a version that was just seen in the container.</summary>
    public BlobReceipt Get(string blobName, ETag version)
    {
        var receipt = receipts.GetOrAdd(PathOf(blobName, version), _ => new());
        receipt.Round = round;
        return receipt;
    }

    /// <summary>Forgets what the listing that ends here did not see, so that memory is bounded by the container's content.</summary>
    public void EndListing()
    {
        foreach (var (path, receipt) in receipts)
        {
            if (receipt.Round != round && !receipt.IsTaken)
            {
                receipts.TryRemove(path, out _);
            }
        }

        round++;
    }

    public bool IsDone(string blobName, ETag version) => receipts.TryGetValue(PathOf(blobName, version), out var receipt) && receipt.IsDone;

    /// <summary>To be called before the run, so that a blob that kills the process uses up its tries.</summary>
    public Task BeginTryAsync(string blobName, ETag version, BlobReceipt receipt, CancellationToken ct) =>
        SaveAsync(PathOf(blobName, version), receipt, receipt.Tries + 1, isDone: false, ct);

    /// <summary>Takes no token: what is finished is recorded even when the host is about to stop.</summary>
    public Task FinishAsync(string blobName, ETag version, BlobReceipt receipt) =>
        SaveAsync(PathOf(blobName, version), receipt, receipt.Tries, isDone: true, CancellationToken.None);

    async Task SaveAsync(string path, BlobReceipt receipt, int tries, bool isDone, CancellationToken ct)
    {
        var metadata = new Dictionary<string, string>
        {
            ["tries"] = tries.ToString(CultureInfo.InvariantCulture),
            ["done"] = isDone ? "true" : "false",
        };
        await hosts.GetBlobClient(path).UploadAsync(BinaryData.Empty, new BlobUploadOptions { Metadata = metadata }, ct);
        (receipt.Tries, receipt.IsDone) = (tries, isDone);
    }

    string PathOf(string blobName, ETag version) => $"{prefix}{version.ToString().Trim('"')}/{container}/{blobName}";
}
