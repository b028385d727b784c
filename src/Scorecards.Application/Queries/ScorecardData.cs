using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>Scorecards as the caller of a data route may see them.</summary>
public sealed class ScorecardData(ScorecardQueries queries, SuppressedResults suppressed, MonthReports reports, ResultReader results, Journal journal)
{
    /// <summary>Every scorecard with its months, the latest first, and the summary of the latest.</summary>
    public async Task<IReadOnlyList<ScorecardListing>> ListAsync(CancellationToken ct) =>
        [.. (await queries.ScorecardsAsync(ct)).Select(ScorecardListing.From)];

    /// <summary>One scorecard's month.</summary>
    /// <param name="scorecard">As it is in the address.</param>
    /// <param name="month">yyyy-MM or <c>latest</c>.</param>
    /// <param name="edition">A number; blank = the current state.</param>
    /// <param name="asOf">A day or a number of the journal: what was known then; blank = what is known now.</param>
    /// <param name="format">csv or xlsx, else JSON.</param>
    /// <param name="functionKeys">Every key in the request.</param>
    public async Task<object> FindAsync(
        string scorecard, string month, string edition, string asOf, string format, IEnumerable<string> functionKeys, CancellationToken ct)
    {
        var given = suppressed.Start(functionKeys);
        var shown = await queries.FindAsync(scorecard, month, edition, asOf, format == "xlsx", given, ct);
        switch (format)
        {
            case "csv":
                var name = $"{shown.Scorecard}-{shown.Month}.csv";
                return new WrittenFile("text/csv; charset=utf-8", name, output => ScorecardDocuments.WriteCsvAsync(shown, output, ct));
            case "xlsx":
                var report = await reports.MakeAsync(shown, given, await KnownAsync(shown, ct), ct);
                return new MadeFile(ReportWorkbook.ContentType, ReportWorkbook.FileName(report), ReportWorkbook.Make(report));
            default:
                return ScorecardDocument.From(shown);
        }
    }

    /// <summary>What an edition that is no longer the current one was shown with: the journal before the next edition.</summary>
    async Task<JournalPrefix> KnownAsync(MonthlyScorecard shown, CancellationToken ct)
    {
        var next = (await results.EditionsAsync(shown.Scorecard, shown.Month, ct)).FirstOrDefault(e => e.Summary.Edition > shown.Edition);
        var known = await journal.ReadAsync(ct);
        return shown.Edition > 0 && next is not null ? known.UpTo(next.Summary.AsOf - 1) : known;
    }
}
