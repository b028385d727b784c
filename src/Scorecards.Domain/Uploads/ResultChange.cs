namespace Scorecards.Domain;

/// <summary>One indicator's figure, rating and direction of travel before and after a change.</summary>
/// <param name="Before">The figure as displayed, or the symbol for its absence; null = unknown.</param>
/// <param name="After">The figure as displayed, or the symbol for its absence; null = unknown.</param>
public sealed record ResultChange(IndicatorId Indicator, string? Before, string? After, Rating? RatingBefore, Rating? RatingAfter)
{
    public Travel? TravelBefore { get; init; }

    public Travel? TravelAfter { get; init; }

    /// <summary>0 or more; null = unknown.</summary>
    public decimal? NumeratorBefore { get; init; }

    /// <inheritdoc cref="NumeratorBefore"/>
    public decimal? NumeratorAfter { get; init; }

    /// <inheritdoc cref="NumeratorBefore"/>
    public decimal? DenominatorBefore { get; init; }

    /// <inheritdoc cref="NumeratorBefore"/>
    public decimal? DenominatorAfter { get; init; }

    /// <summary>Whether the scorecard had figures, and the indicator was not on it.</summary>
    public bool IsAdded { get; init; }

    /// <summary>Whether the indicator is no longer on the scorecard.</summary>
    public bool IsRemoved { get; init; }
}
