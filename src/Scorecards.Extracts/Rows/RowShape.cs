namespace Scorecards.Extracts;

/// <summary>What a row is by which of its cells are filled.</summary>
/// <param name="Cell">The note's only cell, or the first one beyond the header; else -1.</param>
/// <param name="HasCellsBeside">Whether there is text to the right of the table, which is not read.</param>
readonly record struct RowShape(RowKind Kind, int Cell, bool HasCellsBeside)
{
    /// <summary>A row with one cell is no record of a table with more columns than this.</summary>
    const int MostColumnsOfShortRecords = 2;

    /// <summary>Why a row cannot be trusted as a whole; null = it can. A table of records that ends within a row was cut off.</summary>
    public static string? FaultOf(IRows rows, Header header) => rows.Fault
        ?? (header.Kind is { HoldsRecords: true } && rows.CellCount < header.Width && rows.HasNoEnd
            ? Reasons.CutOff(rows.CellCount, header.Width)
            : null);

    /// <exception cref="PersonalDataException">To the right of a table of records there are words.</exception>
    public static RowShape Classify(IRows rows, Header header)
    {
        var (filled, first, isBeside) = (0, -1, false);
        for (var i = 0; i < rows.CellCount && !isBeside; i++)
        {
            if (rows.IsBlank(i))
            {
                continue;
            }

            if (i >= header.Width && !rows.HasAddresses)
            {
                return new RowShape(RowKind.TooWide, i, HasCellsBeside: false);
            }

            isBeside = i >= header.Width;
            if (!isBeside)
            {
                first = filled++ == 0 ? i : first;

                // After the second cell only those beyond the header tell anything more.
                i = filled > 1 ? Math.Max(i, header.Width - 1) : i;
            }
        }

        for (var i = header.Width; isBeside && i < rows.CellCount; i++)
        {
            PersonColumns.RequireNoWords(header.Kind, rows, i);
        }

        var kind = filled switch
        {
            0 => RowKind.Nothing,
            1 when header.Width <= MostColumnsOfShortRecords || IsIdAlone(rows, first, header) || IsConfirmedAlone(first, header) => RowKind.Record,
            1 => RowKind.Note,
            _ => header.Kind is not { HasManyRows: true } && header.IsRepeatedBy(rows) ? RowKind.Nothing : RowKind.Record,
        };
        return new RowShape(kind, kind == RowKind.Note ? first : -1, isBeside);
    }

    /// <summary>Whether the only cell of a row says that a table of records is right though it has none.</summary>
    static bool IsConfirmedAlone(int filled, Header header) =>
        header.Kind is RecordKind && header.Position(MeasureParser.Confirmed) == filled;

    /// <summary>
    /// Whether the first cell alone has one word, in a table of records that somebody wrote: it is what is left of a record, and no note, which has
    /// several words or is a government security classification.
    /// </summary>
    static bool IsIdAlone(IRows rows, int filled, Header header) =>
        filled == 0 && header.Kind is (RecordKind or ReturnKind { Selector: null }) && !TextFolding.Fold(rows.Cell(filled)).Contains(' ')
        && !rows.Cell(filled).StartsWith("OFFICIAL", StringComparison.OrdinalIgnoreCase);
}
