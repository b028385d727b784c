using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>The page /scorecards/{scorecard}/{month}: the scorecard as printed.</summary>
public sealed class ShowScorecard(ScorecardQueries queries, HttpAnswers answers, Html html)
{
    public static HttpOperation Operation { get; } = new("The page of one scorecard's month", null);

    [Function(nameof(ShowScorecard))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "scorecards/{scorecard}/{month}")] HttpRequest request,
        [Description(ScorecardQueries.ScorecardWords)] string scorecard,
        [Description(ScorecardQueries.MonthWords)] string month,
        CancellationToken ct) => answers.PageAsync(request, async () =>
        {
            var found = await queries.FindAsync(scorecard, month, "", ct);
            var (months, commentary, changes) = await queries.FindBesidesAsync(found, ct);
            return HttpAnswers.Page(await html.ScorecardAsync(found, months, commentary, changes));
        });
}
