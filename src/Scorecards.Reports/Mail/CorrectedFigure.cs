using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A figure that was corrected since its month was issued; as displayed, null = there is none.</summary>
/// <param name="Why">In a sentence.</param>
public sealed record CorrectedFigure(Month Month, Indicator Indicator, string? Was, string? Now, string Why);
