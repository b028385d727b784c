using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Brings together what the mail and the workbook say of a scorecard's month.</summary>
public sealed class MonthReports(
    CatalogueReader catalogues, ResultReader results, CommentaryReader commentary, TimeProvider time)
{
    /// <param name="scorecard">As the reader sees it.</param>
    /// <param name="given">
    /// The months before, as the reader sees them. Where small numbers are withheld, commentary is left out: it may tell them. So are corrections of
    /// a figure that is withheld then or now.
    /// </param>
    /// <param name="asOf">The journal up to the number that everything else is as of.</param>
    public async Task<MonthReport> MakeAsync(MonthlyScorecard scorecard, GivenMonths given, JournalPrefix asOf, CancellationToken ct)
    {
        var (id, month) = (scorecard.Scorecard, scorecard.Month);
        var before = Enumerable.Range(1, MonthReport.Months - 1).Select(back => month.PlusMonths(-back)).ToList();
        List<MonthlyScorecard> earlier = [.. (await Task.WhenAll(before.Select(m => given.ReadAsync(id, m, ct)))).OfType<MonthlyScorecard>()];
        List<CorrectedFigure> corrected = [];
        List<ChangedTarget> targets = [];
        List<Month> withheld = [];
        foreach (var shown in earlier.Append(scorecard).OrderByDescending(m => m.Month))
        {
            var (figures, retargeted, isWithheld) = await FindCorrectedAsync(shown, month, given, asOf, ct);
            corrected.AddRange(figures);
            targets.AddRange(retargeted);
            withheld.AddRange(isWithheld ? [shown.Month] : []);
        }

        var comments = given.IsSuppressed ? new Dictionary<IndicatorId, Commentary>()
            : await commentary.ReadAsync(scorecard, m => Task.FromResult(earlier.Find(e => e.Month == m)), asOf, ct);
        var catalogue = (await catalogues.AtAsync(asOf, ct)).Catalogue;
        var limits = RatingLimits.Find(catalogue, scorecard);
        var report = new MonthReport(scorecard, earlier, comments, limits, corrected, time.GetUtcNow())
        {
            Profile = given.Profile,
            ChangedTargets = targets,
            CorrectionsWithheld = withheld,
            IsCorrected = await IsCorrectedAsync(await given.FindWholeAsync(scorecard, ct), asOf, ct),
            TakenBack = await FindTakenBackAsync(id, before.Except(earlier.Select(e => e.Month)), month, asOf, ct),
        };
        return report.Previous is not { } previous ? report : report with
        {
            LimitsBefore = RatingLimits.Find(catalogue, previous),
            Below = ScorecardsBelow.Between(catalogue, id, previous.Month, month),
        };
    }

    /// <returns>The figures, the targets, and whether there are figures that are withheld then or now.</returns>
    async Task<(IReadOnlyList<CorrectedFigure> Figures, IReadOnlyList<ChangedTarget> Targets, bool IsWithheld)> FindCorrectedAsync(
        MonthlyScorecard now, Month reported, GivenMonths given, JournalPrefix asOf, CancellationToken ct)
    {
        var (id, month) = (now.Scorecard, now.Month);
        if (now.Edition <= 1 || await FindNamedAsync(id, month, reported, asOf, ct) is not { } named)
        {
            return ([], [], false);
        }

        var was = named.Scorecard ?? now.TakenBack(named.Summary.Edition);
        var diffs = ScorecardDiff.Between(await given.GiveAsync(was, null), now).Results;
        var whole = ScorecardDiff.Between(was, await given.FindWholeAsync(now, ct)).Results;
        return (
            [.. diffs.Where(r => IsTold(r, !given.IsSuppressed)).Select(r => CorrectedFigure.From(r, month, asOf, !given.IsSuppressed))],
            [.. diffs.Zip(whole).Where(r => IsRetargeted(r.First, r.Second)).Select(r => Retargeted(month, r.First.Was!, r.First.Now!))],
            diffs.Any(r => r is { Was: not null, Now: not null } && r.Was.IsSuppressed != r.Now.IsSuppressed));
    }

    /// <summary>Whether a figure, a rating, a direction of travel or a count has changed since issue: a name may make an edition too.</summary>
    async Task<bool> IsCorrectedAsync(MonthlyScorecard now, JournalPrefix asOf, CancellationToken ct) =>
        now.Edition > 1 && await FindNamedAsync(now.Scorecard, now.Month, now.Month, asOf, ct) is { } issued
        && ScorecardDiff.Between(issued.Scorecard, now) is var diff
        && (diff.AltersRatingsOrCounts || diff.Results.Any(r => r.IsTravelChanged || (r.IsStatementChanged && !r.IsMoreExact)));

    /// <param name="none">Months without figures.</param>
    /// <param name="reported">That the mail is about.</param>
    /// <returns>Those that had figures when they were last named.</returns>
    async Task<IReadOnlyList<Month>> FindTakenBackAsync(
        ScorecardId scorecard, IEnumerable<Month> none, Month reported, JournalPrefix asOf, CancellationToken ct) => await none.ToAsyncEnumerable()
        .Where(async (month, stop) => await FindNamedAsync(scorecard, month, reported, asOf, stop) is { Scorecard: not null })
        .ToListAsync(ct);

    /// <summary>The edition of a month as the mail before named it; null = the month was not issued.</summary>
    async Task<StoredMonth?> FindNamedAsync(ScorecardId scorecard, Month month, Month reported, JournalPrefix asOf, CancellationToken ct) =>
        Corrections.Since(month, reported, m => asOf.Issue(scorecard, m)) is { } since
            ? await results.EditionAsync(scorecard, month, since, ct)
            : null;

    /// <summary>A target of 90 that was written as 90.0 is the same.</summary>
    static ChangedTarget Retargeted(Month month, Result was, Result now) => new(
        month, now.Indicator, was.Target == now.Target ? now.TargetDisplay : was.TargetDisplay, now.TargetDisplay, was.Rating, now.Rating,
        was.Target == now.Target && was.Indicator.Polarity != now.Indicator.Polarity);

    /// <summary>
    /// An indicator that is new on the scorecard is a correction only once it has a figure. What does not show is told to readers of whole months
    /// only: to others it could tell a small number. The same figure, known unrounded by now, was not corrected. Nor was one that is shown with other
    /// decimals, unless its rating has changed by that.
    /// </summary>
    static bool IsTold(ResultDiff result, bool isWhole) =>
        result is { Now: { IsSuppressed: false } now } && result.Was?.IsSuppressed != true
        && ((result.ShownBefore != result.ShownNow
                && (result.IsStatementChanged || result.IsRatingChanged || result.Was?.Indicator.Unit != now.Indicator.Unit))
            || (isWhole && (result.IsTravelChanged || (result.IsCountChanged && !result.IsMoreExact))));

    /// <summary>
    /// Another rating of another figure tells nothing of the target, also where both figures are rounded to the same one for the reader.
    /// </summary>
    /// <param name="shown">As the reader sees it.</param>
    /// <param name="whole">The same indicator's, as it is.</param>
    static bool IsRetargeted(ResultDiff shown, ResultDiff whole) =>
        shown is { Was: { IsSuppressed: false } was, Now: { IsSuppressed: false } now }
        && (was.Target != now.Target || (!whole.IsFigureChanged && was.Rating != now.Rating));
}
