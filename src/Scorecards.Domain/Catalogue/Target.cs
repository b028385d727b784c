namespace Scorecards.Domain;

/// <summary>
/// What an indicator should reach from a date on, for one scorecard or for all, with the limits that differ from the default rule
/// (docs/domain.md, Targets).
/// </summary>
public sealed record Target
{
    public required IndicatorId Indicator { get; init; }

    /// <summary>The scorecard's id; null = all scorecards. A scorecard's own target overrides one for all.</summary>
    public ScorecardId? Scorecard { get; init; }

    /// <summary>In force from this day until a later target's day.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The last day on which it is in force; null = until a later target's day.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>In the indicator's unit; null = from this day on there is no target, and so no rating.</summary>
    public decimal? Value { get; init; }

    /// <summary>Each limit that is null follows the default rule.</summary>
    public RatingLimits Limits { get; init; }

    /// <summary>Whether its row says that it is right, however implausible: then nobody is warned.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>In a row as it is read, and not kept; null = the target is a plain number, or its words say no side.</summary>
    public TargetWords? Words { get; init; }

    /// <summary>Whether it has ended before a day.</summary>
    public bool HasEnded(DateOnly day) => EffectiveTo < day;

    /// <summary>The green limit that makes what is better amber or red, and its column; null = there is none.</summary>
    public (string Column, decimal Limit)? FindWrongSide(Indicator indicator) => indicator.Polarity switch
    {
        // 95% to 100%, and 0 to 10, leave no better figure out.
        Polarity.H when Limits.GreenMax is { } most && !(indicator.Unit == Unit.Percent && most >= 100) => ("green_max", most),
        Polarity.L when Limits.GreenMin is { } least and > 0 => ("green_min", least),
        _ => null,
    };

    /// <summary>The limits that decide the rating; null = not rated: no target, or no judgement.</summary>
    public RatingLimits? LimitsFor(Indicator indicator)
    {
        if (Value is not decimal target || indicator.Polarity == Polarity.N)
        {
            return null;
        }

        var rule = RatingLimits.Default(indicator.Polarity, indicator.Unit, target);
        return new RatingLimits(
            Limits.GreenMin ?? rule.GreenMin, Limits.GreenMax ?? rule.GreenMax, Limits.AmberMin ?? rule.AmberMin, Limits.AmberMax ?? rule.AmberMax);
    }
}
