using System.IO.Compression;

namespace Scorecards.Extracts;

/// <summary>A file of the zip.</summary>
public sealed class ZippedFile
{
    const long MostBytesInMemory = 1L << 20;

    /// <summary>None of these is ever without bytes, as an export of a table without rows may be.</summary>
    static readonly string[] Workbooks = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"];

    readonly ZipArchiveEntry entry;
    readonly FileLimits limits;

    internal ZippedFile(ZipArchiveEntry entry, FileLimits limits) => (this.entry, this.limits) = (entry, limits);

    /// <summary>With its folders, as the zip gives it: a name and never a path to write to.</summary>
    public string Name => entry.FullName;

    /// <summary>Unzipped.</summary>
    public long Bytes => entry.Length;

    /// <returns>A seekable copy at its start, the caller's to dispose of: in memory up to 1 MB, else a file that goes when it is closed.</returns>
    /// <exception cref="ExtractException">The file is damaged, or is a zip under another name.</exception>
    public async Task<Stream> OpenAsync(CancellationToken ct)
    {
        Stream? copy = null;
        try
        {
            copy = Bytes <= MostBytesInMemory ? new MemoryStream((int)Bytes) : TemporaryFile.Create();
            await using var unzipped = GuardedZip.Open(entry);
            await unzipped.CopyToAsync(copy, ct);
            return IsZip(copy) ? throw Nested(Name) : copy;
        }
        catch (Exception e)
        {
            if (copy is not null)
            {
                await copy.DisposeAsync();
            }

            if (Damage.Explains(e))
            {
                throw Damage.InNamed(Name);
            }

            throw;
        }
    }

    /// <exception cref="ExtractException">It is a workbook without any bytes: its export has failed.</exception>
    internal void RequireContent()
    {
        if (Bytes == 0 && Workbooks.Contains(Path.GetExtension(Name).ToLowerInvariant()))
        {
            throw new ExtractException(ExtractFile.Empty).Within(Name);
        }
    }

    internal static ExtractException Nested(string name)
    {
        var fault = $"in the file is a zip too, and at most {FileLimits.MostZipNesting} level of zips is read. Upload that one by itself";
        return new($"'{name}' {fault}", $"what is {fault}");
    }

    // A workbook is a zip itself, so that the name alone does not tell.
    bool IsZip(Stream copy)
    {
        copy.Position = 0;
        var start = new byte[4];
        var length = copy.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        copy.Position = 0;
        return length == start.Length && start is [(byte)'P', (byte)'K', 3, 4] && Recognise(copy) is FileKind.Zip;
    }

    FileKind Recognise(Stream copy)
    {
        try
        {
            return FileFormat.Recognise(copy, limits);
        }
        catch (ExtractException e)
        {
            throw e.Within(Name);
        }
    }
}
