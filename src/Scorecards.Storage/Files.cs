using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>Bytes in the archive, with what is needed to take them in again as they were taken in.</summary>
/// <param name="Extract">The path that they first came under.</param>
/// <param name="Receipt">The path that they were worked on under last.</param>
/// <param name="Received">As of the submission: with <paramref name="Registered"/> it says what restates what.</param>
/// <param name="Accepted">When they were accepted last: in this order every file met the catalogue that it was read against.</param>
public sealed record ArchivedExtract(string Sha256, string Extract, string Receipt, DateTimeOffset Received, DateTimeOffset Registered, DateTimeOffset Accepted);

/// <summary>A file that lies in the inbox.</summary>
/// <param name="Path">Its name there.</param>
/// <param name="Received">When it was written.</param>
/// <param name="ContentVersion">Its ETag.</param>
public sealed record DroppedExtract(string Path, DateTimeOffset Received, string ContentVersion);

/// <summary>The containers that the app writes files into.</summary>
public sealed class Files(ScorecardStorage storage)
{
    /// <summary>In bytes. With at most 50,000 blocks a file may have 200 GB.</summary>
    const int BlockSize = 4 * 1024 * 1024;

    /// <summary>A blob in the inbox.</summary>
    public BlobClient Extract(string path) => storage.Container(StorageNames.Extracts).GetBlobClient(path);

    /// <summary>What was written to the inbox in a time, and lies there still. All of the inbox is listed for it, 5,000 files a request.</summary>
    public async Task<IReadOnlyList<DroppedExtract>> DroppedAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        await storage.Container(StorageNames.Extracts).GetBlobsAsync(cancellationToken: ct)
            .Where(blob => blob.Properties is { ETag: not null, LastModified: { } received } && received >= from && received <= to)
            .Select(blob => new DroppedExtract(blob.Name, blob.Properties.LastModified!.Value, blob.Properties.ETag!.Value.ToString())).ToListAsync(ct);

    /// <summary>Keeps the bytes as received; of bytes that are kept already only the time of acceptance is new.</summary>
    public async Task ArchiveAsync(Submission submission, DateTimeOffset accepted, Stream content, CancellationToken ct)
    {
        var blob = Archived(submission.Sha256);
        var metadata = new Dictionary<string, string>
        {
            ["extract"] = Uri.EscapeDataString(submission.Extract),
            ["receipt"] = Uri.EscapeDataString(submission.Receipt ?? submission.Extract),
            ["received"] = $"{submission.Received.UtcDateTime:O}",
            ["registered"] = $"{submission.Registered.UtcDateTime:O}",
            ["accepted"] = $"{accepted.UtcDateTime:O}",
        };
        try
        {
            // One block after the other: by default the library holds several of 4 MB and more in memory.
            var transfer = new StorageTransferOptions { InitialTransferSize = BlockSize, MaximumTransferSize = BlockSize, MaximumConcurrency = 1 };
            await blob.UploadAsync(content, new BlobUploadOptions { Metadata = metadata, Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All }, TransferOptions = transfer }, ct);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // The name is the content's hash: what is there is the same.
            await blob.SetMetadataAsync(metadata, cancellationToken: ct);
        }
    }

    /// <summary>Bytes in the archive.</summary>
    public BlobClient Archived(string sha256) => storage.Container(StorageNames.Archive).GetBlobClient(sha256);

    public async Task<bool> IsArchivedAsync(string sha256, CancellationToken ct) => await Archived(sha256).ExistsAsync(ct);

    /// <summary>
    /// Everything in the archive, in the order in which it was accepted. What has no metadata, since it was copied here from an export, is looked up in the
    /// export's <see cref="ArchiveIndex"/>.
    /// </summary>
    public async Task<IReadOnlyList<ArchivedExtract>> ArchivedAsync(CancellationToken ct)
    {
        Dictionary<string, ArchivedExtract>? index = null;
        List<ArchivedExtract> archived = [];
        await foreach (var blob in storage.Container(StorageNames.Archive).GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, ct))
        {
            if (blob.Name == ArchiveIndex)
            {
                continue;
            }

            if (blob.Metadata.TryGetValue("extract", out var extract))
            {
                archived.Add(new ArchivedExtract(
                    blob.Name, Uri.UnescapeDataString(extract), Uri.UnescapeDataString(blob.Metadata["receipt"]), Time(blob, "received"), Time(blob, "registered"), Time(blob, "accepted")));
            }
            else if ((index ??= await IndexAsync(ct)).TryGetValue(blob.Name, out var known))
            {
                archived.Add(known);
            }
        }

        return [.. archived.OrderBy(a => a.Accepted).ThenBy(a => a.Registered)];
    }

    /// <summary>Beside the archived bytes: a line of JSON, an <see cref="ArchivedExtract"/>, for each of them.</summary>
    public const string ArchiveIndex = "index.jsonl";

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

    /// <summary>Keeps a mail that is not sent; one that is there already stays as it is.</summary>
    /// <param name="name">Of the mail.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task WriteDryRunAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        var path = $"dry-run/{name}.eml";
        if (!await storage.Container(StorageNames.Outbox).GetBlobClient(path).ExistsAsync(ct))
        {
            using var content = new MemoryStream();
            await write(content, ct);
            content.Position = 0;
            await WriteMailAsync(path, content, ct);
        }
    }

    public Task WriteMailAsync(string name, Stream content, CancellationToken ct) =>
        WriteAsync(StorageNames.Outbox, name, "message/rfc822", content, ct);

    async Task<Dictionary<string, ArchivedExtract>> IndexAsync(CancellationToken ct)
    {
        var blob = Archived(ArchiveIndex);
        if (!await blob.ExistsAsync(ct))
        {
            return [];
        }

        var lines = (await blob.DownloadContentAsync(ct)).Value.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => JsonSerializer.Deserialize<ArchivedExtract>(line)!).ToDictionary(a => a.Sha256);
    }

    static DateTimeOffset Time(BlobItem blob, string name) => DateTimeOffset.Parse(blob.Metadata[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    Task WriteAsync(string container, string name, string contentType, Stream content, CancellationToken ct) =>
        storage.Container(container).GetBlobClient(name)
            .UploadAsync(content, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } }, ct);
}
