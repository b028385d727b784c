namespace ScorecardFunctions.Functions;

/// <summary>POST /api/operations/recalculate?month=yyyy-MM&amp;scorecard=id: calculates a month again, of one scorecard or of all.</summary>
public sealed class RecalculateMonth(Operations operations, Answers answers)
{
    const string Month = "month";
    const string Scorecard = "scorecard";

    [Function(nameof(RecalculateMonth))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/recalculate")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, [Month, Scorecard], async () =>
            Answers.Done(await operations.RecalculateAsync(request.Query[Scorecard].ToString(), request.Query[Month].ToString(), ct)));
}
