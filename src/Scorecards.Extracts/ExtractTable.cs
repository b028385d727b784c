using System.Runtime.CompilerServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Reads a table of an extract: finds its header, recognises it, then gives its rows checked, one after another. A row is accepted,
/// refused with its faults, or skipped; <see cref="Counts"/> accounts for all below the header.
/// </summary>
public sealed class ExtractTable : IAsyncDisposable
{
    internal const string Apart = "Put each table on a sheet or in a file of its own";

    readonly IRows rows;
    readonly FileLimits limits;
    readonly Row row;
    readonly RecordWatch watch;
    readonly OpenMonths months = new();
    readonly HeaderBelow? below;
    readonly int[] columnsWithoutHeading;
    readonly Dictionary<long, object> withdrawn = [];

    /// <summary>The row at which another table begins; 0 = none was met.</summary>
    long otherHeader;
    long read;
    long refused;
    long skipped;

    ExtractTable(IRows rows, IReadOnlyList<string> names, FileLimits limits, Header header, RefusedRows refusedRows, ReadingNotes notes)
    {
        (this.rows, this.limits, Header, Refused, Notes) = (rows, limits, header, refusedRows, notes);
        row = new Row(rows, header, refusedRows, notes, months);

        columnsWithoutHeading = [.. Enumerable.Range(0, header.Width).Where(i => header.Names[i] == "" && !header.IsUsed(i))];

        // We make the rows of XML, and none of them is a header.
        below = header.Kind is ReturnKind { Selector: not null } ? null : new HeaderBelow(header.Kind is { HoldsRecords: true });

        // Sentences are looked at like what means nothing: a child could be named in them.
        var sentences = header.Kind is MeasureKind or WithdrawKind ? header.Position(MeasureKind.Reason) : -1;
        var used = Enumerable.Range(0, header.Width).Select(column => header.IsUsed(column) && column != sentences);
        watch = new RecordWatch(rows.Sheet, names, header.Kind, [.. used], sentences);
    }

    /// <summary>As <see cref="IRows.Sheet"/>.</summary>
    public string? Sheet => rows.Sheet;

    /// <summary>The name of its file within a zip; null where it is in none.</summary>
    internal string? File => rows.File;

    public Header Header { get; }

    /// <summary>Which row the header is, from 1.</summary>
    internal long HeaderRow { get; private init; }

    public ReadingNotes Notes { get; }

    public RefusedRows Refused { get; }

    /// <summary>Columns that mean nothing to the kind and have figures for which rows were refused: their copy has them.</summary>
    internal HashSet<int> RefusedColumns { get; } = [];

    public TableReceipt Receipt => new(Sheet, Header.Kind?.Name ?? "", Counts, Header.Ignored, Notes.All);

    /// <summary>By row, what was given out and turned out, at the end of the rows, to have no month: it must not count.</summary>
    internal IReadOnlyDictionary<long, object> Withdrawn => withdrawn;

    public RowCounts Counts => new(read, read - refused - skipped, refused, skipped);

    /// <summary>Finds the header among the first rows: the first row that has all that a kind requires, else the one most like a header.</summary>
    /// <param name="rows">A table from its start; the reader disposes it.</param>
    /// <param name="refusedRows">Takes their faults.</param>
    /// <param name="path">Of the file: where it has no sheets, its name may say which kind is meant.</param>
    /// <returns>Null when the table is empty.</returns>
    /// <exception cref="ExtractException">The table cannot be read.</exception>
    /// <exception cref="PersonalDataException">It looks as if it held children's records.</exception>
    public static async Task<ExtractTable?> OpenAsync(
        IRows rows, Catalogue catalogue, FileLimits limits, RefusedRows refusedRows, string path, CancellationToken ct)
    {
        var (notes, first) = (new ReadingNotes(), new FirstRows());
        var watch = new RecordWatch(rows.Sheet, [], null, []);
        (Header Header, (int, int) Likeness)? nearest = null;
        while (rows.Number < Header.RowsLookedAt && await rows.ReadAsync(ct))
        {
            List<string> cells = [.. rows.Cells];
            if (cells.TrueForAll(c => c == ""))
            {
                continue;
            }

            RequireReadable(cells, rows, limits);
            var header = Header.Recognise(cells, catalogue, rows.Sheet ?? path);
            if (header.Kind is not null && header.Problem is null)
            {
                return Begin(rows, cells, header, limits, refusedRows, notes);
            }

            first.Add(rows, watch);
            notes.AddTitles([.. cells.Where(c => c != "").Select(UnreadableText.Without)]);

            // Of rows that are equally little like a header the first of the widest is it: above it are titles.
            var likeness = (Header.Likeness(cells), cells.Count(c => c != ""));
            nearest = nearest is null || likeness.CompareTo(nearest.Value.Likeness) > 0 ? (header, likeness) : nearest;
        }

        if (nearest is not { } found)
        {
            return null;
        }

        // It is not read, but kept where another table of the file is accepted.
        RequireNoRecords(first, watch, found.Header);
        await watch.LookThroughAsync(rows, ct);
        return new ExtractTable(rows, [], limits, found.Header, refusedRows, notes);
    }

