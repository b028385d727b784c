using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>One part of what an attempt states of a scorecard's month.</summary>
sealed record WrittenStatement(ScorecardMonth Of, string Attempt, int Part, PackedStatement Statement);
