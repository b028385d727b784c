namespace Scorecards.Domain;

/// <summary>A total and its parts.</summary>
/// <param name="Total">The total's scorecard id.</param>
/// <param name="Parts">The parts' scorecard ids.</param>
sealed record SuppressionRelation(ScorecardId Total, IReadOnlySet<ScorecardId> Parts);
