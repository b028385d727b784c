using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>How a cell looks.</summary>
/// <param name="Format">A number format; blank = as the spreadsheet likes.</param>
/// <param name="IsText">Whether it stays text though it begins as a formula does (quotePrefix).</param>
readonly record struct CellStyle(
    string Format = "", CellFont Font = CellFont.Normal, bool IsHead = false, bool Wraps = false, bool IsRight = false, bool IsText = false)
{
    /// <summary>A value of the indicator as it is displayed.</summary>
    public static CellStyle ForValue(Indicator indicator, int? decimals = null) =>
        new($"0{((decimals ?? indicator.Decimals) is var d and > 0 ? "." + new string('0', d) : "")}{indicator.Unit.Suffix}", IsRight: true);
}
