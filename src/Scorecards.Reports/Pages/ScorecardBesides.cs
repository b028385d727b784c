using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>What a page shows beside a scorecard's month.</summary>
/// <param name="Months">That the scorecard has results for, the latest first.</param>
/// <param name="Commentary">On the month, by indicator.</param>
/// <param name="Changed">Since the month before; null = there is none, or what is shown is not current.</param>
/// <param name="Current">The current edition, and whether it has figures; null = it is what is shown.</param>
public sealed record ScorecardBesides(
    IReadOnlyList<Month> Months,
    IReadOnlyDictionary<IndicatorId, Commentary> Commentary,
    (MonthChanges Changes, ScorecardsBelow Below)? Changed,
    (int Edition, bool HasFigures)? Current);
