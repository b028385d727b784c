namespace Scorecards.Reports;

public sealed record ScorecardName(string Id, string Name);
