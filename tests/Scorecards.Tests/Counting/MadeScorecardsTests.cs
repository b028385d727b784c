using Scorecards.Domain;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Counting;

/// <summary>Scorecards that the setting Records__Scorecards makes of team.csv, and a council's own of the same slice.</summary>
public sealed class MadeScorecardsTests : IAsyncLifetime
{
    const string Team = "team_code,team_name,district_code,area_code,fieldwork,valid_from\nT1,Duty,D1,A1,Y,2008-04-01\n";

    static readonly (string Name, string Content)[] Files =
    [
        ("child.csv", "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\nC1,2004-01-01,F,,,\n"),
        ("team.csv", Team),
        ("population.csv", "area_code,age_band,estimate_year,effective_from,population\nD1,0-17,2010,2010-04-01,10000\n"),
        ("referral.csv", "referral_id,child_id,referral_date,nfa,closure_date,team_code\nR1,C1,2012-04-02,N,,T1\n"),
    ];

    static readonly Month April = new(2012, 4);

    readonly Installation at = new();

    public async Task InitializeAsync()
    {
        await at.BeginInMarchAsync();
        await at.CountOnlyAsync(new Month(2012, 3), "referral-rate");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Receipt_NamesNoSlice_WhoseScorecardTheSettingMakes()
    {
        var app = at.Start(madeScorecards: "district;team");
        await at.IngestAsync([("team.csv", Team)], app);

        var receipt = at.Receipt("team.csv");
        Assert.Contains("Without a scorecard: area A1.", receipt, StringComparison.Ordinal);
        Assert.DoesNotContain("Without a scorecard: team", receipt, StringComparison.Ordinal);
    }

    /// <summary>Whichever is uploaded first.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DeclaredScorecard_IsTheOnlyOneOfItsSlice_WhereTheSettingMakesScorecards(bool isFirst)
    {
        const string Declared = "scorecard,name,slice,slice_code,uasc\ndover,Dover,district,d1,inc\n";
        var app = at.Start(madeScorecards: "district");
        var files = new List<(string Name, string Content)>(Files);
        files.Insert(isFirst ? 0 : files.Count, ("dover.csv", Declared));
        foreach (var (name, content) in files)
        {
            await at.DropAsync(name, content, app);
        }

        var scorecards = (await app.CatalogueReader.ReadAsync(default)).Catalogue.Scorecards;
        Assert.Equal(
            ["district-d1-exc-uasc", "dover"],
            scorecards.Where(s => s.Slice == Slice.District).Select(s => s.Id.Value).Order(StringComparer.Ordinal));
        Assert.Equal(1, (await at.ResultAsync("dover", April, "referral-rate"))!.Numerator);
        Assert.Null(await at.ResultAsync("district-d1-inc-uasc", April, "referral-rate"));
    }

    /// <summary>However often it changes, and codes that make one id are two scorecards.</summary>
    [Fact]
    public async Task MadeScorecards_HaveTheNamesAndParentsOfTheNewestTeams_UnlessDeclared()
    {
        var app = at.Start(madeScorecards: "county;area;team");
        await at.DropAsync("population.csv", Files[2].Content);
        foreach (var (name, area, day) in new[] { ("Duty", "a1", "01"), ("Access", "a2", "01"), ("Duty", "a1", "02") })
        {
            var teams = $"{Team}T-2,{name},D1,A1,Y,2008-04-{day}\nT 2,Other,D1,A1,Y,2008-04-01\n";
            var parent = $"area-{area}-inc-uasc";
            await at.DropAsync("team.csv", teams.Replace("A1", area, StringComparison.Ordinal), app);
            Assert.Equal(($"{name}, inc UASC", parent), await TeamAsync("team-t-2-inc-uasc-2"));
            Assert.Equal(("Other, inc UASC", parent), await TeamAsync("team-t-2-inc-uasc"));
        }

        await at.DropAsync("own.csv", "scorecard,name,slice,slice_code,uasc\nteam-t-2-inc-uasc-2,Our own name,team,T-2,inc\n", app);
        await at.DropAsync("team.csv", $"{Team}T-2,Third,D1,A1,Y,2008-04-01\n", app);
        Assert.Equal(("Our own name", ""), await TeamAsync("team-t-2-inc-uasc-2"));

        async Task<(string Name, string Parent)> TeamAsync(string id) =>
            (await app.CatalogueReader.ReadAsync(default)).Catalogue.Scorecard(id) is var found ? (found!.Name, found.Parent?.Value ?? "") : default;
    }

    /// <summary>A team that has closed does not go on as 0, and green; one that opens again goes on.</summary>
    [Fact]
    public async Task MadeScorecards_EndWithTheLastOfTheirTeams()
    {
        var app = at.Start(madeScorecards: "district;team");
        foreach (var (name, content) in Files.Where(file => file.Name != "team.csv"))
        {
            await at.DropAsync(name, content + (name == "population.csv" ? "D2,0-17,2010,2010-04-01,20000\n" : ""), app);
        }

        foreach (var (lastDay, firstDay) in new[] { ("2012-04-30", "01"), ("", "01"), ("2012-04-30", "02") })
        {
            await at.DropAsync("team.csv", "team_code,team_name,district_code,area_code,fieldwork,valid_from,valid_to\n"
                + $"T1,Duty,D1,A1,Y,2008-04-{firstDay},{lastDay}\nT2,Duty,D2,A1,Y,2008-04-01,2012-03-31\nT3,Duty,D2,A1,Y,2012-04-01,\n", app);
            Assert.Equal(lastDay, await LastDayAsync("team-t1-exc-uasc"));
            Assert.Equal(lastDay, await LastDayAsync("district-d1-inc-uasc"));
            Assert.Equal("2012-03-31", await LastDayAsync("team-t2-inc-uasc"));
            Assert.Equal("", await LastDayAsync("district-d2-inc-uasc"));
            Assert.Equal(1, (await at.ResultAsync("district-d1-inc-uasc", April, "referral-rate"))!.Numerator);
            Assert.Equal(0, (await at.ResultAsync("district-d2-inc-uasc", April.Next(), "referral-rate"))!.Numerator);
            Assert.Equal(lastDay == "" ? 1 : null, (await at.ResultAsync("district-d1-inc-uasc", April.Next(), "referral-rate"))?.Numerator);
        }

        async Task<string> LastDayAsync(string id) =>
            $"{(await app.CatalogueReader.ReadAsync(default)).Catalogue.Scorecard(id)!.ActiveTo:yyyy-MM-dd}";
    }

    [Fact]
    public async Task Receipt_NamesDeclaredScorecards_WhoseTeamsHaveALastDay_AndTheyHaveNone()
    {
        await at.DropAsync(
            "own.csv", "scorecard,name,slice,slice_code,uasc,active_to\nt1,T1,team,T1,inc,\nt2,T2,team,T2,inc,2012-03-31\nd1,D1,district,D1,inc,\n");
        const string Teams = "team_code,team_name,district_code,area_code,fieldwork,valid_from,valid_to\n"
            + "T1,Duty,D1,A1,Y,2008-04-01,2012-04-30\nT2,Duty,D1,A1,Y,2008-04-01,2012-03-31\n";
        await at.DropAsync("ahead.csv", Teams.Replace("2012", "2099", StringComparison.Ordinal));
        Assert.DoesNotContain("mostly as 0", at.Receipt("ahead.csv"), StringComparison.Ordinal);
        await at.DropAsync("team.csv", Teams);
        Assert.Contains("mostly as 0: d1 (2012-04-30), t1 (2012-04-30). ", at.Receipt("team.csv"), StringComparison.Ordinal);

        await at.DropAsync("open.csv", $"{Teams}T3,Duty,D1,A1,Y,2012-05-01,\n");
        Assert.Contains("mostly as 0: t1 (2012-04-30). ", at.Receipt("open.csv"), StringComparison.Ordinal);
    }

    /// <summary>Erased bytes are refused from then on, and the same teams would give the same.</summary>
    [Fact]
    public async Task MadeScorecards_AreMadeAgain_AfterTheirFileWasErased()
    {
        var app = at.Start(madeScorecards: "district");
        foreach (var (name, content) in Files)
        {
            await at.DropAsync(name, content, app);
        }

        var known = await at.JournalAsync();
        await app.Erasure.EraseAsync(known[known.OfPath("counted/scorecards.csv")[^1]].Sha256!, "test", default);
        await app.Sweep.RunAsync(default);
        await at.CalculateAsync(app);
        Assert.Contains((await app.CatalogueReader.ReadAsync(default)).Catalogue.Scorecards, s => s.Id == "district-d1-inc-uasc");
        Assert.Equal(1, (await at.ResultAsync("district-d1-inc-uasc", April, "referral-rate"))!.Numerator);
    }

    /// <summary>What was made once, of the same bytes, is made again.</summary>
    [Fact]
    public async Task MadeScorecards_AreThoseThatAreMissing_HoweverOftenOneIsDeclaredAndWithdrawn()
    {
        var app = at.Start(madeScorecards: "district");
        foreach (var (name, content) in Files)
        {
            var ofD2 = name switch { "team.csv" => "T2,Duty,D2,A1,Y,2008-04-01\n", "population.csv" => "D2,0-17,2010,2010-04-01,20000\n", _ => "" };
            await at.DropAsync(name, content + ofD2, app);
        }

        foreach (var name in new[] { "dover.csv", "dover-again.csv", "and-again.csv" })
        {
            await at.DropAsync(name, $"scorecard,name,slice,slice_code,uasc\ndover,Dover of {name},district,D1,inc\n", app);
            Assert.Equal(["district-d1-exc-uasc", "district-d2-exc-uasc", "district-d2-inc-uasc", "dover"], await DistrictsAsync());
            Assert.Equal(0, (await at.ResultAsync("district-d2-inc-uasc", April, "referral-rate"))!.Numerator);

            await app.Operations.WithdrawAsync("", name, "R. Jones", default);
            await at.CalculateAsync(app);
            Assert.Equal(
                ["district-d1-exc-uasc", "district-d1-inc-uasc", "district-d2-exc-uasc", "district-d2-inc-uasc"], await DistrictsAsync());
            Assert.Equal(1, (await at.ResultAsync("district-d1-inc-uasc", April, "referral-rate"))!.Numerator);
        }

        async Task<IEnumerable<string>> DistrictsAsync() => (await app.CatalogueReader.ReadAsync(default)).Catalogue.Scorecards
            .Where(s => s.Slice == Slice.District).Select(s => s.Id.Value).Order(StringComparer.Ordinal);
    }
}
