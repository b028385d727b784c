using Scorecards.Domain;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Counting;

/// <summary>Which county scorecard is the council's own, from files to figures, also where scorecards are made of team.csv.</summary>
public sealed class CountyTests
{
    const string Header = "scorecard,name,slice,slice_code,uasc,active_to\n";
    const string Child = "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\nC1,2004-01-01,F,,,\n";
    const string Team = "team_code,team_name,district_code,area_code,fieldwork,valid_from\nT1,Duty,D1,A1,Y,2008-04-01\n";
    const string Referrals = "referral_id,child_id,referral_date,nfa,closure_date,team_code,confirmed\n";

    static readonly Month April = new(2012, 4);
    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    public CountyTests() => at.Time.Now = new DateTimeOffset(2012, 6, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "E08000018")]
    [InlineData("district", "E08000018")]
    [InlineData("county;district", "E08000018")]
    [InlineData("district", "D1")]
    public async Task RetiredKent_IsNoCounty_AndTheCouncilsOwnIsCounted(string levels, string populated)
    {
        var app = await DropAsync(
            levels, populated, "kent-inc-uasc,Kent,county,,inc,2008-04-30\nrotherham-inc-uasc,Rotherham,county,E08000018,inc,\n");

        Assert.Equal(1, (await at.ResultAsync("rotherham-inc-uasc", April, "referral-rate"))?.Numerator);
        var district = (await app.CatalogueReader.ReadAsync(default)).Catalogue.Scorecard("district-d1-inc-uasc");
        Assert.Equal(levels == "" ? null : "rotherham-inc-uasc", district?.Parent?.Value);
    }

    [Fact]
    public async Task MadeDistrict_ChoosesNoCounty_WhereNothingTellsTheCouncilsOwn()
    {
        var app = await DropAsync(
            "district", "D1", "kent-inc-uasc,Kent,county,E10000016,inc,\nessex-inc-uasc,Essex,county,E10000012,inc,\n");

        Assert.Null((await at.ResultAsync("kent-inc-uasc", April, "referral-rate"))?.Numerator);
        Assert.Null((await at.ResultAsync("essex-inc-uasc", April, "referral-rate"))?.Numerator);
        Assert.Null((await app.CatalogueReader.ReadAsync(default)).Catalogue.Scorecard("district-d1-inc-uasc")!.Parent);
    }

    [Fact]
    public async Task England_TakesThePlaceOfNoMadeCounty()
    {
        var app = await DropAsync("county;district", "D1", "england-exc-uasc,England,county,E92000001,exc,\n");
        await at.DropAsync("again.csv", Header + "england-exc-uasc,\"England, all\",county,E92000001,exc,\n", app);

        Assert.Equal(1, (await at.ResultAsync("county-exc-uasc", April, "referral-rate"))?.Numerator);
        Assert.Null((await at.ResultAsync("england-exc-uasc", April, "referral-rate"))?.Numerator);
        Assert.Equal(
            "county-exc-uasc", (await app.CatalogueReader.ReadAsync(default)).Catalogue.Scorecard("district-d1-exc-uasc")!.Parent?.Value);
    }

    /// <summary>A count of nothing is always the same bytes, and ends all the same.</summary>
    [Fact]
    public async Task CountOfNothing_Ends_HoweverOftenRecordsChange()
    {
        var app = await DropAsync("", "D1", "kent-inc-uasc,Kent,county,E10000016,inc,\nessex-inc-uasc,Essex,county,E10000012,inc,\n");
        foreach (var day in new[] { "02", "03", "04" })
        {
            await at.DropAsync("referral.csv", Referrals + $"R1,C1,2012-04-{day},N,,T1,\n", app);
            var journal = await at.JournalAsync();
            Assert.True(journal.CountedTo > 0);
            await app.Counting.CatchUpAsync(default);
            Assert.Equal(journal.Head, (await at.JournalAsync()).Head);
        }
    }

    [Fact]
    public async Task MonthOfWhichATableSaidThatThereAreNone_StaysSo_OnceThereIsAFirstRecord()
    {
        var app = await DropAsync("", "D1", "kent-inc-uasc,Kent,county,,inc,\n");
        await at.DropAsync("none.csv", Referrals + ",,,,,,yes\n", app);
        Assert.Equal(0, (await at.ResultAsync("kent-inc-uasc", April, "referral-rate"))?.Numerator);

        await at.DropAsync("first.csv", Referrals + "R2,C1,2012-05-20,N,,T1,\n", app);
        Assert.Equal(0, (await at.ResultAsync("kent-inc-uasc", April, "referral-rate"))?.Numerator);
        Assert.Equal(1, (await at.ResultAsync("kent-inc-uasc", May, "referral-rate"))?.Numerator);
    }

    async Task<Simulation.App> DropAsync(string levels, string populated, string scorecards)
    {
        await at.CountOnlyAsync(new Month(2012, 3), "referral-rate");
        var app = at.Start(madeScorecards: levels);
        await at.DropAsync("scorecards.csv", Header + scorecards, app);
        await at.DropAsync("team.csv", Team, app);
        await at.DropAsync(
            "population.csv", $"area_code,age_band,estimate_year,effective_from,population\n{populated},0-17,2010,2010-04-01,10000\n", app);
        await at.DropAsync("child.csv", Child, app);
        await at.DropAsync("referral.csv", Referrals + "R1,C1,2012-04-02,N,,T1,\n", app);
        return app;
    }
}
