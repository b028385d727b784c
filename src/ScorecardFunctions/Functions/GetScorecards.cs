using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/scorecards: every scorecard with its months.</summary>
public sealed class GetScorecards(ScorecardData scorecards, HttpAnswers answers)
{
    public static HttpOperation Operation { get; } = new(
        "Every scorecard with its months, the latest first, and the summary of the latest", typeof(IReadOnlyList<ScorecardListing>));

    [Function(nameof(GetScorecards))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/scorecards")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, async () => await scorecards.ListAsync(ct), ct);
}
