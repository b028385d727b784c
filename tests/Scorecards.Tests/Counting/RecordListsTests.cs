using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Scorecards.Application;
using Scorecards.Application.Queries;
using Scorecards.Application.Records;
using Scorecards.Domain;
using Scorecards.Storage;
using Scorecards.Tests.Protocol;
using Scorecards.Tests.Recovery;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests.Counting;

/// <summary>The records behind a figure are as many as it counts, and of nobody else.</summary>
public sealed class RecordListsTests
{
    readonly Installation at = new();

    /// <summary>R2 is of an unaccompanied child, R3 of another district.</summary>
    [Theory]
    [InlineData("kent-inc-uasc", "R1 R2 R3")]
    [InlineData("d1-inc", "R1 R2")]
    [InlineData("d1-exc", "R1")]
    [InlineData("a1-inc", "R1 R2")]
    public async Task List_HasTheRecordsOfItsSliceAndBasis(string scorecard, string records)
    {
        await DropAsync();
        Assert.Equal(records.Split(' ').Length, (await at.ResultAsync(scorecard, new Month(2012, 4), "referral-rate"))!.Numerator);

        using var lists = Lists(new Moment(_ => false));
        Assert.Equal(records, await ReadAsync(lists, scorecard));
    }

    [Fact]
    public async Task List_IsMade_ThoughATableWasErasedThatItDoesNotRead()
    {
        await DropAsync();
        var audits = await at.DropAsync("audit.csv", "audit_id,child_id,completed_date,judgement,team_code\nU1,C1,2012-04-20,GOOD,T1\n");
        await at.App.Erasure.EraseAsync(audits, "test", default);

        using var lists = Lists(new Moment(_ => false));
        Assert.Equal("R1 R2 R3", await ReadAsync(lists, "kent-inc-uasc"));
    }

    /// <summary>It has the source of the newest figure that it follows from, which was counted, and a built-in definition besides.</summary>
    [Fact]
    public async Task FigureThatFollowsFromOthers_HasNoList()
    {
        await DropAsync();
        await FollowAsync();

        using var lists = Lists(new Moment(_ => false));
        Assert.Equal(
            404,
            (await Assert.ThrowsAsync<ProblemException>(() => lists.FindAsync("kent-inc-uasc", "2012-04", "ia-rate", ["of-lists"], default)))
                .Status);
    }

    /// <summary>No definition has counted it, and the count that it follows from is on record.</summary>
    [Fact]
    public async Task FigureThatFollowsFromOthers_IsExplainedByItsFormula_AndNamesTheCount()
    {
        await DropAsync();
        await FollowAsync();

        var why = await at.Explanations().FindAsync("kent-inc-uasc", "2012-04", "ia-rate", [], default);
        Assert.Equal((true, null), (why.IsFormulaUsed, why.Definition));
        var source = Assert.Single(why.Sources);
        Assert.Equal(("counted/2012-04.csv", null), (source.Extract, source.Table));
        Assert.NotNull(source.Row);

        var counted = await at.Explanations().FindAsync("kent-inc-uasc", "2012-04", "referral-rate", [], default);
        Assert.True(counted.Definition!.IsUsed);
        Assert.Equal(["child.csv", "population.csv", "referral.csv", "team.csv"], counted.Sources.Select(s => s.Extract));
    }

    /// <summary>Assessments follow from the referrals that were counted.</summary>
    async Task FollowAsync()
    {
        await at.DropAsync(
            "formula.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,formula\n"
            + "ia-rate,how-much,1,4,Assessments,T,Rolling 12 Months,per10000,1,referral-rate + referral-rate\n");
        await at.CalculateAsync();
        Assert.Equal("counted/2012-04.csv", (await at.ResultAsync("kent-inc-uasc", new Month(2012, 4), "ia-rate"))!.Source!.Extract);
    }

    /// <summary>Its month is issued, so the count stays, and the formula has no figures to follow from.</summary>
    [Fact]
    public async Task FigureThatWasCountedBeforeItHadAFormula_KeepsItsListAndItsDefinition()
    {
        await DropAsync();
        await at.IssueAsync(new Month(2012, 4));
        await at.DropAsync(
            "formula.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,formula\n"
            + "referral-rate,how-much,1,4,Referrals,T,Rolling 12 Months,per10000,1,ia-rate + ia-rate\n");
        await at.CalculateAsync();

        var why = await at.Explanations().FindAsync("kent-inc-uasc", "2012-04", "referral-rate", [], default);
        Assert.Equal((false, true), (why.IsFormulaUsed, why.Definition?.IsUsed));
        Assert.Equal(["child.csv", "population.csv", "referral.csv", "team.csv"], why.Sources.Select(s => s.Extract));
        using var lists = Lists(new Moment(_ => false));
        Assert.Equal("R1 R2 R3", await ReadAsync(lists, "kent-inc-uasc"));
    }

