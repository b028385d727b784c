using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ScorecardFunctions.Functions;
using ScorecardFunctions.Http;
using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Application.Queries;
using Scorecards.Storage;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests;

/// <summary>The results of all months are read while they are written.</summary>
public sealed class WrittenFileTests
{
    readonly Failing requests = new();
    readonly LoggedEvents<HttpAnswers> log = new();

    [Theory]
    [InlineData("")]
    [InlineData("?format=csv")]
    public async Task Fault_BeforeTheFirstPart_IsAProblem_AndLogged(string query)
    {
        var (status, type, text) = await AskAsync(query, new Azure.RequestFailedException(503, "No answer."));
        Assert.Equal((500, "application/problem+json"), (status, type?.Split(';')[0]));
        Assert.Equal("Something went wrong", JsonDocument.Parse(text).RootElement.GetProperty("title").GetString());
        Assert.Equal(["RequestFailed"], log.Events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?format=csv")]
    public async Task LostRows_BeforeTheFirstPart_AreSaidToBeMissing(string query)
    {
        var (status, type, text) = await AskAsync(query, new RowsMissingException(3));
        Assert.Equal((503, "application/problem+json"), (status, type?.Split(';')[0]));
        Assert.Equal("Rows are missing", JsonDocument.Parse(text).RootElement.GetProperty("title").GetString());
        Assert.Equal(["RequestFailed"], log.Events);
    }

    /// <summary>It is no 500, which another alert waits for: so it has an event of its own, which the alert on errors does not leave out.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("?format=csv")]
    public async Task Fault_BehindTheFirstPart_CutsTheAnswerOff_AndIsLogged(string query)
    {
        var (status, _, text) = await AskAsync(query, new Azure.RequestFailedException(503, "No answer."), isBegun: true);
        Assert.Equal(200, status);
        Assert.DoesNotContain("Something went wrong", text, StringComparison.Ordinal);
        Assert.Equal(["AnswerCutOff"], log.Events);
    }

    /// <summary>An exception would be a failed run of the function, which an alert waits for.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("?format=csv")]
    public async Task Caller_WhoHasLeft_IsNoFault(string query)
    {
        await AskAsync(query, new OperationCanceledException(), hasLeft: true);
        Assert.Empty(log.Events);
    }

    [Fact]
    public async Task Caller_WhoHasLeft_BeforeThereIsAnAnswer_IsNoFault()
    {
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        var answer = await Answers(new StoredFigures()).DataAsync(
            context.Request, GetResults.Operation, () => Task.FromException<object>(new OperationCanceledException()), default);
        await answer.ExecuteAsync(context);
        Assert.Empty(log.Events);
    }

    /// <summary>As the server finds it while the body is read. It is the caller's fault: nobody is alerted.</summary>
    [Fact]
    public async Task Body_AboveTheLimit_IsSaidToBeTooLarge()
    {
        var answer = await Answers(new StoredFigures()).DataAsync(
            new DefaultHttpContext().Request, SettleDelivery.Operation,
            () => Task.FromException<object>(new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge)), default);
        var problem = Assert.IsType<ProblemHttpResult>(answer).ProblemDetails;
        Assert.Equal((413, "Too much sent"), (problem.Status, problem.Title));
        Assert.Contains("Send the few words of JSON that this one asks for.", problem.Detail, StringComparison.Ordinal);
        Assert.Empty(log.Events);
    }

    /// <summary>The host cancels the run, and the connection is not seen to be gone yet; or the app ends, and the caller is to try again.</summary>
    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "RequestFailed")]
    public async Task Run_ThatIsCancelled_IsNoFault(bool isCancelled, string logged)
    {
        var ct = new CancellationToken(isCancelled);
        var (status, _, text) = await AskAsync("", new OperationCanceledException(), ct: ct);
        Assert.Equal((500, logged), (status, string.Join(' ', log.Events)));
        Assert.Contains("Try again", text, StringComparison.Ordinal);

        log.Events.Clear();
        await Answers(new StoredFigures()).DataAsync(
            new DefaultHttpContext().Request, GetResults.Operation, () => Task.FromException<object>(new OperationCanceledException(ct)), ct);
        Assert.Equal(logged, string.Join(' ', log.Events));
    }

    [Fact]
    public async Task Results_AreSentWhole()
    {
        var (status, type, text) = await AskAsync("");
        Assert.Equal((200, "application/json"), (status, type?.Split(';')[0]));
        Assert.Equal(44, JsonDocument.Parse(text).RootElement.GetArrayLength());
        Assert.Equal(45, (await AskAsync("?format=csv")).Text.TrimEnd().Split('\n').Length);
        Assert.Empty(log.Events);
    }

    /// <summary>The feed leaves it out and names it in Extracts; an array or a file has no such place.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("?format=csv")]
    public async Task DamagedMonth_IsAProblem_ThatNamesIt(string query)
    {
        var stored = await DamagedAsync();
        RequireNamed(await AskAsync(stored, query));
        RequireNamed(await AskAsync(stored, $"?scorecard={StoredFigures.Kent}&from=2012-05"));
        Assert.Equal(200, (await AskAsync(stored, "?to=2012-04")).Status);
        Assert.Empty(log.Events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?format=csv")]
    public async Task DamagedMonth_BehindTheFirstPart_CutsTheAnswerOff_AndIsNamedAtTheNextTry(string query)
    {
        var stored = await DamagedAsync();
        var (status, _, text) = await AskAsync(stored, query, isBegun: true);
        Assert.Equal(200, status);
        Assert.DoesNotContain("2012-05", text, StringComparison.Ordinal);
        RequireNamed(await AskAsync(stored, query));
    }

    static void RequireNamed((int Status, string? Type, string Text) answer)
    {
        Assert.Equal((500, "application/problem+json"), (answer.Status, answer.Type?.Split(';')[0]));
        var problem = JsonDocument.Parse(answer.Text).RootElement;
        Assert.Equal("Month cannot be read", problem.GetProperty("title").GetString());
        Assert.Equal(
            "What is stored of kent-inc-uasc, 2012-05 cannot be read. Ask your administrator to recalculate it: see docs/operations.md. "
            + "Until then ask for other months or scorecards, by from, to and scorecard.",
            problem.GetProperty("detail").GetString());
    }

    /// <summary>April, and May that cannot be read.</summary>
    async Task<StoredFigures> DamagedAsync()
    {
        var stored = new StoredFigures(requests);
        await stored.AcceptAsync("all.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 100), (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        await stored.CalculateAsync();
        var table = stored.Storage.Table(StorageNames.ResultsTable);
        var row = (await table.FindAsync(StoredFigures.Kent, "2012-05", null, default))!;
        await table.UpsertAsync([new TableEntity(row) { ["Results0"] = "{" }], default);
        return stored;
    }

    async Task<(int Status, string? Type, string Text)> AskAsync(
        string query, Exception? fault = null, bool hasLeft = false, bool isBegun = false, CancellationToken ct = default)
    {
        var stored = new StoredFigures(requests);
        await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        await stored.CalculateAsync();
        requests.Fault = fault;
        return await AskAsync(stored, query, hasLeft, isBegun, ct);
    }

    async Task<(int Status, string? Type, string Text)> AskAsync(
        StoredFigures stored, string query, bool hasLeft = false, bool isBegun = false, CancellationToken ct = default)
    {
        using var output = new MemoryStream();
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        if (isBegun)
        {
            context.Features.Set<IHttpResponseFeature>(new Begun());
        }

        context.Response.Body = output;
        context.RequestAborted = new CancellationToken(hasLeft);
        context.Request.Method = "GET";
        context.Request.QueryString = new QueryString(query);
        var suppressed = new SuppressedResults(
            stored.Results, stored.CatalogueReader, Options.Create(new SuppressionSettings { Threshold = 0 }));
        var function = new GetResults(new ResultQueries(stored.CatalogueReader, stored.Facts, suppressed), Answers(stored));
        await (await function.Run(context.Request, ct)).ExecuteAsync(context);
        return (context.Response.StatusCode, context.Response.ContentType, Encoding.UTF8.GetString(output.ToArray()));
    }

    HttpAnswers Answers(StoredFigures stored) => new(stored.Storage, App.Html, new ConfigurationBuilder().Build(), log);

    /// <summary>Of an answer of which a part was sent.</summary>
    sealed class Begun : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }

    /// <summary>Carries out each request at once; with a fault the stored months cannot be listed.</summary>
    sealed class Failing : IRequests
    {
        public Exception? Fault { get; set; }

        public Task<T> Ask<T>(string text, bool isWrite, Func<T> effect, bool isOnce = false)
        {
            try
            {
                return Fault is not null && text.StartsWith("query Results", StringComparison.Ordinal)
                    ? Task.FromException<T>(Fault)
                    : Task.FromResult(effect());
            }
            catch (Azure.RequestFailedException e)
            {
                return Task.FromException<T>(e);
            }
        }
    }
}
