namespace Scorecards.Domain;

/// <summary>A value, and whether it is unrounded: computed from numerator and denominator, or stated with more decimals than are displayed.</summary>
/// <param name="Value">In the indicator's unit.</param>
public readonly record struct Figure(decimal Value, bool IsUnrounded)
{
    /// <summary>The decimals that it is displayed with, where these are fewer than the indicator's; null = as many.</summary>
    public int? Decimals { get; init; }
}
