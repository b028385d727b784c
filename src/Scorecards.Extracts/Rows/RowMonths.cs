using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Reads the cells of a row that are months, or where a month may stand.</summary>
static class RowMonths
{
    const string MonthFirst = "has the month before the day. Write the day first, such as 31/05/2012, or the month as yyyy-MM, such as 2012-05";

    /// <summary>The first day of something: a day, a month or a financial year. Must be there.</summary>
    public static DateOnly FirstDay(this Row row, Column column)
    {
        var cell = row.Cell(column);
        var text = Dates.ReadMonth(cell, out var month, out _);
        row.Months.Meet(cell, text);
        if (text == MonthText.MonthOrYear && !row.Months.ArePlain)
        {
            row.OpenMonth = cell.ToString();
        }

        if ((text == MonthText.Year || row.OpenMonth is not null) && Dates.TryFinancialYear(cell, out var first))
        {
            return first;
        }

        if (row.TryDay(cell, out first))
        {
            return first;
        }

        if (text is MonthText.Month or MonthText.MonthOrYear)
        {
            Note(row, cell, text, month);
            return month.FirstDay;
        }

        if (!row.IsRefused)
        {
            row.Refuse(column, cell.IsEmpty
                ? "is blank. Enter the first day, such as 2012-04-01"
                : "is not a date. Write it as yyyy-MM-dd, such as 2012-04-01, or as a financial year, such as 2012/13");
        }

        return default;
    }

    /// <summary>A month, or its first or last day, as which a spreadsheet keeps it. Must be there.</summary>
    /// <returns>The default month when it is none, which is noted.</returns>
    public static Month Month(this Row row, Column column)
    {
        var cell = row.Cell(column);
        var text = Dates.ReadMonth(cell, out var month, out var isEitherWay);
        row.Months.Meet(cell, text);
        if (isEitherWay)
        {
            row.TryDay(cell, out _);
        }

        if (text == MonthText.MonthOrYear && !row.Months.ArePlain)
        {
            row.OpenMonth = cell.ToString();
            return month;
        }

        if (text is MonthText.Month or MonthText.MonthOrYear)
        {
            Note(row, cell, text, month);
            return month;
        }

        if (!cell.IsEmpty || !row.IsRefused)
        {
            row.Refuse(column, Dates.TryMonthFirst(cell, out _) ? MonthFirst
                : Dates.TryPastEnd(cell, out var named) ? PastEnd(named)
                : Reason(cell.IsEmpty, text));
        }

        return default;
    }

    static string PastEnd(Month month) => $"is not a month: {month.ToLongString()} has {month.LastDay.Day} days. "
        + $"Write the month as {month}, or as its last day, {month.LastDay:yyyy-MM-dd}";

    static string Reason(bool isBlank, MonthText text) => text switch
    {
        _ when isBlank => "is blank. Enter the month as yyyy-MM, such as 2012-05",
        MonthText.Year => "is a financial year, not a month. Write the month as yyyy-MM, such as 2012-05",
        MonthText.DayWithin => "is a date within a month, neither its first nor its last day, and figures are by month. "
            + "In a workbook the cell holds that day, whatever its format shows. Write the month as yyyy-MM, such as 2012-05, or as its last day",
        _ => "is not a month. Write it as yyyy-MM, such as 2012-05, or as the month's last day, such as 2012-05-31",
    };

    static void Note(Row row, ReadOnlySpan<char> cell, MonthText text, Month month)
    {
        if (text == MonthText.MonthOrYear)
        {
            row.Notes.AddMonthNotYear(cell, month);
        }
        else if (Dates.HasShortYear(cell))
        {
            row.Notes.AddYearLast(cell, month);
        }
    }
}
