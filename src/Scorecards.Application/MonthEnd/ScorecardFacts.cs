using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>What is to be known of a scorecard's month before anybody can be mailed of it, as of a number of the journal.</summary>
/// <param name="Now">Of an issued month the newest edition, else the month as it would be issued; null: it has no figures.</param>
/// <param name="Number">That <paramref name="Now"/> is as of: of an issued month the one that made the edition.</param>
/// <param name="Editions">The first first; none = the month is not issued.</param>
/// <param name="Lacking">What the month should have and has not; null = nothing.</param>
/// <param name="Depth">0 for a scorecard that is no part of another one.</param>
/// <param name="IsBehind">It is issued, and its editions up to <paramref name="Number"/> are not all calculated yet.</param>
public sealed record ScorecardFacts(
    MonthlyScorecard? Now, long Number, IReadOnlyList<StoredMonth> Editions, MissingFigures? Lacking, int Depth, bool IsBehind = false);
