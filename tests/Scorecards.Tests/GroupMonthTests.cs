using Scorecards.Domain;
using static Scorecards.Tests.MonthEndCases;

namespace Scorecards.Tests;

/// <summary>Which months of which groups may be mailed now, and to whom.</summary>
public sealed class GroupMonthTests
{
    static readonly WorkingDays WorkingDays = new(Tests.Kent.BuiltIn.BankHolidays);

    [Theory]
    [InlineData("2012-06-14T05:59:59Z", "* 2012-04")]
    [InlineData("2012-06-14T06:00:00Z", "* 2012-05")]
    [InlineData("2012-07-11T06:00:00Z", "* 2012-06")]
    public void OnlyTheReportingMonth_IsMailed_SoThatOldFiguresMailNobody(string now, string group) =>
        Assert.Equal([group], Find(now, [Row(Director, County)]));

    [Theory]
    [InlineData("2012-06-14T06:00:00Z", 1)]
    [InlineData("2012-06-15T06:00:00Z", 0)]
    [InlineData("2012-06-13T06:00:00Z", 0)]
    public void Recipient_IsMailed_OnlyFromItsFirstToItsLastDay(string now, int groups)
    {
        var day = new DateOnly(2012, 6, 14);
        Assert.Equal(groups, Find(now, [Row(Director, County) with { From = day, Until = day }]).Count);
    }

    [Theory]
    [InlineData("2012-06-15", 0)]
    [InlineData("2012-06-14", 1)]
    [InlineData(null, 1)]
    public void Recipient_WhoJoinsAfterAMonthWasIssued_IsNotMailedOfIt(string? from, int groups)
    {
        var issued = Entry(EntryKind.Issue) with { Group = "*", Month = May, Names = [County], Committed = Issue };
        var row = Row(Director, County) with { From = from is null ? null : DateOnly.ParseExact(from, "yyyy-MM-dd") };
        Assert.Equal(groups, Find("2012-06-20T06:00:00Z", [row], journal: Journal(issued)).Count);
    }

    /// <summary>Ashford has a timetable of its own since May was issued, by which May's hour has not come.</summary>
    [Theory]
    [InlineData(true, "* 2012-05")]
    [InlineData(false, "ashford 2012-04")]
    public void ATimetableForALaterDay_MakesNoMonthThatIsIssuedBeforeIt_TheReportingMonthAgain(bool isIssued, string group)
    {
        var issued = Entry(EntryKind.Issue) with { Group = "*", Month = May, Names = [Ashford], Committed = Issue };
        var journal = isIssued ? Journal(issued) : Journal();
        Assert.Equal([group], Find("2012-06-15T06:00:00Z", [Row(Director, Ashford)], ashfordDay: 12, journal: journal));
    }

    [Fact]
    public void ATimetableForALaterDay_KeepsTheNewestOfTheMonthsThatAreIssued()
    {
        var april = Entry(EntryKind.Issue) with { Group = "*", Month = May.Previous(), Names = [Ashford], Committed = Issue.AddDays(-30) };
        var journal = Journal(april, april with { Month = May, Committed = Issue });
        Assert.Equal(["* 2012-05"], Find("2012-06-15T06:00:00Z", [Row(Director, Ashford)], ashfordDay: 12, journal: journal));
    }

    /// <summary>June's issue hour is 11 July at 7 in London, 6 UTC.</summary>
    [Theory]
    [InlineData("2012-07-11T05:59:59Z", true, false, null, "* 2012-05")]
    [InlineData("2012-07-11T06:00:00Z", true, false, null, "* 2012-05 corrected only, * 2012-06")]
    [InlineData("2012-07-11T06:00:00Z", true, true, null, "* 2012-06")]
    [InlineData("2012-07-11T06:00:00Z", false, false, null, "* 2012-06")]
    [InlineData("2012-07-11T06:00:00Z", true, false, "2012-06", "* 2012-06")]
    [InlineData("2012-08-10T06:00:00Z", true, false, null, "* 2012-07")]
    public void MonthBefore_IsCorrected_UntilTheReportingMonthIsIssued(string now, bool isIssued, bool isNextIssued, string? first, string groups)
    {
        var may = Entry(EntryKind.Issue) with { Group = "*", Month = May, Names = [County], Committed = Issue };
        List<JournalEntry> entries = [.. isIssued ? [may] : Array.Empty<JournalEntry>()];
        entries.AddRange(isNextIssued ? [may with { Month = May.Next() }] : []);
        Month? start = first is null ? null : Month.Parse(first);
        Assert.Equal(groups, string.Join(", ", Find(now, [Row(Director, County)], journal: Journal(entries), first: start)));
    }

    /// <summary>Ashford's June is issued, the county's waits.</summary>
    [Fact]
    public void MonthBefore_IsCorrected_ScorecardByScorecard()
    {
        var may = Entry(EntryKind.Issue) with { Group = "*", Month = May, Names = [County, Ashford], Committed = Issue };
        var june = may with { Month = May.Next(), Names = [Ashford] };
        Assert.Equal(
            ["* 2012-05 corrected only", "* 2012-06"],
            Find("2012-07-11T06:00:00Z", [Row(Director, County), Row(Team, Ashford)], journal: Journal(may, june)));
        var group = Groups("2012-07-11T06:00:00Z", [Row(Director, County), Row(Team, Ashford)], journal: Journal(may, june))[0];
        Assert.Equal([(Director, (ScorecardId)County)], group.Recipients.Select(r => (r.Email, r.Scorecard)));
    }

