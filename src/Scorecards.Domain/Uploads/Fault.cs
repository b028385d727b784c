namespace Scorecards.Domain;

/// <summary>What is wrong with one cell of a refused row.</summary>
/// <param name="Row">The row as a spreadsheet counts it: the header is row 1.</param>
/// <param name="Column">The column's name in the header; blank = the row as a whole.</param>
/// <param name="Value">The cell's text, its first 200 characters at most.</param>
/// <param name="Reason">What is wrong and how to put it right.</param>
/// <param name="Sheet">The sheet, or the file of a zip; null = a CSV file by itself, or not known.</param>
public sealed record Fault(long Row, string Column, string Value, string Reason, string? Sheet = null);
