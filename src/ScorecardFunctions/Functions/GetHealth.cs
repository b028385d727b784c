using ScorecardFunctions.Http;
using ScorecardFunctions.Startup;
using Scorecards.Application.Operations;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/health: that the app is up and its storage answers. The only answer for anonymous callers.</summary>
public sealed class GetHealth(StorageHealth health, HttpAnswers answers)
{
    public static HttpOperation Operation { get; } = new("That the app is up and its storage answers; else 503", typeof(HealthDocument));

    [Function(nameof(GetHealth))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health")] HttpRequest request) =>
        answers.AnswerAsync(request, Operation, async () => await health.CheckAsync(AppVersion.Commit), CancellationToken.None);
}
