using ScorecardFunctions.Http;
using Scorecards.Application;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/openapi.json: what the app answers, as an OpenAPI 3.1 document.</summary>
public sealed class GetOpenApi(HttpAnswers answers)
{
    public static HttpOperation Operation { get; } = new("This document", null);

    [Function(nameof(GetOpenApi))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/openapi.json")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, async () => new WrittenText("application/json", await OpenApi.WriteAsync(ct)), ct);
}
