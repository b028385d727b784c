using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Counting;

/// <summary>Rates need the same code on a scorecard and in the population: the receipt says which codes and scorecards find none.</summary>
public sealed class PopulationReceiptTests : IAsyncLifetime
{
    const string Header = "scorecard,name,slice,slice_code,uasc\n";
    const string NoCode = "kent-inc-uasc,\"Kent, inc UASC\",county,,inc\n";
    const string Coded = "kent-inc-uasc,\"Kent, inc UASC\",county,k,inc\n";
    const string England = "england-published,England,county,E92000001,inc\n";
    const string District = "d1,District 1,district,D1,inc\n";
    const string ClosedDistrict = "d2,District 2,district,D2,inc\n";
    const string Area = "e,East,area,E,inc\n";
    const string Team = "team_code,team_name,district_code,area_code,fieldwork,valid_from\nT1,Duty,D1,E,Y,2008-04-01\nT2,Duty,D2,E,Y,2008-04-01\n";
    const string West = "w,West,area,W,inc\n";
    const string InTwoAreas = Team + "T3,Duty,D2,W,Y,2008-04-01\n";
    const string Redrawn = "team_code,team_name,district_code,area_code,fieldwork,valid_from,valid_to\n"
        + "T1,Duty,D1,E,Y,2008-04-01,\nT2,Duty,D2,E,Y,2008-04-01,2012-03-31\nT3,Duty,D2,W,Y,2012-04-01,\n";
    const string Closed = "team_code,team_name,district_code,area_code,fieldwork,valid_from,valid_to\n"
        + "T1,Duty,D1,E,Y,2008-04-01,\nT2,Duty,D2,E,Y,2008-04-01,2012-05-30\n";

    readonly Installation at = new();

    public Task InitializeAsync() => at.BeginInMarchAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    // Scorecards, codes of the population, table of teams; what the receipt says of codes, and of scorecards.
    [Theory]
    [InlineData(NoCode, "K", "", "these codes: K", "kent-inc-uasc (no slice_code)")]
    [InlineData(NoCode, "D1 D2", Team, null, null)]
    [InlineData(NoCode, "D1", Team, null, "kent-inc-uasc (no slice_code)")]
    [InlineData(Coded, "K", "", null, null)]
    [InlineData(Coded, "K", Team, null, null)]
    [InlineData(Coded + England, "K", "", null, null)]
    [InlineData(Coded + England, "L", "", "these codes: L", "england-published (no row of E92000001), kent-inc-uasc (no row of k)")]
    [InlineData(Coded + District + Area, "K D2", "", "these codes: D2", "d1 (no row of D1), e (no row of E)")]
    [InlineData(Coded + District + Area, "K D1 D2", Team, null, null)]
    [InlineData(Coded + Area + West, "K D1 D2", InTwoAreas, null, "e (no row of E), w (no row of W)")]
    [InlineData(Coded + Area + West, "K D1 D2 E W", InTwoAreas, null, null)]
    [InlineData(Coded + Area + West, "K D1 D2", Redrawn, null, null)]
    [InlineData(NoCode + Area, "D1", Closed, null, null)]
    [InlineData(NoCode + Area, "D1", Closed + "T3,Duty,D3,E,Y,2008-04-01,2012-05-31\n", null, "e (no row of E), kent-inc-uasc (no slice_code)")]
    [InlineData(NoCode + ClosedDistrict, "D1", Closed, null, null)]
    public async Task Codes_ThatFindNoOther_AreNamed(string scorecards, string codes, string teams, string? unknown, string? without)
    {
        await at.DropAsync("scorecard.csv", Header + scorecards);
        if (teams != "")
        {
            await at.DropAsync("team.csv", teams);
        }

        await at.DropAsync("population.csv", "area_code,age_band,estimate_year,effective_from,population\n"
            + string.Concat(codes.Split(' ').Select(code => $"{code},0-17,2010,2010-04-01,10000\n")));

        var receipt = at.Receipt("population.csv");
        Assert.Equal(unknown is not null, receipt.Contains("No scorecard and no team has", StringComparison.Ordinal));
        Assert.Equal(without is not null, receipt.Contains("No rate is counted for", StringComparison.Ordinal));
        Assert.Contains(unknown is null ? "" : $"{unknown}. ", receipt, StringComparison.Ordinal);
        Assert.Contains(without is null ? "" : $"since their population is not known: {without}. ", receipt, StringComparison.Ordinal);
    }

    /// <summary>In June 2012 the last month is May: an estimate from 1 June on is in force in no month that is counted.</summary>
    [Theory]
    [InlineData("K,0-17,2011,2012-05-31,10000\n", null)]
    [InlineData("K,0-17,2011,2012-06-01,10000\n", "kent-inc-uasc (no row of k that counts)")]
    [InlineData("K,0-4,2011,2010-04-01,3000\nK,5-17,2011,2010-04-01,7000\n", "kent-inc-uasc (no row of k that counts)")]
    public async Task Receipt_NamesTheScorecards_WhoseRowsOfPopulationDoNotCount(string rows, string? without)
    {
        await at.DropAsync("scorecard.csv", Header + Coded);
        await at.DropAsync("population.csv", $"area_code,age_band,estimate_year,effective_from,population\n{rows}");

        var receipt = at.Receipt("population.csv");
        Assert.Equal(without is not null, receipt.Contains("No rate is counted for", StringComparison.Ordinal));
        Assert.Contains(
            without is null ? "" : $"since their population is not known: {without}. Give each its slice_code, and add a row with it, of the age "
                + "band 0-17 and in force (effective_from) by the end of the last month.",
            receipt, StringComparison.Ordinal);
    }

