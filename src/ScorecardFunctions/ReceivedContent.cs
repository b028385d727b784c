using System.Buffers;
using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.WebUtilities;

namespace ScorecardFunctions;

/// <summary>
/// One version of a blob's content, read whole: in memory up to 1 MB, else in a temporary file that goes with the object. Whatever happens to
/// the blob meanwhile, hash, measures and archive are of the same bytes.
/// </summary>
public sealed class ReceivedContent : IAsyncDisposable
{
    const int MostInMemory = 1024 * 1024;

    readonly FileBufferingReadStream content;

    ReceivedContent(FileBufferingReadStream content, string sha256, BlobDownloadDetails details) =>
        (this.content, Sha256, ContentVersion, Received, Bytes) = (content, sha256, details.ETag.ToString(), details.LastModified, details.ContentLength);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>The blob's ETag.</summary>
    public string ContentVersion { get; }

    /// <summary>When the blob was written, UTC.</summary>
    public DateTimeOffset Received { get; }

    public long Bytes { get; }

    /// <summary>Seekable; at its start when the object is made.</summary>
    public Stream Stream => content;

    /// <param name="blob">In the container extracts.</param>
    /// <param name="mostKept">In bytes; of a longer content the hash alone is taken, so that it can be put on record and refused.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="Azure.RequestFailedException">404: the blob is gone.</exception>
    public static async Task<ReceivedContent> ReadAsync(BlobClient blob, long mostKept, CancellationToken ct)
    {
        var download = (await blob.DownloadStreamingAsync(cancellationToken: ct)).Value;
        var isKept = download.Details.ContentLength <= mostKept;
        var content = new FileBufferingReadStream(isKept ? download.Content : Stream.Null, MostInMemory);
        var bytes = isKept ? content : download.Content;
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            int read;
            while ((read = await bytes.ReadAsync(buffer, ct)) > 0)
            {
                sha256.AppendData(buffer, 0, read);
            }

            content.Position = 0;
            return new ReceivedContent(content, Convert.ToHexStringLower(sha256.GetHashAndReset()), download.Details);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public ValueTask DisposeAsync() => content.DisposeAsync();
}
