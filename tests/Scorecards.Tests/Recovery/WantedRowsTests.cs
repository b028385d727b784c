using System.Globalization;
using System.Text;
using Scorecards.Domain;

namespace Scorecards.Tests.Recovery;

/// <summary>A file that wanted rows of the catalogue is read again once they are there.</summary>
public sealed class WantedRowsTests
{
    const string Indicators = "indicator,section,section_order,order,name,polarity,basis,unit,decimals,active_to\n";

    const string Fresh = "fresh,how-much,1,20,Fresh things,H,Snapshot,percent,1,";

    const string Fresher = "fresher,how-much,1,21,Fresher things,H,Snapshot,percent,1,";

    const string Whole = "indicator,section,section_order,order,name,polarity,basis,unit,decimals,whole_counts\n"
        + "posts-open,how-much,1,22,Posts that are open,L,Snapshot,count,0,";

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

    /// <summary>It has a row that wants a scorecard, and the other file brings none: they are not read for each other without end.</summary>
    [Fact]
    public async Task CatalogueFileOfTheSameSecond_IsEnough_ThoughItWantsSomethingItself()
    {
        at.Upload("council.zip", XlsxBuilder.Zip(
        [
            ("indicator.csv", Encoding.UTF8.GetBytes($"{Indicators}{Fresh}\n")),
            ("april.csv", "scorecard,indicator,month,value\nkent-inc-uasc,fresh,2012-04,79\nnobody,fresh,2012-04,79\n"u8.ToArray()),
        ]));
        at.Time.Now -= TimeSpan.FromSeconds(10);
        await at.DropAsync("may.csv", "scorecard,indicator,month,value\nkent-inc-uasc,fresh,2012-05,80\n");
        await at.TakeInAsync("council.zip");
        var journal = await at.JournalAsync();
        Assert.Equal((journal[1].Received, "scorecard"), (journal[2].Received, string.Join(' ', journal[2].Wants)));
        Assert.Equal(80, (await at.ResultAsync("kent-inc-uasc", new Month(2012, 5), "fresh"))!.Figure!.Value.Value);
    }

    /// <summary>
    /// Its receipt said what it lacked: the indicators and the same figures once more are uploaded together, and the figures are read first. They
    /// count in the place that they have.
    /// </summary>
    [Fact]
    public async Task SameFileAgain_IsReadAgain_OnceTheCatalogueFileThatCameWithItIsRead()
    {
        const string May = "scorecard,indicator,month,value\nkent-inc-uasc,lac-pep,2012-05,90.3\nkent-inc-uasc,fresh,2012-05,80\n";
        await at.DropAsync("may.csv", May);
        await at.DropAsync("correction.csv", "scorecard,indicator,month,value\nkent-inc-uasc,lac-pep,2012-05,91.4\n");
        at.Upload("indicator.csv", $"{Indicators}{Fresh}\n");
        await at.DropAsync("may.csv", May);
        Assert.Equal(EntryKind.Same, (await at.JournalAsync())[3].Kind);
        Assert.Contains("is not an indicator in the catalogue", at.Receipt("may.csv"), StringComparison.Ordinal);

        await at.TakeInAsync("indicator.csv");
        await RequireReadAsync();
        await at.SweepAsync();
        await RequireReadAsync();
        Assert.Equal(0, (await at.App.Sweep.RunAsync(default)).Unfollowed);

        async Task RequireReadAsync()
        {
            var month = new Month(2012, 5);
            Assert.Equal(80, (await at.ResultAsync("kent-inc-uasc", month, "fresh"))!.Figure!.Value.Value);
            Assert.Equal(91.4m, (await at.ResultAsync("kent-inc-uasc", month, "lac-pep"))!.Figure!.Value.Value);
            Assert.DoesNotContain("is not an indicator in the catalogue", at.Receipt("may.csv"), StringComparison.Ordinal);
            Assert.Equal(5, (await at.JournalAsync()).Head);
        }
    }

