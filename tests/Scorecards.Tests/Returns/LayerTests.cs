using System.Security.Cryptography;
using System.Text;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Records;
using Scorecards.Storage;
using Scorecards.Tests.Recovery;
using static Scorecards.Tests.Returns.ReturnFiles;

namespace Scorecards.Tests.Returns;

/// <summary>Standard returns are laid over what was known, record by record and column by column, in the order in which they were received.</summary>
public sealed class LayerTests : IAsyncLifetime
{
    const string Team = "team_code,team_name,district_code,area_code,fieldwork,valid_from,valid_to\nT1,Duty,D1,A1,Y,2008-04-01,\n";

    const string Population = "area_code,age_band,estimate_year,effective_from,population\nK,0-17,2010,2010-04-01,10000\n";

    static readonly Month May = new(2012, 5);

    static readonly string FirstYear = Census(
        Child("INVENTED1", "2004-03-17", Referral("2011-07-01")) + Child("INVENTED2", "2005-03-17", Referral("2011-09-01")));

    static readonly string SecondYear = Census(
        Child("INVENTED1", "2004-03-17", Referral("2011-07-01", "<CINclosureDate>2012-04-20</CINclosureDate>"))
        + Child("INVENTED3", "2006-03-17", Referral("2012-05-02")));

    readonly Installation at = new();

