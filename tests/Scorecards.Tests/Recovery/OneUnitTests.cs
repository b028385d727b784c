using System.Text;
using Scorecards.Domain;

namespace Scorecards.Tests.Recovery;

/// <summary>A zip or workbook is one unit: what it declares is taken before what uses it, and it is one entry of the journal.</summary>
public sealed class OneUnitTests
{
    const string Figures = "scorecard,indicator,month,value\n";
    const string Measures = Figures + "team-a,dogs,2012-05,5\nteam-a,caf-rate,2012-05,66\n";
    const string Targets = "indicator,scorecard,effective_from,target\ndogs,team-a,2012-04-01,4\n";
    const string Scorecards = "scorecard,name,parent,slice,uasc\nteam-a,Team A,kent-inc-uasc,team,inc\n";
    const string Indicators = "indicator,section,section_order,order,name,polarity,basis,unit,decimals\n"
        + "dogs,how-much,1,99,Number of dogs,L,Snapshot,count,0\n";

    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    [Theory]
    [InlineData(0, 1, 2, 3)]
    [InlineData(3, 2, 1, 0)]
    [InlineData(2, 0, 3, 1)]
    public async Task Zip_GivesTheSame_WhateverTheOrderOfItsFiles(params int[] order)
    {
        string[] files = [Measures, Targets, Scorecards, Indicators];
        await at.DropAsync("all.zip", XlsxBuilder.Zip(order.Select((of, i) => ($"{i}.csv", Encoding.UTF8.GetBytes(files[of])))));
        var journal = await at.JournalAsync();
        Assert.Equal((1L, 5L, 0L), (journal.Head, journal[1].Rows.Accepted, journal[1].Rows.Refused));
        var dogs = (await at.ResultAsync("team-a", May, "dogs"))!;
        Assert.Equal((5m, 4m), (dogs.Figure!.Value.Value, dogs.Target));
    }

    [Fact]
    public async Task WideTable_IsKnown_ByScorecardsThatALaterFileDeclares()
    {
        var wide = "indicator,month,Team A,\"Kent, inc UASC\"\ncaf-rate,2012-05,66,67\n";
        await at.DropAsync("all.zip", XlsxBuilder.Zip([("a.csv", Encoding.UTF8.GetBytes(wide)), ("b.csv", Encoding.UTF8.GetBytes(Scorecards))]));
        Assert.Equal(66m, (await at.ResultAsync("team-a", May, "caf-rate"))!.Figure!.Value.Value);
    }

    [Fact]
    public async Task NothingCounts_WhereTheHeaderOfOneFileLacksAColumn()
    {
        var wrong = "scorecard,name,slice\nteam-b,Team B,team\n";
        await at.DropAsync("all.zip", XlsxBuilder.Zip([("a.csv", Encoding.UTF8.GetBytes(Scorecards)), ("b.csv", Encoding.UTF8.GetBytes(wrong))]));
        var entry = (await at.JournalAsync())[1];
        Assert.Equal(EntryKind.Refused, entry.Kind);
        Assert.Null((await at.App.CatalogueReader.ReadAsync(default)).Catalogue.Scorecard("team-a"));
    }

    [Fact]
    public async Task RetiredScorecard_IsNotMissing_AndItsMonthsStay()
    {
        await at.DropAsync("may.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-04,66\n");
        await at.DropAsync("retired.csv", "scorecard,name,slice,uasc,active_to\nkent-inc-uasc,\"Kent, inc UASC\",county,inc,2012-04-30\n");
        var catalogue = (await at.App.CatalogueReader.ReadAsync(default)).Catalogue;
        var kent = catalogue.Scorecard("kent-inc-uasc")!;
        Assert.True(kent.HasEnded(new DateOnly(2012, 5, 1)));
        Assert.False(kent.HasEnded(new DateOnly(2012, 4, 30)));
        var april = (await at.App.Results.FindAsync(kent.Id, new Month(2012, 4), null, default))!.Scorecard;
        Assert.Null(MissingFigures.Find(catalogue, kent, May, null, april, []));
        Assert.NotNull(await at.ResultAsync("kent-inc-uasc", new Month(2012, 4), "caf-rate"));
    }
}
