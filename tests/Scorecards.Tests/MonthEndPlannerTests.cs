using Scorecards.Domain;
using static Scorecards.Tests.MonthEndCases;

namespace Scorecards.Tests;

/// <summary>Who gets which mail: the rules of the month end, one a test, without storage.</summary>
public sealed class MonthEndPlannerTests
{
    // Complete.
    [Theory]
    [InlineData("2012-06-14T05:59:59Z", false)]
    [InlineData("2012-06-14T06:00:00Z", true)]
    public void CompleteMonth_IsMailedInItsIssueHour(string now, bool isDue) =>
        Assert.Equal(isDue, Plan(Time(now), [], (County, Open(County))).IsDue);

    [Theory]
    [InlineData("2012-06-02T12:00:00Z", false, true, "2012-06-01T00:00")]
    [InlineData("2012-06-02T12:00:00Z", true, false, "2012-06-14T07:00")]
    [InlineData("2012-05-31T22:59:59Z", false, false, "2012-06-01T00:00")] // its figures may be there before it is over
    public void CompleteMonth_IsMailedAtOnce_WhereItsTimetableIsEarly_AndItIsOver(string now, bool isMissing, bool isDue, string from)
    {
        Recipient[] rows = [Row(Director, County)];
        var group = Group(rows) with { Rule = new MonthEndRule(new WorkingDays([]), Usual with { IsEarly = true }) };
        var plan = MonthEndPlanner.PlanMail(
            group, rows, [], new Dictionary<ScorecardId, ScorecardFacts> { [County] = Open(County, isMissing) }, Time(now));
        Assert.Equal((isDue, DateTime.Parse(from, System.Globalization.CultureInfo.InvariantCulture)), (plan.IsDue, plan.From));
    }

    // Held.
    [Theory]
    [InlineData("2012-06-18T05:59:59Z", false)]
    [InlineData("2012-06-18T06:00:00Z", true)]
    public void MonthWithMissingFigures_IsMailedAtItsDeadline_AndSaysWhatIsMissing(string now, bool isDue)
    {
        var plan = Plan(Time(now), [], (County, Open(County, isMissing: true)));
        Assert.Equal((isDue, MailStatus.FirstMail, County), (plan.IsDue, plan.Status, plan.Missing.Single().Scorecard));
        Assert.Equal(new DateTime(2012, 6, 18, 7, 0, 0, DateTimeKind.Unspecified), plan.From);
    }

    [Fact]
    public void ScorecardWithoutAnyFigure_IsNotMailed_AlsoAfterTheDeadline()
    {
        var plan = Plan(Deadline.AddDays(5), [], (County, Empty(County)));
        Assert.Equal((false, MailStatus.FirstMail, 0), (plan.IsDue, plan.Status, plan.Shown.Count));
    }

    [Fact]
    public void ScorecardWithoutAnyFigure_IsNamedAsMissing_InTheMailOfItsReadersOtherScorecards()
    {
        var plan = Plan(Deadline, [], (County, Open(County)), (Ashford, Empty(Ashford)));
        Assert.Equal((true, County, Ashford), (plan.IsDue, plan.Shown.Single().Scorecard, plan.Missing.Single().Scorecard));
    }

    [Fact]
    public void MissingFigures_OfOneScorecard_KeepBackTheOtherScorecardsOfItsReader() =>
        Assert.False(Plan(Issue, [], (County, Issued(County, (10, 1))), (Ashford, Open(Ashford, isMissing: true))).IsDue);

    [Fact]
    public void MissingFigures_KeepBackNobodyElse()
    {
        var group = Group(Row(Director, County), Row(Team, Ashford));
        var plans = PlanGroup(Issue, group, [], (County, Open(County)), (Ashford, Open(Ashford, isMissing: true))).Mails;
        Assert.Equal([(Director, true), (Team, false)], plans.Select(p => (p.Email, p.IsDue)));
    }

