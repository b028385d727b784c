namespace Scorecards.Reports;

public sealed record SectionDocument(string Id, string Name, IReadOnlyList<ResultDocument> Results);
