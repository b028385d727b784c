using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>The page /indicators/{indicator}/{month}: one indicator in one month, over the scorecards.</summary>
public sealed class ShowIndicatorMonth(IndicatorQueries queries, HttpAnswers answers, Html html)
{
    public static HttpOperation Operation { get; } = new("The page of one indicator over a month's scorecards", null);

    [Function(nameof(ShowIndicatorMonth))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "indicators/{indicator}/{month}")] HttpRequest request,
        [Description(IndicatorQueries.IndicatorWords)] string indicator,
        [Description(ScorecardQueries.MonthWords)] string month,
        CancellationToken ct) => answers.PageAsync(
            request, Operation, async () => await html.IndicatorAsync(await queries.MonthAsync(indicator, month, ct)), ct);
}
