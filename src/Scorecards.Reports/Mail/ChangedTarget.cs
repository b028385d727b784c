using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A target, its limits or what counts as good, that changed an issued month; as displayed, null = there is none.</summary>
/// <param name="IsByPolarity">Whether the target is the same, and what counts as good is not.</param>
public sealed record ChangedTarget(
    Month Month, Indicator Indicator, string? Was, string? Now, Rating? RatingWas, Rating? RatingNow, bool IsByPolarity = false);
