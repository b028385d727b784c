using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScorecardFunctions.Functions;
using ScorecardFunctions.Http;
using Scorecards.Application;
using Scorecards.Application.Ingestion;
using Scorecards.Application.MonthEnd;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests.Recovery;

/// <summary>Before the working day people see which month is next and what it lacks.</summary>
public sealed class MissingQueriesTests
{
    const string Figures = "scorecard,indicator,month,value\n";

    // Its clock begins on 8 June 2012.
    readonly Installation at = new();

    [Fact]
    public async Task NextMonth_IsTheLastThatHasEnded_WithWhatItLacks()
    {
        await at.DropAsync("april.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-04,60\nkent-inc-uasc,seen-ia,2012-04,90\n");
        await at.DropAsync("may.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-05,60\n");
        var next = await Queries().NextAsync(default);
        var line = Assert.Single(next.Scorecards);
        Assert.Equal(("2012-05", "kent-inc-uasc", false, 2), (next.Month, line.Scorecard, line.Issued, line.Expected));
        Assert.Equal((Summer(14, 7), Summer(18, 7)), (line.MailedFrom, line.Deadline));
        Assert.Equal(("seen-ia", "april.csv"), (line.Missing.Single().Indicator, line.Missing.Single().LastExtract));
        var page = await App.Html.UploadsAsync([], UndeliveredMail.None, next);
        Assert.Contains("Next month: May 2012", page, StringComparison.Ordinal);
        Assert.Contains("seen-ia (april.csv).", page, StringComparison.Ordinal);
        Assert.Contains(
            "but without any figures not before its first have been received, and not once the month after it is due.", page,
            StringComparison.Ordinal);
    }

