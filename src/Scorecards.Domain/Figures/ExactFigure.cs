namespace Scorecards.Domain;

/// <summary>A figure before it is rounded to what a decimal holds: what travel is found by.</summary>
/// <param name="Value">In the indicator's unit.</param>
/// <param name="IsUnrounded">As <see cref="Figure.IsUnrounded"/>.</param>
public readonly record struct ExactFigure(Fraction Value, bool IsUnrounded)
{
    /// <summary>The figure of a statement: of its numerator and denominator where both are stated, else as stated.</summary>
    /// <param name="numerator">Null = not stated.</param>
    /// <param name="denominator">Null = not stated.</param>
    /// <param name="indicator">For the unit.</param>
    /// <param name="figure">As <see cref="Figure.From"/> finds it.</param>
    public static ExactFigure From(decimal? numerator, decimal? denominator, Indicator indicator, Figure figure) => new(
        (numerator, denominator, indicator.Unit.Factor) is ({ } above, { } below and not 0, { } factor)
            ? (Fraction)above * factor / below
            : figure.Value,
        figure.IsUnrounded);

    /// <summary>
    /// Travel from the month before to this one (docs/domain.md, Travel). If both figures are unrounded, any change counts; otherwise the values as
    /// displayed are compared. Polarity T compares the distances to the target in force now; polarity N is never judged.
    /// </summary>
    /// <param name="target">In the indicator's unit; null = there is none, so polarity T has no travel.</param>
    public Travel? TravelFrom(ExactFigure previous, Indicator indicator, decimal? target)
    {
        var unrounded = IsUnrounded && previous.IsUnrounded;
        var (now, before) = unrounded ? (Value, previous.Value) : (Displayed(Value, indicator), Displayed(previous.Value, indicator));
        int? better = indicator.Polarity switch
        {
            Polarity.H => now.CompareTo(before),
            Polarity.L => before.CompareTo(now),
            Polarity.T when target is decimal t => (before - t).Size.CompareTo((now - t).Size),
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

    static Fraction Displayed(Fraction value, Indicator indicator) => indicator.Displayed(value.ToDecimal());
}
