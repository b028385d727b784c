namespace Scorecards.Domain;

/// <summary>Where a figure came from.</summary>
/// <param name="Extract">The path of the file in the container <c>extracts</c>.</param>
/// <param name="Sha256">The SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Row">The row as a spreadsheet counts it: the header is row 1.</param>
public sealed record Source(string Extract, string Sha256, long Row);
