using System.IO.Compression;

namespace Scorecards.Extracts;

/// <summary>
/// A zip whose directory has been held against the limits before any entry is opened, and whose entries cannot give more than the
/// directory says. Not for two threads at a time.
/// </summary>
sealed class GuardedZip : IDisposable
{
    // 4 KB for each of the 1,000 entries that are allowed, while a directory of 11 million would take 3 GB when it is read.
    const long MostDirectoryBytes = 4L << 20;

    readonly ZipArchive archive;

    GuardedZip(ZipArchive archive) => this.archive = archive;

    public IReadOnlyList<ZipArchiveEntry> Entries => archive.Entries;

    /// <param name="content">Seekable; left open.</param>
    /// <exception cref="ExtractException">It is no zip, is protected by a password, or exceeds a limit.</exception>
    public static GuardedZip Open(Stream content, FileLimits limits)
    {
        limits.RequireLength(content.Length);
        content.Position = 0;
        var directory = new BudgetStream(content) { Budget = MostDirectoryBytes };
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(directory, ZipArchiveMode.Read, leaveOpen: true);
            Check(archive.Entries, limits);
            directory.Budget = long.MaxValue;
            return new GuardedZip(archive);
        }
        catch (Exception e)
        {
            archive?.Dispose();
            if (Damage.Explains(e))
            {
                throw Damage.In("its zip directory");
            }

            throw;
        }
    }

    /// <exception cref="ExtractException">The entry cannot be unpacked; while reading also: its bytes are not those that the directory
    /// promises.</exception>
    public static ZipEntryStream Open(ZipArchiveEntry entry)
    {
        try
        {
            return new ZipEntryStream(entry);
        }
        catch (Exception e) when (Damage.Explains(e))
        {
            throw Damage.InNamed(entry.FullName);
        }
    }

    public void Dispose() => archive.Dispose();

    static void Check(IReadOnlyList<ZipArchiveEntry> entries, FileLimits limits)
    {
        if (entries.Count > limits.MostEntries)
        {
            throw new ExtractException(
                $"the file has {FileLimits.Count(entries.Count)} zipped entries, and at most {FileLimits.Count(limits.MostEntries)} are read. "
                + "Split it and upload the parts");
        }

        var total = 0L;
        foreach (var entry in entries)
        {
            if (entry.IsEncrypted)
            {
                throw Refusal(entry, "is protected by a password (encrypted). Zip it without a password and upload it again");
            }

            total = checked(total + entry.Length);
            if (total > limits.MostUnzippedBytes)
            {
                throw new ExtractException(
                    $"the file unzips to {FileLimits.Size(total)} or more, and at most {FileLimits.Size(limits.MostUnzippedBytes)} are read. "
                    + "Split it and upload the parts");
            }

            if (entry.Length > FileLimits.UnzippedBytesOfNoConcern && entry.Length / limits.MostZipRatio > Math.Max(entry.CompressedLength, 1))
            {
                throw Refusal(
                    entry,
                    $"unzips from {FileLimits.Size(entry.CompressedLength)} to {FileLimits.Size(entry.Length)}, "
                    + $"{FileLimits.Count(entry.Length / Math.Max(entry.CompressedLength, 1))} times as much, "
                    + $"and at most {limits.MostZipRatio} times is read. Delete the empty rows and columns that carry formatting, or save the "
                        + "data as CSV, and upload that");
            }
        }
    }

    static ExtractException Refusal(ZipArchiveEntry entry, string fault) =>
        new($"'{entry.FullName}' in the file {fault}", $"a part of the file {fault}");

    /// <summary>Refuses to be read beyond a budget of bytes.</summary>
    sealed class BudgetStream(Stream inner) : Stream
    {
        public long Budget { get; set; }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = inner.Read(buffer);
            Budget -= count;
            return Budget >= 0
                ? count
                : throw new ExtractException(
                    $"the file's zip directory has more than {FileLimits.Size(MostDirectoryBytes)}. Zip fewer files at a time and upload the parts");
        }

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
