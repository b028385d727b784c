namespace Scorecards.Extracts;

/// <summary>
/// The rows of a table whose month may also be a financial year, such as 2011-12, as long as no other month of the table tells which it is: one
/// written in the same way that can be no year, such as 2012-01, tells.
/// </summary>
sealed class OpenMonths
{
    /// <summary>The most rows that wait.</summary>
    public const int Most = 100_000;

    public const string Reason =
        "can be a month or the financial year, and no other month of the table tells which. "
        + "Write the month by its last day, such as 31/12/2011, or in letters, such as Dec 2011";

    readonly Dictionary<long, (string Cell, object Item)> rows = [];
    bool hasMonth;
    bool hasYear;

    /// <summary>Whether such a text is a month in this table.</summary>
    public bool ArePlain => hasMonth && !hasYear;

    /// <summary>By number, in the order of the table, what their cells say and what they were read as.</summary>
    public IReadOnlyDictionary<long, (string Cell, object Item)> Rows => rows;

    /// <summary>Notes what another cell of the column tells.</summary>
    public void Meet(ReadOnlySpan<char> cell, MonthText text)
    {
        hasYear |= text == MonthText.Year;
        hasMonth |= text == MonthText.Month && Dates.IsYearAndNumber(cell);
    }

    /// <exception cref="ExtractException">Too many rows wait.</exception>
    public void Add(long row, string cell, object item)
    {
        rows.Add(row, (cell, item));
        if (rows.Count > Most)
        {
            var rest = $"of its first {FileLimits.Count(Most)} rows {Reason}";
            throw new ExtractException($"the '{cell}' {rest}", $"the month {rest}");
        }
    }

    public void Forget(long row) => rows.Remove(row);
}
