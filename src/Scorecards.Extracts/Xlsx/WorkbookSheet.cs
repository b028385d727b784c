namespace Scorecards.Extracts;

/// <summary>A sheet, as the workbook lists it.</summary>
/// <param name="Name">As on its tab.</param>
public sealed record WorkbookSheet(string Name, SheetKind Kind);
