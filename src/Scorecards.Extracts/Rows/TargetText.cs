using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Reads targets as people write them: "Less than 22%", "Fewer than 85", "95% or more", "No target".</summary>
static class TargetText
{
    const int Longest = 64;

    /// <summary>In front of a number, with the side that they say is good; null = none. The longer ones come first.</summary>
    static readonly (string Words, Polarity? Good)[] Before =
    [
        .. Saying(null, "target:", "target", "equal to", "is", "of", "="),
        .. Saying(
            Polarity.L, "less than or equal to", "less than", "fewer than", "lower than", "no more than", "no higher than", "no greater than",
            "not more than", "not to exceed", "below", "under", "up to", "at most", "at or below", "maximum of", "maximum", "max.", "max",
            "<=", "=<", "<", "≤"),
        .. Saying(
            Polarity.H, "greater than or equal to", "more than or equal to", "more than", "greater than", "higher than", "no fewer than",
            "no less than", "no lower than", "not less than", "above", "over", "at least", "at or above", "minimum of", "minimum", "min.", "min",
            ">=", "=>", ">", "≥"),
    ];

    static readonly (string Words, Polarity? Good)[] Behind =
    [
        .. Saying(
            Polarity.L, "or less", "or fewer", "or lower", "or below", "or under", "and below", "and under", "maximum", "(maximum)", "max", "(max)"),
        .. Saying(
            Polarity.H, "or more", "or higher", "or above", "or over", "or greater", "and above", "and over", "minimum", "(minimum)", "min",
            "(min)", "+"),
        .. Saying(null, "or better", "target", "."),
    ];

    static readonly string[] None =
        [
        "no target", "no target set", "none", "none set", "not set", "no target agreed", "not agreed", "monitor only", "monitor", "monitoring",
        "monitoring only",
        "no target (monitoring)", "no target (monitoring only)", "baseline", "baseline year",
    ];

    /// <summary>A number, as the words around it leave it; no value for a symbol or words for none.</summary>
    /// <param name="good">The side that the words say is good; null = none.</param>
    /// <returns>Neither: it is no target that can be read.</returns>
    public static CellNumber Read(ReadOnlySpan<char> cell, out Polarity? good)
    {
        good = null;
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
            foreach (var (words, side) in Before.Where(w => rest.StartsWith(w.Words, StringComparison.OrdinalIgnoreCase)))
            {
                (rest, good) = (rest[words.Length..].TrimStart(), side ?? good);
            }

            foreach (var (words, side) in Behind.Where(w => rest.EndsWith(w.Words, StringComparison.OrdinalIgnoreCase)))
            {
                (rest, good) = (rest[..^words.Length].TrimEnd(), side ?? good);
            }
        }

        var read = NumberText.Read(rest);
        return read.Number is null ? default : read;
    }

    static IEnumerable<(string Words, Polarity? Good)> Saying(Polarity? good, params string[] words) => words.Select(w => (w, good));
}
