using Scorecards.Domain;
using static Scorecards.Tests.MonthEndCases;

namespace Scorecards.Tests;

/// <summary>Which months are issued: one entry of the journal for a group's month.</summary>
public sealed class IssuePlannerTests
{
    [Fact]
    public void WhatIsDue_IsIssuedByOneEntry()
    {
        var entry = Decide(Journal()).Entry!;
        Assert.Equal(
            (EntryKind.Issue, "issue:2012-05:ashford", "attempt", "*", May), (entry.Kind, entry.Intent, entry.Attempt, entry.Group, entry.Month));
        Assert.Equal([Ashford, County], entry.Names);
    }

    [Fact]
    public void ScorecardsMonth_IsIssuedOnce()
    {
        var west = Entry(EntryKind.Issue) with { Group = "west", Month = May, Names = ["ASHFORD"] };
        Assert.Equal([County], Decide(Journal(west)).Entry!.Names);
        Assert.Equal(default, Decide(Journal(west, Entry(EntryKind.Issue) with { Month = May, Names = [County] })));
    }

    [Fact]
    public void FiguresThatArriveMeanwhile_HaveTheMonthPlannedAgain()
    {
        var touched = Accepted(new Touches { Stated = new MonthSet([new ScorecardMonth(County, May.Previous())]) });
        Assert.Equal(Decision.Again, Decide(Journal(touched)));
        Assert.NotNull(Decide(Journal(touched), seen: 1).Entry);
    }

    [Fact]
    public void FiguresOfAnotherScorecard_ChangeNothing() =>
        Assert.NotNull(Decide(Journal(Accepted(new Touches { Stated = new MonthSet([new ScorecardMonth("dover", May)]) }))).Entry);

    [Fact]
    public void NewTimetable_HasTheMonthPlannedAgain() =>
        Assert.True(Decide(Journal(Accepted(new Touches { CatalogueKinds = ["timetable"] }))).IsOutdated);

    [Fact]
    public void NothingIsIssued_DuringARestore() => Assert.Equal(default, Decide(Journal(Entry(EntryKind.Restoring))));

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(3, 59, true)]
    [InlineData(4, 0, false)]
    [InlineData(1, 60, false)]
    public void UploadThatIsBeingRead_IsWaitedFor_UnlessItIsStuck(int attempts, int minutes, bool isWaitedFor) =>
        Assert.Equal(isWaitedFor, IssuePlanner.IsWaitedFor(attempts, Issue.AddMinutes(-minutes), Issue));

    [Fact]
    public void OnlyWhatMailsThatAreDueShow_IsIssued()
    {
        var group = Group(Row(Director, County), Row(Team, Ashford), Row("c@example.org", "dover"));
        var plan = PlanGroup(
            Issue, group, [], (County, Open(County)), (Ashford, Open(Ashford, isMissing: true)), ("dover", Issued("dover", (10, 1))));
        Assert.Equal([County], IssuePlanner.FindNames(plan));
        Assert.Equal(
            [("c@example.org", "dover"), (Director, County)], IssuePlanner.FindRecipients(plan).Select(r => (r.Key, r.Value.Single())).Order());
    }

    [Fact]
    public void MonthWithFigures_IsOpen_UntilItIsIssued()
    {
        var stated = Accepted(new Touches { Stated = new MonthSet([new ScorecardMonth(County, May)]) });
        var issued = Entry(EntryKind.Issue) with { Group = "*", Month = May, Names = [County] };
        Assert.Equal(
            (false, true, false),
            (
                IssuePlanner.IsOpen(Journal(), County, May),
                IssuePlanner.IsOpen(Journal(stated), County, May),
                IssuePlanner.IsOpen(Journal(stated, issued), County, May)));
    }

    static Decision Decide(JournalPrefix journal, long seen = 0) =>
        IssuePlanner.Decide(new IssueRequest(Group(), [Ashford, County], "attempt", seen, ["timetable"]), journal);
}
