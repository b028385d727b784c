namespace Scorecards.Extracts;

/// <summary>
/// Which rows of a wide table have a part of a figure: where an indicator has a row each for numerator, denominator and value, a column says which
/// one a row is.
/// </summary>
static class FigurePart
{
    static readonly string[] Words = ["numerator", "denominator", "num", "denom", "den"];

    /// <summary>How the names of such columns end: "Type", "Line item", "Num/Den", "N / D".</summary>
    static readonly string[] LastWords =
        ["type", "item", "component", "part", "measure", "numden", "den", "nd", "d", "numeratordenominator", "denominator"];

    /// <summary>
    /// Whether a cell says that its row has a part of a figure. A single letter does so only in a column that is called so, and N not even there: it
    /// may be a number, or no judgement. In such a column any word does in a row that names no indicator, which is that of a row above.
    /// </summary>
    /// <param name="heading">Of a column that means nothing to the kind, as written; blank = it has none.</param>
    /// <param name="cell">As written.</param>
    /// <param name="namesNone">Whether the row names no indicator.</param>
    public static bool IsSaid(string heading, ReadOnlySpan<char> cell, bool namesNone)
    {
        if (cell.IsEmpty)
        {
            return false;
        }

        var (name, word) = (Header.Fold(heading), Header.Fold(cell.ToString()));
        var isCalledSo = LastWords.Contains(name[(name.LastIndexOf('_') + 1)..]);
        return Words.Contains(word) || (isCalledSo && (namesNone || word == "d" || Words.Contains(word.Split('_')[0])));
    }
}
