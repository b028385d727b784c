using System.Text;
using Scorecards.Domain;
using Scorecards.Tests.Recovery;
using static Scorecards.Tests.Returns.ReturnFiles;

namespace Scorecards.Tests.Returns;

/// <summary>
/// A table of teams after a return takes figures of open cases from the county until the allocations come: that is said wherever a missing table is.
/// </summary>
public sealed class TeamsAfterReturnsTests : IAsyncLifetime
{
    const string County = "kent-inc-uasc";

    const string Scorecards = "scorecard,name,slice,slice_code,uasc\nkent-inc-uasc,\"Kent, inc UASC\",county,K,inc\n"
        + "england-published,England,county,E92000001,inc\n";

    const string Population = "area_code,age_band,estimate_year,effective_from,population\nK,0-17,2010,2010-04-01,10000\n";

    const string Team = "team_code,team_name,district_code,area_code,fieldwork,valid_from,valid_to\nT1,Duty,D1,A1,Y,2008-04-01,\n";

    const string Allocation = "allocation_id,child_id,worker_id,role,team_code,start_date,end_date\nL1,INVENTED1,W1,CASEHOLDER,T1,2012-05-03,\n";

    static readonly Month May = new(2012, 5);

    /// <summary>What of a census asks for the case holder's team, and counts 0 where there is no plan.</summary>
    static readonly string[] OfOpenCases = ["cin-rate", "cpp-current-18m", "cpp-rate", "ethnicity-recorded", "ni67-cpp-reviews"];

    readonly Installation at = new();

    public Task InitializeAsync() => at.BeginInMarchAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task TakenFigures_AreMissing_WithTheTableThatTheyNeed_UntilItComes()
    {
        await DropAsync(("scorecard.csv", Scorecards), ("population.csv", Population));
        await DropAsync(("cin.xml", Census(Child("INVENTED1", "2004-03-17", Referral("2012-05-02")))));
        Assert.Equal(1, await InNeedAsync());
        Assert.Empty(await TakenAsync(County));

        await DropAsync(("team.csv", Team));
        Assert.Null(await InNeedAsync());
        Assert.Equal(OfOpenCases, await TakenAsync(County));
        Assert.Empty(await TakenAsync("england-published"));

        await DropAsync(("allocation.csv", Allocation));
        Assert.Equal(1, await InNeedAsync());
        Assert.Empty(await TakenAsync(County));
    }

    /// <summary>No month before has them either, since each is counted at once: the month would look complete.</summary>
    [Fact]
    public async Task WhatAsksForTheYearBefore_IsMissing_WhereThisYearsCensusAloneIsThere()
    {
        await DropAsync(("scorecard.csv", Scorecards), ("population.csv", Population));
        Assert.Empty(await MissingAsync(County));
        await DropAsync(("cin.xml", Census(Child("INVENTED1", "2004-03-17", Referral("2012-05-02")))));

        Assert.Equal(
            ["referral-rate", "rereferral-12m"],
            (await MissingAsync(County)).Where(m => m.Records.SequenceEqual(["referral"])).Select(m => m.Indicator.Id.Value)
                .Order(StringComparer.Ordinal));
        Assert.Empty(await MissingAsync("england-published"));
    }

    [Fact]
    public async Task WithdrawnTableOfTeams_GivesTheFiguresBack()
    {
        await DropAsync(("scorecard.csv", Scorecards), ("population.csv", Population));
        await DropAsync(("cin.xml", Census(Child("INVENTED1", "2004-03-17", Referral("2012-05-02")))), ("team.csv", Team));
        await at.App.Operations.WithdrawAsync("", "team.csv", "R. Jones", default);
        await at.CalculateAsync();
        Assert.Equal(1, await InNeedAsync());
        Assert.Empty(await TakenAsync(County));
    }

    [Fact]
    public async Task ReceiptOfTheTeams_SaysWhatTheyTake()
    {
        await DropAsync(("scorecard.csv", Scorecards), ("population.csv", Population));
        await DropAsync(("cin.xml", Census(Child("INVENTED1", "2004-03-17", Referral("2012-05-02")))), ("team.csv", Team));
        Assert.Contains("counted only with allocation too, those of the county as well: ", at.Receipt("team.csv"), StringComparison.Ordinal);
        Assert.All(OfOpenCases, indicator => Assert.Contains(indicator, at.Receipt("team.csv"), StringComparison.Ordinal));
        Assert.Contains("Upload allocation, or withdraw the table of teams", at.Receipt("team.csv"), StringComparison.Ordinal);
    }

    /// <summary>The council's own count of children in need does not ask for the case holder's team.</summary>
    [Fact]
    public async Task ReceiptOfTheTeams_GoesByTheCouncilsOwnDefinitions_InAZipWithScorecardsToo()
    {
        await DropAsync(("scorecard.csv", Scorecards), ("population.csv", Population));
        await DropAsync(
            ("cin.xml", Census(Child("INVENTED1", "2004-03-17", Referral("2012-05-02")))),
            ("cin-rate.sql", "SELECT referral_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator FROM referral"));
        await at.DropAsync("team.zip", XlsxBuilder.Zip(
            [("scorecard.csv", Encoding.UTF8.GetBytes(Scorecards)), ("team.csv", Encoding.UTF8.GetBytes(Team))]));
        Assert.Contains("counted only with allocation too, those of the county as well: ", at.Receipt("team.zip"), StringComparison.Ordinal);
        Assert.DoesNotContain("cin-rate", at.Receipt("team.zip"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReceiptOfTheTeams_SaysNothing_WhereNoReturnWasUploaded()
    {
        await DropAsync(("scorecard.csv", Scorecards), ("population.csv", Population), ("team.csv", Team));
        Assert.DoesNotContain("counted only with", at.Receipt("team.csv"), StringComparison.Ordinal);
    }

    async Task<decimal?> InNeedAsync() => (await at.ResultAsync(County, May, "cin-rate"))?.Numerator;

    /// <summary>The indicators that are missing for want of allocations, as the uploads page and the notice name them.</summary>
    async Task<IEnumerable<string>> TakenAsync(string scorecard) => (await MissingAsync(scorecard))
        .Where(m => m.Records.SequenceEqual(["allocation"])).Select(m => m.Indicator.Id.Value).Order(StringComparer.Ordinal);

    async Task<IReadOnlyList<MissingFigure>> MissingAsync(string scorecard)
    {
        var asOf = await at.App.Months.AtAsync(await at.JournalAsync(), default);
        var now = await asOf.ReadAsync(scorecard, May, default);
        return (await asOf.IncompleteAsync(scorecard, May, now, default))?.Missing ?? [];
    }

    async Task DropAsync(params (string Path, string Content)[] files)
    {
        await at.IngestAsync(files);
        await at.CalculateAsync();
    }
}
