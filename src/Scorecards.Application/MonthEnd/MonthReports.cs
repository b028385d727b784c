using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Brings together what the mail and the workbook say of a scorecard's month.</summary>
public sealed class MonthReports(CatalogueReader catalogues, ResultReader results, CommentaryReader commentary, TimeProvider time)
{
    /// <param name="scorecard">As the reader sees it.</param>
    /// <param name="given">
    /// The months before, as the reader sees them. Where small numbers are withheld, commentary and corrections are left out: they may tell them.
    /// </param>
    /// <param name="asOf">The journal up to the number that everything else is as of.</param>
    public async Task<MonthReport> MakeAsync(MonthlyScorecard scorecard, GivenMonths given, JournalPrefix asOf, CancellationToken ct)
    {
        var (id, month) = (scorecard.Scorecard, scorecard.Month);
        var before = Enumerable.Range(1, MonthReport.Months - 1).Select(back => month.PlusMonths(-back));
        List<MonthlyScorecard> earlier = [.. (await Task.WhenAll(before.Select(m => given.ReadAsync(id, m, ct)))).OfType<MonthlyScorecard>()];
        IEnumerable<MonthlyScorecard> all = given.IsSuppressed ? [] : earlier.Append(scorecard).OrderByDescending(m => m.Month);
        var corrected = (await Task.WhenAll(all.Select(m => FindCorrectedAsync(m, month, asOf, ct)))).SelectMany(r => r);
        var comments = given.IsSuppressed ? new Dictionary<string, Commentary>() : await commentary.ReadAsync(id, month, asOf, ct);
        var catalogue = (await catalogues.AtAsync(asOf, ct)).Catalogue;
        var limits = RatingLimits.Find(catalogue, scorecard);
        var report = new MonthReport(scorecard, earlier, comments, limits, [.. corrected], time.GetUtcNow())
        {
            IsCommentaryWithheld = given.IsSuppressed
        };
        return report.Previous is not { } previous ? report : report with
        {
            LimitsBefore = Changed(RatingLimits.Find(catalogue, previous), limits),
            Below = ScorecardsBelow.Between(catalogue, id, previous.Month, month),
        };
    }

    /// <summary>
    /// Limits that are the same now give the rating that the figure has. Asked of a rounded figure, as a reader outside has it, they may not.
    /// </summary>
    static Dictionary<string, Limits> Changed(IReadOnlyDictionary<string, Limits> before, IReadOnlyDictionary<string, Limits> now) =>
        before.Where(l => !now.TryGetValue(l.Key, out var same) || same != l.Value)
            .ToDictionary(l => l.Key, l => l.Value, StringComparer.OrdinalIgnoreCase);

    async Task<IEnumerable<CorrectedFigure>> FindCorrectedAsync(MonthlyScorecard now, Month reported, JournalPrefix asOf, CancellationToken ct)
    {
        if (now.Edition <= 1 || Corrections.Since(now.Month, reported, m => asOf.Issue(now.Scorecard, m)) is not { } since
            || (await results.EditionAsync(now.Scorecard, now.Month, since, ct))?.Scorecard is not { } named)
        {
            return [];
        }

        return ScorecardDiff.Between(named, now).Results.Where(r => r is { Now: not null, IsFigureChanged: true })
            .Select(r => new CorrectedFigure(now.Month, r.Indicator, r.ShownBefore, r.ShownNow));
    }
}
