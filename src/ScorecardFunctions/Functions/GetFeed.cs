using ScorecardFunctions.Http;

namespace ScorecardFunctions.Functions;

/// <summary>
/// GET /api/odata and what is below it: the feed for Power BI and other OData clients. It takes the other verbs to refuse them as OData does.
/// </summary>
public sealed class GetFeed(FeedAnswers feed)
{
    public static HttpOperation Operation { get; } = new(
        "The OData 4.01 feed: service document, $metadata and the sets Results, Indicators, Scorecards, Months, Summaries, Extracts",
        null)
    { Types = ["application/json", "application/xml", "text/plain"], HasODataErrors = true, IsReadOnly = true };

    [Function(nameof(GetFeed))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", "post", "put", "patch", "delete", Route = "api/odata/{*path}")] HttpRequest request,
        CancellationToken ct) =>
        feed.AnswerAsync(request, ct);
}
