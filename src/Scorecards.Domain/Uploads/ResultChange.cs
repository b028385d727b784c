namespace Scorecards.Domain;

/// <summary>One indicator's figure and rating before and after a change.</summary>
/// <param name="Indicator">The indicator's id.</param>
/// <param name="Before">The figure as displayed, or the symbol for its absence; null = unknown.</param>
/// <param name="After">The figure as displayed, or the symbol for its absence; null = unknown.</param>
public sealed record ResultChange(IndicatorId Indicator, string? Before, string? After, Rating? RatingBefore, Rating? RatingAfter);
