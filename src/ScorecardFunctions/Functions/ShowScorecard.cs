using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>The page /scorecards/{scorecard}/{month}?edition=n: the scorecard as printed.</summary>
public sealed class ShowScorecard(ScorecardQueries queries, HttpAnswers answers, Html html)
{
    public static HttpOperation Operation { get; } = new("The page of one scorecard's month", null, GetScorecard.Edition);

    [Function(nameof(ShowScorecard))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "scorecards/{scorecard}/{month}")] HttpRequest request,
        [Description(ScorecardQueries.ScorecardWords)] string scorecard,
        [Description(ScorecardQueries.MonthWords)] string month,
        CancellationToken ct) => answers.PageAsync(request, Operation, async () =>
        {
            var edition = request.Read(GetScorecard.Edition);
            var found = await queries.FindAsync(scorecard, month, edition, ct);
            return await html.ScorecardAsync(found, await queries.FindBesidesAsync(found, edition, ct));
        }, ct);
}
