using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Brings together what the mail and the workbook say of a scorecard's month.</summary>
public sealed class MonthReports(CatalogueReader catalogues, ResultReader results, CommentaryReader commentary, TimeProvider time)
{
    /// <param name="scorecard">As the reader is given it.</param>
    /// <param name="given">
    /// The same for the months before. Where small numbers are taken out, so is whatever may have them in words or as they were.
    /// </param>
    /// <param name="asOf">The journal up to which everything else is said.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<MonthReport> OfAsync(MonthlyScorecard scorecard, GivenMonths given, JournalPrefix asOf, CancellationToken ct)
    {
        var (id, month) = (scorecard.Scorecard, scorecard.Month);
        var before = Enumerable.Range(1, MonthReport.Months - 1).Select(back => month.PlusMonths(-back));
        List<MonthlyScorecard> earlier = [.. (await Task.WhenAll(before.Select(m => given.ReadAsync(id, m, ct)))).OfType<MonthlyScorecard>()];
        IEnumerable<MonthlyScorecard> all = given.IsSuppressed ? [] : earlier.Append(scorecard).OrderByDescending(m => m.Month);
        var restated = (await Task.WhenAll(all.Select(m => RestatedAsync(m, asOf, ct)))).SelectMany(r => r);
        var comments = given.IsSuppressed ? new Dictionary<string, Commentary>() : await commentary.ReadAsync(id, month, asOf, ct);
        var limits = Limits((await catalogues.AtAsync(asOf, ct)).Catalogue, scorecard);
        return new MonthReport(scorecard, earlier, comments, limits, [.. restated], time.GetUtcNow());
    }

    async Task<IEnumerable<Restatement>> RestatedAsync(MonthlyScorecard now, JournalPrefix asOf, CancellationToken ct)
    {
        if (now.Edition <= 1 || asOf.Issue(now.Scorecard, now.Month) is not { } issue
            || (await results.EditionAsync(now.Scorecard, now.Month, issue, ct))?.Scorecard is not { } issued)
        {
            return [];
        }

        var was = issued.Results.ToDictionary(r => r.Indicator.Id, r => r.Display, StringComparer.OrdinalIgnoreCase);
        return now.Results.Where(r => r.Display != was.GetValueOrDefault(r.Indicator.Id))
            .Select(r => new Restatement(now.Month, r.Indicator, was.GetValueOrDefault(r.Indicator.Id), r.Display));
    }

    /// <summary>Of the targets that the month was rated by; a target that was changed since has other ones.</summary>
    static Dictionary<string, Limits> Limits(Catalogue catalogue, MonthlyScorecard scorecard)
    {
        var limits = new Dictionary<string, Limits>(StringComparer.OrdinalIgnoreCase);
        foreach (var result in scorecard.Results)
        {
            if (catalogue.TargetInForce(result.Indicator.Id, scorecard.Scorecard, scorecard.Month) is { } target
                && target.Value == result.Target && target.LimitsFor(result.Indicator) is { } found)
            {
                limits[result.Indicator.Id] = found;
            }
        }

        return limits;
    }
}
