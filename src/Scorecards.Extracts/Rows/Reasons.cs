namespace Scorecards.Extracts;

/// <summary>Reasons that more than one kind refuses a cell for: what is wrong, then how to put it right. Each follows the cell's value.</summary>
static class Reasons
{
    public const string Blank = "is blank. Fill it in";

    const string NotANumber =
        "is not a number. Use only digits and a decimal point, such as 1234.5. If there is no figure, write why: c where it is confidential, "
        + "x where it is not available, TBC where it is still to come, withdrawn where an earlier figure is to be taken away";

    const string DecimalComma = "is not a number. A comma can only separate thousands, as in 1,234.5. Write a decimal point: 85.5, not 85,5";

    public const string NoCount = "is a percentage where a number of children or cases is meant. Write that number; or, of an indicator in percent, "
        + "write the percentage as the value and leave numerator and denominator blank";

    public const string NoDate = "is not a date. Write it as yyyy-MM-dd, such as 2012-04-01, or as dd/MM/yyyy";

    public const string Unreadable = "has characters that cannot be read. Save the file as CSV UTF-8 and upload it again";

    public const string NoIndicator = "is not an indicator in the catalogue. Correct it, or upload a file of kind indicator first";

    public const string NotOneIndicator =
        "does not match exactly one indicator. Use the indicator's full name or its id, or upload a file of kind indicator first";

    public const string NoScorecard = "is not a scorecard in the catalogue. Correct it, or upload a file of kind scorecard first";

    public const string NoScorecardAbove =
        "is below a heading that is not a scorecard in the catalogue. Correct the heading, or upload a file of kind scorecard first. "
        + "If the figure is of no scorecard, take the column out, or put target, total, average or comment into its heading";

    /// <param name="cell">A text that is no date, and no record's.</param>
    public static string NoDay(ReadOnlySpan<char> cell) => Dates.TryPastEnd(cell, out var month)
        ? $"is not a date: {month.ToLongString()} has {month.LastDay.Day} days. Its last day is {month.LastDay:yyyy-MM-dd}"
        : NoDate;

    /// <param name="cell">A text that is no number. Where there is a figure in it, nobody is told how to say that there is none.</param>
    public static string NoNumber(ReadOnlySpan<char> cell) =>
        NumberText.Read(cell.ToString().Replace(',', '.')).Number is null ? NotANumber : DecimalComma;

    /// <param name="blank">For whom a blank cell is.</param>
    public static string NoScorecardUnlessBlank(string blank) =>
        $"is not a scorecard in the catalogue. Correct it, leave it blank for {blank}, or upload a file of kind scorecard first";

    /// <param name="width">Cells of the header.</param>
    public static string TooWide(int width) => $"the row has more cells than the header's {width}. Name the extra column in the header, "
        + "or put double quotes around a cell that contains the separator";

    /// <param name="cells">Of the last row, whose line does not end.</param>
    /// <param name="width">Cells of the header.</param>
    public static string CutOff(int cells, int width) =>
        $"the file ends in the middle of this row, which has {cells} of {width} cells: it was cut off. "
        + "Export the whole table again. If nothing is missing, end the row with a line break; if it is a note, delete it";

    /// <summary>Such as "2, 3 and 5".</summary>
    public static string List(IReadOnlyList<long> rows) =>
        rows.Count == 1 ? $"{rows[0]}" : $"{string.Join(", ", rows.Take(rows.Count - 1))} and {rows[^1]}";
}
