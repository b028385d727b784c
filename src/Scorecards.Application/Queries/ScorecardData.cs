using System.Collections.Concurrent;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Application.Queries;

/// <summary>Scorecards as the caller of a data route may see them.</summary>
public sealed class ScorecardData(ScorecardQueries queries, SuppressedResults suppressed, MonthReports reports)
{
    /// <summary>Every scorecard with its months, the latest first, and the summary of the latest.</summary>
    public async Task<IReadOnlyList<ScorecardListing>> ListAsync(CancellationToken ct) =>
        [.. (await queries.ScorecardsAsync(ct)).Select(ScorecardListing.From)];

    /// <summary>
    /// One scorecard's month. A month before it that cannot be understood is left out of the workbook, as on the page: nobody has taken its figures
    /// back.
    /// </summary>
    /// <param name="scorecard">As it is in the address.</param>
    /// <param name="month">yyyy-MM or <c>latest</c>.</param>
    /// <param name="edition">A number; blank = the current state.</param>
    /// <param name="asOf">A day or a number of the journal: what was known then; blank = what is known now.</param>
    /// <param name="format">csv or xlsx, else JSON.</param>
    /// <param name="functionKeys">Every key in the request.</param>
    public async Task<object> FindAsync(
        string scorecard, string month, string edition, string asOf, string format, IEnumerable<string> functionKeys, CancellationToken ct)
    {
        ConcurrentBag<Month> leftOut = [];
        var given = suppressed.Start(functionKeys, (id, wanted, stop) => queries.EarlierAsync(id, wanted, leftOut.Add, stop));
        var shown = await queries.FindAsync(scorecard, month, edition, asOf, format == "xlsx", given, ct);
        switch (format)
        {
            case "csv":
                var name = $"{shown.Scorecard}-{shown.Month}.csv";
                return new WrittenFile("text/csv; charset=utf-8", name, output => ScorecardDocuments.WriteCsvAsync(shown, output, ct));
            case "xlsx":
                var (known, current) = await queries.FindKnownAsync(shown, ct);
                var report = await reports.MakeAsync(shown, given, known, ct);
                report = report with { CurrentEdition = current?.Edition, TakenBack = [.. report.TakenBack.Except(leftOut)] };
                return new MadeFile(ReportWorkbook.ContentType, ReportWorkbook.FileName(report), ReportWorkbook.Make(report));
            default:
                return ScorecardDocument.From(shown);
        }
    }
}
