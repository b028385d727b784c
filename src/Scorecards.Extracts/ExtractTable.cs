using System.Runtime.CompilerServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Reads a table of an extract: finds its header, recognises it, then gives its rows checked, one after another. A row is accepted,
/// refused with its faults, or skipped; <see cref="Counts"/> accounts for all below the header.
/// </summary>
public sealed class ExtractTable : IAsyncDisposable
{
    readonly IRows rows;
    readonly FileLimits limits;
    readonly bool[] isUsed;
    readonly Row row;
    readonly OpenMonths months = new();
    readonly Dictionary<long, object> withdrawn = [];
    long read;
    long refused;
    long skipped;

    ExtractTable(IRows rows, FileLimits limits, Header header, RefusedRows refusedRows, ReadingNotes notes)
    {
        (this.rows, this.limits, Header, Refused, Notes) = (rows, limits, header, refusedRows, notes);
        isUsed = [.. Enumerable.Range(0, header.Width).Select(header.IsUsed)];
        row = new Row(rows, header, refusedRows, notes, months);
    }

    /// <summary>The sheet's name; null for a file that has no sheets.</summary>
    public string? Sheet => rows.Sheet;

    public Header Header { get; }

    public ReadingNotes Notes { get; }

    public RefusedRows Refused { get; }

    /// <summary>For the receipt.</summary>
    public TableReceipt Receipt => new(Sheet, Header.Kind?.Name ?? "", Counts, Header.Ignored, Notes.All);

    /// <summary>By row, what was given out and turned out, at the end of the rows, to have no month: it must not count.</summary>
    internal IReadOnlyDictionary<long, object> Withdrawn => withdrawn;

    public RowCounts Counts => new(read, read - refused - skipped, refused, skipped);

    /// <summary>Finds the header among the first rows: the first row that has all that a kind requires, else the one most like a header.</summary>
    /// <param name="rows">A table from its start; the reader disposes it.</param>
    /// <param name="catalogue">In force.</param>
    /// <param name="refusedRows">Takes the faults of the rows.</param>
    /// <returns>Null when the table is empty.</returns>
    /// <exception cref="ExtractException">The table cannot be read.</exception>
    /// <exception cref="PersonalDataException">It looks as if it held children's records.</exception>
    public static async Task<ExtractTable?> OpenAsync(
        IRows rows, Catalogue catalogue, FileLimits limits, RefusedRows refusedRows, CancellationToken ct)
    {
        var notes = new ReadingNotes();
        (Header Header, (int, int) Likeness)? nearest = null;
        while (rows.Number < Header.RowsLookedAt && await rows.ReadAsync(ct))
        {
            List<string> cells = [.. Enumerable.Range(0, rows.CellCount).Select(i => rows.Cell(i).ToString())];
            if (cells.TrueForAll(c => c == ""))
            {
                continue;
            }

            var header = Header.Recognise(cells, catalogue);
            if (header.Kind is not null && ChildFields.BuiltIn.InHeader(cells) is { } record)
            {
                throw PersonalData.Refusal(record);
            }

            Check(cells, rows.Number, limits);
            if (header.Kind is not null && header.Problem is null)
            {
                notes.AddSkipped(rows.Number);
                return new ExtractTable(rows, limits, header, refusedRows, notes);
            }

            foreach (var cell in cells.Where(c => c != ""))
            {
                notes.AddText(cell);
            }

            // Of rows that are equally little like a header the first of the widest is it: above it are titles.
            var likeness = (Header.Likeness(cells), cells.Count(c => c != ""));
            nearest = nearest is null || likeness.CompareTo(nearest.Value.Likeness) > 0 ? (header, likeness) : nearest;
        }

        return nearest is { } found ? new ExtractTable(rows, limits, found.Header, refusedRows, notes) : null;
    }

    /// <summary>Refuses a file by a row that may be its header.</summary>
    static void Check(List<string> cells, long row, FileLimits limits)
    {
        if (cells.Count > limits.MostColumns)
        {
            throw new ExtractException(
                $"row {row} has {cells.Count} columns, and at most {limits.MostColumns} are read. "
                + "Delete those that are not needed and upload the file again");
        }

        if (PersonalData.NamedIn(cells) is { } personal)
        {
            throw ChildFields.BuiltIn.InHeader(cells) is { } record
                ? PersonalData.Refusal(record)
                : PersonalData.Refusal($"a column is named '{personal}'");
        }

        if (cells.Exists(c => PersonalData.IsIn(c)))
        {
            throw PersonalData.Refusal($"a cell in row {row} looks like a postcode, an NHS number or a unique pupil number");
        }
    }

    /// <summary>The rows that <paramref name="parse"/> accepts: it answers null for a row that it has refused, or that says nothing new.</summary>
    /// <exception cref="ExtractException">The table cannot be read to its end; then nothing of the file may count.</exception>
    internal async IAsyncEnumerable<ExtractRow> RowsAsync(Func<Row, object?> parse, [EnumeratorCancellation] CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            if (++read > limits.MostRows)
            {
                throw new ExtractException($"it has more than {FileLimits.Count(limits.MostRows)} rows. Split it and upload the parts");
            }

            if (read <= PersonalData.RowsLookedAt || Header.Kind is { HasFreeText: true })
            {
                RefusePersonalData();
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
                if (row.OpenMonth is { } open)
                {
                    months.Add(row.Number, open, accepted);
                }

                yield return new ExtractRow(this, accepted, row.Number);
            }
        }

        CloseMonths();
    }

    /// <summary>Whether what a row says was read as of a year, and turned out, at the end of the rows, to be of a month.</summary>
    internal bool IsOfMonth(long number) => months.ArePlain && months.Rows.ContainsKey(number);

    /// <summary>Says of every text that could be a month or a year which one it was read as; where none can be told its row is refused.</summary>
    void CloseMonths()
    {
        foreach (var (number, (cell, item)) in months.Rows.ToList())
        {
            if (months.ArePlain && Dates.TryMonth(cell, out var month))
            {
                Notes.AddMonthNotYear(cell, month);
            }
            else if (Header.Kind is { TakesYears: true } && Dates.TryFinancialYear(cell, out var first))
            {
                Notes.AddYearNotMonth(cell, first);
            }
            else
            {
                RefuseAccepted(number, "month", cell, OpenMonths.Reason);
                withdrawn.Add(number, item);
            }
        }
    }

    void RefusePersonalData()
    {
        for (var column = 0; column < rows.CellCount; column++)
        {
            if (IsPersonalData(column))
            {
                throw PersonalData.Refusal($"column {column + 1} has cells that look like postcodes, NHS numbers or unique pupil numbers");
            }
        }
    }

    /// <summary>In a column that means something to the kind only free text is looked at: a figure or an id may look like an NHS number.</summary>
    bool IsPersonalData(int column) =>
        Header.Kind is { HasFreeText: true } ? PersonalData.IsWithin(rows.Cell(column))
        : !(column < isUsed.Length && isUsed[column]) && PersonalData.IsIn(rows.Cell(column));

    /// <summary>Refuses a row that was accepted, because another row of the file contradicts or repeats it.</summary>
    internal void RefuseAccepted(long number, string column, string value, string reason)
    {
        refused++;
        months.Forget(number);
        Refused.Add(Sheet, number, column, value, reason);
    }

    public ValueTask DisposeAsync() => rows.DisposeAsync();
}
