using System.IO.Compression;

namespace Scorecards.Extracts;

/// <summary>The files of a zip that are to be read, in the order of their names. Not for two threads at a time.</summary>
public sealed class ZipContents : IDisposable
{
    // Those that are refused later are here so that the refusal says how to save them, where "not read" would lose their figures.
    static readonly string[] ToRead = [".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".sql"];

    /// <summary>A table or a note may be in these.</summary>
    static readonly string[] ToLookThrough = [".txt", ".dat"];

    /// <summary>What cannot be looked through is not kept.</summary>
    static readonly string[] Refused = [".doc", ".docx", ".odt", ".rtf", ".pdf", ".msg", ".eml", ".json"];

    /// <summary>Of a name that is too long.</summary>
    const int LongestShown = 60;

    readonly GuardedZip zip;
    readonly List<ZippedFile> files = [];
    readonly List<ZippedFile> texts = [];
    readonly List<string> notRead = [];

    ZipContents(GuardedZip zip, FileLimits limits)
    {
        this.zip = zip;
        foreach (var entry in zip.Entries.Where(e => !IsByTheWay(e.FullName)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            var extension = Path.GetExtension(entry.FullName).ToLowerInvariant();
            if (extension == ".zip")
            {
                throw ZippedFile.Nested(entry.FullName);
            }

            if (ToRead.Contains(extension) || IsCinCensus(entry))
            {
                RequireShort(entry.FullName);
                files.Add(new ZippedFile(entry, limits));
                continue;
            }

            RequireReadable(entry.FullName, extension);
            notRead.Add(entry.FullName);
            if (ToLookThrough.Contains(extension))
            {
                texts.Add(new ZippedFile(entry, limits));
            }
        }
    }

    public IReadOnlyList<ZippedFile> Files => files;

    /// <summary>Of those that are not read, the ones that may be tables of records all the same.</summary>
    internal IReadOnlyList<ZippedFile> Texts => texts;

    /// <summary>The names of the files that are neither CSV nor workbooks.</summary>
    public IReadOnlyList<string> NotRead => notRead;

    /// <param name="content">Seekable; must stay open as long as this, which leaves it open.</param>
    /// <exception cref="ExtractException">
    /// It is no zip, is damaged, has a zip, a protected file, a document or too long a name in it, or exceeds a limit.
    /// </exception>
    public static ZipContents Open(Stream content, FileLimits limits)
    {
        var zip = GuardedZip.Open(content, limits);
        try
        {
            return new ZipContents(zip, limits);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    public void Dispose() => zip.Dispose();

    /// <summary>It may say the scorecard and the month, so that it is not cut.</summary>
    static void RequireShort(string name)
    {
        if (name.Length > FileLimits.LongestName)
        {
            var fault = $"has a name of more than {FileLimits.LongestName} characters with its folders. Give it a shorter one, or put it into fewer "
                + "folders, and upload the zip again";
            throw new ExtractException($"'{name[..LongestShown]}…' in the zip {fault}", $"a file in the zip {fault}");
        }
    }

    static void RequireReadable(string name, string extension)
    {
        if (Refused.Contains(extension))
        {
            const string fault = "is a document, which is not read and may say who a child is. Take it out of the zip and upload the zip again "
                + "at the same path, which replaces it";
            throw new ExtractException($"'{name}' {fault}", $"a file in the zip {fault}");
        }
    }

    /// <summary>Any other file is not read, and would be kept with the zip.</summary>
    /// <exception cref="PersonalDataException">It is XML of children's records.</exception>
    static bool IsCinCensus(ZipArchiveEntry entry)
    {
        var start = new byte[Math.Min(FileFormat.FirstBytes, entry.Length)];
        var length = 0;
        try
        {
            using var content = GuardedZip.Open(entry);
            length = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is ExtractException || Damage.Explains(e))
        {
            // It is damaged, which does not matter to the files that are read.
        }

        return FileFormat.IsCinCensus(start.AsSpan(0, length));
    }

    static bool IsByTheWay(string name) =>
        name.EndsWith('/') || name.EndsWith('\\') || name.StartsWith("__MACOSX/", StringComparison.Ordinal) || Path.GetFileName(name).StartsWith('.');
}
