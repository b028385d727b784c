namespace Scorecards.Domain;

/// <summary>One result by itself: a scorecard, an indicator, a month. What Power BI, Excel and pandas are given.</summary>
/// <param name="Edition">Of the month: 0 until it was issued.</param>
/// <param name="Changed">When the month's results became as they are, UTC.</param>
public sealed record Fact(string Scorecard, Month Month, int Edition, DateTimeOffset Changed, Result Result)
{
    /// <summary>Whether the figures are withheld because the numbers are small.</summary>
    public bool IsSuppressed { get; init; }

    /// <summary>Why there is no value: the source's symbol, or that it is withheld; null where there is one, or where nothing is known.</summary>
    public string? Reason { get => field ?? Result.NoValue; init; }
}
