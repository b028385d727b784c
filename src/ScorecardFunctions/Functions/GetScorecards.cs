namespace ScorecardFunctions.Functions;

/// <summary>GET /api/scorecards: every scorecard with its months.</summary>
public sealed class GetScorecards(ScorecardQueries queries, Answers answers)
{
    [Function(nameof(GetScorecards))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/scorecards")] HttpRequest request, CancellationToken ct) =>
        answers.DataAsync(request, [], async () => Answers.Json((await queries.ScorecardsAsync(ct)).Select(s => new
        {
            s.Scorecard.Id,
            s.Scorecard.Name,
            s.Scorecard.Parent,
            s.Scorecard.Slice,
            s.Scorecard.SliceCode,
            s.Scorecard.Uasc,
            Latest = s.Months.Count == 0 ? null : s.Months[0].ToString(),
            Summary = s.Latest,
            Months = s.Months.Select(m => m.ToString()),
        })));
}
