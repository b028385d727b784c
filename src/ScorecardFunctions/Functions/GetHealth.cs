using ScorecardFunctions.Http;
using ScorecardFunctions.Startup;
using Scorecards.Application;
using Scorecards.Application.Operations;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/health: that the app is up and its storage answers. The only answer for anonymous callers.</summary>
public sealed class GetHealth(StorageHealth storage)
{
    public static HttpOperation Operation { get; } = new("That the app is up and its storage answers; else 503", typeof(HealthDocument));

    [Function(nameof(GetHealth))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health")] HttpRequest request) => await storage.UnansweredAsync() switch
    {
        null => HttpAnswers.Json(new HealthDocument("Healthy", "NotCheckedYet", AppVersion.Commit)),
        [] => HttpAnswers.Json(new HealthDocument("Healthy", "Answers", AppVersion.Commit)),
        var unanswered => HttpAnswers.Problem(new Problem(
            StatusCodes.Status503ServiceUnavailable,
            "Storage does not answer",
            $"No good answer within {StorageHealth.Limit.TotalSeconds} seconds from: {string.Join(", ", unanswered)}. The app is running, but requests fail until storage answers. Uploads are picked up later.")),
    };
}
