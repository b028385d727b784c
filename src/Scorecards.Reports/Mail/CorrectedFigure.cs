using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A figure that was corrected since its month was issued; as displayed, null = there is none.</summary>
public sealed record CorrectedFigure(Month Month, Indicator Indicator, string? Was, string? Now);
