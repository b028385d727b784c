using System.Diagnostics;
using Microsoft.OData;
using Scorecards.Application;
using Scorecards.Application.Feed;
using Scorecards.Application.Queries;
using Scorecards.Storage;

namespace ScorecardFunctions.Http;

/// <summary>Answers HTTP requests to the feed; errors are in OData's form.</summary>
public sealed partial class FeedAnswers(ODataFeed feed, SuppressedResults suppressed, IStorage storage, ILogger<FeedAnswers> log)
{
    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken ct)
    {
        var version = ODataVersion.V4;
        try
        {
            var headers = FeedHeaders.Parse(name => request.Headers[name].ToString());
            version = headers.Version;
            RequireReading(request);
            await storage.ReadyAsync();
            return await feed.AnswerAsync(Read(request, headers), ct) switch
            {
                FeedPayload payload => new FeedResult(payload, e => Fail(e, payload.Asked.Version, ct)),
                FeedText text => Plain(request, text),
                var other => throw new UnreachableException(other.ToString()),
            };
        }
        catch (OperationCanceledException) when (request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
        catch (Exception e) when (e is ProblemException || !request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Fail(e, version, ct);
        }
    }

    /// <summary>The feed is read only, and each request is of its own.</summary>
    static void RequireReading(HttpRequest request)
    {
        if (request.HasUnreadableText())
        {
            throw HttpAnswers.Unreadable;
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return;
        }

        var last = FeedAddress.ReadPath(request).TrimEnd('/').Split('/')[^1];
        throw last is "$batch" or "$query"
            ? FeedProblem.NotOffered($"The address '{last}'", last, "Send each query in the address of a GET of its own.")
            : FeedProblem.Make(
                StatusCodes.Status405MethodNotAllowed, $"{request.Method} is not allowed: the feed is read only. Send a GET.", null);
    }

    static IResult Plain(HttpRequest request, FeedText text)
    {
        request.HttpContext.Response.Headers["OData-Version"] = ODataUtils.ODataVersionToString(text.Version);
        return Results.Text(text.Text, text.Type);
    }

    FeedRequest Read(HttpRequest request, FeedHeaders headers) => FeedRequestParser.Parse(
        FeedAddress.ReadRoot(request),
        FeedAddress.ReadPath(request),
        request.Query.Select(o => KeyValuePair.Create(o.Key, o.Value.ToArray())),
        headers,
        suppressed.Start(request.ReadFunctionKeys()));

    FeedError Fail(Exception e, ODataVersion version, CancellationToken ct)
    {
        var problem = e as ProblemException;
        if (problem is null && !HttpAnswers.IsNoFault(e, ct))
        {
            LogFailed(e);
        }

        return new FeedError(problem ?? HttpAnswers.Explain(e), version);
    }

    [LoggerMessage(LogLevel.Error, "The feed failed.", EventName = "FeedFailed")]
    partial void LogFailed(Exception e);
}
