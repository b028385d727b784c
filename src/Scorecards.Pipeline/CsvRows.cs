using System.Text;
using CsvHelper;

namespace Scorecards.Pipeline;

/// <summary>
/// The records of a CSV file, one after another, as text cells. UTF-8, or what a byte order mark says; the separator is found from
/// the first lines; memory is bounded by <see cref="LongestRecord"/>, whatever the file's size.
/// </summary>
public sealed class CsvRows : IAsyncDisposable
{
    /// <summary>In bytes. A quote that is never closed would otherwise read the whole file as one record.</summary>
    public const int LongestRecord = 1024 * 1024;

    readonly CsvReader reader;
    char[] buffer = new char[256];

    public CsvRows(Stream content) => reader = CsvReader.Create(
        content,
        new CsvReaderOptions
        {
            HasHeader = false,
            SkipEmptyLines = false,
            MaxRecordSize = LongestRecord,
            MalformedData = CsvMalformedDataHandling.Recover,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = malformed => Malformed = malformed.Reason,
        },
        leaveOpen: true);

    /// <summary>As a spreadsheet counts, from 1.</summary>
    public long Number => reader.RowNumber;

    public int CellCount => reader.FieldCount;

    /// <summary>Why the quotes of the current record do not fit; null = they do.</summary>
    public CsvMalformedReason? Malformed { get; private set; }

    /// <returns>False at the end.</returns>
    /// <exception cref="CsvFormatException">A record is longer than <see cref="LongestRecord"/>.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        Malformed = null;
        return reader.ReadAsync(ct);
    }

    /// <summary>The cell without the white space around it; empty where the record is shorter. Valid until the next call.</summary>
    public ReadOnlySpan<char> Cell(int index)
    {
        if (index < 0 || index >= reader.FieldCount)
        {
            return [];
        }

        var most = Encoding.UTF8.GetMaxCharCount(reader.GetSpan(index).Length);
        if (most > buffer.Length)
        {
            buffer = new char[most];
        }

        return buffer.AsSpan(0, reader.GetChars(index, buffer)).Trim();
    }

    public ValueTask DisposeAsync() => reader.DisposeAsync();
}
