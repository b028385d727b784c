namespace Scorecards.Extracts;

/// <summary>
/// Watches the rows of a table for children's numbers, in any cell, and for columns of children's numbers, postcodes or dates of birth among those
/// that mean nothing to its kind. An exception refuses the whole file, of which nothing may be kept.
/// </summary>
/// <param name="sheet">Null for a file that has no sheets.</param>
/// <param name="names">Of the columns, as written; none where no header of ours was found.</param>
/// <param name="kind">Null where none is known: then no column means anything.</param>
/// <param name="isUsed">Which columns mean something to the kind.</param>
/// <param name="sentences">The one in which people write sentences, where the kind has others beside it; -1 = there is none.</param>
sealed class RecordWatch(string? sheet, IReadOnlyList<string> names, ExtractKind? kind, bool[] isUsed, int sentences = -1)
{
    /// <summary>How many rows of a column are looked at as a whole.</summary>
    public const int RowsLookedAt = 1_000;

    /// <summary>A longer cell is no number, postcode or date.</summary>
    const int LongestValue = 40;

    /// <summary>Of figures, which are many, and whose own columns are not looked at where a row is accepted.</summary>
    readonly bool isOfFigures = kind is { HasManyRows: true };

    /// <summary>The columns of a table of records that could hold a pupil's or patient's number in place of a council's own id.</summary>
    readonly HashSet<string> ids = kind is RecordKind records
        ? [.. records.RecordColumns.Where(c => c.Type == RecordType.Text).Select(c => c.Name)]
        : kind is ReturnKind returns ? [.. returns.FindIds([.. names.Select(Header.Fold)])] : [];

    /// <summary>The columns that a standard return has are known, those of numbers and postcodes too: these are not shown or used.</summary>
    readonly bool isOfReturn = kind is ReturnKind;

    /// <summary>Of a standard return, in order, the columns that it has and that nothing is made of: no parser looks at their cells.</summary>
    readonly int[] unread = kind is ReturnKind some ? [.. some.FindUnread([.. names.Select(Header.Fold)]).Order()] : [];

    /// <summary>How many columns at the left are all used.</summary>
    readonly int used = isUsed.TakeWhile(column => column).Count();

    readonly List<List<string>> columns = [];
    IReadOnlyList<string> names = names;
    long rowsSeen;
    bool isComplete;

    /// <summary>In an accepted row the columns before it are looked at by the parser.</summary>
    int FirstToLookAt => unread.Length == 0 ? used : Math.Min(used, unread[0]);

    /// <summary>Looks through a table that is not read, such as a hidden sheet: it is kept where another table of the file is accepted.</summary>
    /// <exception cref="PersonalDataException">It has what a child's record has.</exception>
    public static async Task RequireNoRecordsAsync(IRows rows, CancellationToken ct)
    {
        var (first, watch) = (new FirstRows(), new RecordWatch(rows.Sheet, [], null, []));
        try
        {
            while (rows.Number < Header.RowsLookedAt && await rows.ReadAsync(ct))
            {
                first.Add(rows, watch);
            }
        }
        catch (ExtractException e) when (e is not PersonalDataException)
        {
            // It is damaged, which does not matter to the tables that are read.
            return;
        }

        first.RequireNoRecords(watch);
        await watch.LookThroughAsync(rows, ct);
    }

    /// <summary>Says what the columns of a table are called that is not read, so that days of inspections are told from those of births.</summary>
    public void NameColumns(IReadOnlyList<string> header) => names = header;

    /// <summary>Looks at the rest of a table that is not read, as far as it can be.</summary>
    /// <exception cref="PersonalDataException">It has what a child's record has.</exception>
    public async Task LookThroughAsync(IRows rows, CancellationToken ct)
    {
        try
        {
            while (await rows.ReadAsync(ct))
            {
                Look(rows, isAccepted: false);
            }
        }
        catch (ExtractException e) when (e is not PersonalDataException)
        {
            // What came before the damage counts.
        }

        Complete();
    }

    /// <summary>Looks at the row that was read.</summary>
    /// <param name="isAccepted">In a row that is not, every cell is looked at, since it would be shown with its fault.</param>
    /// <exception cref="PersonalDataException">A cell has a child's number.</exception>
    public void Look(IRows rows, bool isAccepted)
    {
        var isOfFirst = rowsSeen < RowsLookedAt;
        for (var column = isOfFigures && isAccepted && !(isOfFirst && ids.Count > 0) ? FirstToLookAt : 0; column < rows.CellCount; column++)
        {
            var isKnown = column < isUsed.Length && isUsed[column];
            if (isOfFirst && (!isKnown || IsId(column)))
            {
                Keep(column, rows.Cell(column));
            }

            if (isKnown && Array.IndexOf(unread, column) < 0 && (isOfReturn || (isAccepted && isOfFigures)))
            {
                continue;
            }

            var cell = rows.Cell(column);
            var mayBePlain = isKnown && (ids.Count > 0 || isOfReturn || (isAccepted && kind is { HasFreeText: false }));
            if ((ChildNumbers.IsIn(cell) && !(mayBePlain && ChildNumbers.IsPlain(cell))) || HasInsuranceNumber(column, cell))
            {
                throw PersonalData.NumberRefusal($"row {rows.Number}, {Name(column, isKnown)}", sheet);
            }
        }

        if (++rowsSeen == RowsLookedAt)
        {
            Complete();
        }
    }

    /// <summary>Looks at the columns as a whole, at the table's end.</summary>
    /// <exception cref="PersonalDataException">The values of one are those of children.</exception>
    public void Complete()
    {
        if (isComplete)
        {
            return;
        }

        isComplete = true;
        for (var column = 0; column < columns.Count; column++)
        {
            var isId = IsId(column);
            if (ChildColumns.Recognise(column < names.Count ? names[column] : "", columns[column], hasNoDates: isId) is { } what)
            {
                throw kind is { HoldsRecords: true }
                    ? PersonalData.ColumnRefusal(kind, Name(column, isId), $"has values that look like {what}", sheet: sheet)
                    : PersonalData.Refusal(
                        Name(column, isKnown: false), what, kind is null ? "" : PersonalData.FixOf(kind, [$"number {column + 1}"]), sheet);
            }
        }

        columns.Clear();
    }

    bool HasInsuranceNumber(int column, ReadOnlySpan<char> cell) => column == sentences || kind is { HasFreeText: true }
        ? ChildNumbers.HasInsuranceNumber(cell)
        : ChildNumbers.HasInsuranceNumberInText(cell);

    /// <summary>Whether it is one of our columns, and of ids.</summary>
    bool IsId(int column) => ids.Count > 0 && column < isUsed.Length && isUsed[column] && ids.Contains(Header.Fold(names[column]));

    void Keep(int column, ReadOnlySpan<char> cell)
    {
        while (columns.Count <= column)
        {
            columns.Add([]);
        }

        if (!cell.IsEmpty)
        {
            columns[column].Add(cell.Length <= LongestValue ? cell.ToString() : "…");
        }
    }

    /// <summary>A column that the kind does not know may be called by a child's name, so that its number is said.</summary>
    string Name(int column, bool isKnown) => isKnown ? $"column '{names[column]}'" : $"column {column + 1}";
}
