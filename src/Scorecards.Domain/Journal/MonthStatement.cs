namespace Scorecards.Domain;

/// <summary>What one attempt states of a scorecard's month, in one of its parts.</summary>
/// <param name="Attempt">Its id; whether and how it counts, the journal says.</param>
/// <param name="Part">From 1; an entry says how many there are where it is not one.</param>
/// <param name="Removed">Measures of earlier parts that turned out to contradict a later row, by indicator and row.</param>
public sealed record MonthStatement(
    string Scorecard,
    Month Month,
    string Attempt,
    int Part,
    IReadOnlyList<(Measure Measure, Source Source)> Measures,
    IReadOnlyList<(string Indicator, long Row)> Removed,
    IReadOnlyList<Commentary> Comments);
