using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Records;
using Scorecards.Tests.Recovery;
using static Scorecards.Tests.Returns.ReturnFiles;

namespace Scorecards.Tests.Returns;

/// <summary>Which months returns cover, for what is asked of them.</summary>
public sealed class ReturnCoverageTests : IAsyncLifetime
{
    static readonly Month May = new(2012, 5);
    static readonly Month June = new(2012, 6);

    static readonly string FirstYear = Census(Child("INVENTED1", "2004-03-17", Referral("2011-07-01")));

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

    /// <summary>A referral of April 2012 may be the second since April 2011.</summary>
    [Fact]
    public async Task Rereferrals_AreCovered_OnlyWithTheYearBefore()
    {
        await DropAsync("2012.xml", SecondYear);
        Assert.False(await CoversMayAsync(BuiltIn("rereferral-12m")));
        Assert.True(await CoversMayAsync(BuiltIn("s47-to-icpc")));

        at.Time.Now = at.Time.Now.AddDays(1);
        await WithdrawAsync("2012.xml");
        await DropAsync("2011.xml", FirstYear);
        await DropAsync("2012.xml", SecondYear);
        Assert.True(await CoversMayAsync(BuiltIn("rereferral-12m")));
    }

    /// <summary>A census of children with nothing recorded does not say which year it is of: nothing is counted as none by it.</summary>
    [Fact]
    public async Task ReturnWithoutAnyDay_CoversNothing()
    {
        await DropAsync("2012.xml", Census(Child("INVENTED1", "2004-03-17", "")));
        Assert.False(await CoversMayAsync(BuiltIn("s47-to-icpc")));
        Assert.False(await CoversMayAsync(BuiltIn("ni64-cpp-end-2y")));
    }

    [Theory]
    [InlineData("referral_date > period_end() - 365", false)]
    [InlineData("in_year_to_date(referral_date)", true)]
    public async Task OwnDefinition_AsksForTwelveMonths_UnlessItSaysOtherwise(string where, bool isCovered)
    {
        await DropAsync("2012.xml", SecondYear);
        Assert.Equal(isCovered, await CoversMayAsync(new Definition(new IndicatorId("own"), Unit.Count, $"SELECT * FROM referral WHERE {where}")));
    }

