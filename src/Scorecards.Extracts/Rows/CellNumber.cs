namespace Scorecards.Extracts;

/// <summary>What the text of a cell is as a number.</summary>
/// <param name="Number">Null: it is none.</param>
/// <param name="IsPercent">Whether a % follows it.</param>
/// <param name="NoValue">
/// The symbol by which statistics say that there is no value, such as <c>c</c> for confidential, as written; <c>withdrawn</c> however it is written.
/// </param>
/// <param name="IsMarked">Whether a mark of a footnote follows it, which was left out.</param>
public readonly record struct CellNumber(decimal? Number, bool IsPercent = false, string? NoValue = null, bool IsMarked = false);
