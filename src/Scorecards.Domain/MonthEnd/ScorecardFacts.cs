namespace Scorecards.Domain;

/// <summary>What has to be known of a scorecard's month before it is mailed, as of a number of the journal.</summary>
/// <param name="Now">Of an issued month the newest edition, else the month as it would be issued; null: it has no figures.</param>
/// <param name="Number">That <paramref name="Now"/> is as of: of an issued month the one that made the edition.</param>
/// <param name="Editions">The first first; none = the month is not issued.</param>
/// <param name="Missing">The figures that are missing; null = none is.</param>
/// <param name="Rank">The smaller, the wider (<see cref="ScorecardTree.Rank"/>).</param>
/// <param name="IsBehind">It is issued, and its editions up to <paramref name="Number"/> are not all calculated yet.</param>
public sealed record ScorecardFacts(
    MonthlyScorecard? Now, long Number, IReadOnlyList<IssuedEdition> Editions, MissingFigures? Missing, int Rank, bool IsBehind = false);
