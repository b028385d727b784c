using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/months/{month}/missing: what each scorecard's month still lacks, and when it is mailed.</summary>
public sealed class GetMissing(MissingQueries queries, HttpAnswers answers)
{
    public static HttpOperation Operation { get; } =
        new("What is still missing from a month, scorecard by scorecard, and when it is mailed", typeof(MonthMissing));

    [Function(nameof(GetMissing))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/months/{month}/missing")] HttpRequest request,
        [Description(MissingQueries.MonthWords)] string month,
        CancellationToken ct) =>
        answers.DataAsync(request, Operation, async () => await queries.FindAsync(month, request.ReadFunctionKeys(), ct), ct);
}
