using System.Security.Cryptography;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>
/// One version of a file's content, read whole: in memory up to 1 MB, else in a temporary file that goes with the object. Whatever happens to the
/// blob meanwhile, hash, measures and archive are of the same bytes.
/// </summary>
public sealed class ReceivedContent : IAsyncDisposable
{
    const int MostInMemory = 1024 * 1024;

    ReceivedContent(Stream stream, string sha256, long bytes) => (Stream, Sha256, Bytes) = (stream, sha256, bytes);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    public long Bytes { get; }

    /// <summary>Seekable; at its start when the object is made.</summary>
    public Stream Stream { get; }

    /// <param name="content">From its current position to its end.</param>
    /// <param name="mostKept">In bytes; of a longer content the hash alone is taken, so that it can be put on record and refused.</param>
    public static async Task<ReceivedContent> ReadAsync(Stream content, long bytes, long mostKept, CancellationToken ct)
    {
        Stream kept = bytes > mostKept ? Stream.Null : bytes > MostInMemory ? TemporaryFile.Create() : new MemoryStream((int)bytes);
        try
        {
            using var sha256 = SHA256.Create();
            await using var hashed = new CryptoStream(content, sha256, CryptoStreamMode.Read, leaveOpen: true);
            await hashed.CopyToAsync(kept, ct);
            kept.Position = 0;
            return new ReceivedContent(kept, Convert.ToHexStringLower(sha256.Hash!), bytes);
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps it as what an arrival brought, if it is accepted: what is refused may be anything, a child's record among it.</summary>
    /// <param name="read">What it says; null = the same bytes as before.</param>
    internal Task KeepAsync(Archive archive, Upload upload, ReadExtract? read, CancellationToken ct)
    {
        if (read is not { Problem: null })
        {
            return Task.CompletedTask;
        }

        Stream.Position = 0;
        return archive.KeepAsync(new ArchivedArrival(upload.Path, upload.Arrival, upload.Content, upload.Received, Sha256, Bytes), Stream, ct);
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
