namespace Scorecards.Domain;

/// <summary>One result by itself: a scorecard, an indicator, a month. What Power BI, Excel and pandas are given.</summary>
/// <param name="Edition">Of the month: 0 until it was issued.</param>
/// <param name="Changed">When the month's results became as they are, UTC.</param>
public sealed record ResultRow(string Scorecard, Month Month, int Edition, DateTimeOffset Changed, Result Result);
