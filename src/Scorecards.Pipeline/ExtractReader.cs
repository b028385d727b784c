using CsvHelper;
using Scorecards.Domain;

namespace Scorecards.Pipeline;

/// <summary>What an accepted row says, and the row's number as a spreadsheet counts.</summary>
public readonly record struct Checked<T>(T Item, long Row);

/// <summary>
/// Reads an extract: recognises it by its header, then gives its rows checked, one after another. A row is accepted, refused with its
/// faults, or skipped; <see cref="Counts"/> accounts for all of them.
/// </summary>
public sealed class ExtractReader : IAsyncDisposable
{
    readonly CsvRows rows;
    readonly Row row;
    long read;
    long refused;
    long skipped;

    ExtractReader(CsvRows rows, Header header)
    {
        (this.rows, Header) = (rows, header);
        row = new Row(rows, header, Refused);
    }

    public Header Header { get; }

    public RefusedRows Refused { get; } = new();

    public RowCounts Counts => new(read, read - refused - skipped, refused, skipped);

    /// <summary>Reads the header row.</summary>
    /// <exception cref="ExtractException">The file is empty.</exception>
    public static async Task<ExtractReader> OpenAsync(Stream content, CancellationToken ct)
    {
        var rows = new CsvRows(content);
        if (!await ReadAsync(rows, ct))
        {
            throw new ExtractException("the file is empty: export it again and drop it under the same name");
        }

        return new ExtractReader(rows, Header.Recognise([.. Enumerable.Range(0, rows.CellCount).Select(i => rows.Cell(i).ToString())]));
    }

    /// <summary>The rows that <paramref name="parse"/> accepts: it answers null for a row that it has refused, or that says nothing new.</summary>
    /// <exception cref="ExtractException">The file cannot be read to its end; then nothing of it may count.</exception>
    public async IAsyncEnumerable<Checked<T>> RowsAsync<T>(Func<Row, T?> parse, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        where T : class
    {
        while (await ReadAsync(rows, ct))
        {
            read++;
            if (rows.Malformed is CsvMalformedReason.UnterminatedQuote)
            {
                throw new ExtractException($"the double quote opened in row {rows.Number} is never closed, so the rows behind it cannot be told apart: close it and drop the file again");
            }

            var accepted = row.Begin() && !row.IsRefused ? parse(row) : null;
            if (row.IsRefused)
            {
                refused++;
            }
            else if (accepted is null)
            {
                skipped++;
            }
            else
            {
                yield return new Checked<T>(accepted, row.Number);
            }
        }
    }

    /// <summary>An accepted row turned out to contradict a later one: it is refused after all.</summary>
    public void RefuseAccepted(long number, string column, string value, string reason)
    {
        refused++;
        Refused.Add(number, column, value, reason);
    }

    public async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync();
        await Refused.DisposeAsync();
    }

    static async ValueTask<bool> ReadAsync(CsvRows rows, CancellationToken ct)
    {
        try
        {
            return await rows.ReadAsync(ct);
        }
        catch (CsvFormatException)
        {
            throw new ExtractException(
                $"row {rows.Number + 1} is longer than {CsvRows.LongestRecord / 1024} KB: a double quote in it is probably never closed, or the file is not CSV");
        }
    }
}

/// <summary>A file that is refused as a whole; the message says what is wrong and how to put it right.</summary>
public sealed class ExtractException(string message) : Exception(message);
