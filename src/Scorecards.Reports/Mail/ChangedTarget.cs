using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A target, or its limits, that changed an issued month; as displayed, null = there is none.</summary>
public sealed record ChangedTarget(Month Month, Indicator Indicator, string? Was, string? Now, Rating? RatingWas, Rating? RatingNow);
