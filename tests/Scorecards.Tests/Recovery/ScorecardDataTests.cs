using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using MiniExcelLibs;
using ScorecardFunctions.Functions;
using ScorecardFunctions.Http;
using Scorecards.Application;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Storage;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests.Recovery;

/// <summary>A scorecard as a data route gives it.</summary>
public sealed class ScorecardDataTests
{
    const string Target = "indicator,scorecard,effective_from,target,amber_min\nseen-ia,,2012-04-01,95,";

    readonly Installation at = new();

    [Fact]
    public async Task WorkbookOfAnEarlierEdition_HasTheLimitsOfThen()
    {
        await at.DropAsync("target.csv", $"{Target}90\n");
        await at.DropAsync("may.csv", "scorecard,indicator,month,value\nkent-inc-uasc,seen-ia,2012-05,80.3\n");
        await at.IssueAsync(new Month(2012, 5));
        var issued = await LimitsAsync("1");
        await at.DropAsync("lower.csv", $"{Target}80\n");

        Assert.Contains("90", issued, StringComparison.Ordinal);
        Assert.Equal(issued, await LimitsAsync("1"));
        Assert.Contains("80", await LimitsAsync("2"), StringComparison.Ordinal);
        Assert.Equal(await LimitsAsync("2"), await LimitsAsync(""));
        Assert.StartsWith("Edition 1, not the current one: edition 2 is; made ", await EditionAsync("1"), StringComparison.Ordinal);
        Assert.StartsWith("Edition 2; made ", await EditionAsync("2"), StringComparison.Ordinal);
    }

    /// <summary>No target has changed in May as it was issued; April is read as it is now.</summary>
    [Fact]
    public async Task WorkbookOfAnEarlierEdition_SaysNothingOfWhatHasChanged()
    {
        await at.DropAsync("target.csv", $"{Target}90\n");
        await at.DropAsync(
            "figures.csv", "scorecard,indicator,month,value\nkent-inc-uasc,seen-ia,2012-04,80.3\nkent-inc-uasc,seen-ia,2012-05,80.3\n");
        await at.IssueAsync(new Month(2012, 5));
        await at.DropAsync(
            "changed.csv", "indicator,scorecard,effective_from,target,amber_min\nseen-ia,,2012-04-01,90,85\nseen-ia,,2012-05-01,97,90\n");

        Assert.Contains(await SaidAsync("2"), said => said.StartsWith("Targets that have changed (1): ", StringComparison.Ordinal));
        Assert.DoesNotContain(await SaidAsync("1"), said => said.StartsWith("Targets that have changed", StringComparison.Ordinal));
    }

    /// <summary>As on the page. Nobody has taken its figures back: it says nothing of that.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task WorkbookBesideADamagedMonth_LeavesThatMonthOut(int threshold)
    {
        await at.DropAsync(
            "figures.csv",
            "scorecard,indicator,month,value\nkent-inc-uasc,seen-ia,2012-03,80.3\nkent-inc-uasc,seen-ia,2012-04,80.3\n"
            + "kent-inc-uasc,seen-ia,2012-05,80.3\n");
        await at.IssueAsync(new Month(2012, 4));
        at.Account.Damage(at.Account.Rows(StorageNames.ResultsTable).Single(r => r.Row == "2012-04"), "Results0", "{");

        var said = (await NotesAsync("", threshold)).Select(row => row["A"]).OfType<string>().ToList();
        Assert.NotEmpty(said);
        Assert.DoesNotContain(said, line => line.Contains("taken back", StringComparison.Ordinal));
    }

    /// <summary>
    /// What April was issued with cannot be told, and so not what was corrected since: May's workbook does not say that nothing was. A restore brings
    /// it back.
    /// </summary>
    [Theory]
    [InlineData("2012-05", "?format=xlsx")]
    [InlineData("2012-04", "?format=xlsx")]
    [InlineData("2012-04", "?edition=1")]
    public async Task DamagedEdition_IsAProblem_ThatNamesItsMonth(string month, string query)
    {
        await at.DropAsync(
            "figures.csv", "scorecard,indicator,month,value\nkent-inc-uasc,seen-ia,2012-04,80.3\nkent-inc-uasc,seen-ia,2012-05,80.3\n");
        await at.IssueAsync(new Month(2012, 4));
        await at.DropAsync("corrected.csv", "scorecard,indicator,month,value\nkent-inc-uasc,seen-ia,2012-04,81.3\n");
        await at.App.Export.RunAsync(default);
        at.Account.Damage(at.Account.Rows(StorageNames.ResultsTable).Single(r => r.Row == "2012-04|e0001"), "Results0", "{");

        var problem = Assert.IsType<ProblemHttpResult>(await AskAsync()).ProblemDetails;
        Assert.Equal((503, "Edition cannot be read"), (problem.Status, problem.Title));
        Assert.Equal(
            "An issued edition of kent-inc-uasc, 2012-04 cannot be read. An administrator can restore it: see docs/operations.md.", problem.Detail);

        await at.RestoreAsync();
        Assert.IsNotType<ProblemHttpResult>(await AskAsync());

        Task<IResult> AskAsync()
        {
            var storage = new SimulatedStorage(at.Account, null, null);
            var answers = new HttpAnswers(storage, App.Html, new ConfigurationBuilder().Build(), NullLogger<HttpAnswers>.Instance);
            var scorecards = new GetScorecard(new ScorecardData(at.Queries(), at.Suppressed(), at.App.Reports), answers);
            var request = new DefaultHttpContext().Request;
            request.QueryString = new QueryString(query);
            return scorecards.Run(request, "kent-inc-uasc", month, default);
        }
    }

    /// <summary>What the workbook says is amber.</summary>
    async Task<string> LimitsAsync(string edition) => (string)(await NotesAsync(edition))
        .Single(row => row.Values.Contains("Percentage of Children seen at Initial Assessment (excludes unborn/progress to strat)")
            && row["G"] is string)["G"]!;

    /// <summary>What the workbook says of the edition.</summary>
    async Task<string> EditionAsync(string edition) =>
        (await SaidAsync(edition)).First(said => said.Contains("; made ", StringComparison.Ordinal));

    async Task<IEnumerable<string>> SaidAsync(string edition) => (await NotesAsync(edition)).Select(row => row["A"]).OfType<string>();

    async Task<List<IDictionary<string, object?>>> NotesAsync(string edition, int threshold = 0)
    {
        var data = new ScorecardData(at.Queries(), at.Suppressed(threshold), at.App.Reports);
        var file = (MadeFile)await data.FindAsync("kent-inc-uasc", "2012-05", edition, "", "xlsx", [], default);
        await using var content = file.Content;
        return [.. MiniExcel.Query(content, sheetName: "Notes").Cast<IDictionary<string, object?>>()];
    }
}
