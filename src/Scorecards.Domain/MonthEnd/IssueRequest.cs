namespace Scorecards.Domain;

/// <summary>A scorecard group's month that is to be issued.</summary>
/// <param name="Names">Its scorecards that are due.</param>
/// <param name="Attempt">Whose recipients are on record.</param>
/// <param name="Seen">The head of the journal that it was planned by.</param>
/// <param name="CatalogueKinds">The kinds of catalogue rows that the plan depends on.</param>
public sealed record IssueRequest(
    GroupMonth Group, IReadOnlyList<ScorecardId> Names, string Attempt, long Seen, IReadOnlyList<string> CatalogueKinds);
