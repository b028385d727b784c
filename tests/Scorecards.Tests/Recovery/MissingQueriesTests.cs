using Microsoft.Extensions.Options;
using Scorecards.Application;
using Scorecards.Application.MonthEnd;
using Scorecards.Application.Queries;
using Scorecards.Domain;
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
        Assert.Equal((new DateTime(2012, 6, 14, 7, 0, 0), new DateTime(2012, 6, 18, 7, 0, 0)), (line.MailedFrom, line.Deadline));
        Assert.Equal(("seen-ia", "april.csv"), (line.Missing.Single().Indicator, line.Missing.Single().LastExtract));
        var page = await App.Html.UploadsAsync([], [], [], next);
        Assert.Contains("Next month: May 2012", page, StringComparison.Ordinal);
        Assert.Contains("seen-ia (april.csv).", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NextMonth_IsThePresentOne_OnceTheLastIsIssued()
    {
        await at.DropAsync("may.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-05,60\n");
        await at.IssueAsync(new Month(2012, 5));
        Assert.Equal("2012-06", (await Queries().NextAsync(default)).Month);
    }

    [Fact]
    public async Task Answer_IsNotGiven_WhereSmallNumbersAreWithheld() =>
        Assert.Equal(403, (await Assert.ThrowsAsync<ProblemException>(() => Queries(threshold: 5).FindAsync("next", [], default))).Status);

    [Fact]
    public async Task Answer_SaysWhatAMonthIs() =>
        Assert.Equal(400, (await Assert.ThrowsAsync<ProblemException>(() => Queries().FindAsync("2012-13", [], default))).Status);

    MissingQueries Queries(int threshold = 0)
    {
        var results = new ResultReader(at.App.Results);
        return new MissingQueries(
            at.App.Journal,
            at.App.CatalogueReader,
            new Scorecards.Application.Calculation.MonthReader(at.App.CatalogueReader, results, at.App.Calculator),
            new SuppressedResults(results, Options.Create(new SuppressionSettings { Threshold = threshold })),
            Options.Create(new MonthEndSettings()),
            at.Time);
    }
}
