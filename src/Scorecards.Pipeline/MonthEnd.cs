using Scorecards.Domain;

namespace Scorecards.Pipeline;

/// <summary>
/// The month-end rule: a month is issued on the n-th working day after its end, from an hour on, Europe/London (domain/indicators.md E, Timetable).
/// </summary>
/// <param name="workingDays">England's.</param>
/// <param name="workingDay">n, from 1.</param>
/// <param name="hour">0 to 23, local time in London.</param>
public sealed class MonthEnd(WorkingDays workingDays, int workingDay, int hour)
{
    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>
    /// The reporting month: the last one whose issue hour has come. It stays so until the next one's, whatever ticks were missed;
    /// what lies before it is history, so that loading old figures mails nobody.
    /// </summary>
    public Month ReportingMonth(DateTimeOffset now)
    {
        var local = LocalTime(now);

        var month = Month.Of(DateOnly.FromDateTime(local)).Previous();
        while (IssueTime(month) > local)
        {
            month = month.Previous();
        }

        return month;
    }

    /// <summary>In London's local time.</summary>
    public DateTime IssueTime(Month month) => workingDays.AfterMonthEnd(month, workingDay).ToDateTime(new TimeOnly(hour, 0));

    /// <summary>The date in London.</summary>
    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(LocalTime(now));

    static DateTime LocalTime(DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, London).DateTime;

    /// <summary>The result in one line: <c>Kent, inc UASC, May 2012: 16 green, 16 amber, 12 red; 28 improved</c>.</summary>
    public static string Subject(MonthlyScorecard scorecard) =>
        $"{scorecard.Name}, {scorecard.Month.ToLongString()}: {scorecard.Summary.Green} green, {scorecard.Summary.Amber} amber, {scorecard.Summary.Red} red; {scorecard.Summary.Improved} improved";
}
