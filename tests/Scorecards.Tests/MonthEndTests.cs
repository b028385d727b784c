using System.Globalization;
using FsCheck.Xunit;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>When months are mailed.</summary>
public sealed class MonthEndTests
{
    static readonly WorkingDays WorkingDays = new(Kent.BuiltIn.BankHolidays);

    static readonly Timetable Usual = new() { WorkingDay = 8, Hour = 7, Deadline = 10 };

    /// <summary>
    /// The expected days were computed from the law (Banking and Financial Dealings Act 1971 and the proclamations of 2011, 2012, 2020, 2022 and
    /// 2023), Easter and
    /// substitute days included, by another program in another language.
    /// </summary>
    [Fact]
    public void AfterMonthEnd_IsTheExpectedDay_InEveryMonthFrom2008To2027()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Kent", "working-days.csv"));
        var numbers = lines[0].Split(',')[1..].Select(name => int.Parse(name.Split('_')[^1], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(20 * 12, lines.Length - 1);
        Assert.All(lines[1..], line =>
        {
            var cells = line.Split(',');
            Assert.Equal(cells[1..].Select(Day), numbers.Select(n => WorkingDays.AfterMonthEnd(Month.Parse(cells[0]), n)));
        });
    }

    // May 2012 ends before the Jubilee: 4 and 5 June are holidays (docs/domain.md, Month end). Christmas 2010 and New Year 2011 fall on a weekend.
    [Theory]
    [InlineData("2012-05", 1, "2012-06-01")]
    [InlineData("2012-05", 2, "2012-06-06")]
    [InlineData("2012-05", 8, "2012-06-14")]
    [InlineData("2012-03", 5, "2012-04-10")]
    [InlineData("2010-11", 19, "2010-12-29")]
    [InlineData("2010-12", 1, "2011-01-04")]
    [InlineData("2012-01", 21, "2012-02-29")]
    public void AfterMonthEnd_CountsWorkingDays(string month, int n, string day) =>
        Assert.Equal(Day(day), WorkingDays.AfterMonthEnd(Month.Parse(month), n));

    [Fact]
    public void WorkingDays_FollowWhatWasDroppedLast()
    {
        BankHoliday[] moved = [
            .. Kent.BuiltIn.BankHolidays, new(Day("2012-06-04"), "Moved", IsWithdrawn: true), new(Day("2012-06-08"), "Moved here")];
        Assert.Equal(
            (Day("2012-06-04"), Day("2012-06-14")),
            (new WorkingDays(moved).AfterMonthEnd(Kent.May, 2), new WorkingDays(moved).AfterMonthEnd(Kent.May, 8)));
        Assert.Equal(Day("2012-06-06"), new WorkingDays([.. moved, new(Day("2012-06-04"), "Not moved")]).AfterMonthEnd(Kent.May, 2));
    }

    // 7 o'clock in London is 6 o'clock UTC in June and 7 o'clock UTC in January. Both changes of the clocks lie between, and 29 February.
    [Theory]
    [InlineData("2012-06-14T05:59:59Z", "2012-04")]
    [InlineData("2012-06-14T06:00:00Z", "2012-05")]
    [InlineData("2012-06-14T20:00:00+14:00", "2012-05")]
    [InlineData("2012-06-14T19:59:59+14:00", "2012-04")]
    [InlineData("2012-07-11T05:59:59Z", "2012-05")]
    [InlineData("2012-07-11T06:00:00Z", "2012-06")]
    [InlineData("2012-01-12T06:59:59Z", "2011-11")]
    [InlineData("2012-01-12T07:00:00Z", "2011-12")]
    [InlineData("2012-03-01T00:00:00Z", "2012-01")]
    [InlineData("2012-03-12T07:00:00Z", "2012-02")]
    [InlineData("2012-04-14T06:00:00Z", "2012-03")]
    [InlineData("2012-11-12T06:59:59Z", "2012-09")]
    [InlineData("2012-11-12T07:00:00Z", "2012-10")]
    public void ReportingMonth_StandsUntilTheNextIssueHour(string now, string month) =>
        Assert.Equal(Month.Parse(month), new MonthEndRule(WorkingDays, Usual).ReportingMonth(Time(now)));

    /// <summary>May was issued on 14 June, and then a timetable put its hour off to the 20th.</summary>
    [Theory]
    [InlineData(null, false, "2012-04")]
    [InlineData("2012-04", false, "2012-04")]
    [InlineData("2012-05", false, "2012-05")]
    [InlineData("2012-05", true, "2012-04")]
    public void ReportingMonth_StandsThoughItsIssueHourIsPutOff_OnceTheMonthIsIssued(string? issued, bool isEarly, string month)
    {
        var later = Usual with { WorkingDay = 12, Deadline = 14, IsEarly = isEarly };
        var rule = new MonthEndRule(WorkingDays, later, issued is null ? null : Month.Parse(issued));
        Assert.Equal(Month.Parse(month), rule.ReportingMonth(Time("2012-06-18T09:00:00Z")));
        Assert.Equal(new Month(2012, 5), rule.ReportingMonth(Time("2012-06-20T09:00:00Z")));
    }

    [Fact]
    public void ReportingMonth_IsIssuedOnItsDay_OnEveryDayOfTwentyYears()
    {
        var rule = new MonthEndRule(WorkingDays, Usual with { WorkingDay = 1, Hour = 1, Deadline = 1 });
        for (var month = Month.Parse("2008-01"); month < Month.Parse("2027-12"); month = month.Next())
        {
            var issue = TimeZoneInfo.ConvertTimeToUtc(rule.IssueTime(month), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
            Assert.Equal((month.Previous(), month), (rule.ReportingMonth(issue.AddSeconds(-1)), rule.ReportingMonth(issue)));
        }
    }

    // Complete: from the 14th at 7; whatever is missing: from the 18th at 7; early: when it is complete.
    [Theory]
    [InlineData("2012-06-14T05:59:59Z", true, false, false)]
    [InlineData("2012-06-14T06:00:00Z", true, false, true)]
    [InlineData("2012-06-14T06:00:00Z", false, false, false)]
    [InlineData("2012-06-18T05:59:59Z", false, false, false)]
    [InlineData("2012-06-18T06:00:00Z", false, false, true)]
    [InlineData("2012-06-02T12:00:00Z", true, true, true)]
    [InlineData("2012-06-02T12:00:00Z", false, true, false)]
    [InlineData("2012-06-15T12:00:00Z", false, true, false)]
    [InlineData("2012-06-18T06:00:00Z", false, true, true)]
    public void IsDue_DependsOnWhatIsMissing(string now, bool isComplete, bool isEarly, bool isDue) =>
        Assert.Equal(isDue, new MonthEndRule(WorkingDays, Usual with { IsEarly = isEarly }).IsDue(Kent.May, isComplete, Time(now)));

    [Theory]
    [InlineData("2012-06-13T12:00:00Z", false, "2012-04")]
    [InlineData("2012-06-13T12:00:00Z", true, "2012-04 2012-05")]
    [InlineData("2012-06-14T12:00:00Z", true, "2012-05")]
    [InlineData("2012-05-31T22:59:59Z", true, "2012-04")]
    [InlineData("2012-05-31T23:00:00Z", true, "2012-04 2012-05")]
    public void Months_AreThoseThatMailMayBeDueFor(string now, bool isEarly, string months) =>
        Assert.Equal(months, string.Join(' ', new MonthEndRule(WorkingDays, Usual with { IsEarly = isEarly }).Months(Time(now))));

    // Friday 1 June 2012 is followed by a weekend and two holidays.
    [Theory]
    [InlineData("2012-06-14T23:30:00Z", "2012-06-18T07:00")]
    [InlineData("2012-06-14T22:30:00Z", "2012-06-15T07:00")]
    [InlineData("2012-06-01T06:00:00Z", "2012-06-06T07:00")]
    [InlineData("2012-06-03T06:00:00Z", "2012-06-06T07:00")]
    [InlineData("2012-03-24T12:00:00Z", "2012-03-26T07:00")]
    [InlineData("2012-10-26T12:00:00Z", "2012-10-29T07:00")]
    public void ChangeMailTime_IsTheNextWorkingDay(string changed, string at)
    {
        var rule = new MonthEndRule(WorkingDays, Usual);
        Assert.Equal(DateTime.Parse(at, CultureInfo.InvariantCulture), rule.ChangeMailTime(Time(changed)));
        var due = TimeZoneInfo.ConvertTimeToUtc(rule.ChangeMailTime(Time(changed)), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        Assert.Equal((false, true), (rule.IsChangeMailDue(Time(changed), due.AddSeconds(-1)), rule.IsChangeMailDue(Time(changed), due)));
    }

    [Theory]
    [InlineData("2012-06-14T05:59:59Z", null)]
    [InlineData("2012-06-14T06:00:00Z", "2012-06-14")]
    [InlineData("2012-06-15T05:59:59Z", "2012-06-14")]
    [InlineData("2012-06-15T06:00:00Z", "2012-06-15")]
    [InlineData("2012-06-17T12:00:00Z", "2012-06-15")]
    [InlineData("2012-06-18T06:00:00Z", "2012-06-18")]
    public void NoticeDay_IsTheWorkingDay(string now, string? day) =>
        Assert.Equal(day is null ? null : Day(day), new MonthEndRule(WorkingDays, Usual).NoticeDay(Kent.May, Time(now)));

    /// <summary>Whatever the timetable, no month is left behind before its deadline.</summary>
    [Property(MaxTest = 500)]
    public bool Deadline_ComesBeforeTheNextMonthIsIssued(int month, int day, int wait, int hour)
    {
        var timetable = new Timetable { WorkingDay = 1 + Of(day, Timetable.LastWorkingDay), Hour = Of(hour, 24), Deadline = 0 };
        var rule = new MonthEndRule(WorkingDays, timetable with { Deadline = timetable.WorkingDay + Of(wait, Timetable.LongestWait + 1) });
        var of = Month.Parse("2008-01").PlusMonths(Of(month, 239));
        return rule.IssueTime(of) <= rule.DeadlineTime(of) && rule.DeadlineTime(of) < rule.IssueTime(of.Next());

        static int Of(int any, int below) => (int)((uint)any % (uint)below);
    }

    [Fact]
    public void Calendar_GivesAScorecardTheTimetableOfTheNearestAboveIt()
    {
        var catalogue = new Catalogue(
            [],
            [],
            [
                Scorecard("county", null),
                Scorecard("east", "county"),
                Scorecard("ashford", "east"),
                Scorecard("west", "county"),
                Scorecard("circle", "circle")]);
        var calendar = new MonthEndCalendar(
            WorkingDays, [Usual, Usual with { Scorecard = "East", WorkingDay = 3 }, Usual with { Scorecard = "east", WorkingDay = 5 }],
            catalogue, MonthEndCases.Journal());
        Assert.Equal([(Timetable.EveryOther, 8), ("east", 5), ("east", 5), (Timetable.EveryOther, 8), (Timetable.EveryOther, 8)],
            new[] { "county", "east", "Ashford", "west", "circle" }.Select(
                id => (calendar.FindRule(id).Group, calendar.FindRule(id).Timetable.WorkingDay)));

        static Scorecard Scorecard(string id, string? parent) =>
            new() { Id = id, Name = id, Parent = parent, Slice = Slice.Team, Uasc = UascBasis.Included };
    }

    static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    static DateTimeOffset Time(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    /// <summary>The last one built in is Boxing Day of 2028.</summary>
    [Theory]
    [InlineData("2028-09-26", false)]
    [InlineData("2028-09-27", true)]
    [InlineData("2029-06-01", true)]
    public void BankHolidays_EndSoon_FromThreeMonthsBeforeTheLastOneKnown(string today, bool isSoon) =>
        Assert.Equal(isSoon ? Day("2028-12-26") : null, new WorkingDays(Kent.BuiltIn.BankHolidays).EndSoon(Day(today)));

    [Fact]
    public void BankHolidaysOf2028_MoveTheMonthEnds()
    {
        var days = new WorkingDays(Kent.BuiltIn.BankHolidays);
        Assert.Equal(Day("2028-04-18"), days.AfterMonthEnd(new Month(2028, 3), 10));
        Assert.Equal(Day("2028-12-13"), days.AfterMonthEnd(new Month(2028, 11), 9));
        Assert.Equal(Day("2028-09-04"), days.AfterMonthEnd(new Month(2028, 8), 2));
    }
}
