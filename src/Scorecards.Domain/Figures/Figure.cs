namespace Scorecards.Domain;

/// <summary>A value, and whether it is unrounded: computed from numerator and denominator, or stated with more decimals than are displayed.</summary>
/// <param name="Value">In the indicator's unit.</param>
public readonly record struct Figure(decimal Value, bool IsUnrounded)
{
    /// <summary>The decimals that it is displayed with, where these are fewer than the indicator's; null = as many.</summary>
    public int? Decimals { get; init; }

    /// <summary>The figure of what a row states (docs/domain.md, Arithmetic), which has passed <see cref="Measure.Check"/>.</summary>
    /// <param name="indicator">For unit and decimals.</param>
    /// <param name="numerator">Null = not stated.</param>
    /// <param name="denominator">Null = not stated.</param>
    /// <param name="value">Null = not stated.</param>
    /// <returns>Null: there is none, since the denominator is 0 or nothing is stated.</returns>
    public static Figure? From(Indicator indicator, decimal? numerator, decimal? denominator, decimal? value)
    {
        if (indicator.Unit.Divides(numerator, denominator))
        {
            return indicator.Unit.Divide(numerator!.Value, denominator!.Value);
        }

        var count = indicator.Unit.Factor is null ? numerator : null;
        return (value ?? count) is { } only ? new Figure(only, IsUnrounded: count is not null || only.Scale > indicator.Decimals) : null;
    }
}
