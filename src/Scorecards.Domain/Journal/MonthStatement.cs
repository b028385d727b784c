namespace Scorecards.Domain;

/// <summary>What one attempt states about a scorecard's month, in one of its parts.</summary>
/// <param name="Attempt">The attempt's id; the journal decides whether it counts.</param>
/// <param name="Part">The part's number, from 1; <see cref="JournalEntry.Parts"/> has the number of parts if it is not one.</param>
/// <param name="Measures">The figures of the part, with their sources.</param>
/// <param name="Removed">
/// Measures of earlier parts that turned out to contradict a later row: those of an indicator and row that are stated so; null = all of them.
/// </param>
/// <param name="Comments">The comments of the part.</param>
public sealed record MonthStatement(
    ScorecardId Scorecard,
    Month Month,
    string Attempt,
    int Part,
    IReadOnlyList<(Measure Measure, Source Source)> Measures,
    IReadOnlyList<(IndicatorId Indicator, long Row, StatedAs? As)> Removed,
    IReadOnlyList<Commentary> Comments);
