namespace Scorecards.Tests.Recovery;

/// <summary>A sheet of a template: a header, and rows that show how it is filled in.</summary>
/// <param name="Name">Of the sheet.</param>
/// <param name="Examples">A cell for each column; blank = empty.</param>
sealed record TemplateSheet(string Name, IReadOnlyList<TemplateColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Examples);
