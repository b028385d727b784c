namespace Scorecards.Domain;

/// <summary>
/// England's working days: Monday to Friday without the bank holidays (docs/domain.md, Month end).
/// The bank holidays are dated data; past the last one known, only weekends are left out.
/// </summary>
/// <param name="bankHolidays">A later one replaces an earlier one of the same day.</param>
public sealed class WorkingDays(IEnumerable<BankHoliday> bankHolidays)
{
    readonly HashSet<DateOnly> bankHolidays =
        [.. bankHolidays.GroupBy(h => h.Date).Where(ofDay => !ofDay.Last().IsWithdrawn).Select(ofDay => ofDay.Key)];

    /// <summary>The last bank holiday known; null = none is.</summary>
    public DateOnly? LastKnown => bankHolidays.Count == 0 ? null : bankHolidays.Max();

    /// <summary>
    /// The last bank holiday known, where it is less than three months ahead or over: months that end after it would be mailed by weekends alone.
    /// Null = bank holidays are known for longer.
    /// </summary>
    public DateOnly? EndSoon(DateOnly today) => LastKnown is { } last && last < today.AddMonths(3) ? last : null;

    /// <summary>Whether a date is a working day in England.</summary>
    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !bankHolidays.Contains(date);

    /// <summary>The n-th working day after the month's last day: for May 2012, n = 1 is 1 June and n = 8 is 14 June 2012.</summary>
    /// <param name="n">From 1.</param>
    public DateOnly AfterMonthEnd(Month month, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var day = month.LastDay;
        for (; n > 0; n--)
        {
            day = After(day);
        }

        return day;
    }

    /// <summary>The first working day after a day.</summary>
    public DateOnly After(DateOnly day)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (!IsWorkingDay(day));
        return day;
    }

    /// <summary>The day itself where it is a working day, else the last one before it.</summary>
    public DateOnly UpTo(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }
}
