using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>A column of a wide table: the month or the scorecard that its cells are of.</summary>
public readonly record struct SpreadColumn(Column Column, Month? Month, Scorecard? Scorecard);
