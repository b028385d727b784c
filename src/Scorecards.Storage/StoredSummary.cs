using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>What is known of a scorecard's month without its results.</summary>
/// <param name="Name">Of the scorecard, as it was then.</param>
/// <param name="AsOf">The number of the journal up to which it was calculated; of an edition, the number that made it.</param>
/// <param name="Edition">0 until the month was issued.</param>
/// <param name="Changed">When it became as it is, UTC.</param>
/// <param name="Count">Of its results; 0 = it has none, and readers leave it out.</param>
/// <param name="Trace">The step that its figures follow from, as a W3C traceparent; null = none is known.</param>
public sealed record StoredSummary(
    ScorecardId Scorecard, string Name, Month Month, long AsOf, int Edition, Summary Summary, DateTimeOffset Changed, int Count, string? Trace)
{
    /// <summary>How many of the results the reader is not given. It is not stored.</summary>
    public int Withheld { get; init; }
}
