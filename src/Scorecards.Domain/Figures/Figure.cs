namespace Scorecards.Domain;

/// <summary>A value, and whether it is unrounded: computed from numerator and denominator, or stated with more decimals than are displayed.</summary>
/// <param name="Value">In the indicator's unit.</param>
public readonly record struct Figure(decimal Value, bool IsUnrounded)
{
    /// <summary>
    /// Travel from the month before to this one (docs/domain.md, Travel). If both figures are unrounded, any change counts; otherwise the values as
    /// displayed are compared. Polarity T compares the distances to the target in force now; polarity N is never judged.
    /// </summary>
    /// <param name="target">In the indicator's unit; null = there is none, so polarity T has no travel.</param>
    public Travel? TravelFrom(Figure previous, Indicator indicator, decimal? target)
    {
        var unrounded = IsUnrounded && previous.IsUnrounded;
        var (now, before) = unrounded ? (Value, previous.Value) : (indicator.Displayed(Value), indicator.Displayed(previous.Value));
        int? better = indicator.Polarity switch
        {
            Polarity.H => now.CompareTo(before),
            Polarity.L => before.CompareTo(now),
            Polarity.T when target is decimal t => Math.Abs(before - t).CompareTo(Math.Abs(now - t)),
            _ => null,
        };
        return better switch
        {
            null => null,
            > 0 => Travel.Improved,
            0 => Travel.Same,
            _ => Travel.Worse,
        };
    }
}
