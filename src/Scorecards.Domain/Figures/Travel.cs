namespace Scorecards.Domain;

/// <summary>Direction of travel against the month before. No travel is null: a month, a value or (for T) a target is unknown.</summary>
public enum Travel
{
    Improved,
    Same,
    Worse,
}

/// <summary>
/// A value and whether it is held unrounded: computed from numerator and denominator, or given with more decimals than are displayed.
/// </summary>
public readonly record struct Figure(decimal Value, bool IsUnrounded)
{
    /// <summary>
    /// Travel from the month before to this one. Unrounded where both months are held so, any change counts; else as displayed (design.md 6).
    /// T compares the distances to the target in force now; N is never judged.
    /// </summary>
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
