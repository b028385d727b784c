using System.Diagnostics;
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
        if (request.HasUnreadableText())
        {
            return new FeedError(HttpAnswers.Unreadable);
        }

        try
        {
            await storage.ReadyAsync();
            return await feed.AnswerAsync(Read(request), ct) switch
            {
                FeedPayload payload => new FeedResult(payload, log),
                FeedText text => new FeedTextResult(text),
                var other => throw new UnreachableException(other.ToString()),
            };
        }
        catch (ProblemException e)
        {
            return new FeedError(e);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(e);
            return new FeedError(HttpAnswers.Unexpected);
        }
    }

    FeedRequest Read(HttpRequest request) => FeedRequestParser.Parse(
        FeedAddress.ReadRoot(request),
        FeedAddress.ReadPath(request),
        request.Query.Select(o => KeyValuePair.Create(o.Key, o.Value.ToArray())),
        FeedHeaders.Parse(name => request.Headers[name].ToString()),
        suppressed.Start(request.ReadFunctionKeys()));

    [LoggerMessage(LogLevel.Error, "The feed failed.")]
    partial void LogFailed(Exception e);
}
