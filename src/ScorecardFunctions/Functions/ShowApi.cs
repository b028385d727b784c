using ScorecardFunctions.Http;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>The page /api-docs: what the app answers.</summary>
public sealed class ShowApi(HttpAnswers answers, Html html)
{
    public static HttpOperation Operation { get; } = new("The page of the API", null);

    [Function(nameof(ShowApi))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api-docs")] HttpRequest request, CancellationToken ct) =>
        answers.PageAsync(request, Operation, () => html.ApiAsync(OpenApi.Document), ct);
}
