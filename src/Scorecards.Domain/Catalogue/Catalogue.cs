namespace Scorecards.Domain;

/// <summary>
/// The indicators, targets and scorecards in force: the built-in ones, overridden by those that a council has uploaded.
/// </summary>
public sealed class Catalogue
{
    // By text, so that the cells of a file find theirs without a string of their own.
    readonly Dictionary<string, Indicator> indicators;
    readonly Dictionary<string, Scorecard> scorecards;
    readonly Dictionary<IndicatorId, Target[]> targetsForAll;
    readonly Dictionary<ScorecardId, Target[]> ownTargets;

    /// <param name="indicators">
    /// A later one overrides an earlier one of the same id. A section has the name and the place that its last one gives it.
    /// </param>
    /// <param name="targets">A later one overrides an earlier one of the same indicator, scorecard and day.</param>
    /// <param name="scorecards">A later one overrides an earlier one of the same id.</param>
    public Catalogue(IEnumerable<Indicator> indicators, IEnumerable<Target> targets, IEnumerable<Scorecard> scorecards)
    {
        this.indicators = ById(WithOneSectionEach([.. indicators]), i => i.Id.Value);
        this.scorecards = ById(scorecards, s => s.Id.Value);
        Targets = [.. ById(targets, t => $"{t.Indicator}\n{t.Scorecard}\n{t.EffectiveFrom:O}").Values];
        targetsForAll = Targets.Where(t => t.Scorecard is null).GroupBy(t => t.Indicator).ToDictionary(g => g.Key, g => g.ToArray());
        ownTargets = Targets.Where(t => t.Scorecard is not null).GroupBy(t => t.Scorecard!.Value).ToDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>All indicators, active or not, one for each id.</summary>
    public IReadOnlyCollection<Indicator> Indicators => indicators.Values;

    /// <summary>All scorecards, active or not, one for each id.</summary>
    public IReadOnlyCollection<Scorecard> Scorecards => scorecards.Values;

    /// <summary>All targets, past and future ones too.</summary>
    public IReadOnlyList<Target> Targets { get; }

    /// <summary>How published tables are read, one for each id.</summary>
    public IReadOnlyList<Mapping> Mappings { get; init; } = [];

    /// <summary>How a council counts indicators from records, one for each id.</summary>
    public IReadOnlyList<OwnDefinition> Definitions { get; init; } = [];

    /// <summary>The scorecards that were made of team.csv, and that nobody has declared.</summary>
    public IReadOnlySet<ScorecardId> MadeScorecards { get; init; } = new HashSet<ScorecardId>();

    /// <summary>The indicator with an id; null = there is none.</summary>
    public Indicator? Indicator(IndicatorId id) => indicators.GetValueOrDefault(id.Value);

    /// <summary>The indicator with an id; null = there is none.</summary>
    public Indicator? Indicator(ReadOnlySpan<char> id) =>
        indicators.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var found) ? found : null;

    /// <summary>The scorecard with an id; null = there is none.</summary>
    public Scorecard? Scorecard(ScorecardId id) => scorecards.GetValueOrDefault(id.Value);

    /// <summary>The scorecard with an id; null = there is none.</summary>
    public Scorecard? Scorecard(ReadOnlySpan<char> id) =>
        scorecards.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var found) ? found : null;

    /// <summary>The indicators on the month's scorecard, in its printed order.</summary>
    public IEnumerable<Indicator> ActiveIndicators(Month month) =>
        indicators.Values.Where(i => i.IsActive(month)).OrderBy(i => i.Section.Order).ThenBy(i => i.Section.Id, StringComparer.Ordinal)
            .ThenBy(i => i.Order).ThenBy(i => i.Id.Value, StringComparer.Ordinal);

    /// <summary>
    /// The target in force on the month's last day: the scorecard's own if it has one, else the one for all; of several the one that began last, and
    /// no target once that one has ended (docs/domain.md, Targets).
    /// </summary>
    /// <returns>Null = no target is in force.</returns>
    public Target? TargetInForce(IndicatorId indicator, ScorecardId scorecard, Month month) =>
        InForce(ownTargets.GetValueOrDefault(scorecard), indicator, month) ?? InForce(targetsForAll.GetValueOrDefault(indicator), indicator, month);

    static Target? InForce(Target[]? targets, IndicatorId indicator, Month month)
    {
        Target? latest = null;
        foreach (var target in targets ?? [])
        {
            if (target.EffectiveFrom <= month.LastDay
                && !(latest?.EffectiveFrom > target.EffectiveFrom)
                && target.Indicator == indicator)
            {
                latest = target;
            }
        }

        return latest?.HasEnded(month.LastDay) == true ? null : latest;
    }

    static IEnumerable<Indicator> WithOneSectionEach(List<Indicator> all)
    {
        var sections = ById(all.Select(i => i.Section), s => s.Id);
        return all.Select(i => sections[i.Section.Id] == i.Section ? i : i with { Section = sections[i.Section.Id] });
    }

    static Dictionary<string, T> ById<T>(IEnumerable<T> items, Func<T, string> id) =>
        items.GroupBy(id, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Last(), StringComparer.OrdinalIgnoreCase);
}