    /// <summary>The twelve months that it asks for begin before the first month that there is.</summary>
    [Theory]
    [InlineData("1900-01")]
    [InlineData("1900-11")]
    [InlineData("2199-12")]
    public async Task MonthAtTheEdge_IsNotCovered(string month)
    {
        await DropAsync("2012.xml", SecondYear);
        var own = new Definition(new IndicatorId("own"), Unit.Count, "SELECT * FROM referral");
        Assert.Empty(RecordCoverage.Covered(await at.JournalAsync(), own, [Month.Parse(month)]));
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public async Task FewDaysOfAnotherYear_DoNotMakeTheReturnOneOfThatYear(int ofTheYear, bool isMistyped)
    {
        var rows = Enumerable.Range(1, ofTheYear).Select(n => $"INVENTED{n},10/04/2011,S,C2,N1,U4,PR1,20/03/2012,E8,,,,\n");
        await DropAsync("2011.csv", $"{EpisodesHeader}\n{string.Concat(rows)}INVENTED999,10/04/2012,S,C2,N1,U4,PR1,,,,,,\n");

        var journal = await at.JournalAsync();
        Assert.Equal(isMistyped ? new DateOnly(2012, 3, 20) : new DateOnly(2012, 4, 10), journal[journal.Head].NewestDay);
    }

    /// <summary>The older file wins where it was uploaded later: withdrawn first, the newer one is received anew.</summary>
    [Fact]
    public async Task WithdrawnReturn_UploadedAgainAsItWas_LiesOverTheYearBefore()
    {
        await DropAsync("2012.xml", SecondYear);
        await WithdrawAsync("2012.xml");
        await DropAsync("2011.xml", FirstYear);
        await DropAsync("2012.xml", SecondYear);

        var journal = await at.JournalAsync();
        Assert.Equal(["2011.xml", "2012.xml"], journal.Layers("referral").Select(entry => entry.Path));
    }

    [Fact]
    public async Task OlderBytesThatANewerTableHasReplaced_SayNothingOfTheMonthsSince()
    {
        const string Header = "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\n";
        const string Older = Header + "C1,2004-01-01,F,,,\n";
        await DropAsync("older.csv", Older);
        await DropAsync("newer.csv", Older + "C2,2004-01-01,F,,,\n");
        at.Time.Now = new DateTimeOffset(2012, 7, 3, 9, 0, 0, TimeSpan.Zero);
        await DropAsync("older.csv", Older);

        var journal = await at.JournalAsync();
        Assert.Equal(EntryKind.Same, journal[journal.Head].Kind);
        Assert.Empty(journal[journal.Head].Touches.CatalogueKinds);
        Assert.DoesNotContain("months that have ended meanwhile", at.Receipt("older.csv"), StringComparison.Ordinal);
    }

    /// <summary>A list of what was open in June is none of July's, though a job sends it again.</summary>
    [Fact]
    public async Task SameListOfAnnexA_CoversNoOtherMonth()
    {
        var list = AnnexAFiles.Workbook((6, AnnexAFiles.InNeed, [AnnexAFiles.Need("A1", "2004-03-17", "2011-07-01")]));
        at.Upload("june.xlsx", list);
        await at.App.Ingestion.IngestAsync("june.xlsx", default);
        at.Time.Now = new DateTimeOffset(2012, 7, 3, 9, 0, 0, TimeSpan.Zero);
        at.Upload("july.xlsx", list);
        await at.App.Ingestion.IngestAsync("july.xlsx", default);

        var journal = await at.JournalAsync();
        Assert.Equal((EntryKind.Same, 0), (journal[journal.Head].Kind, journal[journal.Head].Touches.CatalogueKinds.Count));
        Assert.Equal([May], RecordCoverage.Covered(journal, BuiltIn("ethnicity-recorded"), [May, new(2012, 6)]));
    }

    /// <summary>A boy who came in June is in no list of May's.</summary>
    [Fact]
    public async Task ListOfUasc_SaysNothingOfTheMonthsSince_UntilItArrivesAgain()
    {
        await DropAsync("population.csv", "area_code,age_band,estimate_year,effective_from,population\nK,0-17,2010,2010-04-01,10000\n");
        await DropAsync("older.csv", Uasc.Replace("16/03/2022", "", StringComparison.Ordinal));
        await DropAsync("uasc.csv", Uasc);
        at.Time.Now = new DateTimeOffset(2012, 7, 3, 9, 0, 0, TimeSpan.Zero);
        await DropAsync("header.csv", Header);
        await DropAsync("episodes.csv", Episodes);
        await DropAsync("older.csv", Uasc.Replace("16/03/2022", "", StringComparison.Ordinal));
        Assert.Equal(("2012-05", "SSDA903 UASC"), await WithoutUascAsync());

        await DropAsync("uasc.csv", Uasc);
        Assert.Equal(("2012-05, 2012-06", ""), await WithoutUascAsync());
    }

    /// <summary>The months that a figure without UASC is counted for, and what another one lacks in June on the scorecard without UASC.</summary>
    async Task<(string Covered, string Lacking)> WithoutUascAsync()
    {
        var (journal, catalogue) = (await at.JournalAsync(), (await at.App.CatalogueReader.ReadAsync(default)).Catalogue);
        return (
            string.Join(", ", RecordCoverage.Covered(journal, BuiltIn("lac-rate-ex-uasc"), [May, June]).Order()),
            string.Join(", ", RecordCoverage.MissingTables(
                journal, catalogue, catalogue.Indicator("care-leavers-adopted")!, UascBasis.Excluded, June)));
    }

    async Task<bool> CoversMayAsync(Definition definition) => RecordCoverage.Covered(await at.JournalAsync(), definition, [May]).Count == 1;

    Task DropAsync(string path, string content) => at.IngestAsync([(path, content)]);

    Task WithdrawAsync(string path) => at.App.Operations.WithdrawAsync("", path, "R. Jones", default);
}
