using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>What the text of a cell means as a date, a month or a financial year. Days go before months, as in England.</summary>
static class Dates
{
    static readonly string[] DayFormats =
    [
        "yyyy-M-d", "yyyy/M/d", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "d/M/yy", "d-MMM-yy", "d.M.yy",
        "yyyyMMdd",
    ];

    static readonly string[] MonthFirstFormats = ["M/d/yyyy", "M/d/yy", "M-d-yyyy"];

    static readonly string[] MonthFormats =
    [
        "yyyy-M", "yyyy/M", "yyyy_MM", "M/yyyy", "MMM yyyy", "MMMM yyyy", "MMM-yyyy", "MMMM-yyyy", "MMM-yy", "MMMM-yy", "MMM yy", "MMMM yy",
        "MMM. yyyy", "MMM't' yyyy", "MMM't' yy", "MMM't'-yyyy", "MMM't'-yy", @"MMM \'yy", @"MMMM \'yy", @"MMM\'yy", "MMMyy", "MMMyyyy",
        "MMM.yyyy", "MMM.yy", "MMM/yyyy", "MMM/yy", "yyyy MMM", "yyyy MMMM", "yyyy-MMM",
    ];

    /// <summary>The days that some months do not have, and one that each has.</summary>
    static readonly string[] LastDays = ["29", "30", "31"];

    const string EveryMonthHas = "28";

    /// <summary>No date is written longer.</summary>
    const int Longest = 40;

    /// <summary>
    /// A month is compared with the one before it, which may be stated at second hand, and counts for the one after it: all of them must be there.
    /// </summary>
    static readonly Month First = new(1901, 1);
    static readonly Month Last = new(2198, 12);

    /// <summary>A day from 1900 to 2199; a time of day behind it is left out.</summary>
    /// <param name="cell">Trimmed.</param>
    /// <param name="date">Set when the answer is true.</param>
    /// <param name="isEitherWay">Whether another reader could take the day for the month: 01/02/2012.</param>
    public static bool TryDay(ReadOnlySpan<char> cell, out DateOnly date, out bool isEitherWay)
    {
        isEitherWay = false;
        if (TryIsoDay(cell, out date))
        {
            return true;
        }

        if (cell.Length > Longest)
        {
            return false;
        }

        var text = WithoutOrdinal(WithoutTime(TextFolding.Fold(cell, stackalloc char[cell.Length])));
        if (!DateOnly.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date) || date.Year is < 1900 or > 2199)
        {
            return false;
        }

