using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScorecardFunctions.Functions;
using ScorecardFunctions.Http;
using Scorecards.Application;
using Scorecards.Application.Queries;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests;

/// <summary>The results of all months are read while they are written.</summary>
public sealed class WrittenFileTests
{
    readonly Failing requests = new();
    readonly Logged log = new();

    [Theory]
    [InlineData("")]
    [InlineData("?format=csv")]
    public async Task Fault_BeforeTheFirstPart_IsAProblem_AndLogged(string query)
    {
        var (status, type, text) = await AskAsync(query, isFailing: true);
        Assert.Equal((500, "application/problem+json"), (status, type?.Split(';')[0]));
        Assert.Equal("Something went wrong", JsonDocument.Parse(text).RootElement.GetProperty("title").GetString());
        Assert.Equal(["RequestFailed"], log.Events);
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

    async Task<(int Status, string? Type, string Text)> AskAsync(string query, bool isFailing = false)
    {
        var stored = new StoredFigures(requests);
        await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        await stored.CalculateAsync();
        requests.IsFailing = isFailing;
        using var output = new MemoryStream();
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.Body = output;
        context.Request.Method = "GET";
        context.Request.QueryString = new QueryString(query);
        var suppressed = new SuppressedResults(stored.Results, Options.Create(new SuppressionSettings { Threshold = 0 }));
        var function = new GetResults(
            new ResultQueries(stored.CatalogueReader, stored.Facts, suppressed),
            new HttpAnswers(stored.Storage, App.Html, new ConfigurationBuilder().Build(), log));
        await (await function.Run(context.Request, default)).ExecuteAsync(context);
        return (context.Response.StatusCode, context.Response.ContentType, Encoding.UTF8.GetString(output.ToArray()));
    }

    /// <summary>Carries out each request at once; if it is to fail, the stored months cannot be listed.</summary>
    sealed class Failing : IRequests
    {
        public bool IsFailing { get; set; }

        public Task<T> Ask<T>(string text, bool isWrite, Func<T> effect, bool isOnce = false)
        {
            try
            {
                return IsFailing && text.StartsWith("query Results", StringComparison.Ordinal)
                    ? throw new Azure.RequestFailedException(503, "No answer.")
                    : Task.FromResult(effect());
            }
            catch (Azure.RequestFailedException e)
            {
                return Task.FromException<T>(e);
            }
        }
    }

    sealed class Logged : ILogger<HttpAnswers>
    {
        public List<string?> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Events.Add(eventId.Name);
    }
}
