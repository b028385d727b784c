namespace Scorecards.Extracts;

/// <summary>
/// Looks, among the refused rows of a table, for the header of another table below it: its rows would be read by the columns of the first, and a
/// target taken for a figure. Below records it may hold what none of these may have.
/// </summary>
/// <param name="isOfRecords">Whether the first table is one of records.</param>
sealed class HeaderBelow(bool isOfRecords)
{
    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = ExtractKind.All.SelectMany(kind => kind.Columns)
        .ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the refused row before was of, if a record follows it; a list that explains columns has none.</summary>
    ChildRecord? records;

    /// <param name="rows">At a row that was refused.</param>
    /// <returns>Whether it is the header of another table.</returns>
    /// <exception cref="PersonalDataException">The other table is of children's or workers' records, or below such records.</exception>
    public bool Look(IRows rows)
    {
        var (isNamed, hasDigits) = (false, false);
        for (var i = 0; i < rows.CellCount; i++)
        {
            isNamed |= Names.Contains(rows.Cell(i));
            hasDigits |= rows.Cell(i) is [>= '0' and <= '9', ..];
        }

        if (records is not null && hasDigits)
        {
            throw PersonalData.Refusal(records);
        }

        isNamed = isNamed || HasOtherName(rows);
        if (hasDigits && !isNamed)
        {
            return false;
        }

        List<string> cells = [.. rows.Cells];
        var isHeader = isNamed && Header.Likeness(cells) >= Header.Complete;
        if (isOfRecords && (isHeader || PersonColumns.AreHeader(cells)))
        {
            throw PersonalData.BelowRecordsRefusal($"row {rows.Number}", rows.Sheet);
        }

        if (isHeader && RecordKind.InHeader(cells) is { } kind)
        {
            throw PersonalData.BelowRefusal(kind);
        }

        if (ChildFields.BuiltIn.InMost(cells) is { } record)
        {
            throw PersonalData.Refusal(record);
        }

        records = ChildFields.BuiltIn.InHeader(cells) is { Fields.Count: var known } few && known * 2 >= cells.Count(c => c != "") ? few : null;
        return isHeader;
    }

    /// <summary>Whether a cell is another name for the column of indicators, and none is a number, as in a row of figures that was refused.</summary>
    bool HasOtherName(IRows rows) => !isOfRecords && rows.Cells.All(cell => NumberText.Read(cell).Number is null)
        && IndicatorColumn.Find([.. rows.Cells.Select(Header.Fold)]) >= 0;
}