        isEitherWay = char.IsAsciiDigit(text[0]) && text[..Math.Min(3, text.Length)].ContainsAny("/-.")
            && date.Day <= 12 && date.Month <= 12 && date.Day != date.Month && !text.ContainsAnyInRange('A', 'z');
        return true;
    }

    /// <summary>A month as such: 2012-05, May 2012, May-12, 05/2012. Not one of its days, and not 2011/12, which is a financial year.</summary>
    public static bool TryMonth(ReadOnlySpan<char> cell, out Month month)
    {
        if (Month.TryParse(cell, out month))
        {
            return CanBeReported(month);
        }

        if (cell.Length is < 5 or > Longest || (cell[4] == '/' && TryFinancialYear(cell, out _)))
        {
            return false;
        }

        var text = TextFolding.Fold(cell, stackalloc char[cell.Length]).Trim();
        text.Replace('\u2019', '\'');
        if (!DateOnly.TryParseExact(text, MonthFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            || first.Year is < 1900 or > 2199)
        {
            return false;
        }

        month = Month.Containing(first);
        return CanBeReported(month);
    }

    /// <summary>What a text is where a month is looked for.</summary>
    /// <param name="cell">Trimmed.</param>
    /// <param name="month">Set for a month, also one that may be a year.</param>
    /// <param name="isEitherWay">Whether it is a date of which another reader could take the day for the month.</param>
    public static MonthText ReadMonth(ReadOnlySpan<char> cell, out Month month, out bool isEitherWay)
    {
        isEitherWay = false;
        var isOutturn = cell.EndsWith("(OT)", StringComparison.OrdinalIgnoreCase);
        cell = FootnoteMark.Without(cell);
        var isMonth = TryMonth(cell, out month);
        if (TryFinancialYear(cell, out _))
        {
            return isMonth && !isOutturn ? MonthText.MonthOrYear : MonthText.Year;
        }

        if (isMonth)
        {
            return MonthText.Month;
        }

        if (!TryDay(cell, out var day, out isEitherWay) || !CanBeReported(Month.Containing(day)))
        {
            return MonthText.None;
        }

        month = Month.Containing(day);
        return day == month.FirstDay || day == month.LastDay ? MonthText.Month : MonthText.DayWithin;
    }

    /// <summary>Whether a month is written as 2012-05: its year, a dash, its number.</summary>
    public static bool IsYearAndNumber(ReadOnlySpan<char> cell) => cell.Length == 7 && IsBetween(cell[4]) && char.IsAsciiDigit(cell[0]);

    /// <summary>A dash, or the underscore that names of columns have for it: 2012_05.</summary>
    static bool IsBetween(char c) => c == '_' || TextFolding.IsDash(c);

    /// <summary>Whether a month is written with two digits of its year, as May-12, which others read as a day.</summary>
    public static bool HasShortYear(ReadOnlySpan<char> cell) =>
        cell is [.., var before, >= '0' and <= '9', >= '0' and <= '9'] && !char.IsAsciiDigit(before) && char.IsAsciiLetter(cell[0]);

    public static bool CanBeReported(Month month) => month >= First && month <= Last;

    /// <summary>A financial year, 2012/13, 2012-13 or 2012/2013: its first day.</summary>
    public static bool TryFinancialYear(ReadOnlySpan<char> cell, out DateOnly first)
    {
        first = default;
        if (cell.Length is not (7 or 9) || (cell[4] != '/' && !IsBetween(cell[4]))
            || !int.TryParse(cell[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1900 or > 2198
            || !int.TryParse(cell[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var next)
            || next != (cell.Length == 7 ? (year + 1) % 100 : year + 1))
        {
            return false;
        }

        first = new DateOnly(year, 4, 1);
        return true;
    }

    /// <summary>A day with the month first, as in America, that is no day here: 05/31/2012.</summary>
    public static bool TryMonthFirst(ReadOnlySpan<char> cell, out DateOnly date) =>
        DateOnly.TryParseExact(cell, MonthFirstFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && !TryDay(cell, out _, out _);

    /// <summary>A day behind the last one of its month, as somebody writes who means that one: 31/09/2026.</summary>
    /// <param name="cell">Trimmed.</param>
    /// <param name="month">The month that it names.</param>
    public static bool TryPastEnd(ReadOnlySpan<char> cell, out Month month)
    {
        month = default;
        if (cell.Length is 0 or > Longest || TryDay(cell, out _, out _))
        {
            return false;
        }

        var text = cell.ToString();
        foreach (var day in LastDays)
        {
            if ((text.StartsWith(day, StringComparison.Ordinal) && TryDay(EveryMonthHas + text[day.Length..], out var date, out _))
                || (text.EndsWith(day, StringComparison.Ordinal) && TryDay(text[..^day.Length] + EveryMonthHas, out date, out _)))
            {
                month = Month.Containing(date);
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A day from 1900 to 2199 the way that systems write it, yyyy-MM-dd. Files are full of these, and the formats above are many times as slow.
    /// </summary>
    public static bool TryIsoDay(ReadOnlySpan<char> cell, out DateOnly date)
    {
        date = default;
        if (cell.Length != 10 || cell[4] != '-' || cell[7] != '-' || cell.ContainsAnyExceptInRange('-', '9')
            || !int.TryParse(cell[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(cell[5..7], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            || !int.TryParse(cell[8..], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            || year is < 1900 or > 2199 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>31st May 2012 as 31 May 2012.</summary>
    static ReadOnlySpan<char> WithoutOrdinal(ReadOnlySpan<char> cell)
    {
        var at = cell.IndexOfAnyExceptInRange('0', '9');
        return at is 1 or 2 && cell.Length > at + 2 && cell[at + 2] == ' ' && cell[at..(at + 2)] is "st" or "nd" or "rd" or "th"
            ? $"{cell[..at]}{cell[(at + 2)..]}"
            : cell;
    }

    static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> cell)
    {
        var at = cell.LastIndexOfAny(" T");
        var time = cell[(at + 1)..];

        // Of a time in another zone, such as UTC, the day may be another one here. A date that was written as midnight is that date.
        return at >= 8 && time.Contains(':') && (time.StartsWith("00:00") || !time.ContainsAny("Zz+-")) ? cell[..at] : cell;
    }
}
