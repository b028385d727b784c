using Azure;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests;

/// <summary>Who is to get which mail, and what is issued: rules without storage.</summary>
public sealed class MailPlanTests
{
    const string Kent = "kent-inc-uasc";
    const string Ashford = "ashford";

    // 14 June 2012 is working day 8, 18 June the tenth; 7 o'clock in London is 6 o'clock UTC.
    static readonly DateTimeOffset Issue = new(2012, 6, 14, 6, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Deadline = new(2012, 6, 18, 6, 0, 0, TimeSpan.Zero);
    static readonly Month May = Tests.Kent.May;
    static readonly MonthEndRule Rule = new(
        new WorkingDays(Tests.Kent.BuiltIn.BankHolidays), new Timetable { WorkingDay = 8, Hour = 7, Deadline = 10 });
    static readonly Indicator Caf = Tests.Kent.Catalogue.Indicator("caf-rate")!;

    [Fact]
    public void FirstMail_HasTheNumberOfTheNewestEditionThatItShows()
    {
        var plan = Plan([], Issued(Kent, (10, 1), (12, 2)), Issued(Ashford, (11, 1)));
        Assert.Equal((true, 12L, 1), (plan.IsDue, plan.Number, plan.Delivery!.Ordinal));
        Assert.Equal([(Ashford, 1), (Kent, 2)], plan.Shown.Select(s => (s.Scorecard, s.Edition)).Order());
        Assert.Empty(plan.Unissued);
    }

    [Theory]
    [InlineData("2012-06-14T05:59:59Z", false, false)]
    [InlineData("2012-06-14T06:00:00Z", false, true)]
    [InlineData("2012-06-18T05:59:59Z", true, false)]
    [InlineData("2012-06-18T06:00:00Z", true, true)]
    public void Month_IsDueWhenItIsComplete_OrAtItsDeadline(string now, bool isLacking, bool isDue)
    {
        var plan = Plan([], DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), Unissued(Kent, isLacking));
        Assert.Equal(isDue, plan.IsDue);
        Assert.Equal([Kent], plan.Unissued);
    }

    [Fact]
    public void Scorecard_ThatIsWaitedFor_KeepsBackWhoGetsIt_AndNotWhatHasChangedInAnother()
    {
        Assert.False(Plan([], Issue, Issued(Kent, (10, 1)), Unissued(Ashford, isLacking: true)).IsDue);
        var given = Delivery(1, 10, DeliveryState.Sent, Kent);
        var changed = Plan([given], Issue.AddDays(1), Issued(Kent, (10, 1), (12, 2)), Unissued(Ashford, isLacking: true));
        Assert.Equal((true, 12L, 2), (changed.IsDue, changed.Number, changed.Delivery!.Ordinal));
        Assert.Equal((1, 2), (changed.Restated.Single().Was.Edition, changed.Restated.Single().Now.Edition));
    }

    [Fact]
    public void WhatHasChanged_IsComparedWithWhatTheRecipientGot_AndOnlyTheNewestIsMailed()
    {
        (long, int)[] editions = [(10, 1), (12, 2), (15, 3)];
        var first = Plan([Delivery(1, 10, DeliveryState.Sent, Kent)], Issue.AddDays(1), Issued(Kent, editions));
        Assert.Equal((1, 3, 15L), (first.Restated.Single().Was.Edition, first.Restated.Single().Now.Edition, first.Number));
        TrackedDelivery[] twice = [Delivery(1, 10, DeliveryState.Sent, Kent), Delivery(2, 13, DeliveryState.Sent, Kent)];
        var second = Plan(twice, Issue.AddDays(1), Issued(Kent, editions));
        Assert.Equal((2, 3, 3), (second.Restated.Single().Was.Edition, second.Restated.Single().Now.Edition, second.Delivery!.Ordinal));

        // On the day itself it waits; a way back is nothing to tell.
        Assert.False(Plan([Delivery(1, 10, DeliveryState.Sent, Kent)], Issue, Issued(Kent, editions)).IsDue);
        Assert.Null(Plan([Delivery(1, 10, DeliveryState.Sent, Kent)], Issue.AddDays(1), Issued(Kent, (10, 1), (12, 2), (15, 1))).Delivery);
    }

    [Theory]
    [InlineData(DeliveryState.Planned, true)]
    [InlineData(DeliveryState.Claimed, false)]
    [InlineData(DeliveryState.Sending, false)]
    [InlineData(DeliveryState.Sent, false)]
    [InlineData(DeliveryState.Unknown, false)]
    [InlineData(DeliveryState.Refused, false)]
    public void Mail_IsSentAgain_OnlyWhereNothingCanHaveBeenAccepted(DeliveryState state, bool isDue)
    {
        var plan = Plan([Delivery(1, 10, state, Kent)], Issued(Kent, (10, 1)));
        Assert.Equal(isDue, plan.IsDue);
        Assert.Equal(isDue ? 1 : null, plan.Delivery?.Ordinal);
    }

    [Fact]
    public void PutOffMail_KeepsItsRow_AndShowsTheNewest()
    {
        var plan = Plan([Delivery(1, 10, DeliveryState.Planned, Kent)], Issue, Issued(Kent, (10, 1), (12, 2)));
        Assert.Equal((true, 12L, 1, 2), (plan.IsDue, plan.Number, plan.Delivery!.Ordinal, plan.Shown.Single().Edition));
        var later = Delivery(1, 10, DeliveryState.Planned, Kent) with { NextAttempt = Issue.AddMinutes(1), Detail = "451" };
        Assert.False(Plan([later], Issue, Issued(Kent, (10, 1))).IsDue);
    }

