using ScorecardFunctions.Http;
using Scorecards.Application.Operations;

namespace ScorecardFunctions.Functions;

/// <summary>POST /api/operations/recalculate?month=yyyy-MM&amp;scorecard=id: calculates a month again, of one scorecard or of all.</summary>
public sealed class RecalculateMonth(JournalOperations operations, HttpAnswers answers)
{
    static readonly QueryOption Month = new("month", "yyyy-MM.");
    static readonly QueryOption Scorecard = new("scorecard", "An id; all scorecards where it is left out.");

    public static HttpOperation Operation { get; } = new("Calculates a month again", null, Month, Scorecard);

    [Function(nameof(RecalculateMonth))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/recalculate")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, Operation, () =>
            operations.RecalculateAsync(request.Read(Scorecard), request.Read(Month), ct), ct);
}
