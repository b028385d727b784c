using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace ScorecardFunctions.Mail;

/// <summary>Brings together what the mail and the workbook say of a scorecard's month.</summary>
public sealed class MonthReports(Catalogues catalogues, ResultStore results, CommentaryStore commentary, TimeProvider time)
{
    const int AsIssued = 1;

    /// <param name="scorecard">As the reader is given it.</param>
    /// <param name="given">The same for the months before. Where small numbers are taken out, so is whatever may have them in words or as they were.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<MonthReport> OfAsync(MonthlyScorecard scorecard, GivenResults given, CancellationToken ct)
    {
        var (id, month) = (scorecard.Scorecard, scorecard.Month);
        var catalogue = catalogues.ReadAsync(ct);
        if (given.IsSuppressed)
        {
            var shown = new List<MonthlyScorecard>();
            for (var back = 1; back < MonthReport.Months; back++)
            {
                shown.AddRange(await given.ReadAsync(id, month.PlusMonths(-back), ct) is { } before ? [before] : []);
            }

            return new MonthReport(scorecard, shown, new Dictionary<string, Commentary>(), Limits(await catalogue, scorecard), [], time.GetUtcNow());
        }

        var read = await Task.WhenAll(Enumerable.Range(1, MonthReport.Months - 1).Select(back => results.ReadAsync(id, month.PlusMonths(-back), null, ct)));
        List<MonthlyScorecard> earlier = [.. read.OfType<MonthlyScorecard>()];
        var restated = await Task.WhenAll(earlier.Append(scorecard).Where(m => m.Edition > AsIssued).OrderByDescending(m => m.Month).Select(m => RestatedAsync(m, ct)));
        return new MonthReport(scorecard, earlier, await commentary.ReadAsync(id, month, ct), Limits(await catalogue, scorecard), [.. restated.SelectMany(r => r)], time.GetUtcNow());
    }

    async Task<IEnumerable<Restatement>> RestatedAsync(MonthlyScorecard now, CancellationToken ct)
    {
        var issued = (await results.ReadAsync(now.Scorecard, now.Month, AsIssued, ct))?.Results.ToDictionary(r => r.Indicator.Id, r => r.Display, StringComparer.OrdinalIgnoreCase);
        return issued is null
            ? []
            : now.Results.Where(r => r.Display != issued.GetValueOrDefault(r.Indicator.Id)).Select(r => new Restatement(now.Month, r.Indicator, issued.GetValueOrDefault(r.Indicator.Id), r.Display));
    }

    /// <summary>Of the targets that the month was rated by; a target that was changed since has other ones.</summary>
    static Dictionary<string, Limits> Limits(Catalogue catalogue, MonthlyScorecard scorecard)
    {
        var limits = new Dictionary<string, Limits>(StringComparer.OrdinalIgnoreCase);
        foreach (var result in scorecard.Results)
        {
            if (catalogue.TargetInForce(result.Indicator.Id, scorecard.Scorecard, scorecard.Month) is { } target && target.Value == result.Target && target.LimitsFor(result.Indicator) is { } found)
            {
                limits[result.Indicator.Id] = found;
            }
        }

        return limits;
    }
}
