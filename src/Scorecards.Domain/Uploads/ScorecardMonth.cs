namespace Scorecards.Domain;

/// <summary>A scorecard in a month: the unit of calculation.</summary>
/// <param name="Scorecard">The scorecard's id. Equality respects case: use one spelling.</param>
public readonly record struct ScorecardMonth(string Scorecard, Month Month);