    // Issued.
    [Fact]
    public void Mail_NamesTheScorecardsThatAreToBeIssuedFirst()
    {
        var plan = Plan(Issue, [], (County, Open(County)), (Ashford, Issued(Ashford, (11, 1))));
        Assert.Equal([County], plan.Unissued);
    }

    [Fact]
    public void Mail_IsAsOfTheNewestEditionThatItShows()
    {
        var plan = Plan(Deadline, [], (County, Issued(County, (10, 1), (12, 2))), (Ashford, Issued(Ashford, (11, 1))));
        Assert.Equal((true, 12L, 1), (plan.IsDue, plan.Number, plan.Delivery!.Ordinal));
        Assert.Equal([(Ashford, 1), (County, 2)], plan.Shown.Select(s => (s.Scorecard, s.Edition)).Order());
    }

    [Fact]
    public void Mail_WaitsUntilWhatIsIssuedIsCalculated()
    {
        var plan = Plan(Deadline, [], (County, Issued(County, (10, 1))), (Ashford, new ScorecardFacts(null, 11, [], null, 0, IsBehind: true)));
        Assert.Equal((false, MailStatus.AwaitingCalculation), (plan.IsDue, plan.Status));
    }

    [Fact]
    public void WidestScorecard_ComesFirst_ThenByName()
    {
        var plan = Plan(Issue, [], ("dover", Open("dover") with { Rank = 2 }), (Ashford, Open(Ashford) with { Rank = 2 }), (County, Open(County)));
        Assert.Equal([County, Ashford, "dover"], plan.Shown.Select(s => s.Scorecard));
    }

    [Fact]
    public void ChangesOfSeveralScorecards_AreTold_TheWidestFirst()
    {
        var plan = Plan(
            Issue.AddDays(1), [Mail(DeliveryState.Sent, 10, 1, Director, Ashford, County)],
            (Ashford, Issued(Ashford, (10, 1), (12, 2)) with { Rank = 2 }), (County, Issued(County, (10, 1), (13, 2))));
        Assert.Equal([County, Ashford], plan.Changes.Select(c => c.Now.Scorecard));
    }

    [Fact]
    public void FiguresThatAreAllTakenBack_AreTold_Once_AndSoAreThoseThatAreThereAgain()
    {
        var (issued, again) = (Issued(County, (10, 1)), Edition(County, 3, 1));
        var gone = issued with { Now = null, Number = 12, Editions = [.. issued.Editions, new IssuedEdition(12, Issue, null)] };
        var back = gone with { Now = again, Number = 14, Editions = [.. gone.Editions, new IssuedEdition(14, Issue, again)] };
        TrackedDelivery[] had = [Mail(DeliveryState.Sent, 10)], told = [.. had, Mail(DeliveryState.Sent, 12, 2)];
        var plan = Plan(Issue.AddDays(1), had, (County, gone));
        Assert.Equal((true, MailStatus.ChangeMail, 12L), (plan.IsDue, plan.Status, plan.Number));
        Assert.Equal((2, false), (plan.Shown.Single().Edition, plan.Shown.Single().HasResults));
        Assert.Equal(MailStatus.NothingToSend, Plan(Issue.AddDays(1), told, (County, gone)).Status);
        Assert.Equal((true, 14L), (Plan(Issue.AddDays(1), told, (County, back)).IsDue, Plan(Issue.AddDays(1), told, (County, back)).Number));
        Assert.Equal(MailStatus.NothingToSend, Plan(Issue.AddDays(1), had, (County, back)).Status);
    }

    // Once.
    [Fact]
    public void RecipientOfSeveralScorecards_GetsOneMail_HoweverTheAddressIsWritten()
    {
        var group = Group(Row(Director, County), Row("DIRECTOR@example.org", Ashford));
        var plan = Assert.Single(PlanGroup(Issue, group, [], (County, Open(County)), (Ashford, Open(Ashford))).Mails);
        Assert.Equal((2, Director, 1), (plan.Shown.Count, plan.Delivery!.Email, plan.Delivery.Ordinal));
    }

