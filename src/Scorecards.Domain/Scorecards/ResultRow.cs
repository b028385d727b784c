namespace Scorecards.Domain;

/// <summary>One result with its keys: a row of the feed for Power BI, Excel and pandas.</summary>
/// <param name="Edition">The month's edition: 0 until it was issued.</param>
/// <param name="Changed">When the month's results last changed, UTC.</param>
public sealed record ResultRow(ScorecardId Scorecard, Month Month, int Edition, DateTimeOffset Changed, Result Result);
