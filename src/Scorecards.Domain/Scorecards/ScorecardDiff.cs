namespace Scorecards.Domain;

/// <summary>Two editions of a scorecard's month, compared indicator by indicator.</summary>
/// <param name="Was">Null: the month had no results.</param>
/// <param name="Now">The newer one.</param>
/// <param name="Results">Every indicator of both, changed or not: those of <paramref name="Now"/> in printed order, then those that are gone.</param>
public sealed record ScorecardDiff(MonthlyScorecard? Was, MonthlyScorecard Now, IReadOnlyList<ResultDiff> Results)
{
    /// <summary>Puts the results of both editions beside each other, by indicator.</summary>
    /// <param name="was">The older edition; null = the month had no results.</param>
    /// <param name="now">The newer one.</param>
    public static ScorecardDiff Between(MonthlyScorecard? was, MonthlyScorecard now)
    {
        var before = (was?.Results ?? []).ToDictionary(r => r.Indicator.Id);
        List<ResultDiff> results = [.. now.Results.Select(r => new ResultDiff(before.GetValueOrDefault(r.Indicator.Id), r))];
        var present = now.Results.Select(r => r.Indicator.Id).ToHashSet();
        results.AddRange(before.Values.Where(r => !present.Contains(r.Indicator.Id)).Select(r => new ResultDiff(r, null)));
        return new ScorecardDiff(was, now, results);
    }

    /// <summary>Whether a rating or one of the counts has changed: what leadership is told about an issued month.</summary>
    public bool AltersRatingsOrCounts => Was?.Summary != Now.Summary || Results.Any(r => r.Now is not null && r.IsRatingChanged);

    /// <summary>For the receipt of the upload that changed the month; null = nothing has changed.</summary>
    public ScorecardChange? ForReceipt()
    {
        // An indicator that comes or goes without a figure is counted all the same, as not rated.
        var (had, has) = (Was?.HasResults == true, Now.HasResults);
        List<ResultChange> changes =
        [
            .. Results.Where(r => r.IsChanged || (had && r.Was is null) || (has && r.Now is null)).Select(r => Change(r, had && r.Was is null)),
        ];
        var before = had ? Summary.From(Was!.Results) : null;
        return changes.Count == 0 ? null : new ScorecardChange(Now.Scorecard, Now.Month, Now.Edition, before, Now.Summary, changes);
    }

    static ResultChange Change(ResultDiff r, bool isAdded) =>
        new(r.Indicator.Id, r.ShownBefore, r.ShownNow, r.Was?.Rating, r.Now?.Rating)
        {
            TravelBefore = r.Was?.Travel,
            TravelAfter = r.Now?.Travel,
            NumeratorBefore = r.Was?.Numerator,
            NumeratorAfter = r.Now?.Numerator,
            DenominatorBefore = r.Was?.Denominator,
            DenominatorAfter = r.Now?.Denominator,
            IsAdded = isAdded,
            IsRemoved = r.Now is null,
        };
}
