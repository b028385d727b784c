namespace Scorecards.Extracts;

/// <summary>What the sheets of a workbook share.</summary>
/// <param name="Formats">Null in a workbook without styles.</param>
/// <param name="From1904">Whether dates are counted from 1 January 1904.</param>
/// <param name="File">The workbook's name within a zip; null = it is in none.</param>
sealed record WorkbookParts(FileLimits Limits, SharedStrings Strings, CellFormats? Formats, bool From1904, string? File);
