using Scorecards.Domain;
using Scorecards.Pipeline;

namespace Scorecards.Tests;

public sealed class MonthEndTests
{
    // May 2012 ends before the Jubilee: 4 and 5 June are holidays (domain/indicators.md E, Timetable).
    [Theory]
    [InlineData("2012-05", 1, "2012-06-01")]
    [InlineData("2012-05", 2, "2012-06-06")]
    [InlineData("2012-05", 8, "2012-06-14")]
    [InlineData("2012-05", 10, "2012-06-18")]
    [InlineData("2012-03", 5, "2012-04-10")]
    [InlineData("2011-12", 1, "2012-01-03")]
    public void AfterMonthEnd_CountsWorkingDays(string month, int n, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Kent.BuiltIn.WorkingDays.AfterMonthEnd(Month.Parse(month), n));

    // 7 o'clock in London is 6 o'clock UTC in June and 7 o'clock UTC in January.
    [Theory]
    [InlineData("2012-06-14T05:59:59Z", "2012-04")]
    [InlineData("2012-06-14T06:00:00Z", "2012-05")]
    [InlineData("2012-06-14T20:00:00+14:00", "2012-05")]
    [InlineData("2012-07-11T05:59:59Z", "2012-05")]
    [InlineData("2012-07-11T06:00:00Z", "2012-06")]
    [InlineData("2012-01-12T06:59:59Z", "2011-11")]
    [InlineData("2012-01-12T07:00:00Z", "2011-12")]
    [InlineData("2012-03-01T00:00:00Z", "2012-01")]
    public void ReportingMonth_StandsUntilTheNextIssueHour(string now, string month) =>
        Assert.Equal(Month.Parse(month), new MonthEnd(Kent.BuiltIn.WorkingDays, 8, 7).ReportingMonth(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
}
