using System.IO.Compression;
using System.IO.Hashing;

namespace Scorecards.Extracts;

/// <summary>The unzipped bytes of an entry: exactly those that the zip's directory promises, by length and checksum, or an exception.</summary>
sealed class ZipEntryStream(ZipArchiveEntry entry) : Stream
{
    readonly Stream inner = entry.Open();
    readonly long promised = entry.Length;
    readonly Crc32 checksum = new();
    long given;
    long sinceMark;

    /// <summary>Bytes that may be read between two calls of <see cref="Mark"/>: what the reader above may have to hold at once.</summary>
    public long MostUnmarked { get; init; } = long.MaxValue;

    public string Name => entry.FullName;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => promised;

    public override long Position
    {
        get => given;
        set => throw new NotSupportedException();
    }

    public void Mark() => sinceMark = 0;

    /// <summary>Reads what is left, so that it has been held against the promise too.</summary>
    public void Drain()
    {
        Span<byte> buffer = stackalloc byte[4096];
        do
        {
            Mark();
        }
        while (Read(buffer) > 0);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        var count = inner.Read(buffer);
        given += count;
        sinceMark += count;
        if (given > promised || sinceMark > MostUnmarked || (count == 0 && (given < promised || checksum.GetCurrentHashAsUInt32() != entry.Crc32)))
        {
            throw Damage.InNamed(Name);
        }

        checksum.Append(buffer[..count]);
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
