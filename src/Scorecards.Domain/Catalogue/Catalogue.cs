namespace Scorecards.Domain;

/// <summary>
/// The indicators, targets and scorecards in force: the built-in ones, overridden by those that a council has uploaded. Ids ignore case.
/// </summary>
public sealed class Catalogue
{
    readonly Dictionary<string, Indicator> indicators;
    readonly Dictionary<string, Scorecard> scorecards;
    readonly Dictionary<string, Target[]> targetsForAll;
    readonly Dictionary<string, Target[]> ownTargets;

    /// <param name="indicators">A later one overrides an earlier one of the same id.</param>
    /// <param name="targets">A later one overrides an earlier one of the same indicator, scorecard and day.</param>
    /// <param name="scorecards">A later one overrides an earlier one of the same id.</param>
    public Catalogue(IEnumerable<Indicator> indicators, IEnumerable<Target> targets, IEnumerable<Scorecard> scorecards)
    {
        this.indicators = ById(indicators, i => i.Id);
        this.scorecards = ById(scorecards, s => s.Id);
        Targets = [.. ById(targets, t => $"{t.Indicator}\n{t.Scorecard}\n{t.EffectiveFrom:O}").Values];
        targetsForAll = Grouped(Targets.Where(t => t.Scorecard is null), t => t.Indicator);
        ownTargets = Grouped(Targets.Where(t => t.Scorecard is not null), t => t.Scorecard!);
    }

    /// <summary>All indicators, active or not, one for each id.</summary>
    public IReadOnlyCollection<Indicator> Indicators => indicators.Values;

    /// <summary>All scorecards, active or not, one for each id.</summary>
    public IReadOnlyCollection<Scorecard> Scorecards => scorecards.Values;

    /// <summary>All targets, past and future ones too.</summary>
    public IReadOnlyList<Target> Targets { get; }

    /// <summary>How published tables are read, one for each id.</summary>
    public IReadOnlyList<Mapping> Mappings { get; init; } = [];

    /// <summary>The indicator with an id; null = there is none.</summary>
    public Indicator? Indicator(string id) => indicators.GetValueOrDefault(id);

    /// <summary>The indicator with an id; null = there is none.</summary>
    public Indicator? Indicator(ReadOnlySpan<char> id) =>
        indicators.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var found) ? found : null;

    /// <summary>The scorecard with an id; null = there is none.</summary>
    public Scorecard? Scorecard(string id) => scorecards.GetValueOrDefault(id);

    /// <summary>The scorecard with an id; null = there is none.</summary>
    public Scorecard? Scorecard(ReadOnlySpan<char> id) =>
        scorecards.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var found) ? found : null;

    /// <summary>The indicators on the month's scorecard, in its printed order.</summary>
    public IEnumerable<Indicator> ActiveIndicators(Month month) =>
        indicators.Values.Where(i => i.IsActive(month)).OrderBy(i => i.Section.Order).ThenBy(i => i.Section.Id, StringComparer.Ordinal)
            .ThenBy(i => i.Order).ThenBy(i => i.Id, StringComparer.Ordinal);

    /// <summary>
    /// The target in force on the month's last day: the scorecard's own if it has one, else the one for all; of these the latest, and none once
    /// it has ended (docs/domain.md, Targets).
    /// </summary>
    /// <param name="indicator">The indicator's id.</param>
    /// <param name="scorecard">The scorecard's id.</param>
    /// <param name="month">The reporting month.</param>
    /// <returns>Null = no target is in force.</returns>
    public Target? TargetInForce(string indicator, string scorecard, Month month) =>
        InForce(ownTargets.GetValueOrDefault(scorecard), indicator, month) ?? InForce(targetsForAll.GetValueOrDefault(indicator), indicator, month);

    static Target? InForce(Target[]? targets, string indicator, Month month)
    {
        Target? latest = null;
        foreach (var target in targets ?? [])
        {
            if (target.EffectiveFrom <= month.LastDay
                && !(latest?.EffectiveFrom > target.EffectiveFrom)
                && target.Indicator.Equals(indicator, StringComparison.OrdinalIgnoreCase))
            {
                latest = target;
            }
        }

        return latest?.HasEnded(month.LastDay) == true ? null : latest;
    }

    static Dictionary<string, Target[]> Grouped(IEnumerable<Target> targets, Func<Target, string> key) =>
        targets.GroupBy(key, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.OrdinalIgnoreCase);

    static Dictionary<string, T> ById<T>(IEnumerable<T> items, Func<T, string> id)
    {
        var found = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            found[id(item)] = item;
        }

        return found;
    }
}
