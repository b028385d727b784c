using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>What a scorecard's month said when it was exported, so that a restore can tell whether it says so again.</summary>
/// <param name="AsOf">The number of the journal that it is of.</param>
/// <param name="Edition">0 = it was not issued.</param>
/// <param name="Count">Of its results.</param>
/// <param name="Digest">Of every value that a reader sees: <see cref="MonthState.Digest"/>.</param>
public sealed record ExportedMonth(ScorecardId Scorecard, Month Month, long AsOf, int Edition, int Count, string Digest);
