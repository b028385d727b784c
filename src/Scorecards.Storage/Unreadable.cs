using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>Something in the tables that cannot be understood, so that it is left out.</summary>
/// <param name="Scorecard">Its id, or the partition key where not even that can be read.</param>
/// <param name="Month">yyyy-MM, or the row key where not even that can be read.</param>
/// <param name="Why">In a sentence, with ids only.</param>
public sealed record Unreadable(ScorecardId Scorecard, string Month, string Why);
