using System.Text;
using CsvHelper;

namespace Scorecards.Extracts;

/// <summary>
/// The records of a CSV file. Its encoding is found by <see cref="TextEncoding"/>, its separator by which one makes a header that is known;
/// memory is bounded by <see cref="LongestRecord"/>, whatever the file's size.
/// </summary>
public sealed class CsvRows : IRows
{
    /// <summary>In bytes. A quote that is never closed would otherwise read the whole file as one record.</summary>
    public const int LongestRecord = 1024 * 1024;

    const int BytesLookedAt = 64 * 1024;

    static readonly char[] Separators = [',', ';', '\t', '|'];

    readonly CsvReader reader;
    char[] buffer = new char[256];
    CsvMalformedReason? malformed;

    CsvRows(Stream content, string? name, Encoding encoding, char separator)
    {
        Sheet = name;
        reader = CsvReader.Create(
            content, Options(separator) with { Encoding = encoding, OnMalformedRecord = m => malformed = m.Reason }, leaveOpen: true);
    }

    public string? Sheet { get; }

    public long Number => reader.RowNumber;

    public int CellCount => reader.FieldCount;

    public string? Fault => malformed is null ? null : "the double quotes in the row do not match. Write a double quote inside a cell twice";

    /// <param name="content">Seekable; read from its start.</param>
    /// <param name="name">Within a zip; else null.</param>
    public static async Task<CsvRows> OpenAsync(Stream content, string? name, CancellationToken ct)
    {
        var encoding = await TextEncoding.DetectAsync(content, ct);
        var start = new byte[BytesLookedAt];
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        content.Position = 0;
        return new CsvRows(content, name, encoding, Separator(encoding.GetString(start, 0, read)));
    }

    /// <exception cref="ExtractException">A quote is never closed, or a record is longer than <see cref="LongestRecord"/>.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        malformed = null;
        ValueTask<bool> read;
        try
        {
            read = reader.ReadAsync(ct);
            if (!read.IsCompletedSuccessfully)
            {
                return WaitAsync(read);
            }
        }
        catch (CsvFormatException)
        {
            throw TooLong();
        }

        // Nearly every row is in the buffer: no state machine is made for it.
        return new ValueTask<bool>(Closed(read.Result));
    }

    async ValueTask<bool> WaitAsync(ValueTask<bool> read)
    {
        try
        {
            return Closed(await read);
        }
        catch (CsvFormatException)
        {
            throw TooLong();
        }
    }

    bool Closed(bool isRead) => malformed is not CsvMalformedReason.UnterminatedQuote
        ? isRead
        : throw new ExtractException(
            $"the double quote opened in row {reader.RowNumber} is never closed, so the rows after it cannot be read. "
            + "Close it and upload the file again");

    ExtractException TooLong() =>
        new($"row {reader.RowNumber + 1} is longer than {LongestRecord / 1024} KB. "
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

    public string? CellFault(int index) => null;

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    ReadOnlySpan<byte> Bytes(int index) => index >= 0 && index < reader.FieldCount ? reader.GetSpan(index) : [];

    static CsvReaderOptions Options(char separator) => new()
    {
        Separator = separator,
        HasHeader = false,
        SkipEmptyLines = false,
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
            using var rows = CsvReader.FromText(start, Options(separator));
            for (var row = 0; row < Header.RowsLookedAt && rows.Read(); row++)
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
