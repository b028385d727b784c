using System.ComponentModel;
using ScorecardFunctions.Mail;
using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/scorecards/{scorecard}/{month}?format=json|csv|xlsx&amp;edition=n: one scorecard.</summary>
public sealed class GetScorecard(ScorecardQueries queries, SuppressedResults suppressed, MonthReports reports, Answers answers)
{
    static readonly QueryOption Format = new("format", "How the answer is written; json where it is left out.", "json", "csv", "xlsx");
    static readonly QueryOption Edition = new("edition", "1 for the month as it was issued, 2 and on for what was restated since; what stands where it is left out.");

    public static HttpOperation Operation { get; } = new("One scorecard's month: its indicators, rated, and its summary", typeof(ScorecardDocument), Format, Edition) { OtherTypes = ["text/csv", ReportWorkbook.ContentType] };

    [Function(nameof(GetScorecard))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/scorecards/{scorecard}/{month}")] HttpRequest request,
        [Description(ScorecardQueries.ScorecardWords)] string scorecard,
        [Description(ScorecardQueries.MonthWords)] string month,
        CancellationToken ct) => answers.DataAsync(request, Operation, async () =>
        {
            var edition = request.Query[Edition.Name].ToString();
            var (found, problem) = await queries.FindAsync(scorecard, month, edition, ct);
            if (found is null)
            {
                return Answers.Problem(problem!);
            }

            var given = suppressed.For(request);
            var shown = await given.OfAsync(found, ct);
            if (edition != "" && shown.Edition != found.Edition)
            {
                return Answers.Problem(new Problem(StatusCodes.Status403Forbidden, "Edition not given", "Small numbers are taken out for this key, so it is given what stands only: two editions side by side would give them back."));
            }

            switch (request.Query[Format.Name].ToString())
            {
                case "csv":
                    return Results.Stream(output => ScorecardDocuments.WriteCsvAsync(shown, output, ct), "text/csv; charset=utf-8", $"{shown.Scorecard}-{shown.Month}.csv");
                case "xlsx":
                    var report = await reports.OfAsync(shown, given, ct);
                    return Results.Stream(ReportWorkbook.Make(report), ReportWorkbook.ContentType, ReportWorkbook.FileName(report));
                default:
                    return Answers.Json(ScorecardDocument.Of(shown));
            }
        });
}
