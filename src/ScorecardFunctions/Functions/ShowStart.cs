using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>The page /: the scorecards. A route of "/" would make every route of the real host hang.</summary>
public sealed class ShowStart(ScorecardQueries queries, HttpAnswers answers, Html html)
{
    public static HttpOperation Operation { get; } = new("The page of the scorecards", null);

    [Function(nameof(ShowStart))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{root:regex(^$)?}")] HttpRequest request, CancellationToken ct) =>
        answers.PageAsync(
            request,
            Operation,
            async () => await html.StartAsync(await queries.UsedScorecardsAsync(ct), await queries.BankHolidaysEndSoonAsync(ct)), ct);
}
