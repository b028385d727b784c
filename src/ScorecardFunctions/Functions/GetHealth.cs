using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/health: that the app is up. The only answer for anonymous callers.</summary>
public sealed class GetHealth
{
    public static HttpOperation Operation { get; } = new("That the app is up", typeof(HealthDocument));

    [Function(nameof(GetHealth))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health")] HttpRequest request) => Answers.Json(new HealthDocument("Healthy"));
}
