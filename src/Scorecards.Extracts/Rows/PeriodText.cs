using System.Globalization;
using System.Text.RegularExpressions;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Reads a year as published tables write it: 2025, 202425, 2024/25, 2024-25 or 2024/2025.</summary>
static partial class PeriodText
{
    /// <summary>No longer period is published as one.</summary>
    const int MostYears = 10;

    /// <summary>The month in which the period ends.</summary>
    /// <param name="cell">A year or two, or a month as such.</param>
    /// <param name="yearEnd">The month in which a year ends, 1 to 12.</param>
    public static bool TryMonth(ReadOnlySpan<char> cell, int yearEnd, out Month month)
    {
        month = default;
        var year = 0;
        if (cell.Length == 4 && IsWhole(cell, out var single))
        {
            year = single;
        }
        else if (cell.Length == 6 && IsWhole(cell, out var both) && (both / 100 + 1) % 100 == both % 100)
        {
            year = both / 100 + 1;
        }
        else if (Dates.TryFinancialYear(cell, out var first))
        {
            year = first.Year + 1;
        }

        if (year is < 1902 or > 2198)
        {
            return year == 0 && !IsOfSeveralYears(cell) && Dates.ReadMonth(cell, out month, out _) == MonthText.Month;
        }

        month = new Month(year, yearEnd);
        return true;
    }

    /// <summary>Whether it is, or may be, a period of several years: 2009-11 is 2009 to 2011 rather than November 2009.</summary>
    public static bool IsOfSeveralYears(ReadOnlySpan<char> cell) =>
        Dates.IsYearAndNumber(cell) && IsWhole(cell[..4], out var first) && IsWhole(cell[5..], out var last)
        && (last - (first % 100) + 100) % 100 is > 1 and < MostYears;

    /// <summary>Whether a part of a year ends in the first of the two years that the period names, and not in the second as the year does.</summary>
    /// <param name="cell">A period that is read as a year.</param>
    /// <param name="part">As Explore Education Statistics names it: Autumn term, Financial year Q1, Part 1 (April to September).</param>
    public static bool EndsInFirstYear(ReadOnlySpan<char> cell, ReadOnlySpan<char> part) => cell.Length > 4 && EarlyPart().IsMatch(part);

    static bool IsWhole(ReadOnlySpan<char> cell, out int number) =>
        int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex(
        @"^autumn term$|^(?:financial|tax) year (?:Q[1-3]-)?Q?[1-3]$|^academic year Q1$|^part 1\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EarlyPart();
}