    public async Task InitializeAsync()
    {
        await at.BeginInMarchAsync();
        await at.CountOnlyAsync("cin-rate");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task TwoYears_AreJoined_AndTheLaterOneWins()
    {
        await DropAsync(("2011.xml", FirstYear));
        Assert.Equal((2, 2), (await ReferralsAsync(), await InNeedAsync()));

        await DropAsync(("2012.xml", SecondYear));
        Assert.Equal((3, 2), (await ReferralsAsync(), await InNeedAsync()));
    }

    [Fact]
    public async Task OrderOfReceipt_Decides()
    {
        await DropAsync(("2012.xml", SecondYear), ("2011.xml", FirstYear));
        Assert.Equal((3, 3), (await ReferralsAsync(), await InNeedAsync()));
    }

    [Fact]
    public async Task WithdrawnReturn_IsTakenOutFromBetweenTheOthers()
    {
        await DropAsync(("2011.xml", FirstYear), ("2012.xml", SecondYear));
        await DropAsync(("more.xml", Census(Child("INVENTED4", "2004-03-17", Referral("2012-05-03")))));
        Assert.Equal((4, 3), (await ReferralsAsync(), await InNeedAsync()));

        await at.App.Operations.WithdrawAsync("", "2012.xml", "R. Jones", default);
        Assert.Equal((3, 3), (await ReferralsAsync(), await InNeedAsync()));
    }

    [Fact]
    public async Task LaterWholeTable_ReplacesReturnsBeforeIt_AndLaterReturnsAreLaidOverIt()
    {
        await DropAsync(("2011.xml", FirstYear));
        await DropAsync(("referral.csv", "referral_id,child_id,referral_date,nfa,closure_date,team_code\nR1,INVENTED1,2012-04-02,N,,T1\n"));
        Assert.Equal(1, await ReferralsAsync());

        await DropAsync(("2012.xml", SecondYear));
        Assert.Equal(3, await ReferralsAsync());
    }

    [Fact]
    public async Task CensusAndSsda903_JoinOnTheChild_AndLeaveEachOthersColumns()
    {
        await DropAsync(("cin.xml", FirstYear));
        await DropAsync(
            ("uasc.csv", "CHILD,SEX,DOB,DUC\nINVENTED1,2,17/03/2004,\n"),
            ("episodes.csv", $"{EpisodesHeader}\nINVENTED1,14/02/2012,S,C2,N1,U4,PR1,,,,,,\n"));

        Assert.Equal((0, 1), await CountsAsync("ni62-lac-3-placements"));
        Assert.Equal((2, 2), await CountsAsync("ethnicity-recorded"));
        Assert.Equal((1, 1), await CountsAsync("ethnicity-recorded", uasc: UascBasis.Excluded));
    }

    /// <summary>A child without a date of birth is unborn, and not one of those whose ethnicity is asked for.</summary>
    [Theory]
    [InlineData("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nINVENTED1,2,,WBRI,,,\n", 2)]
    [InlineData("uasc.csv", "CHILD,SEX,DOB,DUC\nINVENTED1,2,,\n", 1)]
    [InlineData("unborn.xml", "", 2)]
    public async Task KnownDateOfBirth_IsNotReplacedByABlank(string path, string content, decimal withoutUasc)
    {
        var unborn = Census(
            "<Child><ChildIdentifiers><LAchildID>INVENTED1</LAchildID><ExpectedPersonBirthDate>2012-08-20</ExpectedPersonBirthDate><Sex>F</Sex>"
            + $"</ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>{Referral("2011-07-01")}</Child>");
        await DropAsync(("2011.xml", FirstYear), (path, content == "" ? unborn : content));

        Assert.Equal((2, 2), await CountsAsync("ethnicity-recorded"));
        Assert.Equal(withoutUasc, (await CountsAsync("ethnicity-recorded", uasc: UascBasis.Excluded)).Numerator);
    }

    [Fact]
    public async Task FewerRows_AreNoReasonToRefuseAReturn()
    {
        await DropAsync(("2011.xml", FirstYear));
        await DropAsync(("one.xml", Census(Child("INVENTED5", "2004-03-17", Referral("2012-05-03")))));
        Assert.Equal(3, await ReferralsAsync());
    }

    [Fact]
    public async Task Month_IsCovered_ByTheReturnsThatHaveWhatADefinitionAsksFor()
    {
        at.Time.Now = new DateTimeOffset(2012, 5, 30, 9, 0, 0, TimeSpan.Zero);
        await DropAsync(
            ("reviews.csv", Reviews + "INVENTED1,17/03/2004,10/04/2012,PN1\n"), ("header.csv", Header), ("episodes.csv", Episodes));
        at.Time.Now = new DateTimeOffset(2012, 6, 8, 9, 0, 0, TimeSpan.Zero);
        await DropAsync(("2011.xml", FirstYear), ("2012.xml", SecondYear), ("population.csv", Population));

        (string Indicator, string? Month)[] covered =
        [
            ("referral-rate", "2012-05"), ("ni67-cpp-reviews", "2012-05"), ("ni66-lac-reviews", "2012-04"), ("seen-s47", null), ("ia-rate", null),
            ("caf-rate", null), ("unallocated-28d", null),
        ];
        var journal = await at.JournalAsync();
        Assert.Equal(covered, covered.Select(c => (c.Indicator, LastCovered(journal, c.Indicator))));
    }

    /// <summary>The newest day of the first is in September 2011: it has nothing of April 2012, though it was received in June.</summary>
    [Theory]
    [InlineData(true, false, null, null)]
    [InlineData(false, true, null, "2012-05")]
    [InlineData(true, true, "2012-05", "2012-05")]
    public async Task Census_CoversTheYearOfItsNewestDay_AndTwelveMonthsWithTheYearBefore(bool first, bool second, string? twelveMonths, string? open)
    {
        await DropAsync([
            .. new[] { ("2011.xml", FirstYear) }.Where(_ => first), .. new[] { ("2012.xml", SecondYear) }.Where(_ => second),
            ("population.csv", Population)]);

        var journal = await at.JournalAsync();
        Assert.Equal((twelveMonths, open), (LastCovered(journal, "referral-rate"), LastCovered(journal, "cin-rate")));
    }

    /// <summary>A job that uploads a whole folder again says nothing of today with the older file.</summary>
    [Theory]
    [InlineData("2011.xml", "2012-05")]
    [InlineData("2012.xml", "2012-06")]
    public async Task SameReturnAgain_CoversAnotherMonth_WhereNoNewerOneIsLaidOverIt(string again, string covered)
    {
        var first = Census(Child("INVENTED1", "2004-03-17", Referral("2012-04-10")));
        await DropAsync(("2011.xml", first), ("2012.xml", SecondYear), ("population.csv", Population));
        at.Time.Now = new DateTimeOffset(2012, 7, 3, 9, 0, 0, TimeSpan.Zero);
        await DropAsync((again, again == "2012.xml" ? SecondYear : first));

        Assert.Equal(covered, LastCovered(await at.JournalAsync(), "cin-rate"));
    }

    /// <summary>May ended after the last file with distances.</summary>
    [Fact]
    public async Task FileWithoutDistances_LeavesTheMonthsSinceTheLastOneWithThemUncovered()
    {
        at.Time.Now = new DateTimeOffset(2012, 5, 10, 9, 0, 0, TimeSpan.Zero);
        var distance = $"{EpisodesHeader},PL_DISTANCE\nINVENTED1,10/04/2012,S,C2,N1,U4,PR1,,,,,,,8.5\n";
        await DropAsync(("header.csv", Header), ("april.csv", distance));
        Assert.Equal("2012-04", LastCovered(await at.JournalAsync(), "lac-foster-10-miles"));

        at.Time.Now = new DateTimeOffset(2012, 6, 8, 9, 0, 0, TimeSpan.Zero);
        await DropAsync(
            ("header.csv", Header + "INVENTED2,2,18/03/2004,WBRI,,,\n"),
            ("may.csv", $"{EpisodesHeader}\nINVENTED1,10/04/2012,S,C2,N1,U4,PR1,,,,,,\nINVENTED2,02/05/2012,S,C2,N1,U4,PR1,,,,,,\n"));

        var journal = await at.JournalAsync();
        Assert.Equal(
            ("2012-04", "2012-05"), (LastCovered(journal, "lac-foster-10-miles"), LastCovered(journal, "care-leavers-adopted")));
    }

    [Fact]
    public async Task RecordWithoutATeam_CountsForTheCounty_AndForASliceByItsCaseHolder()
    {
        await DropAsync(
            ("cin.xml", FirstYear),
            ("team.csv", Team),
            ("allocation.csv", "allocation_id,child_id,worker_id,role,team_code,start_date,end_date\nL1,INVENTED2,W1,CASEHOLDER,T1,2012-05-03,\n"));

        Assert.Equal((2, 0), (await ReferralsAsync(), (await CountsAsync("referral-rate", Slice.Team)).Numerator));
        Assert.Equal((2, 1), (await InNeedAsync(), (await CountsAsync("cin-rate", Slice.Team)).Numerator));
        Assert.Equal(4, (await FiguresAsync("cin-rate")).Count(f => f.Uasc == UascBasis.Included));
    }

    [Fact]
    public async Task Erasure_DeletesTheFacts_AndCountsWithoutThem()
    {
        await DropAsync(("2011.xml", FirstYear), ("2012.xml", SecondYear));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SecondYear)));
        Assert.Equal(2, Facts().Count(name => name.StartsWith("referral.cin-census/", StringComparison.Ordinal)));

        await at.App.Erasure.EraseAsync(sha256, "R. Jones", default);

        Assert.Equal(2, await ReferralsAsync());
        Assert.Single(Facts(), name => name.StartsWith("referral.cin-census/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LostFacts_AreMadeAgainFromTheArchive()
    {
        await DropAsync(("2011.xml", FirstYear), ("2012.xml", SecondYear));
        await at.CalculateAsync();
        foreach (var name in Facts().ToList())
        {
            at.Account.DeleteBlob(StorageNames.Facts, name);
        }

        at.Lose(StorageNames.MeasuresTable, StorageNames.CatalogueTable, StorageNames.ResultsTable, StorageNames.UploadsTable);
        at.Restart();
        await at.RestoreAsync();
        await at.SweepAsync();
        await DropAsync(("more.xml", Census(Child("INVENTED4", "2004-03-17", Referral("2012-05-03")))));
        Assert.Equal((4, 3), (await ReferralsAsync(), await InNeedAsync()));
    }

    [Fact]
    public async Task Receipt_SaysWhatWasAdded_AndHowManyRecordsWereKnown()
    {
        await DropAsync(("2011.xml", FirstYear), ("2012.xml", SecondYear));
        Assert.Contains(
            "CIN census, added to referral: 2 rows, 1 of which replaces what was known of a record.",
            at.Receipt("2012.xml"), StringComparison.Ordinal);
        Assert.Contains("CIN census, added to child: 2 rows, none of which replaces", at.Receipt("2011.xml"), StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", at.Receipt("2012.xml"), StringComparison.Ordinal);
    }

    /// <summary>INVENTED2's case was open in the first census, and the second has nothing of it; a third says when it was closed.</summary>
    [Fact]
    public async Task Receipt_SaysHowManyOpenRecordsAReturnDoesNotHave()
    {
        const string Warning = "Open in an earlier return and not in this CIN census, so still counted as open: 1. ";
        var closed = Child("INVENTED2", "2005-03-17", Referral("2011-09-01", "<CINclosureDate>2012-04-02</CINclosureDate>"));
        await DropAsync(
            ("2011.xml", FirstYear), ("2012.xml", SecondYear),
            ("closed.xml", SecondYear.Replace("</Children>", $"{closed}</Children>", StringComparison.Ordinal)));

        Assert.DoesNotContain("still counted as open", at.Receipt("2011.xml"), StringComparison.Ordinal);
        Assert.Contains(Warning, at.Receipt("2012.xml"), StringComparison.Ordinal);
        Assert.DoesNotContain("still counted as open", at.Receipt("closed.xml"), StringComparison.Ordinal);
        Assert.Equal(1, await InNeedAsync());
    }

    /// <summary>Episodes that were run before an end was recorded. INVENTED2's end is known, and INVENTED3 is here for short breaks.</summary>
    [Fact]
    public async Task Receipt_SaysSoOfEpisodes()
    {
        await DropAsync(
            ("2012.csv", $"{EpisodesHeader}\nINVENTED1,14/02/2012,S,C2,N1,U4,PR1,,,,,,\nINVENTED2,14/02/2012,S,C2,N1,U4,PR1,20/02/2012,E8,,,,\n"
                + "INVENTED3,14/02/2012,S,V4,N1,U4,PR1,,,,,,\n"),
            ("2013.csv", $"{EpisodesHeader}\nINVENTED4,02/05/2012,S,C2,N1,U4,PR1,,,,,,\n"));
        Assert.Contains(
            "Open in an earlier return and not in this SSDA903 Episodes, so still counted as open: 1. ", at.Receipt("2013.csv"),
            StringComparison.Ordinal);
    }

    /// <summary>INVENTED1 came into care before 2 April 2012, and INVENTED2 on that day; of INVENTED3, who has left, nothing is asked.</summary>
    [Fact]
    public async Task Receipt_SaysOfHowManyLookedAfterChildrenTheStartIsNotKnown_UntilTheYearBeforeIsThere()
    {
        const string Warning = "the first episode of the period of care is not known";
        var year = $"{EpisodesHeader}\nINVENTED1,02/04/2012,P,C2,N1,U4,PR1,,,,,,\nINVENTED2,02/04/2012,S,C2,N1,U4,PR1,,,,,,\n"
            + "INVENTED3,02/04/2012,P,C2,N1,U4,PR1,03/04/2012,E8,,,,\n";
        await DropAsync(("2012.csv", year));
        Assert.Contains($"Of 1 looked-after child {Warning}", at.Receipt("2012.csv"), StringComparison.Ordinal);

        await DropAsync(("2011.csv", $"{EpisodesHeader}\nINVENTED1,06/05/2011,S,C2,N1,U4,PR1,02/04/2012,X1,,,,\n"), ("again.csv", year + "\n"));
        Assert.DoesNotContain(Warning, at.Receipt("again.csv"), StringComparison.Ordinal);
    }

    /// <summary>INVENTED1 is looked after since the day on which short breaks ended. INVENTED2's had ended long before.</summary>
    [Fact]
    public async Task Receipt_KnowsTheStart_WhereItFollowsShortBreaks()
    {
        await DropAsync((
            "2012.csv",
            $"{EpisodesHeader}\nINVENTED1,14/02/2012,S,V4,N1,U4,PR1,02/05/2012,X1,,,,\nINVENTED1,02/05/2012,B,C2,N1,U1,PR1,,,,,,\n"
            + "INVENTED2,14/02/2012,S,V4,N1,U4,PR1,01/03/2012,X1,,,,\nINVENTED2,02/05/2012,P,C2,N1,U1,PR1,,,,,,\n"));
        Assert.Contains(
            "Of 1 looked-after child the first episode of the period of care is not known", at.Receipt("2012.csv"), StringComparison.Ordinal);
    }

    /// <summary>Files of the SSDA903 have fixed names: the path of the later one means the earlier one, which was uploaded since.</summary>
    [Fact]
    public async Task Receipt_OfAnEarlierYear_NamesTheLaterOneByItsHash_WhichIsTheOneThatIsWithdrawn()
    {
        var later = at.Upload("Episodes.csv", $"{EpisodesHeader}\nINVENTED1,14/02/2012,S,C2,N1,U4,PR1,,,,,,\n");
        await at.App.Ingestion.IngestAsync("Episodes.csv", default);
        await DropAsync(("Episodes.csv", $"{EpisodesHeader}\nINVENTED2,14/02/2011,S,C2,N1,U4,PR1,20/02/2011,E8,,,,\n"));
        Assert.Contains(
            "SSDA903 Episodes is of an earlier time than that of Episodes.csv, which was uploaded before, and takes its place where both have a "
            + $"record. If that is not meant, withdraw that one by its SHA-256, {later}, and upload it again.", at.Receipt("Episodes.csv"),
            StringComparison.Ordinal);
        await DropAsync(("take-back.csv", $"withdraw\n{later}\n"));
        var journal = await at.JournalAsync();
        Assert.Equal(journal.OfArrival("Episodes.csv", 1)!.Value, journal[Assert.Single(journal.OfKind(EntryKind.Withdrawal))].Place);
    }

    IEnumerable<string> Facts() => at.Account.Blobs(StorageNames.Facts).Select(b => b.Name);

    Task DropAsync(params (string Path, string Content)[] files) => at.IngestAsync(files);

    async Task<decimal> ReferralsAsync() => (await CountsAsync("referral-rate")).Numerator;

    async Task<decimal> InNeedAsync() => (await CountsAsync("cin-rate")).Numerator;

    async Task<(decimal Numerator, decimal? Denominator)> CountsAsync(string indicator, Slice? slice = null, UascBasis? uasc = null)
    {
        var figure = (await FiguresAsync(indicator)).Single(f => f.Slice == (slice ?? Slice.County) && f.Uasc == (uasc ?? UascBasis.Included));
        return (figure.Numerator, figure.Denominator);
    }

    /// <summary>Of May, from the records as the journal has them.</summary>
    async Task<IReadOnlyList<RecordFigure>> FiguresAsync(string indicator)
    {
        using var database = await at.OpenRecordsAsync();
        return database.Calculate([BuiltIn(indicator)], May, "K", default);
    }

    static string? LastCovered(JournalPrefix journal, string indicator) => RecordCoverage.Covered(
        journal, BuiltIn(indicator), [new(2012, 4), May, new(2012, 6)]) is { Count: > 0 } months ? months.Max().ToString() : null;
}
