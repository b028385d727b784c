using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>An earlier row of the file states other figures for the same scorecard, indicator and month.</summary>
/// <param name="Table">Which table of the file the earlier row is in, from 0.</param>
/// <param name="Row">The earlier row's number.</param>
/// <param name="Withdrawn">What the earlier row stated and must not count any more; empty where a conflict has taken it away before.</param>
public readonly record struct MeasureConflict(int Table, long Row, IReadOnlyList<Measure> Withdrawn);
