namespace Scorecards.Extracts;

/// <summary>A sheet, as the workbook lists it.</summary>
/// <param name="Name">As on its tab.</param>
/// <param name="Part">The name of what it is in; empty = there is none.</param>
public sealed record WorkbookSheet(string Name, SheetKind Kind, string Part);
