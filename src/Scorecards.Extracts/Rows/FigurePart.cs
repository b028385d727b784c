namespace Scorecards.Extracts;

/// <summary>
/// Which rows of a wide table have a part of a figure: where an indicator has a row each for numerator, denominator and value, a column says which
/// one a row is.
/// </summary>
static class FigurePart
{
    static readonly string[] Words = ["numerator", "denominator"];

    static readonly string[] ShortWords = ["num", "denom", "den"];

    /// <summary>
    /// What the row below that of a target or a numerator is called, where the indicator is named in the first of them alone. One of a target below
    /// the figure harms nothing: it is refused alone.
    /// </summary>
    static readonly string[] RowWords = ["actual", "value", "result", "performance", "outturn", "rate", "percentage"];

    /// <summary>How the names of columns end that are called so: "Num/Den", "N / D".</summary>
    static readonly string[] Pairs = ["numden", "den", "nd", "d", "numeratordenominator", "denominator"];

    /// <summary>How the names of columns end that may say it: "Type", "Line item".</summary>
    static readonly string[] LastWords = ["type", "item", "component", "part", "measure", .. Pairs];

    /// <summary>
    /// Whether a cell says that its row has a part of a figure. A short word does so only in a column that may say it, D only in one that is called
    /// so, and N not even there: it may be a number, or no judgement. In a column that may say it any word does in a row that has figures and names
    /// no indicator: that is the one of a row above. In a column without a heading, where Total may be too, the names of such rows do.
    /// </summary>
    /// <param name="heading">Of a column that means nothing to the kind, as written; blank = it has none.</param>
    /// <param name="cell">As written.</param>
    /// <param name="namesNone">Whether the row has figures and names no indicator.</param>
    public static bool IsSaid(string heading, ReadOnlySpan<char> cell, bool namesNone)
    {
        if (cell.IsEmpty)
        {
            return false;
        }

        var (name, word) = (Header.Fold(heading), Header.Fold(cell.ToString()));
        var (last, first) = (name[(name.LastIndexOf('_') + 1)..], word.Split('_')[0]);
        var mayBe = LastWords.Contains(last);
        return Words.Contains(word)
            || ((mayBe || name == "") && (Words.Contains(first) || ShortWords.Contains(first)))
            || (namesNone && (mayBe || (name == "" && RowWords.Contains(first))))
            || (Pairs.Contains(last) && word == "d");
    }
}
