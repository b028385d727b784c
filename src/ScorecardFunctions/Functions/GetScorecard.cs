using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/scorecards/{scorecard}/{month}?format=json|csv|xlsx&amp;edition=n&amp;asOf=: one scorecard.</summary>
public sealed class GetScorecard(ScorecardData scorecards, HttpAnswers answers)
{
    static readonly QueryOption Format = new("format", "How the answer is written; json where it is left out.", "json", "csv", "xlsx");
    internal static readonly QueryOption Edition = new(
        "edition", "1 for the month as it was issued, 2 and on for each later change; the current state where it is left out.");
    static readonly QueryOption AsOf = new(
        "asOf",
        "What was known then: a day, yyyy-MM-dd, as it ended in London, or a number of the journal, as GET /api/extracts names it. "
            + "Not with edition or xlsx. Where small numbers are withheld, a day only.");

    public static HttpOperation Operation { get; } =
        new("One scorecard's month: its indicators, rated, and its summary", typeof(ScorecardDocument), Format, Edition, AsOf)
        {
            Types = ["application/json", "text/csv", ReportWorkbook.ContentType],
        };

    [Function(nameof(GetScorecard))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/scorecards/{scorecard}/{month}")] HttpRequest request,
        [Description(ScorecardQueries.ScorecardWords)] string scorecard,
        [Description(ScorecardQueries.MonthWords)] string month,
        CancellationToken ct) => answers.DataAsync(request, Operation, () => scorecards.FindAsync(
            scorecard, month, request.Read(Edition), request.Read(AsOf), request.Read(Format), request.ReadFunctionKeys(), ct), ct);
}
