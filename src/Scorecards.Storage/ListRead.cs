using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>That somebody has read the records behind a figure.</summary>
/// <param name="Who">As the setting names the holder of the key.</param>
/// <param name="When">UTC.</param>
/// <param name="Month">yyyy-MM.</param>
public sealed record ListRead(string Who, DateTimeOffset When, ScorecardId Scorecard, string Month, IndicatorId Indicator);