    [Fact]
    public void MonthBeforeTheFirst_IsHeldBack()
    {
        Assert.Empty(Find("2012-06-14T06:00:00Z", [Row(Director, County)], first: new Month(2012, 6)));
        Assert.Equal(["* 2012-06"], Find("2012-07-11T06:00:00Z", [Row(Director, County)], first: new Month(2012, 6)));
    }

    [Fact]
    public void RowWithoutAScorecard_IsForAll_ButThoseThatTheAddressHasARowOfItsOwnFor()
    {
        var own = Row("DIRECTOR@example.org", Ashford) with { Until = new DateOnly(2012, 6, 1) };
        var catalogue = new Catalogue(
            [], [],
            [.. new[] { County, Ashford, "dover" }.Select(id =>
                new Scorecard { Id = id, Name = id, Slice = Slice.District, Uasc = UascBasis.Included })]);
        var group = Assert.Single(GroupMonth.Find(
            new CatalogueState(catalogue, [Usual], [], [Row(Director, ""), own]),
            new MonthEndCalendar(WorkingDays, [Usual], catalogue, Journal()), Journal(), null, Issue));
        Assert.Equal(["dover", County], group.Recipients.Select(r => r.Scorecard).Order());
    }

    [Fact]
    public void Scorecard_IsMailed_OnlyInMonthsInWhichItIsActive() =>
        Assert.Empty(Find("2012-06-14T06:00:00Z", [Row(Director, Ashford), Row(Director, "unknown")], ashfordTo: new DateOnly(2012, 4, 30)));

    /// <summary>As where its file was withdrawn: who has had May is told that it was taken back, and of June there is nothing to mail.</summary>
    [Theory]
    [InlineData("2012-06-20T06:00:00Z", "* 2012-05 corrected only")]
    [InlineData("2012-07-11T06:00:00Z", "* 2012-05 corrected only")]
    [InlineData("2012-08-10T06:00:00Z", "")]
    public void Scorecard_ThatIsInTheCatalogueNoMore_IsMailedOfWhatWasIssued_AsOfACorrection(string now, string groups)
    {
        var issued = Journal(Entry(EntryKind.Issue) with { Group = "*", Month = May, Names = ["Dover"], Committed = Issue });
        Assert.Equal(groups, string.Join(", ", Find(now, [Row(Director, "dover")], journal: issued)));
        Assert.Empty(Find(now, [Row(Team, "dover", Audience.DataTeam) with { GetsMonthEnd = false }], journal: issued));
    }

    [Fact]
    public void RowWithoutAScorecard_IsForThoseToo_ThatAreInTheCatalogueNoMore()
    {
        var issued = Journal(Entry(EntryKind.Issue) with { Group = "*", Month = May, Names = ["dover", County], Committed = Issue });
        var group = Assert.Single(Groups("2012-06-20T06:00:00Z", [Row(Director, "")], journal: issued));
        Assert.Equal([Ashford, "dover", County], group.Recipients.Select(r => r.Scorecard).Order());
        Assert.Equal(["dover"], group.CorrectedOnly.Order());
    }

    [Fact]
    public void Scorecard_BelongsToTheGroupOfItsTimetable() => Assert.Equal(
        ["* 2012-05", "ashford 2012-06"],
        Find("2012-07-04T06:00:00Z", [Row(Director, County), Row(Director, Ashford)], ashfordDay: 2));

    [Fact]
    public void Scorecard_ThatMovesToAnotherGroup_KeepsTheGroupThatItsMonthWasIssuedWith()
    {
        var issued = Entry(EntryKind.Issue) with { Group = "*", Month = May, Names = [Ashford] };
        Assert.Equal(
            ["* 2012-05"], Find("2012-06-14T06:00:00Z", [Row(Director, County), Row(Director, Ashford)], ashfordDay: 2, journal: Journal(issued)));
    }

    static List<string> Find(
        string now, IReadOnlyList<Recipient> rows, DateOnly? ashfordTo = null, int? ashfordDay = null, JournalPrefix? journal = null,
        Month? first = null) =>
    [
        .. Groups(now, rows, ashfordTo, ashfordDay, journal, first)
            .Select(g => $"{g.Group} {g.Month}{(g.CorrectedOnly.Count > 0 ? " corrected only" : "")}").Order(StringComparer.Ordinal),
    ];

    static IReadOnlyList<GroupMonth> Groups(
        string now, IReadOnlyList<Recipient> rows, DateOnly? ashfordTo = null, int? ashfordDay = null, JournalPrefix? journal = null,
        Month? first = null)
    {
        var catalogue = new Catalogue(
            [],
            [],
            [
                new() { Id = County, Name = County, Slice = Slice.County, Uasc = UascBasis.Included },
                new() { Id = Ashford, Name = Ashford, Slice = Slice.District, Uasc = UascBasis.Included, ActiveTo = ashfordTo }]);
        List<Timetable> timetables = [
            Usual, .. ashfordDay is { } day ? [Usual with { Scorecard = Ashford, WorkingDay = day }] : Array.Empty<Timetable>()];
        return GroupMonth.Find(
            new CatalogueState(catalogue, timetables, [], rows),
            new MonthEndCalendar(WorkingDays, timetables, catalogue, journal ?? Journal()),
            journal ?? Journal(),
            null,
            Time(now),
            first);
    }
}
