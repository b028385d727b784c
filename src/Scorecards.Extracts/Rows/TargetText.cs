namespace Scorecards.Extracts;

/// <summary>Reads targets as people write them: "Less than 22%", "Fewer than 85", "95% or more", "No target".</summary>
static class TargetText
{
    const int Longest = 64;

    static readonly string[] Before =
    [
        "target:", "target", "less than or equal to", "greater than or equal to", "more than or equal to", "less than", "fewer than", "lower than",
        "more than", "greater than", "higher than", "no more than", "no fewer than", "no less than", "no lower than", "no higher than",
        "no greater than", "not more than", "not less than", "not to exceed", "below", "under", "above", "over", "up to", "at most", "at least",
        "at or above", "at or below", "maximum of", "minimum of", "maximum", "minimum", "max.", "min.", "max", "min", "equal to", "is", "of",
        "<=", ">=", "=<", "=>", "<", ">", "≤", "≥", "=",
    ];

    static readonly string[] Behind =
    [
        "or less", "or fewer", "or lower", "or below", "or under", "or more", "or higher", "or above", "or over", "or greater", "or better",
        "and above", "and below", "and over", "and under", "maximum", "minimum", "max", "min", "+",
    ];

    static readonly string[] None =
        ["no target", "no target set", "none", "none set", "not set", "no target agreed", "not agreed", "nil", "monitor only"];

    /// <summary>A number, as the words around it leave it; no value for a symbol or words for none.</summary>
    /// <returns>Neither: it is no target that can be read.</returns>
    public static CellNumber Read(ReadOnlySpan<char> cell)
    {
        if (cell.Length > Longest)
        {
            return default;
        }

        var rest = TextFolding.Fold(cell).Trim();
        if (NoValueText.IsSymbol(rest) || None.Contains(rest.TrimEnd('.'), StringComparer.OrdinalIgnoreCase))
        {
            return new CellNumber(null, NoValue: cell.ToString());
        }

        rest = rest.Replace("per cent", "%", StringComparison.OrdinalIgnoreCase).Replace("percent", "%", StringComparison.OrdinalIgnoreCase);
        for (var length = -1; length != rest.Length;)
        {
            length = rest.Length;
            foreach (var words in Before.Where(w => rest.StartsWith(w, StringComparison.OrdinalIgnoreCase)))
            {
                rest = rest[words.Length..].TrimStart();
            }

            foreach (var words in Behind.Where(w => rest.EndsWith(w, StringComparison.OrdinalIgnoreCase)))
            {
                rest = rest[..^words.Length].TrimEnd();
            }
        }

        var read = NumberText.Read(rest);
        return read.Number is null ? default : read;
    }
}
