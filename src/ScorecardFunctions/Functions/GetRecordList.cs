using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application.Queries;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/scorecards/{scorecard}/{month}/{indicator}/list: the records behind a figure, for keys that are named for it.</summary>
public sealed class GetRecordList(RecordLists lists, HttpAnswers answers)
{
    public static HttpOperation Operation { get; } = new("The records behind a figure, as CSV: for keys that are named for it", null)
    {
        Types = ["text/csv"],
    };

    [Function(nameof(GetRecordList))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/scorecards/{scorecard}/{month}/{indicator}/list")] HttpRequest request,
        [Description(ScorecardQueries.ScorecardWords)] string scorecard,
        [Description(ScorecardQueries.MonthWords)] string month,
        [Description(IndicatorQueries.IndicatorWords)] string indicator,
        CancellationToken ct) =>
        answers.DataAsync(request, Operation, () => lists.FindAsync(scorecard, month, indicator, request.ReadFunctionKeys(), ct), ct);
}
