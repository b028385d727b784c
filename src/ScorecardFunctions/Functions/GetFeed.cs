using ScorecardFunctions.Http;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/odata and what is below it: the feed for Power BI and other OData clients.</summary>
public sealed class GetFeed(FeedAnswers feed)
{
    public static HttpOperation Operation { get; } = new(
        "The OData 4.01 feed: service document, $metadata and the sets Results, Indicators, Scorecards, Months, Summaries, Extracts",
        null)
    { OtherTypes = ["application/xml", "text/plain"], HasODataErrors = true };

    [Function(nameof(GetFeed))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/odata/{*path}")] HttpRequest request, CancellationToken ct) =>
        feed.AnswerAsync(request, ct);
}
