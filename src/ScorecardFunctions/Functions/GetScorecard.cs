using Scorecards.Reports;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/scorecards/{scorecard}/{month}?format=json|csv|xlsx&amp;edition=n: one scorecard.</summary>
public sealed class GetScorecard(ScorecardQueries queries, MonthReports reports, Answers answers)
{
    const string Format = "format";
    const string Edition = "edition";

    [Function(nameof(GetScorecard))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/scorecards/{scorecard}/{month}")] HttpRequest request,
        string scorecard,
        string month,
        CancellationToken ct) => answers.DataAsync(request, [Format, Edition], async () =>
        {
            var format = request.Query[Format].ToString();
            if (format is not ("" or "json" or "csv" or "xlsx"))
            {
                return Answers.Problem(new Problem(StatusCodes.Status400BadRequest, "Unknown format", $"There is no format '{format}'. Known: json, csv, xlsx."));
            }

            var (found, problem) = await queries.FindAsync(scorecard, month, request.Query[Edition].ToString(), ct);
            if (found is null)
            {
                return Answers.Problem(problem!);
            }

            if (format == "xlsx")
            {
                var report = await reports.OfAsync(found, ct);
                return Results.Stream(ReportWorkbook.Make(report), ReportWorkbook.ContentType, ReportWorkbook.FileName(report));
            }

            return format == "csv"
                ? Results.Stream(output => ScorecardDocuments.WriteCsvAsync(found, output, ct), "text/csv; charset=utf-8", $"{found.Scorecard}-{found.Month}.csv")
                : Answers.Json(ScorecardDocuments.ToDocument(found));
        });
}
