using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScorecardFunctions.Http;
using Scorecards.Application;
using Scorecards.Application.Feed;
using Scorecards.Application.Queries;

namespace Scorecards.Tests;

/// <summary>Asks the feed in this process, as the function does.</summary>
sealed class FeedCaller(StoredFigures stored, SuppressionSettings suppression)
{
    readonly ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider();

    /// <summary>The feed's address, as the caller writes it.</summary>
    public string Root { get; init; } = "/api/odata";

    /// <summary>Whether the connection is gone by the time of the answer.</summary>
    public bool HasLeft { get; init; }

    /// <summary>Whether the host has cancelled the run.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>What the feed's answers are logged to.</summary>
    public ILogger<FeedAnswers> Log { get; init; } = NullLogger<FeedAnswers>.Instance;

    /// <param name="path">Below the feed, with the query.</param>
    /// <param name="headers">Those that are null are not sent.</param>
    public Task<FeedReply> AskAsync(string path, params IEnumerable<(string Name, string? Value)> headers) => SendAsync("GET", path, headers);

    public async Task<FeedReply> SendAsync(string method, string path, params IEnumerable<(string Name, string? Value)> headers)
    {
        using var output = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.Body = output;
        context.RequestAborted = new CancellationToken(HasLeft);
        var (request, parts) = (context.Request, path.Split('?', 2));
        (request.Method, request.Scheme, request.Host, request.Path) = (method, "http", new HostString("feed"), $"/api/odata{parts[0]}");
        request.QueryString = parts is [_, { Length: > 0 } query]
            ? new QueryString($"?{query.Replace(" ", "%20", StringComparison.Ordinal)}")
            : default;
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = Root + parts[0];
        foreach (var (name, value) in headers.Where(h => h.Value is not null))
        {
            request.Headers[name] = value;
        }

        var suppressed = new SuppressedResults(stored.Results, stored.CatalogueReader, Options.Create(suppression));
        var data = new FeedData(stored.CatalogueReader, stored.Facts, stored.UploadReader, stored.Unreadable);
        var feed = new FeedAnswers(new ODataFeed(data, stored.Facts, stored.Time), suppressed, stored.Storage, Log);
        await (await feed.AnswerAsync(request, new CancellationToken(IsCancelled))).ExecuteAsync(context);
        return new FeedReply(context.Response.StatusCode, context.Response.Headers, System.Text.Encoding.UTF8.GetString(output.ToArray()));
    }

    /// <summary>The rows of a path and of its next links.</summary>
    public async Task<List<System.Text.Json.JsonElement>> WholeAsync(string path, params (string Name, string? Value)[] headers)
    {
        var rows = new List<System.Text.Json.JsonElement>();
        for (var next = path; next is not null;)
        {
            var reply = await AskAsync(next, headers);
            Assert.True(reply.Status == 200, $"{next}: {reply.Text}");
            rows.AddRange(reply.Rows);
            next = reply.Next;
        }

        return rows;
    }
}