    /// <summary>Its month is issued, so its figure stays that of district 1.</summary>
    [Fact]
    public async Task List_IsOfTheSliceThatWasCounted_ThoughItsScorecardHasAnotherSince()
    {
        await DropAsync();
        await new Issue(at.App).RunAsync("kent", new Month(2012, 4), ["d1-inc"], default);
        await at.CalculateAsync();
        await at.DropAsync(
            "corrected.csv", "scorecard,name,slice,slice_code,uasc,active_from\nd1-inc,District 1,district,D2,inc,2012-03-01\n");
        Assert.Equal(2, (await at.ResultAsync("d1-inc", new Month(2012, 4), "referral-rate"))!.Numerator);

        using var lists = Lists(new Moment(_ => false));
        Assert.Equal("R1 R2", await ReadAsync(lists, "d1-inc"));
    }

    /// <summary>Each holds its tables in memory, which may be large.</summary>
    [Fact]
    public async Task Lists_ThatAreAskedForAtOnce_AreMadeOneAfterTheOther_AndEachOnce()
    {
        await DropAsync();
        var requests = new Noted();
        using var lists = Lists(requests);
        string[] asked = ["kent-inc-uasc", "d1-inc", "kent-inc-uasc", "d1-inc"];
        var read = await Task.WhenAll(asked.Select(scorecard => ReadAsync(lists, scorecard)));

        Assert.Equal("R1 R2 R3, R1 R2, R1 R2 R3, R1 R2", string.Join(", ", read));
        var made = requests.Texts.Where(text => text.StartsWith("get facts/", StringComparison.Ordinal)
            || (text.StartsWith("write lists/", StringComparison.Ordinal) && !text.StartsWith("write lists/reads/", StringComparison.Ordinal)));
        Assert.Equal("get get get get write get get get get write", string.Join(' ', made.Select(text => text.Split(' ')[0])));
    }

    RecordLists Lists(IRequests requests)
    {
        var storage = new SimulatedStorage(at.Account, requests, null);
        var settings = Options.Create(new RecordSettings { ListKeys = { [Sha256Text.Hash("of-lists")] = "R. Jones" } });
        var tables = new RecordTables(new FactFiles(storage), at.App.CatalogueReader, new CheckedRecords(TimeProvider.System), settings);
        var figures = new CountedFigures(at.App.Journal, at.App.CatalogueReader, at.Queries());
        return new RecordLists(figures, tables, new ListFiles(storage), settings, at.Time, NullLogger<RecordLists>.Instance);
    }

    /// <returns>The keys of the records.</returns>
    static async Task<string> ReadAsync(RecordLists lists, string scorecard)
    {
        var file = (MadeFile)await lists.FindAsync(scorecard, "2012-04", "referral-rate", ["of-lists"], default);
        using var reader = new StreamReader(file.Content);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1);
        return string.Join(' ', lines.Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal));
    }

    async Task DropAsync()
    {
        at.Time.Now = new DateTimeOffset(2012, 5, 2, 9, 0, 0, TimeSpan.Zero);
        await at.BeginInMarchAsync();
        await at.CountOnlyAsync("referral-rate");
        await at.DropAsync(
            "districts.csv",
            "scorecard,name,slice,slice_code,uasc,active_from\nd1-inc,District 1,district,D1,inc,2012-03-01\n"
            + "d1-exc,\"District 1, exc UASC\",district,D1,exc,2012-03-01\n"
            + "a1-inc,Area 1,area,A1,inc,2012-03-01\n");
        await at.DropAsync(
            "team.csv",
            "team_code,team_name,district_code,area_code,fieldwork,valid_from\nT1,Duty,D1,A1,Y,2008-04-01\nT2,Duty 2,D2,A2,Y,2008-04-01\n");
        await at.DropAsync(
            "population.csv",
            "area_code,age_band,estimate_year,effective_from,population\nD1,0-17,2010,2010-04-01,10000\nD2,0-17,2010,2010-04-01,10000\n");
        await at.DropAsync(
            "child.csv",
            "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\nC1,2004-01-01,F,,,\nC2,2004-01-01,M,,2012-01-01,\n");
        await at.DropAsync(
            "referral.csv",
            "referral_id,child_id,referral_date,nfa,closure_date,team_code\n"
            + "R1,C1,2012-04-02,N,,T1\nR2,C2,2012-04-03,N,,T1\nR3,C1,2012-04-24,N,,T2\n");
    }

    /// <summary>Notes each request, and carries it out once others had their turn.</summary>
    sealed class Noted : IRequests
    {
        public ConcurrentQueue<string> Texts { get; } = [];

        public async Task<T> Ask<T>(string text, bool isWrite, Func<T> effect, bool isOnce = false)
        {
            Texts.Enqueue(text);
            await Task.Yield();
            return effect();
        }
    }
}
