namespace Scorecards.Domain;

/// <summary>The figures that one scorecard's month should have and has not (docs/domain.md, Missing figures).</summary>
/// <param name="Name">The scorecard's name, as printed.</param>
/// <param name="HasFigures">Whether the month has any figure at all.</param>
/// <param name="Missing">In printed order.</param>
/// <param name="Expected">The number of figures that the month should have.</param>
public sealed record MissingFigures(
    ScorecardId Scorecard, string Name, Month Month, bool HasFigures, IReadOnlyList<MissingFigure> Missing, int Expected)
{
    /// <summary>
    /// A month should have the figures of the latest month before it, also those that were taken away from it, or those of every active indicator if
    /// there was none. A symbol for "no value" counts as a figure, so does "0 of 0", and so does a formula whose figures are all there. Where a
    /// formula lacks figures, they are named in its place. A scorecard that never had figures is not waited for.
    /// </summary>
    /// <param name="scorecard">If it is not active in the month, nothing is missing.</param>
    /// <param name="now">The month's results; null = none.</param>
    /// <param name="before">The results of the latest month before it that has any which it should have too; null = there is none.</param>
    /// <param name="takenAway">What the months before had until it was taken away from all of them.</param>
    /// <returns>Null = nothing is missing.</returns>
    public static MissingFigures? Find(Catalogue catalogue, Scorecard scorecard, Month month, MonthlyScorecard? now, MonthlyScorecard? before,
        IReadOnlyCollection<IndicatorId> takenAway)
    {
        if (!scorecard.IsActive(month) || (now is null && before is null && takenAway.Count == 0))
        {
            return null;
        }

        var (stated, statedBefore) = (Stated(now), Stated(before));
        List<Indicator> expected = [.. catalogue.ActiveIndicators(month).Where(
            i => (before is null && now is not null) || statedBefore.ContainsKey(i.Id) || takenAway.Contains(i.Id))];
        List<MissingFigure> missing =
        [
            .. expected.Where(i => !IsThere(catalogue, month, stated, i, [])).SelectMany(i => Lacks(catalogue, month, stated, expected, i, []))
                .DistinctBy(i => i.Id)
                .Select(i => new MissingFigure(i, statedBefore.GetValueOrDefault(i.Id)?.Source?.Extract)),
        ];
        if (missing.Count == 0)
        {
            return null;
        }

        var toState = expected.SelectMany(i => Lacks(catalogue, month, [], expected, i, [])).DistinctBy(i => i.Id).Count();
        return new MissingFigures(scorecard.Id, scorecard.Name, month, stated.Count > 0, missing, toState);
    }

    /// <summary>A formula without a value is there where all that it follows from is: a file could not say more.</summary>
    static bool IsThere(
        Catalogue catalogue, Month month, Dictionary<IndicatorId, Result> stated, Indicator indicator, HashSet<IndicatorId> open) =>
        stated.ContainsKey(indicator.Id)
        || (indicator.Formula is { Indicators.Count: > 0 } formula && open.Add(indicator.Id)
            && formula.Indicators.All(id => catalogue.Indicator(id) is { } named && named.IsActive(month)
                && IsThere(catalogue, month, stated, named, [.. open])));

    /// <summary>What a file has to state so that an indicator is there: of a formula, those of its parts that are expected and missing.</summary>
    static IEnumerable<Indicator> Lacks(
        Catalogue catalogue, Month month, Dictionary<IndicatorId, Result> stated, IReadOnlyList<Indicator> expected, Indicator indicator,
        HashSet<IndicatorId> open)
    {
        List<Indicator> parts = indicator.Formula is { } formula && open.Add(indicator.Id)
            ? [.. expected.Where(e => formula.Indicators.Contains(e.Id) && !IsThere(catalogue, month, stated, e, []))]
            : [];
        return parts.Count == 0 ? [indicator] : parts.SelectMany(part => Lacks(catalogue, month, stated, expected, part, [.. open]));
    }

    static Dictionary<IndicatorId, Result> Stated(MonthlyScorecard? month) =>
        (month?.Results ?? []).Where(r => r.IsStated)
            .ToDictionary(r => r.Indicator.Id);
}
