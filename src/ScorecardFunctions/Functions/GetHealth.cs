namespace ScorecardFunctions.Functions;

/// <summary>GET /api/health: that the app is up. The only answer for anonymous callers.</summary>
public sealed class GetHealth
{
    [Function(nameof(GetHealth))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health")] HttpRequest request) => Results.Text("{\"status\":\"Healthy\"}", "application/json");
}
