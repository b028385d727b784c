namespace Scorecards.Tests.Differential;

/// <summary>The groups that a query counts rows by.</summary>
/// <param name="Columns">Those that the rows are grouped by; none: all rows are one group.</param>
/// <param name="CountName">What the count is called; null = it is not asked for.</param>
sealed record RandomGrouping(IReadOnlyList<string> Columns, string? CountName);
