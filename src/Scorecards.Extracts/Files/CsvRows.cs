using System.Text;
using CsvHelper;

namespace Scorecards.Extracts;

/// <summary>
/// The records of a CSV file. Its encoding is found by <see cref="TextEncoding"/>, its separator by which one makes a header that is known;
/// memory is bounded by <see cref="LongestRecord"/>, whatever the file's size. Where a double quote is not closed, or is closed rows later, the lines
/// that it took in are read again one by one, so that each of them is a row. A quote behind a space opens a cell too: since looking for it takes a
/// third of the time of reading, the file is only read so from its first space beside a quote on.
/// </summary>
public sealed class CsvRows : IRows
{
    /// <summary>In bytes. A quote that is never closed would otherwise read the whole file as one record.</summary>
    public const int LongestRecord = 1024 * 1024;

    const int BytesLookedAt = 64 * 1024;

    /// <summary>Of the file's end, in which its last line is looked for.</summary>
    const int BytesOfEnd = 4 * 1024;

    static readonly char[] Separators = [',', ';', '\t', '|'];

    readonly Stream content;
    readonly Encoding encoding;
    readonly char separator;

    /// <summary>The last line in UTF-8, where no line end is behind it; else null.</summary>
    readonly byte[]? openLine;

    CsvReader file;

    bool isTrimming;

    /// <summary>Of the file, read so far: a broken one is several rows.</summary>
    long records;

    /// <summary>The file, or the lines of a record that is broken.</summary>
    CsvReader reader;
    char[] buffer = new char[256];
    bool isMalformed;

    /// <summary>The cells of the last record on one line.</summary>
    int width;

    CsvRows(Stream content, string? name, Encoding encoding, char separator, byte[]? openLine)
    {
        (Sheet, this.content, this.encoding, this.separator, this.openLine) = (name, content, encoding, separator, openLine);
        reader = file = Open();
    }

    /// <summary>Whether the record is the first one that trimming makes a difference to.</summary>
    bool MustTrim => !isTrimming && CsvQuotes.HasSpaceBeside(file.RawRecord, (byte)separator);

    public string? Sheet { get; }

    public string? File => Sheet;

    public long Number { get; private set; }

    public int CellCount => reader.FieldCount;

    public bool HasNoEnd => openLine is not null && reader == file && file.RawRecord.SequenceEqual(openLine);

    public string? Fault => !isMalformed ? null
        : "the double quotes in the row do not match. Close each one that opens a cell, and write a double quote inside a cell twice";

    /// <param name="content">Seekable; read from its start.</param>
    /// <param name="name">Within a zip; else null.</param>
    public static async Task<CsvRows> OpenAsync(Stream content, string? name, CancellationToken ct)
    {
        var encoding = await TextEncoding.DetectAsync(content, ct);
        var start = new byte[BytesLookedAt];
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        var openLine = await OpenLineAsync(content, encoding, ct);
        content.Position = 0;
        return new CsvRows(content, name, encoding, Separator(encoding.GetString(start, 0, read)), openLine);
    }

    /// <returns>Null: a line end is the last of the file, or the line is a long one.</returns>
    static async Task<byte[]?> OpenLineAsync(Stream content, Encoding encoding, CancellationToken ct)
    {
        // Even, so that no character of UTF-16 is halved.
        content.Position = Math.Max(0, content.Length - BytesOfEnd) & ~1L;
        var end = new byte[BytesOfEnd + 1];
        var text = encoding.GetString(end, 0, await content.ReadAtLeastAsync(end, end.Length, throwOnEndOfStream: false, ct));
        return text.LastIndexOfAny(['\n', '\r']) is >= 0 and var line && line < text.Length - 1 ? Encoding.UTF8.GetBytes(text[(line + 1)..]) : null;
    }

    /// <exception cref="ExtractException">A record is longer than <see cref="LongestRecord"/>.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        isMalformed = false;
        if (reader != file)
        {
            if (reader.Read())
            {
                Number++;
                return new ValueTask<bool>(true);
            }

            reader.Dispose();
            reader = file;
        }

        ValueTask<bool> read;
        try
        {
            read = file.ReadAsync(ct);
        }
        catch (CsvFormatException)
        {
            return isTrimming ? throw TooLong() : TrimAsync(ct);
        }

