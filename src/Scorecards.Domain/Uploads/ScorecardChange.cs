namespace Scorecards.Domain;

/// <summary>What an upload has changed in one scorecard's month: the summary, and every indicator that differs.</summary>
/// <param name="Edition">The edition after the change; 0 = the month was not issued.</param>
/// <param name="Before">Null = the month had no results.</param>
/// <param name="Results">The indicators that differ, in printed order; those that left the scorecard come last.</param>
public sealed record ScorecardChange(
    ScorecardId Scorecard, Month Month, int Edition, Summary? Before, Summary After, IReadOnlyList<ResultChange> Results);
