using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>The page /explain/{scorecard}/{indicator}/{month}: why a figure is what it is, and rated as it is.</summary>
public sealed class ShowExplanation(FigureExplanations explanations, HttpAnswers answers, Html html)
{
    public static HttpOperation Operation { get; } = new("The page of why a figure is what it is", null);

    [Function(nameof(ShowExplanation))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "explain/{scorecard}/{indicator}/{month}")] HttpRequest request,
        [Description(ScorecardQueries.ScorecardWords)] string scorecard,
        [Description(IndicatorQueries.IndicatorWords)] string indicator,
        [Description(ScorecardQueries.MonthWords)] string month,
        CancellationToken ct) => answers.PageAsync(
            request, Operation, async () => await html.ExplanationAsync(await explanations.FindAsync(scorecard, month, indicator, ct)), ct);
}
