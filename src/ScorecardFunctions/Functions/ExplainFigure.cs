using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/scorecards/{scorecard}/{month}/{indicator}/explain: why a figure is what it is, and rated as it is.</summary>
public sealed class ExplainFigure(FigureExplanations explanations, HttpAnswers answers)
{
    public static HttpOperation Operation { get; } =
        new("Why a figure is what it is: definition, arithmetic, limits and the uploads that it came from", typeof(FigureExplanation));

    [Function(nameof(ExplainFigure))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/scorecards/{scorecard}/{month}/{indicator}/explain")]
        HttpRequest request,
        [Description(ScorecardQueries.ScorecardWords)] string scorecard,
        [Description(ScorecardQueries.MonthWords)] string month,
        [Description(IndicatorQueries.IndicatorWords)] string indicator,
        CancellationToken ct) => answers.DataAsync(
            request, Operation, async () => await explanations.FindAsync(scorecard, month, indicator, request.ReadFunctionKeys(), ct), ct);
}