    /// <summary>Nobody can state the figure, and the month is no whole one for that.</summary>
    [Fact]
    public async Task FormulaOverAFormulaThatHasEnded_IsMissing()
    {
        await at.DropAsync("scorecard.csv", "scorecard,name,slice,uasc\nalpha,Alpha,team,inc\n");
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,formula,active_to\n"
            + "one,how-much,1,100,One,L,Snapshot,count,0,,\ntwo,how-much,1,101,Two,L,Snapshot,count,0,,\n"
            + "double,how-much,1,102,Double,L,Snapshot,count,0,two * 2,2012-04-30\nsum,how-much,1,103,Sum,L,Snapshot,count,0,double + one,\n");
        await at.DropAsync("april.csv", $"{Figures}alpha,one,2012-04,3\nalpha,two,2012-04,3\n");
        await at.DropAsync("may.csv", $"{Figures}alpha,one,2012-05,4\nalpha,two,2012-05,4\n");
        Assert.Equal(9, (await at.ResultAsync("alpha", new Month(2012, 4), "sum"))!.Figure!.Value.Value);
        var line = Assert.Single((await Queries().NextAsync(default)).Scorecards);
        Assert.Equal("sum", Assert.Single(line.Missing).Indicator);
    }

    /// <summary>As the preview of its mail says: with <c>early</c> a figure to be corrected until the working day would be mailed before.</summary>
    [Fact]
    public async Task NextMonth_IsMailedOnceItIsOver_WhereItsTimetableIsEarly()
    {
        await at.DropAsync("timetable.csv", "scorecard,working_day,hour,deadline,early\n,8,7,10,yes\n");
        await at.DropAsync("may.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-05,60\n");
        var line = Assert.Single((await Queries().NextAsync(default)).Scorecards);
        Assert.Equal((Summer(1, 0), Summer(18, 7)), (line.MailedFrom, line.Deadline));
    }

    /// <summary>As OpenAPI has a date-time: without an offset a reader elsewhere takes it for UTC, an hour late in summer.</summary>
    [Theory]
    [InlineData("2012-05", "2012-06-14T07:00:00+01:00", "2012-06-18T07:00:00+01:00")]
    [InlineData("2012-01", "2012-02-10T07:00:00+00:00", "2012-02-14T07:00:00+00:00")]
    public async Task Times_AreLondons_WithTheirOffset(string month, string mailedFrom, string deadline)
    {
        await at.DropAsync("figures.csv", $"{Figures}kent-inc-uasc,caf-rate,{month},60\n");
        var json = JsonSerializer.SerializeToElement(await Queries().FindAsync(month, [], default), ScorecardDocuments.Json);
        var line = Assert.Single(json.GetProperty("scorecards").EnumerateArray());
        Assert.Equal((mailedFrom, deadline), (line.GetProperty("mailedFrom").GetString(), line.GetProperty("deadline").GetString()));
    }

    [Theory]
    [InlineData("2012-05", true)]
    [InlineData("2012-06", false)]
    public async Task MonthBeforeTheFirstThatIsMailed_HasNoTimesOfMail(string startMonth, bool isMailed)
    {
        await at.DropAsync("may.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-05,60\n");
        var next = await Queries(startMonth: startMonth).NextAsync(default);
        var line = Assert.Single(next.Scorecards);
        Assert.Equal((isMailed, isMailed), (line.MailedFrom is not null, line.Deadline is not null));
        Assert.Equal(
            !isMailed,
            (await App.Html.UploadsAsync([], UndeliveredMail.None, next)).Contains("<td>not mailed</td>", StringComparison.Ordinal));
    }

    /// <summary>An issued month is not counted by itself: the table alone completes nothing.</summary>
    [Theory]
    [InlineData(false, "posts-qsw (from records: upload workforce).")]
    [InlineData(true, "Issued. posts-qsw (from records: upload workforce, then ask your administrator to count the month again).")]
    public async Task TableThatAnIssuedMonthLacks_IsAskedForWithACount(bool isIssued, string said)
    {
        var lacks = new ScorecardMissing("kent", "Kent", isIssued, default, default, 44, [new("posts-qsw", "Posts", null, ["workforce"])]);
        var page = await App.Html.UploadsAsync([], UndeliveredMail.None, new MonthMissing("2012-05", [lacks], []));
        Assert.Contains($">{said}<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FigureThatWasCountedLast_IsAskedForWithoutAFileThatNobodyUploaded()
    {
        var lacks = new ScorecardMissing("kent", "Kent", false, default, default, 44, [new("posts-qsw", "Posts", "counted/2012-04.csv", [])]);
        var page = await App.Html.UploadsAsync([], UndeliveredMail.None, new MonthMissing("2012-05", [lacks], []));
        Assert.Contains(
            ">posts-qsw (counted from records until last month: see the notes of the newest receipt of records).<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScorecardAboveOthers_ThatNeverHadFigures_IsNamed()
    {
        await at.DropAsync(
            "scorecard.csv",
            "scorecard,name,slice,uasc,parent,active_to\nshire,Shire,county,inc,,\nold,Old,county,inc,,2012-03-31\n"
            + "north,North,district,inc,shire,\nnorth-1,Team 1,team,inc,north,\nsouth,South,district,inc,old,\nempty,Empty,district,inc,shire,\n");
        await at.DropAsync("may.csv", $"{Figures}north-1,caf-rate,2012-05,60\nsouth,caf-rate,2012-05,60\n");
        var next = await Queries().NextAsync(default);
        Assert.Equal(["North", "Shire"], next.WithoutFigures);
        Assert.Contains(
            "No figures yet of North; Shire: a scorecard is not added up", await App.Html.UploadsAsync([], UndeliveredMail.None, next),
            StringComparison.Ordinal);

        await at.DropAsync("more.csv", $"{Figures}north,caf-rate,2012-05,60\nshire,caf-rate,2012-05,60\n");
        Assert.Empty((await Queries().NextAsync(default)).WithoutFigures);
    }

    [Fact]
    public async Task NextMonth_IsThePresentOne_OnceTheLastIsIssued()
    {
        await at.DropAsync("may.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-05,60\n");
        await at.IssueAsync(new Month(2012, 5));
        Assert.Equal("2012-06", (await Queries().NextAsync(default)).Month);
    }

    [Fact]
    public async Task NextMonth_IsTold_WhereTheNewestEntryIsAnErasureInAnIssuedMonth()
    {
        await at.DropAsync("may.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-05,60\n");
        await at.IssueAsync(new Month(2012, 5));
        var sha256 = await at.DropAsync("wrong.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-05,61\n");
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        await at.CalculateAsync();
        Assert.Equal("2012-06", (await Queries().NextAsync(default)).Month);
    }

    /// <summary>It states March, and neither March nor the months after it wait for more.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PublishedTable_IsNotWaitedFor(bool isZip)
    {
        if (isZip)
        {
            await at.DropAsync(
                "published.zip",
                XlsxBuilder.Zip([.. Published("2012-03").Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Content)))]));
        }
        else
        {
            await PublishAsync("2012-03");
        }

        Assert.Empty((await Queries().FindAsync("2012-05", [], default)).Scorecards);
        var march = Assert.Single((await Queries().FindAsync("2012-03", [], default)).Scorecards);
        Assert.Equal("medway-published", march.Scorecard);
        Assert.Empty(march.Missing);
    }

    [Fact]
    public async Task ScorecardAboveOthers_OfPublishedTables_IsNotNamed_AsOneWithoutFigures()
    {
        await PublishAsync("2012-03");
        await at.DropAsync("north.csv", "scorecard,name,slice,uasc,parent\nnorth,North,district,inc,medway-published\n");
        await at.DropAsync("may.csv", $"{Figures}north,caf-rate,2012-05,60\n");
        var next = await Queries().FindAsync("2012-05", [], default);
        Assert.Contains("north", next.Scorecards.Select(s => s.Scorecard));
        Assert.Empty(next.WithoutFigures);
    }

    /// <summary>Beside a published table, and with one of a later month that says nothing else.</summary>
    [Fact]
    public async Task FigureThatAFileStates_IsWaitedFor_WhateverPublishedTablesThereAre()
    {
        await PublishAsync("2012-04");
        await at.DropAsync("april.csv", $"{Figures}medway-published,caf-rate,2012-04,60\n");
        await AssertMissingAsync(("caf-rate", "april.csv"));
        await PublishAsync("2012-05");
        await AssertMissingAsync(("caf-rate", "april.csv"));
        await at.DropAsync("own.csv", $"{Figures}medway-published,ni65-repeat-cpp,2012-04,12.4\n");
        await AssertMissingAsync(("caf-rate", "april.csv"), ("ni65-repeat-cpp", "own.csv"));

        async Task AssertMissingAsync(params (string Indicator, string? Extract)[] expected)
        {
            var june = Assert.Single((await Queries().FindAsync("2012-06", [], default)).Scorecards);
            Assert.Equal(expected, june.Missing.Select(m => (m.Indicator, m.LastExtract)));
            Assert.Equal(expected.Length, june.Expected);
        }
    }

    [Fact]
    public async Task WithdrawnFile_MakesAMonthOfPublishedTablesWaitForNothing()
    {
        await PublishAsync("2012-03");
        await at.DropAsync("own.csv", $"{Figures}medway-published,caf-rate,2012-03,60\n");
        await at.App.Operations.WithdrawAsync("", "own.csv", "test", default);
        await at.CalculateAsync();
        Assert.Empty(Assert.Single((await Queries().FindAsync("2012-03", [], default)).Scorecards).Missing);
    }

    /// <summary>As after an upgrade that was taken back: what is missing the newer version says, and files are taken in all the same.</summary>
    [Fact]
    public async Task Uploads_AreListed_ThoughNewerRulesAreInUse()
    {
        await at.DropAsync("may.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-05,60\n");
        await at.Start(rules: MonthFold.Rules + 1).Sweep.RunAsync(default);
        Assert.Equal(503, (await Assert.ThrowsAsync<ProblemException>(() => Queries().NextAsync(default))).Status);

        Assert.Equal(200, await UploadsStatusAsync());
    }

    /// <summary>An erased upload's figures are in the editions of an issued month alone: where these are lost, a restore alone can tell it.</summary>
    [Fact]
    public async Task LostEditions_OfAMonthWithAnErasedUpload_AreSaidToBeMissing_AndUploadsAreListed()
    {
        await at.DropAsync("may.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-05,60\n");
        await at.IssueAsync(new Month(2012, 5));
        var sha256 = await at.DropAsync("wrong.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-05,61\n");
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        await at.CalculateAsync();
        await at.SweepAsync();
        at.Lose(StorageNames.ResultsTable);
        at.Restart();

        var answer = await new GetMissing(Queries(), Answers).Run(new DefaultHttpContext().Request, "2012-05", default);
        var problem = Assert.IsType<ProblemHttpResult>(answer).ProblemDetails;
        Assert.Equal((503, "Editions are missing"), (problem.Status, problem.Title));
        Assert.Equal(
            "Entry 3 of the journal counts no more, and its rows are gone: what was known before that cannot be told any more. The editions of the "
            + "month have it, and are not there. An administrator can restore them: see docs/operations.md.",
            problem.Detail);
        Assert.Equal(200, await UploadsStatusAsync());
    }

    HttpAnswers Answers => new(
        new SimulatedStorage(at.Account, null, null), App.Html, new ConfigurationBuilder().Build(), NullLogger<HttpAnswers>.Instance);

    /// <summary>Of the page of the uploads.</summary>
    async Task<int?> UploadsStatusAsync()
    {
        var uploads = new UploadReader(at.App.Uploads, at.App.Journal, new ResultReader(at.App.Results));
        var queries = new UploadQueries(uploads, at.App.Deliveries, at.Suppressed(), at.App.Journal, at.App.Planning, at.Time);
        var page = new ShowUploads(queries, Queries(), Answers, App.Html);
        return Assert.IsAssignableFrom<IStatusCodeHttpResult>(await page.Run(new DefaultHttpContext().Request, default)).StatusCode;
    }

    [Fact]
    public async Task Answer_IsNotGiven_WhereSmallNumbersAreWithheld() =>
        Assert.Equal(403, (await Assert.ThrowsAsync<ProblemException>(() => Queries(threshold: 5).FindAsync("next", [], default))).Status);

    [Theory]
    [InlineData("2012-13")]
    [InlineData("9999-12")]
    [InlineData("0001-01")]
    public async Task Answer_SaysWhatAMonthIs(string month)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => Queries().FindAsync(month, [], default));
        Assert.Equal(
            (400, $"'{month}' is not a month: write it as yyyy-MM, such as 2012-05, from 1900-01 to 2199-12, or 'next'."),
            (problem.Status, problem.Message));
    }

    [Theory]
    [InlineData("1900-01", 0)]
    [InlineData("1900-11", 0)]
    [InlineData("2199-12", 1)]
    public async Task MonthAtTheEdge_IsAnswered(string month, int waiting)
    {
        await at.DropAsync("may.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-05,60\n");
        Assert.Equal(waiting, (await Queries().FindAsync(month, [], default)).Scorecards.Count);
    }

    async Task PublishAsync(string period)
    {
        foreach (var (path, content) in Published(period))
        {
            await at.DropAsync(path, content);
        }
    }

    /// <summary>A table that is published for all authorities, and what it is read by for one that is compared with.</summary>
    static (string Path, string Content)[] Published(string period) =>
    [
        ("areas.csv", "scorecard,name,slice,slice_code,uasc\nmedway-published,Medway,county,E06000035,inc\n"),
        ("mapping.csv",
            "mapping,indicator,year_end,scorecard_column,period_column,value_column,filter\n"
            + "repeat,ni65-repeat-cpp,3,new_la_code,time_period,rate,geographic_level = Local authority\n"),
        ($"published-{period}.csv", $"time_period,geographic_level,new_la_code,rate\n{period},Local authority,E06000035,12.3\n"),
    ];

    /// <summary>In June 2012, in London.</summary>
    static DateTimeOffset Summer(int day, int hour) => new(2012, 6, day, hour, 0, 0, TimeSpan.FromHours(1));

    MissingQueries Queries(int threshold = 0, string? startMonth = null) => new(
        at.App.Journal, at.App.CatalogueReader, at.App.Months, at.Suppressed(threshold), Options.Create(new MonthEndSettings()),
        Options.Create(new MailSettings { StartMonth = startMonth }), at.Time);
}
