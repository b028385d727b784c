using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A scorecard in the list of the start page.</summary>
/// <param name="Scorecard">As the catalogue holds it.</param>
/// <param name="Latest">Of the latest month; null while there are no results.</param>
/// <param name="Months">The latest first.</param>
public sealed record ScorecardLine(Scorecard Scorecard, Summary? Latest, IReadOnlyList<Month> Months);
