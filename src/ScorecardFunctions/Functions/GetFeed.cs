using ScorecardFunctions.Feed;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/odata and what is below it: the feed for Power BI and other OData clients.</summary>
public sealed class GetFeed(ODataFeed feed)
{
    [Function(nameof(GetFeed))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/odata/{*path}")] HttpRequest request, CancellationToken ct) =>
        feed.AnswerAsync(request, ct);
}
