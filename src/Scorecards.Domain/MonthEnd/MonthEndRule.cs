namespace Scorecards.Domain;

/// <summary>
/// When the months of a scorecard group are issued and mailed: on the n-th working day after month end, from an hour on, Europe/London
/// (docs/domain.md, Month end). Ticks that were missed change nothing.
/// </summary>
/// <param name="issued">The newest month of which the group has issued anything; null = none.</param>
public sealed class MonthEndRule(WorkingDays workingDays, Timetable timetable, Month? issued = null)
{
    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public Timetable Timetable => timetable;

    /// <summary>The scorecard group (<see cref="Timetable.Group"/>).</summary>
    public ScorecardId Group => timetable.Group;

    /// <summary>
    /// The reporting month: the last one whose issue hour has come. It stays so until the next one's, whatever ticks were missed, and though a
    /// timetable puts that hour off once the month is issued. Months before it are history: loading old figures mails nobody.
    /// </summary>
    public Month ReportingMonth(DateTimeOffset now)
    {
        var local = LocalTime(now);

        // Where months are mailed early, the one before is still reported until the issue hour.
        var least = timetable.IsEarly ? issued?.Previous() : issued;
        var month = Month.LastBefore(DateOnly.FromDateTime(local));
        while (IssueTime(month) > local && (least is null || month > least))
        {
            month = month.Previous();
        }

        return month;
    }

    /// <summary>The months that mail may be due for: the reporting month, and where months are mailed early those that have ended since.</summary>
    public IEnumerable<Month> Months(DateTimeOffset now)
    {
        var (month, last) = (ReportingMonth(now), Month.LastBefore(Today(now)));
        yield return month;
        while (timetable.IsEarly && month < last)
        {
            month = month.Next();
            yield return month;
        }
    }

    /// <summary>From when a complete month is mailed, in London's local time, unless it is mailed early.</summary>
    public DateTime IssueTime(Month month) => At(workingDays.AfterMonthEnd(month, timetable.WorkingDay));

    /// <summary>From when a month is mailed as soon as it is complete, in London's local time.</summary>
    public DateTime CompleteTime(Month month) => timetable.IsEarly ? month.LastDay.AddDays(1).ToDateTime(default) : IssueTime(month);

    /// <summary>From when a month is mailed whatever is missing, in London's local time.</summary>
    public DateTime DeadlineTime(Month month) => At(workingDays.AfterMonthEnd(month, timetable.Deadline));

    /// <summary>Whether a month's mail is due.</summary>
    /// <param name="isComplete">Whether it has every figure that it should have.</param>
    public bool IsDue(Month month, bool isComplete, DateTimeOffset now) =>
        LocalTime(now) >= (isComplete ? CompleteTime(month) : DeadlineTime(month));

    /// <summary>When a change to an issued month is mailed: on the next working day, in London's local time. So never twice on a day.</summary>
    /// <param name="changed">When the newer edition was made.</param>
    public DateTime ChangeMailTime(DateTimeOffset changed) => At(workingDays.After(Today(changed)));

    /// <summary>Whether a change to an issued month is to be mailed now.</summary>
    public bool IsChangeMailDue(DateTimeOffset changed, DateTimeOffset now) => LocalTime(now) >= ChangeMailTime(changed);

    /// <summary>The working day whose notice to the data team is due; null: the month is not issued yet.</summary>
    public DateOnly? NoticeDay(Month month, DateTimeOffset now)
    {
        var local = LocalTime(now);
        var day = workingDays.UpTo(DateOnly.FromDateTime(local.AddHours(-timetable.Hour)));
        return At(day) >= IssueTime(month) ? day : null;
    }

    /// <summary>The date in London.</summary>
    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(LocalTime(now));

    /// <summary>The moment at which a date has passed in London.</summary>
    /// <param name="day">Before 31 December 9999.</param>
    public static DateTimeOffset EndOf(DateOnly day) => new(TimeZoneInfo.ConvertTimeToUtc(day.AddDays(1).ToDateTime(default), London));

    DateTime At(DateOnly day) => day.ToDateTime(new TimeOnly(timetable.Hour, 0));

    /// <summary>A date and time in London with its offset from UTC.</summary>
    public static DateTimeOffset WithOffset(DateTime local) => new(local, London.GetUtcOffset(local));

    /// <summary>The date and time in London.</summary>
    public static DateTime LocalTime(DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, London).DateTime;
}
