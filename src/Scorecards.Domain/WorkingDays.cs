namespace Scorecards.Domain;

/// <summary>
/// England's working days: Monday to Friday without the bank holidays (domain/indicators.md B).
/// The bank holidays are dated data; past the last one known, only weekends are left out.
/// </summary>
public sealed class WorkingDays(IEnumerable<DateOnly> bankHolidays)
{
    readonly HashSet<DateOnly> bankHolidays = [.. bankHolidays];

    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !bankHolidays.Contains(date);

    /// <summary>The n-th working day after the month's last day: for May 2012, n = 1 is 1 June and n = 8 is 14 June 2012.</summary>
    /// <param name="month">The reporting month.</param>
    /// <param name="n">From 1.</param>
    public DateOnly AfterMonthEnd(Month month, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var day = month.LastDay;
        while (n > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
            {
                n--;
            }
        }

        return day;
    }
}
