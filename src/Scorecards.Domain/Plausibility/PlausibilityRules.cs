namespace Scorecards.Domain;

/// <summary>The rules of plausibility. Of the rows of one rule the one that says most counts: indicator, then unit, then all.</summary>
/// <param name="all">In the order of the documentation.</param>
public sealed class PlausibilityRules(IReadOnlyList<PlausibilityRule> all)
{
    /// <summary>Bound: none.</summary>
    public const string MonthEnded = "month-ended";

    /// <summary>Bound: a year.</summary>
    public const string EarliestYear = "earliest-year";

    /// <summary>Bound: none. See <see cref="Domain.Indicator.CountsWhole"/>.</summary>
    public const string WholeCounts = "whole-counts";

    /// <summary>Bound: none.</summary>
    public const string NumeratorAlone = "numerator-alone";

    /// <summary>Bound: none.</summary>
    public const string ZeroDenominator = "zero-denominator";

    /// <summary>Bound: a percentage. See <see cref="Domain.Indicator.NumeratorIsPart"/>.</summary>
    public const string OverWhole = "over-whole";

    /// <summary>Bound: a percentage. Of indicators that do not say whether their numerator is a part.</summary>
    public const string OverHundred = "over-hundred";

    /// <summary>Bound: the least that a figure can be.</summary>
    public const string Negative = "negative";

    /// <summary>Bound: the greatest percentage that may be a fraction of 1.</summary>
    public const string Fraction = "fraction";

    /// <summary>Bound: the same of a target.</summary>
    public const string FractionTarget = "fraction-target";

    /// <summary>Bound: how many times last month's figure, or which part.</summary>
    public const string Jump = "jump";

    /// <summary>Bound: the least that the greater of the two figures of a jump must be.</summary>
    public const string JumpFrom = "jump-from";

    /// <summary>Bound: none.</summary>
    public const string YearToDateFalls = "year-to-date-falls";

    /// <summary>Bound: how many figures that are not 0.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>Bound: the greatest difference that is none.</summary>
    public const string Parts = "parts";

    /// <summary>Bound: none.</summary>
    public const string TargetDatedBack = "target-dated-back";

    /// <summary>Bound: none.</summary>
    public const string TargetDirection = "target-direction";

    /// <summary>Bound: none.</summary>
    public const string IndicatorDatedBack = "indicator-dated-back";

    /// <summary>Bound: none.</summary>
    public const string ScorecardDatedBack = "scorecard-dated-back";

    readonly ILookup<string, PlausibilityRule> byName = all.ToLookup(r => r.Name, StringComparer.Ordinal);

    /// <summary>Every row, in the order of the documentation.</summary>
    public IReadOnlyList<PlausibilityRule> All => all;

    /// <summary>The bound of a rule where it has a severity.</summary>
    /// <param name="name">One of the constants.</param>
    /// <param name="severity">Asked for.</param>
    /// <param name="indicator">The indicator that is checked; null = the rule is about none.</param>
    /// <returns>Null = the rule does not have that severity for the indicator.</returns>
    public decimal? Bound(string name, Severity severity, Indicator? indicator = null)
    {
        PlausibilityRule? closest = null;
        foreach (var rule in byName[name])
        {
            closest = Closeness(rule, indicator) > Closeness(closest, indicator) ? rule : closest;
        }

        return closest?.Severity == severity ? closest.Bound : null;
    }

    /// <returns>0: the row is about other indicators.</returns>
    static int Closeness(PlausibilityRule? rule, Indicator? indicator) => rule switch
    {
        null => 0,
        { Indicator: { } id } => id == indicator?.Id ? 3 : 0,
        { Unit: { } unit } => unit == indicator?.Unit ? 2 : 0,
        _ => 1,
    };
}