    [Theory]
    [InlineData(DeliveryState.Planned, true, MailStatus.FirstMail)]
    [InlineData(DeliveryState.Claimed, false, MailStatus.BeingSent)]
    [InlineData(DeliveryState.Sending, false, MailStatus.BeingSent)]
    [InlineData(DeliveryState.Sent, false, MailStatus.NothingToSend)]
    [InlineData(DeliveryState.Unknown, false, MailStatus.NothingToSend)]
    [InlineData(DeliveryState.Refused, false, MailStatus.Refused)]
    public void Mail_IsSentAgain_OnlyWhereNothingCanHaveBeenAccepted(DeliveryState state, bool isDue, MailStatus status)
    {
        var plan = Plan(Deadline, [Mail(state)], (County, Issued(County, (10, 1))));
        Assert.Equal((isDue, status, isDue ? 1 : null), (plan.IsDue, plan.Status, plan.Delivery?.Ordinal));
    }

    [Fact]
    public void RefusedAddress_GetsNothingMoreOfTheMonth_AndOthersDo()
    {
        var group = Group(Row(Director, County), Row(Team, County));
        var plans = PlanGroup(Issue, group, [Mail(DeliveryState.Refused)], (County, Issued(County, (10, 1), (12, 2)))).Mails;
        Assert.Equal([(Director, MailStatus.Refused, false), (Team, MailStatus.FirstMail, true)], plans.Select(p => (p.Email, p.Status, p.IsDue)));
    }

