using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ScorecardFunctions.Functions;
using ScorecardFunctions.Http;
using Scorecards.Application.Feed;
using Scorecards.Application.Ingestion;
using Scorecards.Application.Operations;
using Scorecards.Application.Queries;
using Scorecards.Storage;
using Scorecards.Tests.Protocol;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests.Recovery;

/// <summary>What addresses answer while rows of an upload that counts are lost: each in its own form, and all the same.</summary>
public sealed class LostRowsTests : IAsyncLifetime
{
    const string Words = "Rows of entry 1 of the journal are not there: a table was lost, or an erasure is under way.";

    readonly Installation at = new();
    readonly LoggedEvents<HttpAnswers> log = new();
    readonly LoggedEvents<FeedAnswers> feedLog = new();

    public async Task InitializeAsync()
    {
        await at.DropAsync("scorecard.csv", "scorecard,name,slice,uasc\nashford,Ashford,district,inc\n");
        await at.DropAsync("may.csv", "scorecard,indicator,month,numerator,denominator\nashford,caf-rate,2012-05,10,100000\n");
        at.Lose(StorageNames.CatalogueTable);
        at.Restart();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Page_IsAPage()
    {
        var (status, type, text) = await AskAsync("GET", "", request => new ShowStart(at.Queries(), Answers, App.Html).Run(request, default));
        Assert.Equal((503, "text/html"), (status, type));
        Assert.Contains(Words, PageText.Read(text), StringComparison.Ordinal);
        Assert.Equal(["RequestFailed"], log.Events);
    }

    [Fact]
    public async Task Data_IsAProblem()
    {
        var scorecards = new GetScorecard(new ScorecardData(at.Queries(), at.Suppressed(), at.App.Reports), Answers);
        RequireProblem(await AskAsync("GET", "?asOf=2012-06-08", request => scorecards.Run(request, "ashford", "2012-05", default)));
        var explained = new ExplainFigure(at.Explanations(), Answers);
        RequireProblem(await AskAsync("GET", "", request => explained.Run(request, "ashford", "2012-05", "caf-rate", default)));
        Assert.Equal(["RequestFailed", "RequestFailed"], log.Events);
    }

    [Fact]
    public async Task Feed_IsAnErrorOfOData()
    {
        var (status, type, text) = await AskAsync("GET", "", request => new GetFeed(Feed()).Run(request, default), "/api/odata/Indicators");
        Assert.Equal((503, "application/json"), (status, type));
        var error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        Assert.Equal("ServiceUnavailable", error.GetProperty("code").GetString());
        Assert.StartsWith(Words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(["FeedFailed"], feedLog.Events);
    }

    [Fact]
    public async Task Operation_IsAProblem()
    {
        var recalculate = new RecalculateMonth(at.App.Operations, Answers);
        RequireProblem(await AskAsync("POST", "?month=2012-05", request => recalculate.Run(request, default)));
        var replay = new ReplayExtract(at.App.Operations, Answers);
        RequireProblem(await AskAsync("POST", "?path=may.csv", replay.Run));
        var count = new CalculateMonths(new CountOperations(at.App.Counting, at.App.Results), Answers);
        RequireProblem(await AskAsync("POST", "?from=2012-05", request => count.Run(request, default)));
    }

    HttpAnswers Answers => new(Storage, App.Html, new ConfigurationBuilder().Build(), log);

    SimulatedStorage Storage => new(at.Account, new Moment(_ => false), null);

    FeedAnswers Feed()
    {
        var results = new ResultReader(at.App.Results);
        var unreadable = new UnreadableMonths(results, at.Time, NullLogger<UnreadableMonths>.Instance);
        var (rows, uploads) = (new ResultRowReader(results, unreadable), new UploadReader(at.App.Uploads, at.App.Journal, results));
        var feed = new ODataFeed(new FeedData(at.App.CatalogueReader, rows, uploads, unreadable), rows, at.Time);
        return new FeedAnswers(feed, at.Suppressed(), Storage, feedLog);
    }

    static void RequireProblem((int Status, string? Type, string Text) answer)
    {
        Assert.Equal((503, "application/problem+json"), (answer.Status, answer.Type));
        var problem = JsonDocument.Parse(answer.Text).RootElement;
        Assert.Equal("Rows are missing", problem.GetProperty("title").GetString());
        Assert.StartsWith(Words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    static async Task<(int Status, string? Type, string Text)> AskAsync(
        string method, string query, Func<HttpRequest, Task<IResult>> route, string path = "/")
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var output = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.Body = output;
        var request = context.Request;
        (request.Method, request.Scheme, request.Host) = (method, "http", new HostString("app"));
        (request.Path, request.QueryString) = (path, new QueryString(query));
        await (await route(request)).ExecuteAsync(context);
        return (context.Response.StatusCode, context.Response.ContentType?.Split(';')[0], Encoding.UTF8.GetString(output.ToArray()));
    }
}