    [Fact]
    public void Mail_Waits_UntilWhatIsIssuedIsCalculated() =>
        Assert.False(Plan([], Deadline, Issued(Kent, (10, 1)), (Ashford, new ScorecardFacts(null, 11, [], null, 0, IsBehind: true))).IsDue);

    [Fact]
    public void Issue_NamesWhatNobodyElseHasIssued()
    {
        var journal = Journal(Entry(EntryKind.Issue) with { Group = "west", Month = May, Names = ["ASHFORD"] });
        var decision = Decide(journal, seen: 0);
        Assert.Equal([Kent], decision.Entry!.Names);
        Assert.Equal(("*", May), (decision.Entry.Group, decision.Entry.Month));
        Assert.Equal(Decision.Nothing, Decide(Journal([.. Entries(journal), Entry(EntryKind.Issue) with { Month = May, Names = [Kent] }]), seen: 0));
    }

    [Fact]
    public void Issue_IsLookedAtAgain_WhenWhatItGivesHasChanged()
    {
        var touched = Accepted(new Touches { Stated = new MonthSet([new ScorecardMonth(Kent, May.Previous())]) });
        Assert.Equal(Decision.Again, Decide(Journal(touched), seen: 0));
        Assert.NotNull(Decide(Journal(touched), seen: 1).Entry);
        Assert.Equal(Decision.Again, Decide(Journal(Accepted(new Touches { CatalogueKinds = ["timetable"] })), seen: 0));
        Assert.NotNull(Decide(Journal(Accepted(new Touches { Stated = new MonthSet([new ScorecardMonth("dover", May)]) })), seen: 0).Entry);
        Assert.Equal(Decision.Nothing, Decide(Journal(Entry(EntryKind.Restoring)), seen: 0));
    }

    static Decision Decide(JournalPrefix journal, long seen) =>
        MonthEndIssue.Decide(new GroupMonth("*", Rule, May, []), [Ashford, Kent], "attempt", seen, journal);

    static JournalEntry Accepted(Touches touches) => Entry(EntryKind.Accepted) with { Sha256 = "a", Place = 1, Touches = touches };

    static JournalEntry Entry(EntryKind kind) => new() { Kind = kind, Intent = "", Attempt = "" };

    static IEnumerable<JournalEntry> Entries(JournalPrefix journal) => Enumerable.Range(1, (int)journal.Head).Select(n => journal[n]);

    static JournalPrefix Journal(params IEnumerable<JournalEntry> entries)
    {
        var index = new JournalIndex();
        foreach (var (i, entry) in entries.Index())
        {
            index.Append(entry with { Number = i + 1, Intent = $"{i}", Attempt = $"{i}" });
        }

        return index.Whole;
    }

    static MailPlan Plan(IReadOnlyList<TrackedDelivery> known, params (string Scorecard, ScorecardFacts Facts)[] facts) =>
        Plan(known, Deadline, facts);

    static MailPlan Plan(IReadOnlyList<TrackedDelivery> known, DateTimeOffset now, params (string Scorecard, ScorecardFacts Facts)[] facts)
    {
        List<Recipient> rows =
            [.. facts.Select(f => new Recipient { Email = "Director@example.org", Scorecard = f.Scorecard, Audience = "leadership" })];
        return MailPlan.Of(new GroupMonth("*", Rule, May, rows), rows, known, facts.ToDictionary(f => f.Scorecard, f => f.Facts), now);
    }

    static TrackedDelivery Delivery(int ordinal, long number, DeliveryState state, params string[] scorecards) =>
        new(
            $"{ordinal}", new Delivery("*", May, ordinal, "director@example.org"), number, scorecards, state, null, null, 0, null, null, false, default(ETag));

    /// <summary>The figure of an edition is its name: two editions of one name say the same.</summary>
    static (string, ScorecardFacts) Issued(string scorecard, params (long Number, int Figure)[] editions)
    {
        var rows = editions.Select((e, i) => new StoredMonth(
            new StoredSummary(scorecard, scorecard, May, e.Number, i + 1, Summary.None, Issue.AddSeconds(i), 1, null),
            Month(scorecard, i + 1, e.Figure),
            default)).ToList();
        return (scorecard, new ScorecardFacts(rows[^1].Scorecard, editions[^1].Number, rows, null, 0));
    }

    static (string, ScorecardFacts) Unissued(string scorecard, bool isLacking)
    {
        var lacking = isLacking ? new MissingFigures(scorecard, scorecard, May, true, [new MissingFigure(Caf, null)], 44) : null;
        return (scorecard, new ScorecardFacts(Month(scorecard, 0, 1), 20, [], lacking, 0));
    }

    static MonthlyScorecard Month(string scorecard, int edition, int figure)
    {
        var rating = (figure % 3) switch { 0 => Rating.Green, 1 => Rating.Amber, _ => Rating.Red };
        Result[] results = [new() { Indicator = Caf, Figure = new Figure(figure, true), Rating = rating }];
        return new MonthlyScorecard(scorecard, scorecard, May, edition, Summary.From(results), results);
    }
}
