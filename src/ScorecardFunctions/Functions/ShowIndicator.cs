using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>The page /scorecards/{scorecard}/indicators/{indicator}: one indicator over the newest months of a scorecard that have it.</summary>
public sealed class ShowIndicator(IndicatorQueries queries, HttpAnswers answers, Html html)
{
    public static HttpOperation Operation { get; } = new("The page of one indicator over a scorecard's months", null);

    [Function(nameof(ShowIndicator))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "scorecards/{scorecard}/indicators/{indicator}")] HttpRequest request,
        [Description(ScorecardQueries.ScorecardWords)] string scorecard,
        [Description(IndicatorQueries.IndicatorWords)] string indicator,
        CancellationToken ct) => answers.PageAsync(
            request, Operation, async () => await html.IndicatorAsync(await queries.HistoryAsync(scorecard, indicator, ct)), ct);
}
