using Scorecards.Domain;
using static Scorecards.Tests.MonthEndCases;

namespace Scorecards.Tests;

/// <summary>What the data team is told, and how often.</summary>
public sealed class NoticePlannerTests
{
    const string Other = "other@example.org";

    static readonly DateOnly Thursday = new(2012, 6, 14);

    [Theory]
    [InlineData("2012-06-14T05:59:59Z", null)]
    [InlineData("2012-06-14T06:00:00Z", "2012-06-14")]
    [InlineData("2012-06-17T12:00:00Z", "2012-06-15")]
    public void Notice_IsForTheWorkingDay_FromTheIssueHourOn(string now, string? day)
    {
        var notice = Notices(Time(now), []).SingleOrDefault();
        Assert.Equal(day, notice?.Delivery.Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Notice_IsForTheDataTeamOnly()
    {
        var notice = Assert.Single(Notices(Issue, []));
        Assert.Equal((Team, County, true, 0), (notice.Recipient.Email, notice.Missing.Single().Scorecard, notice.IsDue, notice.Delivery.Ordinal));
    }

    [Theory]
    [InlineData(DeliveryState.Planned, true)]
    [InlineData(DeliveryState.Claimed, false)]
    [InlineData(DeliveryState.Sending, false)]
    [InlineData(DeliveryState.Sent, false)]
    [InlineData(DeliveryState.Unknown, false)]
    [InlineData(DeliveryState.Refused, false)]
    public void Notice_IsSentOnceADay(DeliveryState state, bool isDue) => Assert.Equal(isDue, Assert.Single(Notices(Issue, [Todays(state)])).IsDue);

    [Fact]
    public void NoticeThatWasPutOff_WaitsForItsNextAttempt() =>
        Assert.False(Assert.Single(Notices(Issue, [Todays(DeliveryState.Planned) with { NextAttempt = Issue.AddMinutes(1) }])).IsDue);

    [Fact]
    public void NoticeOfYesterday_KeepsBackNone() => Assert.True(Assert.Single(Notices(Issue.AddDays(1), [Todays(DeliveryState.Sent)])).IsDue);

    [Fact]
    public void NothingIsTold_WhereNothingIsMissingAndAllWasDelivered()
    {
        var plan = PlanGroup(
            Issue, Group(Row(Team, County, Audience.DataTeam)), [Mail(DeliveryState.Sent, 10, 1, Team)], (County, Issued(County, (10, 1))));
        Assert.Empty(NoticePlanner.Plan(plan, plan.State.Deliveries, [], Issue));
    }

    [Theory]
    [InlineData(DeliveryState.Sent, false)]
    [InlineData(DeliveryState.Planned, false)]
    [InlineData(DeliveryState.Refused, true)]
    [InlineData(DeliveryState.Unknown, true)]
    public void MailThatWasRefusedOrIsUnknown_IsTold(DeliveryState state, bool isTold) =>
        Assert.Equal(isTold ? [$"{Director} 1"] : [], Notices(Issue, [Mail(state)]).SelectMany(n => n.Undelivered).Select(d => d.Id));

    [Fact]
    public void MailThatWasToldAlready_IsNotToldAgain() =>
        Assert.Empty(Assert.Single(Notices(Issue, [Mail(DeliveryState.Unknown) with { IsTold = true }])).Undelivered);

    /// <summary>What corrects the month before is tried until this one is issued; what nobody has had of it is not.</summary>
    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    [InlineData(false, false, true)]
    public void MailThatWasStillPutOffWhenItsMonthWasOver_IsTold_OnceItIsNotTriedAgain(bool isChange, bool isIssued, bool isTold)
    {
        var old = Mail(DeliveryState.Planned, ordinal: 2) with { Id = "old" };
        TrackedDelivery[] before = isChange ? [Mail(DeliveryState.Sent), old] : [Mail(DeliveryState.Sent, to: Team), old];
        var plan = PlanGroup(
            Issue, Group(Row(Team, County, Audience.DataTeam)), [Mail(DeliveryState.Sent, 10, 1, Team)], (County, Issued(County, (10, 1))));
        var may = Entry(EntryKind.Issue) with { Group = "*", Month = May, Names = [County] };
        plan = plan with { State = plan.State with { Journal = isIssued ? Journal(may) : Journal() } };
        Assert.Equal(
            isTold ? ["old"] : [],
            NoticePlanner.Plan(plan, plan.State.Deliveries, before, Issue).SelectMany(n => n.Undelivered).Select(d => d.Id));
    }

    [Fact]
    public void EachMember_IsToldOfItsOwnScorecards()
    {
        var group = Group(Row(Team, County, Audience.DataTeam), Row(Other, Ashford, Audience.DataTeam));
        var plan = PlanGroup(Issue, group, [], (County, Open(County, isMissing: true)), (Ashford, Open(Ashford, isMissing: true)));
        Assert.Equal(
            [(Other, Ashford), (Team, County)],
            NoticePlanner.Plan(plan, [], [], Issue).Select(n => (n.Recipient.Email, n.Missing.Single().Scorecard)).Order());
    }

    [Theory]
    [InlineData(MailResult.Sent, MailResult.Sent, true)]
    [InlineData(MailResult.Sent, MailResult.Refused, true)]
    [InlineData(MailResult.Refused, MailResult.Refused, false)]
    [InlineData(MailResult.Sent, MailResult.PutOff, false)]
    [InlineData(MailResult.Sent, MailResult.Unknown, false)]
    [InlineData(MailResult.Sent, MailResult.Throttled, false)]
    [InlineData(MailResult.NotTried, MailResult.NotTried, false)]
    public void Mail_IsTold_WhenEveryMemberConcernedWasTold_WhoseNoticeIsNotRefused(MailResult one, MailResult other, bool isTold)
    {
        var unknown = Mail(DeliveryState.Unknown);
        var told = NoticePlanner.FindTold([(Notice(Team, unknown), one), (Notice(Other, unknown), other)]);
        Assert.Equal(isTold ? [unknown] : [], told);
    }

    [Theory]
    [InlineData("2012-06-14T05:59:59Z", 0)]
    [InlineData("2012-06-14T06:00:00Z", 1)]
    [InlineData("2012-06-15T06:00:00Z", 1)]
    [InlineData("2012-06-18T06:00:00Z", 0)]
    public void MonthOnHold_IsToldToLeadership_FromTheDayOfIssueUntilTheDeadline(string now, int notices)
    {
        var holds = Holds(Time(now), []);
        Assert.Equal(notices, holds.Count);
        Assert.All(holds, h => Assert.Equal(
            (Director, Thursday, County, true), (h.Delivery.Email, h.Delivery.Day, h.Missing.Single().Scorecard, h.IsDue)));
    }

    [Theory]
    [InlineData(DeliveryState.Planned, 1)]
    [InlineData(DeliveryState.Sent, 0)]
    [InlineData(DeliveryState.Unknown, 0)]
    [InlineData(DeliveryState.Refused, 0)]
    public void MonthOnHold_IsToldOnce_AlsoOnTheNextWorkingDay(DeliveryState state, int notices)
    {
        var told = Mail(state, 0, 0) with { Delivery = new Delivery("*", May, 0, Director, Thursday) };
        Assert.Equal(notices, Holds(Issue.AddDays(1), [told]).Count);
    }

    [Fact]
    public void MonthThatIsComplete_IsNotOnHold()
    {
        var plan = PlanGroup(Issue, Group(Row(Director, County)), [], (County, Open(County)));
        Assert.Empty(NoticePlanner.Plan(plan, [], [], Issue));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MonthOnHold_SaysWhetherThereIsAnythingToMailAtTheDeadline(bool isAnyThere)
    {
        var plan = PlanGroup(
            Issue,
            Group(Row(Director, County), Row(Director, Ashford)),
            [],
            (County, isAnyThere ? Open(County) : Empty(County)),
            (Ashford, Empty(Ashford)));
        Assert.Equal(isAnyThere, Assert.Single(NoticePlanner.Plan(plan, [], [], Issue)).HasFigures);
    }

    [Theory]
    [InlineData(County, DeliveryState.Sent, MailResult.NotTried, Ashford)]
    [InlineData(Ashford, DeliveryState.Sent, MailResult.NotTried, County)]
    [InlineData(Ashford, DeliveryState.Refused, MailResult.NotTried, "ashford kent-inc-uasc")]
    [InlineData(Ashford, DeliveryState.Planned, MailResult.Sent, County)]
    [InlineData(Ashford, DeliveryState.Planned, MailResult.Refused, "ashford kent-inc-uasc")] // at the same tick
    [InlineData(Ashford, DeliveryState.Planned, MailResult.PutOff, "ashford kent-inc-uasc")]
    [InlineData(Ashford, DeliveryState.Planned, MailResult.Unavailable, "ashford kent-inc-uasc")]
    [InlineData(Ashford, DeliveryState.Planned, MailResult.NotTried, "ashford kent-inc-uasc")] // put off earlier in the day
    [InlineData(Ashford, DeliveryState.Unknown, MailResult.NotTried, "ashford kent-inc-uasc")]
    public void MonthOnHold_NamesTheScorecardsOfWhichNobodyOfTheDataTeamIsTold(
        string theirs, DeliveryState before, MailResult result, string untold)
    {
        var group = Group(Row(Director, County), Row(Director, Ashford), Row(Team, theirs, Audience.DataTeam));
        var plan = PlanGroup(Issue, group, [], (County, Open(County, isMissing: true)), (Ashford, Empty(Ashford)));
        Assert.Equal(untold, string.Join(' ', Untold(NoticePlanner.Plan(plan, [Todays(before)], [], Issue), result)));
    }

    /// <summary>Of the data team for the county, and leadership of Ashford.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AddressOfTwoAudiences_IsToldOfTheHold_WhereOnlyWhatItLeadsWaits(bool isDataTeamFirst)
    {
        Recipient data = Row(Team, County, Audience.DataTeam), lead = Row(Team, Ashford);
        Recipient[] rows = isDataTeamFirst ? [data, lead] : [lead, data];
        var plan = PlanGroup(Issue, Group(rows), [], (County, Open(County)), (Ashford, Open(Ashford, isMissing: true)));
        var hold = Assert.Single(NoticePlanner.Plan(plan, [], [], Issue));
        Assert.Equal((true, Team, Ashford), (hold.IsHold, hold.Delivery.Email, hold.Missing.Single().Scorecard));
        Assert.Equal([Ashford], Untold([hold]));
        Assert.True(Assert.Single(plan.Mails).IsDataTeam);
    }

    /// <summary>A notice of an undelivered mail is not for whoever is outside the council, and the hold is no less.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AddressOfTwoAudiences_IsToldOfTheHold_WhereItIsOutsideAndAMailWasNotDelivered(bool isOutside)
    {
        var group = Group(Row(Team, County, Audience.DataTeam), Row(Team, Ashford), Row(Director, County));
        var undelivered = Mail(DeliveryState.Refused, 1, 1, Director);
        var plan = PlanGroup(Issue, group, [undelivered], (County, Open(County)), (Ashford, Open(Ashford, isMissing: true)));
        var notice = Assert.Single(
            NoticePlanner.Plan(plan, [undelivered], [], Issue, email => isOutside && email == Team), n => n.Delivery.Email == Team);
        Assert.Equal(isOutside, notice.IsHold);
    }

    [Fact]
    public void NoticeToAnAddressOfTwoAudiences_NamesAllThatItsMailWaitsFor_AndTellsTheDataTeamOfItsOwn()
    {
        var group = Group(Row(Team, Ashford), Row(Team, County, Audience.DataTeam), Row(Director, County), Row(Director, Ashford));
        var plan = PlanGroup(Issue, group, [], (County, Open(County, isMissing: true)), (Ashford, Open(Ashford, isMissing: true)));
        var notices = NoticePlanner.Plan(plan, [], [], Issue);
        Assert.Equal([(Team, false), (Director, true)], notices.Select(n => (n.Delivery.Email, n.IsHold)));
        Assert.Equal([Ashford, County], notices[0].Missing.Select(m => m.Scorecard.Value).Order(StringComparer.Ordinal));
        Assert.Equal([County], notices[0].Scorecards.Select(id => id.Value));
        Assert.Equal([Ashford], Untold(notices));
    }

    [Fact]
    public void WhoeverGetsNoticesOnly_IsToldWhatIsMissing_AndNotMailed()
    {
        var plan = PlanGroup(
            Issue, Group(Row(Team, County, Audience.DataTeam) with { GetsMonthEnd = false }), [], (County, Open(County, isMissing: true)));
        Assert.Equal([(MailStatus.NoticesOnly, false)], plan.Mails.Select(m => (m.Status, m.IsDue)));
        Assert.Equal(County, Assert.Single(NoticePlanner.Plan(plan, [], [], Issue)).Missing.Single().Scorecard);
        var issued = PlanGroup(
            Issue, Group(Row(Team, County, Audience.DataTeam) with { GetsMonthEnd = false }), [], (County, Issued(County, (10, 1))));
        Assert.Equal([MailStatus.NoticesOnly], issued.Mails.Select(m => m.Status));
        Assert.Empty(NoticePlanner.Plan(issued, [], [], Issue));
    }

    [Fact]
    public void FiguresOfAScorecardThatNobodyIsMailed_AreAskedFor_UntilTheDeadline()
    {
        var group = Group(
            Row(Team, County, Audience.DataTeam) with { GetsMonthEnd = false }, Row(Team, Ashford, Audience.DataTeam) with { GetsMonthEnd = false },
            Row(Director, County));
        Assert.Equal([Ashford, County], MissingAt(Deadline.AddHours(-1)));
        Assert.Equal([County], MissingAt(Deadline));

        IEnumerable<string> MissingAt(DateTimeOffset now)
        {
            var plan = PlanGroup(now, group, [], (County, Open(County, isMissing: true)), (Ashford, Open(Ashford, isMissing: true)));
            var notice = NoticePlanner.Plan(plan, [], [], now).Single(n => n.Recipient.Email == Team);
            return notice.Missing.Select(m => m.Scorecard.Value).Order(StringComparer.Ordinal);
        }
    }

    static List<NoticePlan> Holds(DateTimeOffset now, IReadOnlyList<TrackedDelivery> known)
    {
        var plan = PlanGroup(now, Group(Row(Director, County)), known, (County, Open(County, isMissing: true)));
        return [.. NoticePlanner.Plan(plan, known, [], now).Where(n => n.IsHold)];
    }

    /// <param name="result">Of the notices to the data team.</param>
    static IReadOnlyList<string> Untold(IReadOnlyList<NoticePlan> notices, MailResult result = MailResult.Sent) =>
        NoticePlanner.FindUntold(notices.Single(n => n.IsHold), notices.Where(n => !n.IsHold).Select(n => (n, result)));

    static NoticePlan Notice(string to, TrackedDelivery undelivered) =>
        new(Row(to, County, Audience.DataTeam), new Delivery("*", May, 0, to, Thursday), null, [], [undelivered], true);

    static TrackedDelivery Todays(DeliveryState state) => Mail(state, 0, 0, Team) with { Delivery = new Delivery("*", May, 0, Team, Thursday) };

    /// <summary>The notices of a month with a missing figure, for a director and a member of the data team.</summary>
    static IReadOnlyList<NoticePlan> Notices(DateTimeOffset now, IReadOnlyList<TrackedDelivery> known)
    {
        var group = Group(Row(Director, County), Row(Team, County, Audience.DataTeam));
        return
            [.. NoticePlanner.Plan(PlanGroup(now, group, known, (County, Open(County, isMissing: true))), known, [], now).Where(n => !n.IsHold)];
    }
}
