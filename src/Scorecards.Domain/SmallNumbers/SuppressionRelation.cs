namespace Scorecards.Domain;

/// <summary>A total and its parts.</summary>
/// <param name="Total">The total's scorecard id.</param>
/// <param name="Parts">The parts' scorecard ids, compared without regard to case.</param>
sealed record SuppressionRelation(string Total, IReadOnlySet<string> Parts);
