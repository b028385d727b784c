using Scorecards.Domain;

namespace Scorecards.Tests.Recovery;

/// <summary>A file that wanted rows of the catalogue is read again once they are there.</summary>
public sealed class WantedRowsTests
{
    const string Indicators = "indicator,section,section_order,order,name,polarity,basis,unit,decimals,active_to\n";

    const string Fresh = "fresh,how-much,1,20,Fresh things,H,Snapshot,percent,1,";

    const string Fresher = "fresher,how-much,1,21,Fresher things,H,Snapshot,percent,1,";

    readonly Installation at = new();

    /// <summary>A reading that refuses the whole file makes no entry: what was accepted of it stays, and nobody reads it again each hour.</summary>
    [Theory]
    [InlineData("2012-05-31", 2)]
    [InlineData("2012-04-30", 1)]
    public async Task ReadingAgain_Ends_WhateverComesOfIt(string activeTo, int accepted)
    {
        await at.DropAsync("first.csv", $"{Indicators}{Fresh}\n");
        at.Upload("both.csv", $"{Indicators}{Fresh}{activeTo}\n{Fresher}{activeTo}\n");
        await at.DropAsync("may.csv", "scorecard,indicator,month,value\nkent-inc-uasc,fresh,2012-05,80\nkent-inc-uasc,fresher,2012-05,81\n");
        await at.TakeInAsync("both.csv");
        await at.SweepAsync();
        Assert.Equal(accepted, (await at.JournalAsync()).FindUpload("", "may.csv")!.Rows.Accepted);
        Assert.Equal(0, (await at.App.Sweep.RunAsync(default)).Unfollowed);
    }

    [Fact]
    public async Task RefusedFile_IsReadOnceForEachCatalogueFile_HoweverManyDoNotHelp()
    {
        string[] others = ["other-1", "other-2", "other-3"];
        foreach (var other in others)
        {
            at.Upload($"{other}.csv", $"{Indicators}{other},how-much,1,90,Name of {other},H,Snapshot,percent,1,\n");
        }

        await at.DropAsync("may.csv", "scorecard,indicator,month,value\nkent-inc-uasc,fresh,2012-05,80\n");
        foreach (var other in others)
        {
            await at.TakeInAsync($"{other}.csv");
        }

        await at.SweepAsync();
        var journal = await at.JournalAsync();
        Assert.Equal(("1 3 5 7", 7), (string.Join(' ', journal.OfKind(EntryKind.Refused)), journal.Head));
        Assert.Equal(0, (await at.App.Sweep.RunAsync(default)).Unfollowed);
    }

    /// <summary>The storage's clock has whole seconds.</summary>
    [Fact]
    public async Task CatalogueFileOfTheSameSecond_IsEnough()
    {
        at.Upload("indicator.csv", $"{Indicators}{Fresh}\n");
        at.Time.Now -= TimeSpan.FromSeconds(10);
        await at.DropAsync("may.csv", "scorecard,indicator,month,value\nkent-inc-uasc,fresh,2012-05,80\n");
        await at.TakeInAsync("indicator.csv");
        var journal = await at.JournalAsync();
        Assert.Equal(journal[1].Received, journal[2].Received);
        Assert.Equal(80, (await at.ResultAsync("kent-inc-uasc", new Month(2012, 5), "fresh"))!.Figure!.Value.Value);
    }

    [Fact]
    public async Task TableOfNames_IsReadAgain_OnceTheyAreIndicators()
    {
        at.Upload("indicator.csv", $"{Indicators}{Fresh}\n");
        await at.DropAsync("kent-inc-uasc.csv", "Name,Apr-12,May-12\nFresh things,80,81\n");
        await at.TakeInAsync("indicator.csv");
        Assert.Equal(81, (await at.ResultAsync("kent-inc-uasc", new Month(2012, 5), "fresh"))!.Figure!.Value.Value);
    }

    [Fact]
    public async Task WideTable_IsReadAgain_OnceTheScorecardOfAColumnIsThere()
    {
        const string Scorecards = "scorecard,name,slice,uasc\n";
        await at.DropAsync("ashford.csv", $"{Scorecards}ashford-inc-uasc,\"Ashford, inc UASC\",district,inc\n");
        at.Upload("thanet.csv", $"{Scorecards}thanet-inc-uasc,\"Thanet, inc UASC\",district,inc\n");
        await at.DropAsync("may.csv", "indicator,month,\"Kent, inc UASC\",\"Ashford, inc UASC\",\"Thanet, inc UASC\"\ncaf-rate,2012-05,66,67,68\n");
        Assert.Equal(1, (await at.JournalAsync()).FindUpload("", "may.csv")!.Rows.Refused);
        await at.TakeInAsync("thanet.csv");
        Assert.Equal(68, (await at.ResultAsync("thanet-inc-uasc", new Month(2012, 5), "caf-rate"))!.Figure!.Value.Value);
    }
}
