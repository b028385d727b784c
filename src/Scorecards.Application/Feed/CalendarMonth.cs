using Scorecards.Domain;

namespace Scorecards.Application.Feed;

/// <summary>A month of the calendar.</summary>
public readonly record struct CalendarMonth(Month Month)
{
    /// <summary>The year that the month's financial year, April to March, begins in.</summary>
    public int FinancialYear => Month.FinancialYear;

    /// <summary>April = 1.</summary>
    public int MonthOfFinancialYear => ((Month.Number + 8) % 12) + 1;

    public int Quarter => ((MonthOfFinancialYear - 1) / 3) + 1;

    public string FinancialYearName => $"{FinancialYear}/{(FinancialYear + 1) % 100:00}";
}
