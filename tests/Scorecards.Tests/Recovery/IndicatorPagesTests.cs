using Microsoft.Extensions.Logging.Abstractions;
using Scorecards.Application;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;
using Scorecards.Tests.Protocol;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests.Recovery;

/// <summary>One indicator over months and over scorecards, and why a figure is what it is, as the pages say it.</summary>
public sealed class IndicatorPagesTests
{
    const string Kent = "kent-inc-uasc";
    const string Header = "scorecard,indicator,month,numerator,denominator,value\n";

    readonly Installation at = new();

    [Fact]
    public async Task History_HasEachMonthAsItsScorecardHasIt_NewestFirst()
    {
        await DropKentAsync();
        var page = await HistoryAsync("caf-rate");
        Assert.Equal(
            [
                "Month Result Rating Travel Num Denom Previous Target More",
                "May 2012, not issued 66.0 ▲ Amber ↓ Worse 2064 312597 66.7 77.2 All scorecards",
                "April 2012 66.7 ▲ Amber – – – – 77.2 All scorecards",
            ],
            PageText.Rows(page));
        Assert.Contains("Kent, inc UASC. High is good. Data period: Rolling 12 Months.", PageText.Read(page), StringComparison.Ordinal);
        string[] expected = [$"/scorecards/{Kent}/2012-05", $"/explain/{Kent}/caf-rate/2012-05", "/indicators/caf-rate/2012-05"];
        Assert.Equal(expected, PageText.Links(page).Where(link => link.EndsWith("2012-05", StringComparison.Ordinal)));
        Assert.Contains("src=\"data:image/png;base64,", page, StringComparison.Ordinal);
        Assert.DoesNotContain("newest", PageText.Read(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_OfManyMonths_ReadsAndShowsTheNewestTwoYears()
    {
        var months = Enumerable.Range(0, 30).Select(back => new Month(2012, 5).PlusMonths(-back)).ToList();
        await at.DropAsync("all.csv", Header + string.Concat(months.Select((m, i) => $"{Kent},caf-rate,{m},{1000 + i},312597,\n")));
        List<string> asked = [];
        var app = at.Start(requests: new Moment(request =>
        {
            asked.Add(request);
            return false;
        }));
        var history = await Indicators(app).HistoryAsync(Kent, "caf-rate", default);
        Assert.Equal(months.Take(24), history.Figures.Select(f => f.Month));
        Assert.Equal(25, asked.Count(request => request.Contains("Results", StringComparison.Ordinal)));
        var page = await PageText.Html.IndicatorAsync(history);
        Assert.Contains("These are the newest 24 of 30 months.", PageText.Read(page), StringComparison.Ordinal);
    }

    /// <summary>The pages of its months lead there.</summary>
    [Fact]
    public async Task History_OfAnIndicatorThatEndedLongAgo_HasTheMonthsOfItsTime()
    {
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,active_to\n"
            + "old,staff,5,5,Old one,L,Snapshot,count,0,2010-03-31\n");
        var months = Enumerable.Range(0, 30).Select(back => new Month(2012, 5).PlusMonths(-back)).ToList();
        await at.DropAsync("all.csv", Header + string.Concat(months.Select((m, i) => $"{Kent},caf-rate,{m},{1000 + i},312597,\n")));
        await at.DropAsync("old.csv", $"{Header}{Kent},old,2010-02,,,12\n{Kent},old,2010-03,,,13\n");
        var history = await Indicators(at.App).HistoryAsync(Kent, "old", default);
        Assert.Equal(["2010-03", "2010-02", "2010-01", "2009-12"], history.Figures.Select(f => f.Month.ToString()));
        var page = await PageText.Html.IndicatorAsync(history);
        Assert.Contains("March 2010 13 – Not rated ↓ Worse – – 12 – All scorecards", PageText.Rows(page));
        Assert.Contains("Months in which the indicator was not on the scorecard are left out.", PageText.Read(page), StringComparison.Ordinal);
        Assert.DoesNotContain("These are the newest", PageText.Read(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_SaysOfAMonthThatCannotBeRead_ThatItCannot()
    {
        await DropKentAsync();
        at.Account.Damage(at.Account.Rows(StorageNames.ResultsTable).Single(r => r.Row == "2012-04"), "Results0", "{");
        Assert.Contains($"April 2012 {IndicatorFigure.Unreadable} All scorecards", PageText.Rows(await HistoryAsync("caf-rate")));
    }

    /// <summary>A line of a year-to-date figure is broken in each April; a month without the indicator is left out.</summary>
    [Fact]
    public async Task History_BeginsAgainInApril_AndLeavesOutWhatWasNotOnTheScorecard()
    {
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,active_from\nnew,staff,5,5,New one,L,YTD,count,0,2011-02-01\n");
        var months = Enumerable.Range(0, 17).Select(new Month(2011, 1).PlusMonths).ToList();
        await at.DropAsync("all.csv", Header + string.Concat(months.Select((m, i) => $"{Kent},caf-rate,{m},{1000 + i},312597,\n")));
        await at.DropAsync("new.csv", Header + string.Concat(months.Skip(1).Select((m, i) => $"{Kent},new,{m},,,{10 + i}\n")));
        var history = await Indicators(at.App).HistoryAsync(Kent, "NEW", default);
        Assert.Equal(16, history.Figures.Count);
        Assert.Equal([2, 14], history.Restarts);
        var page = await PageText.Html.IndicatorAsync(history);
        Assert.Contains("Months in which the indicator was not on the scorecard are left out.", PageText.Read(page), StringComparison.Ordinal);
        Assert.Contains("April 2012 24 – Not rated – – – – – All scorecards", PageText.Rows(page));
        Assert.Contains("May 2012, not issued 25 – Not rated ↓ Worse – – 24 – All scorecards", PageText.Rows(page));
    }

    [Fact]
    public async Task History_KnowsSinceWhenItsTargetIsInForce()
    {
        await at.DropAsync(
            "target.csv",
            "indicator,scorecard,effective_from,target\ncpp-current-18m,,2011-04-01,15\ncpp-current-18m,,2012-04-01,10\n");
        var months = Enumerable.Range(0, 5).Select(new Month(2012, 1).PlusMonths).ToList();
        await at.DropAsync("all.csv", Header + string.Concat(months.Select(m => $"{Kent},cpp-current-18m,{m},140,1000,\n")));
        var history = await Indicators(at.App).HistoryAsync(Kent, "cpp-current-18m", default);
        Assert.Equal(10m, history.Target);
        Assert.Equal(3, history.TargetSince);
        var page = await PageText.Html.IndicatorAsync(history);
        Assert.Contains("the target now in force as a broken line over the months that have it.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Month_HasEveryScorecardThatIsActiveInIt_AParentBeforeItsChildren()
    {
        await DropKentAsync();
        await at.DropAsync(
            "scorecards.csv",
            $"""
            scorecard,name,parent,slice,slice_code,uasc,active_from,active_to
            ashford,Ashford,{Kent},district,E07000105,inc,,
            dover,Dover,{Kent},district,E07000108,inc,,
            ended,A district that has ended,{Kent},district,E07000109,inc,,2012-06-01
            gone,A district that had ended,{Kent},district,E07000111,inc,,2012-05-30
            later,A district to come,{Kent},district,E07000110,inc,2012-06-01,
            """);
        await at.DropAsync("districts.csv", Header + "ashford,caf-rate,2012-05,,,c\nended,caf-rate,2012-05,10,20000,\n");
        var page = await PageText.Html.IndicatorAsync(await Indicators(at.App).MonthAsync("caf-rate", "latest", default));
        Assert.Equal(
            [
                "Scorecard Result Rating Travel Num Denom Previous Target More",
                "Kent, inc UASC, not issued 66.0 ▲ Amber ↓ Worse 2064 312597 66.7 77.2 All months",
                "A district that has ended, not issued 5.0 ■ Red – 10 20000 – 77.2 All months",
                "Ashford, not issued c – Not rated – – – – 77.2 All months",
                $"Dover {IndicatorFigure.NoMonth} All months",
            ],
            PageText.Rows(page));
        Assert.Contains("/explain/ashford/caf-rate/2012-05", PageText.Links(page));
        Assert.DoesNotContain("/scorecards/dover/2012-05", PageText.Links(page));
    }

    /// <summary>The last month of one that has ended is still to be looked at before it is mailed. One that was retired was never used.</summary>
    [Fact]
    public async Task StartPage_ListsWhatHasEnded_BelowTheOthers_WhereItHasFiguresOfItsTime()
    {
        const string Scorecards = "scorecard,name,slice,slice_code,uasc,active_to\n";
        await DropKentAsync();
        await at.DropAsync("scorecards.csv", $"{Scorecards}ended,Ended,district,D1,inc,2012-05-31\nwrong,Wrong,district,D2,inc,\n");
        await at.DropAsync("districts.csv", Header + "ended,caf-rate,2012-05,10,20000,\nwrong,caf-rate,2012-05,10,20000,\n");
        await at.DropAsync("retired.csv", $"{Scorecards}wrong,Wrong,district,D2,inc,2000-01-01\nnever,Never,district,D3,inc,2000-01-01\n");
        var lines = await at.Queries().UsedScorecardsAsync(default);
        Assert.Equal(["Kent, inc UASC", "Ended, until 31 May 2012"], lines.Select(line => line.Label));
        var page = PageText.Read(await PageText.Html.StartAsync(lines));
        Assert.Contains("Ended, until 31 May 2012 May 2012, not issued", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "caf-rate", "Unknown scorecard")]
    [InlineData(Kent, "nothing", "Unknown indicator")]
    [InlineData(Kent, "new", "No such figures")]
    public async Task Pages_OfWhatThereIsNot_SaySo(string scorecard, string indicator, string title)
    {
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,active_from\nnew,staff,5,5,New one,L,YTD,count,0,2012-06-01\n");
        await DropKentAsync();
        var queries = Indicators(at.App);
        Assert.Equal((404, title), await ProblemAsync(() => queries.HistoryAsync(scorecard, indicator, default)));
        if (scorecard == Kent)
        {
            Assert.Equal((404, title), await ProblemAsync(() => queries.MonthAsync(indicator, "latest", default)));
        }

        Assert.Equal((404, "No such figures"), await ProblemAsync(() => queries.MonthAsync("caf-rate", "2012-03", default)));
        Assert.Equal((400, "Not a month"), await ProblemAsync(() => queries.MonthAsync("caf-rate", "May", default)));
        Assert.Equal((404, "No such month"), await ProblemAsync(() => at.Explanations(threshold: 5).FindAsync(Kent, "2012-03", "caf-rate", default)));
    }

    [Fact]
    public async Task Explanation_SaysHowTheFigureFollows_IsRatedAndMoved()
    {
        await DropKentAsync();
        var rows = await ExplainAsync("caf-rate");
        string[] expected =
        [
            "How it is worked out 2,064 / 312,597 × 10,000 = 66.0275, shown as 66.0",
            "Rating Amber: 66.0 as displayed; green is 77.2 or more, amber 57.9 or more, red otherwise.",
            "Target 77.2",
            "Direction of travel Worse: 66.0 now, 66.7 the month before.",
            "What is good High is good",
            "Data period Rolling 12 Months",
        ];
        Assert.Equal(expected, rows.Take(expected.Length));
        Assert.Matches("^may.csv 2012-06-08 [0-9:]{8} the figure, row 2$", rows[^1]);
        Assert.Contains("How it is worked out By a formula: 100 - posts-qsw - posts-agency = -1.0%.", await ExplainAsync("posts-unfilled"));
        var input = (await ExplainAsync("posts-unfilled")).Single(row => row.StartsWith("posts-qsw in the formula ", StringComparison.Ordinal));
        Assert.EndsWith(" : 85.2%", input, StringComparison.Ordinal);
        Assert.Contains(
            "Direction of travel Worse: 468.8 now, 504.1 the month before. What counts is the distance to the target, 543.7.",
            await ExplainAsync("referral-rate"));
        Assert.Contains(
            "Rating Green: 0 as displayed; green is 0 or less, no amber, red otherwise.", await ExplainAsync("unallocated-28d"));
    }

    /// <summary>Indicator, and rows of its page in May 2012.</summary>
    public static TheoryData<string, string[]> Explained => new()
    {
        {
            "no-judgement",
            [
                "Rating Not rated: the indicator has no judgement.", "Target 60%",
                "Direction of travel None: the indicator has no judgement. It was 40.0% the month before.",
            ]
        },
        {
            "no-target",
            [
                "How it is worked out 5 / 10 × 100 = 50, shown as 50.0%", "Rating Not rated: no target is in force.", "Target None is in force.",
                "Direction of travel Improved: 50.0% now, 40.0% the month before.",
            ]
        },
        {
            "caf-rate",
            ["How it is worked out There is no figure: the upload has NA in its place.", "Rating Not rated: there is no figure.", "Target 77.2"]
        },
        {
            "lac-pep",
            ["How it is worked out There is no figure: the upload has c in its place.", "Direction of travel None: there is no figure."]
        },
        { "ia-rate", ["How it is worked out There is no figure: not received.", "Rating Not rated: there is no figure."] },
        { "seen-ia", ["How it is worked out There is no figure: none to count: 0 of 0.", "Rating Not rated: there is no figure."] },
        {
            "posts-unfilled",
            [
                "How it is worked out There is no figure: the formula 100 - posts-qsw - posts-agency needs one that is missing.",
                "posts-agency in the formula Percentage of caseholding posts filled by agency staff (Agency Staff ÷ Establishment) : –",
            ]
        },
        { "posts-qsw", ["Direction of travel None: the month before has no figure.", "Target 90%"] },
        { "referral-rate", ["Direction of travel None: there is no target to come closer to.", "Rating Not rated: no target is in force."] },
        {
            "seen-ca",
            [
                "Rating Amber: 90.0% as displayed; green is 95 or more, amber 85 or more, red otherwise.",
                "Direction of travel Worse: 90.0% now, 90.0% the month before. The change is too small to be seen at the decimals that are shown.",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Explained))]
    public async Task Explanation_IsRight_WhateverThereIs(string indicator, string[] said)
    {
        await at.DropAsync(
            "indicator.csv",
            """
            indicator,section,section_order,order,name,polarity,basis,unit,decimals
            no-judgement,staff,5,5,Without judgement,N,Snapshot,percent,1
            no-target,staff,5,6,Without target,H,Snapshot,percent,1
            """);
        await at.DropAsync("target.csv", "indicator,scorecard,effective_from,target\nno-judgement,,2012-04-01,60\nreferral-rate,,2012-05-01,\n");
        await DropAsync("2012-04", "no-judgement,4,10,", "no-target,4,10,", "referral-rate,4,1000,", "seen-ca,9002,10000,");
        await DropAsync(
            "2012-05", "no-judgement,5,10,", "no-target,5,10,", "caf-rate,,,NA", "lac-pep,,,c", "seen-ia,0,0,", "posts-qsw,85,100,",
            "referral-rate,5,1000,", "seen-ca,9001,10000,");
        var rows = await ExplainAsync(indicator);
        Assert.All(said, words => Assert.Contains(words, rows));
    }

    /// <summary>A link that is read out alone says what it leads to: of "–" nothing is read out.</summary>
    [Fact]
    public async Task Result_WithoutAFigure_IsALinkThatSaysSo()
    {
        await DropAsync("2012-05", "ia-rate,13777,312597,");
        Assert.Contains("<strong>no figure</strong></a>", await ScorecardAsync(""), StringComparison.Ordinal);
        var month = await PageText.Html.IndicatorAsync(await Indicators(at.App).MonthAsync("caf-rate", "latest", default));
        Assert.Contains("<strong>no figure</strong></a>", month, StringComparison.Ordinal);
    }

    /// <summary>A month that still changes with each upload is not taken for the month's figures.</summary>
    [Fact]
    public async Task Pages_SayOfTheNewestMonth_ThatItIsNotIssued_UntilItIs()
    {
        await DropKentAsync();
        Assert.Equal((true, true, true, true), await SayAsync());
        await at.IssueAsync(new Month(2012, 5));
        Assert.Equal((false, false, false, false), await SayAsync());

        async Task<(bool Start, bool History, bool Month, bool Explanation)> SayAsync()
        {
            var explained = await at.Explanations(threshold: 5).FindAsync(Kent, "2012-05", "caf-rate", default);
            return (
                Says(await PageText.Html.StartAsync(await at.Queries().ScorecardsAsync(default)), "May 2012, not issued ●"),
                Says(await HistoryAsync("caf-rate"), "May 2012, not issued 66.0"),
                Says(await PageText.Html.IndicatorAsync(await Indicators(at.App).MonthAsync("caf-rate", "latest", default)), "UASC, not issued 66.0"),
                Says(await PageText.Html.ExplanationAsync(explained), "Kent, inc UASC, May 2012, not issued : 66.0"));
        }

        static bool Says(string page, string words) => PageText.Read(page).Contains(words, StringComparison.Ordinal);
    }

    /// <summary>What an edition's page says of the edition, and where it leads.</summary>
    [Fact]
    public async Task ScorecardPage_NamesItsEdition_AndAnEarlierOneLeadsToTheCurrentOne()
    {
        await DropKentAsync();
        Assert.Contains("May 2012 Not issued: it changes with each upload. As at", PageText.Read(await ScorecardAsync("")), StringComparison.Ordinal);
        await at.IssueAsync(new Month(2012, 5));
        Assert.Contains("Edition 1: the month as it was issued. As at", PageText.Read(await ScorecardAsync("")), StringComparison.Ordinal);
        var sha256 = await at.DropAsync("corrected.csv", $"{Header}{Kent},caf-rate,2012-05,3064,312597,\n");

        var current = await ScorecardAsync("");
        Assert.Contains("Edition 2: the month as it has changed since its issue.", PageText.Read(current), StringComparison.Ordinal);
        Assert.Contains($"/scorecards/{Kent}/2012-05?edition=1", PageText.Links(current));
        Assert.Contains($"/explain/{Kent}/caf-rate/2012-05", PageText.Links(current));
        Assert.Contains("<summary><h2>What changed since April 2012</h2></summary>", current, StringComparison.Ordinal);
        Assert.Equal(PageText.Read(current), PageText.Read(await ScorecardAsync("2")));

        var earlier = await ScorecardAsync("1");
        Assert.Contains(
            "Edition 1: the month as it was issued. It is not the current one: edition 2 is.", PageText.Read(earlier), StringComparison.Ordinal);
        Assert.Contains($"/scorecards/{Kent}/2012-05", PageText.Links(earlier));
        Assert.DoesNotContain($"/explain/{Kent}/caf-rate/2012-05", PageText.Links(earlier));
        Assert.Contains($"/scorecards/{Kent}/indicators/caf-rate", PageText.Links(earlier));
        Assert.Contains(PageText.Rows(earlier), row => row.EndsWith("66.0 ▲ Amber ↓ Worse 2064 312597 66.7 77.2", StringComparison.Ordinal));
        Assert.DoesNotContain("What changed since", earlier, StringComparison.Ordinal);

        await at.DropAsync("withdraw.csv", $"withdraw\n{sha256}\nmay.csv\n");
        var takenBack = await ScorecardAsync("1");
        Assert.Contains(
            "It is not the current one: all figures of the month have been taken back since.", PageText.Read(takenBack), StringComparison.Ordinal);
        Assert.Contains($"/scorecards/{Kent}/2012-04", PageText.Links(takenBack));

        // The first mail leads to the month, not to an edition of it.
        var problem = await Assert.ThrowsAsync<ProblemException>(() => ScorecardAsync(""));
        Assert.Equal((404, "Month taken back"), (problem.Status, problem.Title));
        Assert.Equal(
            $"All figures of May 2012 have been taken back. Edition 1 is the month as it was issued: /scorecards/{Kent}/2012-05?edition=1.",
            problem.Message);
    }

    async Task<string> ScorecardAsync(string edition)
    {
        var found = await at.Queries().FindAsync(Kent, "2012-05", edition, default);
        return await PageText.Html.ScorecardAsync(found, await at.Queries().FindBesidesAsync(found, edition, default));
    }

    async Task<string> HistoryAsync(string indicator) =>
        await PageText.Html.IndicatorAsync(await Indicators(at.App).HistoryAsync(Kent, indicator, default));

    async Task<IReadOnlyList<string>> ExplainAsync(string indicator) =>
        PageText.Rows(await PageText.Html.ExplanationAsync(await at.Explanations(threshold: 5).FindAsync(Kent, "2012-05", indicator, default)));

    async Task DropKentAsync()
    {
        foreach (var (path, sample) in new[] { ("april.csv", "measure-2012-04.csv"), ("may.csv", "measure-2012-05.csv") })
        {
            await at.DropAsync(path, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", sample)));
        }
    }

    /// <param name="month">yyyy-MM.</param>
    /// <param name="rows">Indicator, numerator, denominator and value.</param>
    Task DropAsync(string month, params string[] rows) => at.DropAsync(
        $"{month}.csv", "month,scorecard,indicator,numerator,denominator,value\n" + string.Concat(rows.Select(row => $"{month},{Kent},{row}\n")));

    IndicatorQueries Indicators(App app)
    {
        var results = new ResultReader(app.Results);
        var unreadable = new UnreadableMonths(results, at.Time, NullLogger<UnreadableMonths>.Instance);
        return new IndicatorQueries(app.CatalogueReader, results, at.Queries(), unreadable, at.Time);
    }

    /// <summary>Who reads pages has no key for the data addresses.</summary>
    [Theory]
    [InlineData("nobody", "2012-05")]
    [InlineData(Kent, "2012-05")]
    public async Task Problem_NamesAPage_ThatHasWhatThereIs(string scorecard, string month)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => at.Queries().FindAsync(scorecard, month, "", default));
        Assert.Contains(" The page / ", problem.Message, StringComparison.Ordinal);
    }

    static async Task<(int Status, string Title)> ProblemAsync(Func<Task> ask)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(ask);
        return (problem.Status, problem.Title);
    }
}
