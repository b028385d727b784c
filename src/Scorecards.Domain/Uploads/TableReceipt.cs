namespace Scorecards.Domain;

/// <summary>Which kind of extract a table of a file is, and what happened to its rows.</summary>
/// <param name="Sheet">The sheet, or the file of a zip; null = a CSV file by itself.</param>
/// <param name="Kind">The kind of extract, known by its columns (docs/domain.md, Kinds of file).</param>
/// <param name="Rows">Rows below the header.</param>
/// <param name="IgnoredColumns">Columns that the kind does not know, as written.</param>
/// <param name="Notes">What was skipped, and how the table was understood: sentences for people.</param>
public sealed record TableReceipt(string? Sheet, string Kind, RowCounts Rows, IReadOnlyList<string> IgnoredColumns, IReadOnlyList<string> Notes);