    /// <summary>Read again for each time that it came, the last would say what the receipt of the first said: that a row is refused.</summary>
    [Theory]
    [InlineData(false, "Accepted Same Same Accepted")]
    [InlineData(true, "Accepted Same Same Accepted Same")]
    public async Task SameFileOnceMoreAndOnceMore_IsReadOnce_AndItsReceiptIsOfThat(bool isIndicatorFirst, string entries)
    {
        const string May = "scorecard,indicator,month,value\nkent-inc-uasc,lac-pep,2012-05,90.3\nkent-inc-uasc,fresh,2012-05,80\n";
        if (isIndicatorFirst)
        {
            at.Upload("indicator.csv", $"{Indicators}{Fresh}\n");
        }

        await at.DropAsync("may.csv", May);
        if (!isIndicatorFirst)
        {
            at.Upload("indicator.csv", $"{Indicators}{Fresh}\n");
        }

        await at.DropAsync("may.csv", May);
        await at.DropAsync("may.csv", May);
        await at.TakeInAsync("indicator.csv");
        await at.SweepAsync();
        var journal = await at.JournalAsync();
        Assert.Equal(entries, string.Join(' ', journal.OfPath("may.csv").Select(n => journal[n].Kind)));
        Assert.Equal(80, (await at.ResultAsync("kent-inc-uasc", new Month(2012, 5), "fresh"))!.Figure!.Value.Value);
        Assert.DoesNotContain("is not an indicator in the catalogue", at.Receipt("may.csv"), StringComparison.Ordinal);
        Assert.Equal(0, (await at.UploadsAsync()).Where(u => u.Extract == "may.csv").MaxBy(u => u.Received)!.Rows.Refused);
    }

    /// <summary>What was withdrawn meanwhile does not come back by it.</summary>
    [Fact]
    public async Task SameFileAgain_StaysWithdrawn_WhereTheCatalogueFileThatCameWithItIsReadLater()
    {
        const string May = "scorecard,indicator,month,value\nkent-inc-uasc,lac-pep,2012-05,90.3\nkent-inc-uasc,fresh,2012-05,80\n";
        await at.DropAsync("may.csv", May);
        at.Upload("indicator.csv", $"{Indicators}{Fresh}\n");
        await at.DropAsync("may.csv", May);
        await at.DropAsync("withdraw.csv", "withdraw\nmay.csv\n");
        await at.TakeInAsync("indicator.csv");
        await at.SweepAsync();
        Assert.Null((await at.ResultAsync("kent-inc-uasc", new Month(2012, 5), "fresh"))?.Figure);
        var journal = await at.JournalAsync();
        Assert.Equal([EntryKind.Accepted, EntryKind.Same], journal.OfPath("may.csv").Select(n => journal[n].Kind));
    }

    /// <summary>What had ended is opened again, or is counted otherwise: the figures came together with the row that says so.</summary>
    [Theory]
    [InlineData("scorecard,name,slice,uasc,active_to\nteam-a,Team A,team,inc,", "2012-04-30", "", "team-a", "caf-rate", 66.5)]
    [InlineData(Indicators + Fresh, "2012-04-30", "", "kent-inc-uasc", "fresh", 80.5)]
    [InlineData(Whole, "yes", "no", "kent-inc-uasc", "posts-open", 12.5)]
    public async Task Row_IsReadAgain_ThatTheCatalogueLetsInByNow(
        string row, string before, string now, string scorecard, string indicator, double value)
    {
        await at.DropAsync("before.csv", $"{row}{before}\n");
        at.Upload("now.csv", $"{row}{now}\n");
        await at.DropAsync(
            "may.csv", string.Create(
                CultureInfo.InvariantCulture,
                $"scorecard,indicator,month,value\nkent-inc-uasc,lac-pep,2012-05,90.3\n{scorecard},{indicator},2012-05,{value}\n"));
        Assert.Equal(1, (await at.JournalAsync()).FindUpload("", "may.csv")!.Rows.Refused);
        await at.TakeInAsync("now.csv");
        Assert.Equal(0, (await at.JournalAsync()).FindUpload("", "may.csv")!.Rows.Refused);
        Assert.Equal((decimal)value, (await at.ResultAsync(scorecard, new Month(2012, 5), indicator))!.Figure!.Value.Value);
    }

    [Fact]
    public async Task PublishedTable_UploadedAgain_HasTheFiguresOfAnIndicatorThatIsActiveByNow()
    {
        const string Mapped = "3,new_la_code,time_period,part,whole,percent,geographic_level = Local authority";
        const string Published = "time_period,geographic_level,new_la_code,part,whole,percent\n2012,Local authority,E10999901,100,400,25.0\n";
        await at.DropAsync("areas.csv", "scorecard,name,slice,slice_code,uasc\nnorth,Northshire,county,E10999901,inc\n");
        await at.DropAsync("indicator.csv", $"{Indicators}{Fresh}2012-02-29\n{Fresher}\n");
        await at.DropAsync(
            "mapping.csv",
            "mapping,indicator,year_end,scorecard_column,period_column,numerator_column,denominator_column,value_column,filter\n"
                + $"one,fresh,{Mapped}\nother,fresher,{Mapped}\n");
        await at.DropAsync("published.csv", Published);
        Assert.Null((await at.ResultAsync("north", new Month(2012, 3), "fresh"))?.Figure);
        await at.DropAsync("active.csv", $"{Indicators}{Fresh}\n");
        await at.DropAsync("again.csv", Published);
        Assert.Equal(25, (await at.ResultAsync("north", new Month(2012, 3), "fresh"))!.Figure!.Value.Value);
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