        // Nearly every row is in the buffer: no state machine is made for it.
        return !read.IsCompletedSuccessfully ? WaitAsync(read, ct) : MustTrim ? TrimAsync(ct) : new ValueTask<bool>(Take(read.Result));
    }

    async ValueTask<bool> WaitAsync(ValueTask<bool> read, CancellationToken ct)
    {
        try
        {
            var isRead = await read;
            return MustTrim ? await TrimAsync(ct) : Take(isRead);
        }
        catch (CsvFormatException)
        {
            return isTrimming ? throw TooLong() : await TrimAsync(ct);
        }
    }

    /// <summary>Reads the record once more, and all that follow, trimmed; to those before it that would make no difference.</summary>
    async ValueTask<bool> TrimAsync(CancellationToken ct)
    {
        await file.DisposeAsync();
        (isTrimming, content.Position) = (true, 0);
        reader = file = Open();
        try
        {
            for (var i = 0L; i < records; i++)
            {
                await file.ReadAsync(ct);
            }

            isMalformed = false;
            return Take(await file.ReadAsync(ct));
        }
        catch (CsvFormatException)
        {
            throw TooLong();
        }
    }

    CsvReader Open() => CsvReader.Create(
        content,
        Options(separator, isTrimming) with { Encoding = encoding, OnMalformedRecord = _ => isMalformed = true },
        leaveOpen: true);

    bool Take(bool isRead)
    {
        if (!isRead)
        {
            return false;
        }

        records++;
        Number++;
        var record = file.RawRecord;
        if (!record.ContainsAny((byte)'\n', (byte)'\r'))
        {
            width = file.FieldCount;
        }
        else if (isMalformed || CsvQuotes.HasSwallowed(record, (byte)separator, Math.Min(file.FieldCount, width)))
        {
            isMalformed = false;
            reader = CsvReader.Create(
                record.ToArray(),
                Options(separator, isTrimming) with { AllowLineBreaksInQuotes = false, OnMalformedRecord = _ => isMalformed = true });
            reader.Read();
        }

        return true;
    }

    ExtractException TooLong() =>
        new($"row {Number + 1} is longer than {LongestRecord / 1024} KB. "
            + "Either a double quote in it is never closed or the file is not CSV. Correct it and upload the file again");

    public ReadOnlySpan<char> Cell(int index)
    {
        var bytes = Bytes(index);
        if (bytes.IsEmpty)
        {
            return [];
        }

        var most = Encoding.UTF8.GetMaxCharCount(bytes.Length);
        if (most > buffer.Length)
        {
            buffer = new char[most];
        }

        return buffer.AsSpan(0, reader.GetChars(index, buffer)).Trim();
    }

    // The bytes of most cells can be compared and counted with as they are, which saves making text of them.
    public bool IsText(int index, string text) => Ascii.Equals(Bytes(index), text) || Cell(index).SequenceEqual(text);

    public bool TryDigits(int index, out decimal number) => NumberText.TryDigits(Bytes(index), out number);

    public bool IsBlank(int index)
    {
        var bytes = Bytes(index);

        // Anything but white space, which begins below '!' or above ASCII, is seen without making text of it.
        return bytes.IsEmpty || (bytes[0] is < (byte)'!' or > (byte)'~' && Cell(index).IsEmpty);
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        return file.DisposeAsync();
    }

    ReadOnlySpan<byte> Bytes(int index) => index >= 0 && index < reader.FieldCount ? reader.GetSpan(index) : [];

    static CsvReaderOptions Options(char separator, bool isTrimming) => new()
    {
        Separator = separator,
        HasHeader = false,
        SkipEmptyLines = false,
        TrimWhitespace = isTrimming,
        MaxRecordSize = LongestRecord,
        MalformedData = CsvMalformedDataHandling.Recover,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        IncludeValuesInExceptions = false,
    };

    /// <summary>The separator with which a row near the start is most like a header; of equal ones, the one that makes most cells.</summary>
    static char Separator(string start) => Separators.MaxBy(separator =>
    {
        var (likeness, cells) = (0, 0);
        try
        {
            using var rows = CsvReader.FromText(start, Options(separator, isTrimming: true));
            for (var row = 0; row < Header.RowsLookedAt && likeness < Header.Complete && rows.Read(); row++)
            {
                likeness = Math.Max(likeness, Header.Likeness([.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetString)]));
                cells = Math.Max(cells, rows.FieldCount);
            }
        }
        catch (CsvFormatException)
        {
            // The start ends within a record; what came before it counts.
        }

        return (likeness, cells);
    });
}
