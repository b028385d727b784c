using System.ComponentModel;
using ScorecardFunctions.Http;
using Scorecards.Application.MonthEnd;
using Scorecards.Application.Queries;
using Scorecards.Reports;
using Scorecards.Storage;

namespace ScorecardFunctions.Functions;

/// <summary>GET /api/scorecards/{scorecard}/{month}?format=json|csv|xlsx&amp;edition=n&amp;asOf=: one scorecard.</summary>
public sealed class GetScorecard(ScorecardQueries queries, SuppressedResults suppressed, MonthReports reports, Journal journal, HttpAnswers answers)
{
    static readonly QueryOption Format = new("format", "How the answer is written; json where it is left out.", "json", "csv", "xlsx");
    static readonly QueryOption Edition = new(
        "edition", "1 for the month as it was issued, 2 and on for each later change; the current state where it is left out.");
    static readonly QueryOption AsOf = new(
        "asOf",
        "What was known then: a day, yyyy-MM-dd, as it ended in London, or a number of the journal, as GET /api/extracts names it. Not with edition or xlsx.");

    public static HttpOperation Operation { get; } =
        new("One scorecard's month: its indicators, rated, and its summary", typeof(ScorecardDocument), Format, Edition, AsOf)
        {
            OtherTypes = ["text/csv", ReportWorkbook.ContentType],
        };

    [Function(nameof(GetScorecard))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "api/scorecards/{scorecard}/{month}")] HttpRequest request,
        [Description(ScorecardQueries.ScorecardWords)] string scorecard,
        [Description(ScorecardQueries.MonthWords)] string month,
        CancellationToken ct) => answers.DataAsync(request, Operation, async () =>
        {
            var (format, given) = (Text(Format), await suppressed.StartAsync(request.ReadFunctionKeys(), ct));
            var (shown, problem) = await queries.FindAsync(scorecard, month, Text(Edition), Text(AsOf), format == "xlsx", given, ct);
            if (shown is null)
            {
                return HttpAnswers.Problem(problem!);
            }

            switch (format)
            {
                case "csv":
                    var name = $"{shown.Scorecard}-{shown.Month}.csv";
                    return Results.Stream(output => ScorecardDocuments.WriteCsvAsync(shown, output, ct), "text/csv; charset=utf-8", name);
                case "xlsx":
                    var report = await reports.MakeAsync(shown, given, await journal.ReadAsync(ct), ct);
                    return Results.Stream(ReportWorkbook.Make(report), ReportWorkbook.ContentType, ReportWorkbook.FileName(report));
                default:
                    return HttpAnswers.Json(ScorecardDocument.From(shown));
            }

            string Text(QueryOption option) => request.Query[option.Name].ToString();
        });
}
