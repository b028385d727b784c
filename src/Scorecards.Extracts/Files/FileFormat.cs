using System.Text;

namespace Scorecards.Extracts;

/// <summary>What a file is by its content, whatever its name says.</summary>
public static class FileFormat
{
    /// <summary>The number of bytes at a file's start that tell its format.</summary>
    internal const int FirstBytes = 64 * 1024;

    const string ExcelXml = "mso-application";
    const string SaveAsXlsx = "Open it in Excel, save it as .xlsx (File, Save As, Excel Workbook) and upload that";

    // What each begins with; a spreadsheet's name is often given to a web page that Excel will open.
    static readonly (byte[] Start, string Refusal)[] Refused =
    [
        ([0x1F, 0x8B], "is packed with gzip. Unpack it and upload the .csv or .xlsx"),
        ([0x37, 0x7A, 0xBC, 0xAF], "is packed with 7-Zip. Unpack it and upload the .csv or .xlsx"),
        ("Rar!"u8.ToArray(), "is packed with RAR. Unpack it and upload the .csv or .xlsx"),
        ("%PDF"u8.ToArray(), "is a PDF. Save the table as .csv or .xlsx and upload that"),
        ("<html"u8.ToArray(), $"is a web page, not a workbook. {SaveAsXlsx}"),
        ("<!doctype html"u8.ToArray(), $"is a web page, not a workbook. {SaveAsXlsx}"),
        ("<table"u8.ToArray(), $"is a web page, not a workbook. {SaveAsXlsx}"),
        ("MIME-Version:"u8.ToArray(), $"is a web archive, not a workbook. {SaveAsXlsx}"),
    ];

    /// <param name="content">Seekable; left at its start.</param>
    /// <exception cref="ExtractException">It is of a kind that is not read, protected by a password, damaged, or exceeds a limit of its
    /// zip.</exception>
    public static FileKind Recognise(Stream content, FileLimits limits)
    {
        limits.RequireLength(content.Length);
        content.Position = 0;
        var start = new byte[Math.Min(FirstBytes, content.Length)];
        content.ReadExactly(start);
        try
        {
            return start switch
            {
                [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => InZip(content, limits),
                [0xD0, 0xCF, 0x11, 0xE0, ..] => throw new ExtractException(IsEncrypted(content, start)
                    ? "the file is protected by a password (encrypted). "
                        + "Open it in Excel, remove the password (File, Info, Protect Workbook), save it and upload it again"
                    : $"the file is in the Office format of before 2007 (.xls). {SaveAsXlsx}"),
                _ => Text(start),
            };
        }
        finally
        {
            content.Position = 0;
        }
    }

    static FileKind InZip(Stream content, FileLimits limits)
    {
        using var zip = GuardedZip.Open(content, limits);
        var names = zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.Contains("mimetype") && names.Contains("content.xml")
            ? throw new ExtractException(
                "the file is an OpenDocument spreadsheet (.ods). Save it as .xlsx (File, Save As, Excel 2007-365) and upload that")
            : names.Contains("[Content_Types].xml") ? FileKind.Workbook : FileKind.Zip;
    }

    /// <summary>
    /// An encrypted workbook is an old-style container with a stream of that name in its directory (MS-CFB 2.2 and 2.6, MS-OFFCRYPTO 2.3.4).
    /// </summary>
    static bool IsEncrypted(Stream content, byte[] start)
    {
        const int directoryStart = 48;
        const int sectorSizeShift = 30;
        ReadOnlySpan<byte> name = Encoding.Unicode.GetBytes("EncryptedPackage");
        if (start.AsSpan().IndexOf(name) >= 0 || start.Length < 512)
        {
            return start.AsSpan().IndexOf(name) >= 0;
        }

        var sectorSize = 1L << Math.Min((int)start[sectorSizeShift], 12);
        var directory = new byte[8192];
        content.Position = Math.Min((BitConverter.ToUInt32(start, directoryStart) + 1L) * sectorSize, content.Length);
        var length = content.ReadAtLeast(directory, directory.Length, throwOnEndOfStream: false);
        return directory.AsSpan(0, length).IndexOf(name) >= 0;
    }

    static FileKind Text(ReadOnlySpan<byte> all)
    {
        var start = (all.StartsWith(Encoding.UTF8.Preamble) ? all[Encoding.UTF8.Preamble.Length..] : all).TrimStart(" \t\r\n"u8);
        foreach (var (signature, refusal) in Refused)
        {
            if (start.StartsWith(signature) || (start.Length >= signature.Length && Ascii.EqualsIgnoreCase(start[..signature.Length], signature)))
            {
                throw new ExtractException($"the file {refusal}");
            }
        }

        if (IsCinCensus(all))
        {
            return FileKind.CinCensus;
        }

        var text = Decode(all);
        return !ChildXml.IsXml(text) ? FileKind.Csv
            : throw new ExtractException(text.Contains(ExcelXml, StringComparison.Ordinal)
                ? $"the file is XML of Excel, not a workbook. {SaveAsXlsx}"
                : "the file is XML, which is not read. "
                    + "Export the indicator figures as CSV or as a workbook (.xlsx) and upload that (docs/extracts.md)");
    }

    /// <summary>Whether it is XML, with a declaration or without, of the census of children in need, by the beginning of its bytes.</summary>
    /// <exception cref="PersonalDataException">It is XML of another return of children's records, or may be of one.</exception>
    internal static bool IsCinCensus(ReadOnlySpan<byte> start)
    {
        var text = Decode(start);
        if (!ChildXml.IsXml(text) || ChildXml.IsCinCensus(text))
        {
            return ChildXml.IsXml(text);
        }

        if (ChildXml.Recognise(text) is { } record)
        {
            throw PersonalData.Refusal(record);
        }

        if (ChildXml.EndsInComment(text))
        {
            throw PersonalData.IncompleteRefusal($"what this XML holds cannot be told: a comment in its first {FileLimits.Size(FirstBytes)} goes on "
                + "beyond them. Take the comment out and upload the file again");
        }

        return false;
    }

    static string Decode(ReadOnlySpan<byte> start) => (TextEncoding.ByFirstBytes(start) ?? Encoding.UTF8).GetString(start);
}