    [Fact]
    public void PutOffMail_KeepsItsRow_AndShowsTheNewestEdition()
    {
        var plan = Plan(Issue, [Mail(DeliveryState.Planned)], (County, Issued(County, (10, 1), (12, 2))));
        Assert.Equal((true, 12L, 1, 2), (plan.IsDue, plan.Number, plan.Delivery!.Ordinal, plan.Shown.Single().Edition));
        Assert.NotNull(plan.PutOff);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    public void PutOffMail_WaitsForItsNextAttempt(int minutes, bool isDue)
    {
        var putOff = Mail(DeliveryState.Planned) with { NextAttempt = Issue.AddMinutes(minutes), Detail = "451" };
        var plan = Plan(Issue, [putOff], (County, Issued(County, (10, 1))));
        Assert.Equal((isDue, isDue ? MailStatus.FirstMail : MailStatus.PutOff), (plan.IsDue, plan.Status));
    }

    /// <summary>The first mail may not have arrived, and the server refused the correction: nothing of the month is with the reader.</summary>
    [Fact]
    public void MailThatIsSentAgain_GivesWhatALaterOneThatWasRefused_DidNotGive()
    {
        TrackedDelivery[] known = [Mail(DeliveryState.Planned), Mail(DeliveryState.Refused, 12, 2)];
        var plan = Plan(Issue.AddDays(1), known, (County, Issued(County, (10, 1), (12, 2))));
        Assert.Equal((true, MailStatus.FirstMail, 1, 2), (plan.IsDue, plan.Status, plan.Delivery!.Ordinal, plan.Shown.Single().Edition));
    }

    [Fact]
    public void NewScorecardOfARecipient_IsAFurtherMail()
    {
        var plan = Plan(Deadline, [Mail(DeliveryState.Sent)], (County, Issued(County, (10, 1))), (Ashford, Issued(Ashford, (11, 1))));
        Assert.Equal((true, 2, Ashford, 0), (plan.IsDue, plan.Delivery!.Ordinal, plan.Shown.Single().Scorecard, plan.Changes.Count));
    }

    [Fact]
    public void ScorecardThatCannotBeRead_KeepsBackWhoGetsIt_AndNobodyElse()
    {
        var group = Group(Row(Director, County), Row(Director, Ashford), Row(Team, County));
        Assert.Equal([Team], PlanGroup(Issue, group, [], (County, Open(County))).Mails.Select(p => p.Email));
    }

    [Theory]
    [InlineData("0", false, true)]
    [InlineData("another", true, false)]
    public void MonthWhoseRecordOfDeliveriesIsLost_IsNotMailed(string recorded, bool isLost, bool isDue)
    {
        var journal = Journal(Entry(EntryKind.Issue) with { Group = "*", Month = May, Names = [County] });
        var facts = new Dictionary<ScorecardId, ScorecardFacts> { [County] = Issued(County, (1, 1)) };
        var state = new GroupState(Group(Row(Director, County)), journal, [], new HashSet<string> { recorded }, facts);
        var plan = MonthEndPlanner.Plan(state, Deadline).Mails.Single();
        Assert.Equal((isLost, isDue), (state.IsRecordLost, plan.IsDue));
        Assert.Equal(isLost ? MailStatus.RecordLost : MailStatus.FirstMail, plan.Status);
    }

    [Fact]
    public void OnlyScorecardsThatSomebodyHasNotHad_OrThatWereTouchedSince_AreRead()
    {
        var touched = Accepted(new Touches { Stated = new MonthSet([new ScorecardMonth(Ashford, May)]) });
        var group = Group(Row(Director, County), Row(Director, Ashford), Row(Team, "dover"));
        var state = new GroupState(
            group,
            Journal(touched),
            [Mail(DeliveryState.Sent, 0, 1, Director, County, Ashford)],
            new HashSet<string>(),
            new Dictionary<ScorecardId, ScorecardFacts>());
        Assert.Equal([Ashford, "dover"], MonthEndPlanner.FindScorecardsToRead(state));
    }

    [Fact]
    public void MailsThatWerePutOff_AreSentLast_AndTheSameMailIsMadeOnce()
    {
        var group = Group(Row(Team, County), Row(Director, County), Row("a@elsewhere.org", County), Row("b@example.org", County));
        var plan = PlanGroup(Issue, group, [Mail(DeliveryState.Planned)], (County, Issued(County, (10, 1))));
        var batches = MonthEndPlanner.GroupByContent(plan.Mails, email => email.EndsWith("elsewhere.org", StringComparison.Ordinal));
        Assert.Equal(
            ["team@example.org b@example.org", "a@elsewhere.org", "director@example.org"],
            batches.Select(b => string.Join(' ', b.Select(m => m.Email))));
    }

    [Fact]
    public void MailsThatWereTriedBefore_BeginWithTheOneWhoseTryIsLongestAgo()
    {
        var group = Group(Row("a@example.org", County), Row("b@example.org", County), Row("c@example.org", County));
        TrackedDelivery[] known =
        [
            .. group.Recipients.Select((r, i) => Mail(DeliveryState.Planned, to: r.Email) with { Settled = Issue.AddMinutes(i == 0 ? 2 : -i) }),
        ];
        var plan = PlanGroup(Issue.AddHours(1), group, known, (County, Issued(County, (10, 1))));
        Assert.Equal(
            ["c@example.org", "b@example.org", "a@example.org"],
            MonthEndPlanner.GroupByContent(plan.Mails, _ => false).SelectMany(b => b).Select(m => m.Email));
    }

    // Editions told.
    [Theory]
    [InlineData("2012-06-14T22:59:59Z", false)]
    [InlineData("2012-06-15T05:59:59Z", false)]
    [InlineData("2012-06-15T06:00:00Z", true)]
    public void Change_IsMailedOnTheNextWorkingDay(string now, bool isDue)
    {
        var plan = Plan(Time(now), [Mail(DeliveryState.Sent)], (County, Issued(County, (10, 1), (12, 2))));
        Assert.Equal((isDue, MailStatus.ChangeMail, 12L, 2), (plan.IsDue, plan.Status, plan.Number, plan.Delivery!.Ordinal));
        Assert.Equal((new DateTime(2012, 6, 15, 7, 0, 0, DateTimeKind.Unspecified), 1), plan.Pending);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(2, true)]
    public void Change_IsMailed_WhereItAltersARatingOrTheCounts(int figure, bool isMailed)
    {
        var plan = Plan(Issue.AddDays(1), [Mail(DeliveryState.Sent)], (County, Issued(County, (10, 1), (12, figure))));
        Assert.Equal(isMailed, plan.Delivery is not null);
    }

    [Fact]
    public void ChangeThatWasTakenBack_IsNotMailed() =>
        Assert.Null(Plan(Issue.AddDays(1), [Mail(DeliveryState.Sent)], (County, Issued(County, (10, 1), (12, 2), (15, 1)))).Delivery);

    [Fact]
    public void SeveralChanges_AreOneMail_OfTheNewestEdition()
    {
        var plan = Plan(Issue.AddDays(1), [Mail(DeliveryState.Sent)], (County, Issued(County, (10, 1), (12, 2), (15, 3))));
        Assert.Equal((1, 3, 15L), (plan.Changes.Single().Was!.Edition, plan.Changes.Single().Now.Edition, plan.Number));
    }

    /// <summary>What changes again each day, or another scorecard on the day of the mail, would put it off for ever.</summary>
    [Fact]
    public void ChangeMail_IsDue_ByTheFirstOfSeveralChanges()
    {
        var thrice = Issued(County, (10, 1), (12, 2), (15, 3));
        thrice = thrice with { Editions = [.. thrice.Editions.SkipLast(1), thrice.Editions[^1] with { Changed = Issue.AddDays(1) }] };
        Assert.True(Plan(Issue.AddDays(1), [Mail(DeliveryState.Sent)], (County, thrice)).IsDue);

        var later = Issued(Ashford, (10, 1), (13, 2));
        later = later with { Editions = [later.Editions[0], later.Editions[1] with { Changed = Issue.AddDays(1) }] };
        var both = Plan(
            Issue.AddDays(1), [Mail(DeliveryState.Sent, 10, 1, Director, County, Ashford)],
            (County, Issued(County, (10, 1), (12, 2))), (Ashford, later));
        Assert.Equal((true, 2), (both.IsDue, both.Changes.Count));
    }

    [Fact]
    public void Change_IsComparedWithTheEditionThatTheRecipientHas()
    {
        TrackedDelivery[] twice = [Mail(DeliveryState.Sent), Mail(DeliveryState.Sent, 13, 2)];
        var plan = Plan(Issue.AddDays(1), twice, (County, Issued(County, (10, 1), (12, 2), (15, 3))));
        Assert.Equal((2, 3, 3), (plan.Changes.Single().Was!.Edition, plan.Changes.Single().Now.Edition, plan.Delivery!.Ordinal));
    }

    /// <summary>The team had the month after its first correction, the others as it was issued.</summary>
    [Fact]
    public void MailOfAChange_IsMadeOnce_ForThoseWhoHadTheSameEdition()
    {
        var facts = new Dictionary<ScorecardId, ScorecardFacts> { [County] = Issued(County, (10, 1), (12, 2), (15, 3)) };
        (string Email, long Number)[] had = [(Director, 10), (Team, 13), ("c@example.org", 10)];
        var plans = had.Select(h =>
        {
            Recipient[] rows = [Row(h.Email, County)];
            return MonthEndPlanner.PlanMail(Group(rows), rows, [Mail(DeliveryState.Sent, h.Number, to: h.Email)], facts, Issue.AddDays(1));
        });
        Assert.Equal(
            ["director@example.org c@example.org", "team@example.org"],
            MonthEndPlanner.GroupByContent(plans, _ => false).Select(b => string.Join(' ', b.Select(m => m.Email))));
    }

    [Fact]
    public void Change_IsMailed_ThoughAnotherScorecardIsStillWaitedFor()
    {
        var plan = Plan(
            Issue.AddDays(1), [Mail(DeliveryState.Sent)], (County, Issued(County, (10, 1), (12, 2))), (Ashford, Open(Ashford, isMissing: true)));
        Assert.Equal((true, 12L, 2, County), (plan.IsDue, plan.Number, plan.Delivery!.Ordinal, plan.Shown.Single().Scorecard));
    }

    // The month before one that waits.
    [Theory]
    [InlineData(DeliveryState.Sent, 2, MailStatus.ChangeMail, true)]
    [InlineData(DeliveryState.Unknown, 2, MailStatus.ChangeMail, true)]
    [InlineData(DeliveryState.Sent, 1, MailStatus.NothingToSend, false)]
    [InlineData(DeliveryState.Refused, 2, MailStatus.Refused, false)]
    [InlineData(DeliveryState.Sending, 2, MailStatus.BeingSent, false)]
    [InlineData(DeliveryState.Planned, 2, MailStatus.NothingToSend, false)]
    public void MonthThatIsOnlyCorrected_IsMailed_WhereItHasChangedSinceTheRecipientHadIt(
        DeliveryState state, int figure, MailStatus status, bool isDue)
    {
        var plan = PlanCorrected([Mail(state) with { NextAttempt = Issue.AddDays(2) }], Issued(County, (10, 1), (12, figure)));
        Assert.Equal((status, isDue, isDue ? 2 : null), (plan.Status, plan.IsDue, plan.Delivery?.Ordinal));
    }

    [Fact]
    public void MonthThatIsOnlyCorrected_IsMailedToNobodyWhoHasNotHadIt()
    {
        Assert.Equal(MailStatus.NothingToSend, PlanCorrected([], Issued(County, (10, 1), (12, 2))).Status);
        var state = new GroupState(
            Group(Row(Director, County)) with { CorrectedOnly = new HashSet<ScorecardId> { County } }, Journal(), [], new HashSet<string>(),
            new Dictionary<ScorecardId, ScorecardFacts>());
        Assert.Empty(MonthEndPlanner.FindScorecardsToRead(state));
    }

    [Theory]
    [InlineData(1, MailStatus.PutOff, false)]
    [InlineData(0, MailStatus.ChangeMail, true)]
    public void MonthThatIsOnlyCorrected_HasItsChangeMailTriedAgain(int minutes, MailStatus status, bool isDue)
    {
        var putOff = Mail(DeliveryState.Planned, 12, 2) with { NextAttempt = Issue.AddDays(1).AddMinutes(minutes) };
        var plan = PlanCorrected([Mail(DeliveryState.Sent), putOff], Issued(County, (10, 1), (12, 2)));
        Assert.Equal((status, isDue, 2, 1), (plan.Status, plan.IsDue, plan.Delivery!.Ordinal, plan.Changes.Single().Was!.Edition));
    }

    [Fact]
    public void MonthThatIsOnlyCorrected_WaitsForItsCalculation() => Assert.Equal(
        MailStatus.AwaitingCalculation,
        PlanCorrected([Mail(DeliveryState.Sent)], new ScorecardFacts(null, 12, [], null, 0, IsBehind: true)).Status);

    /// <summary>Plans the director's mail on the working day after the issue, of a month of which only corrections are mailed.</summary>
    static MailPlan PlanCorrected(IReadOnlyList<TrackedDelivery> known, ScorecardFacts facts)
    {
        Recipient[] rows = [Row(Director, County)];
        return MonthEndPlanner.PlanMail(
            Group(rows) with { CorrectedOnly = new HashSet<ScorecardId> { County } }, rows, known,
            new Dictionary<ScorecardId, ScorecardFacts> { [County] = facts }, Issue.AddDays(1));
    }

    [Fact]
    public void ChangeThatWaits_IsNamedBesideTheMailThatIsWaitedFor()
    {
        var plan = Plan(Issue, [Mail(DeliveryState.Sent)], (County, Issued(County, (10, 1), (12, 2))), (Ashford, Open(Ashford, isMissing: true)));
        Assert.Equal(
            (MailStatus.FirstMail, false, Ashford, 1), (plan.Status, plan.IsDue, plan.Shown.Single().Scorecard, plan.Pending!.Value.Edition));
    }
}