    /// <summary>Of a table of records that lacks a column it is said which one.</summary>
    static void RequireNoRecords(FirstRows first, RecordWatch watch, Header nearest)
    {
        try
        {
            first.RequireNoRecords(watch);
        }
        catch (PersonalDataException) when (nearest is { Kind: RecordKind, Problem: not null })
        {
            throw PersonalData.IncompleteRefusal(nearest.Problem, nearest.ProblemOnRecord);
        }
    }

    /// <summary>At the header, which was read.</summary>
    static ExtractTable Begin(IRows rows, List<string> cells, Header header, FileLimits limits, RefusedRows refusedRows, ReadingNotes notes)
    {
        if (header.Kind is { HoldsRecords: true } kind)
        {
            PersonColumns.RequireNone(kind, header);
        }
        else if (ChildFields.BuiltIn.InHeader(cells) is { } record)
        {
            throw PersonalData.Refusal(record, header.Kind is { } known ? PersonalData.FixOf(known, ChildFields.BuiltIn.ToTakeOut(header)) : "");
        }

        notes.AddSkipped(rows.Number, areShown: header.Kind is not { HoldsRecords: true });
        return new ExtractTable(rows, cells, limits, header, refusedRows, notes) { HeaderRow = rows.Number };
    }

    /// <summary>Refuses a file by a row that may be its header.</summary>
    static void RequireReadable(List<string> cells, IRows rows, FileLimits limits)
    {
        if (cells.Count > limits.MostColumns)
        {
            throw new ExtractException(
                $"row {rows.Number} has {cells.Count} columns, and at most {limits.MostColumns} are read. "
                + "Delete those that are not needed and upload the file again");
        }

        // A character that was lost in a title or in the name of a column that is not read does no harm.
        if (cells.FindIndex(c => UnreadableText.IsIn(c.Replace("\uFFFD", "", StringComparison.Ordinal))) is >= 0 and var column)
        {
            throw new ExtractException($"row {rows.Number}, column {column + 1} {Reasons.Unreadable}");
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

            var accepted = Take(parse);
            if (row.IsRefused)
            {
                (accepted, refused) = (null, refused + 1);
                LookForHeader();
            }
            else if (accepted is null)
            {
                skipped++;
            }

            LookAtColumnsWithoutHeading();
            watch.Look(rows, accepted is not null);
            if (accepted is not null)
            {
                if (row.OpenMonth is { } open)
                {
                    months.Add(row.Number, open, accepted);
                }

                yield return new ExtractRow(this, accepted, row.Number);
            }
        }

        watch.Complete();
        RequireNoneMerged();
        rows.Notes.ToList().ForEach(Notes.Add);
        CloseMonths();
    }

    /// <summary>
    /// Of merged cells only the first has the text, and a blank in the others may mean something, such as a target of all scorecards.
    /// </summary>
    void RequireNoneMerged()
    {
        if (rows.Merged.FirstOrDefault(m => m.Row > HeaderRow && Header.IsUsed(m.Column)) is { Cells: { } cells })
        {
            throw new ExtractException($"the cells {cells} are merged, so that only the first of these rows has what they say. Unmerge them, fill "
                + "each cell and upload the file again");
        }
    }

    /// <summary>Refuses rows below the header of another table.</summary>
    object? Take(Func<Row, object?> parse)
    {
        var isRecord = row.Begin();
        if (isRecord && otherHeader > 0)
        {
            row.RefuseWhole($"is below row {otherHeader}, which is the header of another table. {Apart}");
        }

        return isRecord && !row.IsRefused ? parse(row) : null;
    }

    /// <summary>Says which columns without a heading have cells; beside records these may say who a child is.</summary>
    void LookAtColumnsWithoutHeading()
    {
        foreach (var column in columnsWithoutHeading.Length == 0 ? [] : columnsWithoutHeading.Where(column => !rows.IsBlank(column)))
        {
            Notes.AddUnnamed(column + 1, row.Number);
            PersonColumns.RequireNoWords(Header.Kind, rows, column);
        }
    }

    /// <summary>Looks at a refused row.</summary>
    void LookForHeader()
    {
        if (below?.Look(rows) == true && otherHeader == 0)
        {
            otherHeader = row.Number;
            row.RefuseWhole($"looks like the header of another table. {Apart}");
        }
    }

    /// <summary>As <see cref="RowsAsync"/>, of rows that state several measures each: one for each of them; then it completes.</summary>
    internal async IAsyncEnumerable<ExtractRow> MeasuresAsync(
        Func<Row, List<Measure>?> parse, Action complete, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in RowsAsync(parse, ct))
        {
            foreach (var measure in (List<Measure>)row.Item)
            {
                yield return row with { Item = measure };
            }
        }

        complete();
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

    /// <summary>Refuses a row that was accepted, because another row of the file contradicts or repeats it.</summary>
    internal void RefuseAccepted(long number, string column, string value, string reason)
    {
        refused++;
        months.Forget(number);
        Refused.AddLate(new Fault(number, column, value, reason, Sheet));
    }

    public ValueTask DisposeAsync() => rows.DisposeAsync();
}