    /// <summary>The rates of May are counted without it, and its estimate is of the day on which it begins.</summary>
    [Theory]
    [InlineData("2012-06-01", null)]
    [InlineData("2012-05-31", "d3 (no row of D3 that counts), e (no row of E), kent-inc-uasc (no slice_code)")]
    public async Task Receipt_NamesNoScorecard_SinceADistrictBeginsThisMonth(string begins, string? without)
    {
        await at.DropAsync("scorecard.csv", $"{Header.TrimEnd()},active_from\n"
            + "kent-inc-uasc,\"Kent, inc UASC\",county,,inc,\ne,East,area,E,inc,\nd3,District 3,district,D3,inc,\nn,North,area,N,inc,2012-06-01\n");
        await at.DropAsync("team.csv", $"{Team}T3,Duty,D3,E,Y,{begins}\n");
        await at.DropAsync("population.csv", "area_code,age_band,estimate_year,effective_from,population\n"
            + "D1,0-17,2010,2010-04-01,10000\nD2,0-17,2010,2010-04-01,10000\nD3,0-17,2011,2012-06-01,10000\n");

        var receipt = at.Receipt("population.csv");
        Assert.Equal(without is not null, receipt.Contains("No rate is counted for", StringComparison.Ordinal));
        Assert.Contains(without is null ? "" : $"since their population is not known: {without}. ", receipt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("d1,District 1,district,D1,inc,kent-inc-uasc\n", false)]
    public async Task Receipt_SaysThatNoCountyIsCounted_WhereNothingTellsTheCouncilsOwn(string below, bool isSaid)
    {
        await at.DropAsync("scorecard.csv", "scorecard,name,slice,slice_code,uasc,parent\n"
            + "kent-inc-uasc,Kent,county,k,inc,\nmedway,Medway,county,m,inc,\n" + below);
        await at.DropAsync("team.csv", Team);
        await at.DropAsync("population.csv", "area_code,age_band,estimate_year,effective_from,population\n"
            + "k,0-17,2010,2010-04-01,10000\nm,0-17,2010,2010-04-01,10000\n");

        Assert.All(["team.csv", "population.csv"], table => Assert.Equal(
            isSaid, at.Receipt(table).Contains("which of them is the council&#x27;s own: kent-inc-uasc, medway. ", StringComparison.Ordinal)));
    }

    /// <summary>A council with one scorecard and returns has no table of teams, and may have no population.</summary>
    [Theory]
    [InlineData("", "Give each its slice_code, and upload population with the council&#x27;s own, or write")]
    [InlineData("k", null)]
    [InlineData("k m", "Population has the codes of several of them, and records are one council&#x27;s: leave only its own code there, or write")]
    public async Task Receipt_OfAnyRecords_SaysThatNoCountyIsCounted(string codes, string? remedy)
    {
        await at.DropAsync("scorecard.csv", Header + "kent-inc-uasc,Kent,county,k,inc\nmedway,Medway,county,m,inc\n");
        if (codes != "")
        {
            await at.DropAsync("population.csv", "area_code,age_band,estimate_year,effective_from,population\n"
                + string.Concat(codes.Split(' ').Select(code => $"{code},0-17,2010,2010-04-01,10000\n")));
        }

        await at.DropAsync("child.csv", "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\nC1,2004-01-01,F,,,\n");
        var receipt = at.Receipt("child.csv");
        Assert.Equal(remedy is not null, receipt.Contains("own: kent-inc-uasc, medway. ", StringComparison.Ordinal));
        Assert.Contains(remedy ?? "", receipt, StringComparison.Ordinal);
    }

    /// <summary>A new table of teams can take the county's rates and a scorecard's figures away.</summary>
    [Fact]
    public async Task Receipt_OfTeams_NamesWhatTheyTakeAway()
    {
        await at.DropAsync("scorecard.csv", Header + NoCode + District + Area);
        await at.DropAsync("population.csv", "area_code,age_band,estimate_year,effective_from,population\n"
            + "D1,0-17,2010,2010-04-01,10000\nD2,0-17,2010,2010-04-01,10000\n");
        await at.DropAsync("team.csv", Team);
        Assert.DoesNotContain("is counted for", at.Receipt("team.csv"), StringComparison.Ordinal);

        await at.DropAsync("new.csv", Team.Replace("E,Y", "F,Y", StringComparison.Ordinal) + "T9,New,D9,F,Y,2012-05-01\n");
        Assert.Contains("is not known: e (no row of E), kent-inc-uasc (no slice_code). ", at.Receipt("new.csv"), StringComparison.Ordinal);
        Assert.Contains(
            "Nothing is counted for these scorecards, since no row here has their slice_code: e (E).",
            at.Receipt("new.csv"), StringComparison.Ordinal);
    }
}
