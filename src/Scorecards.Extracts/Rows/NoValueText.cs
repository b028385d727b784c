using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>By which symbols and words statistics and councils say that there is no figure, and why.</summary>
static class NoValueText
{
    /// <summary>
    /// The largest number that a range such as 1-5 may end with: what is suppressed for being small. 66-70 is a figure that is not known.
    /// </summary>
    const int MostOfSmall = 10;

    /// <summary>
    /// Confidential, not available, not applicable, low reliability, rounded to zero, no data, suppressed, unreliable, and what is still to come; and
    /// what our own workbook has for a reader outside.
    /// </summary>
    static readonly string[] Symbols =
    [
        "c", "x", "z", "u", "k", "low", "*", "**", "***", "~", ":", ".", "..", "...", "…", "-", "--", "na", "n/a", "n.a.", "n.a",
        "tbc", "tba", "tbd", "data to be supplied", "to be supplied", "to be confirmed", "to be advised",
        "data awaited", "awaiting data", "awaited", "pending",
        "data not available", "not available", "data not yet available", "not yet available", "not applicable", "not collected", "not known",
        "not reported", "no data", "no data available", "no figure", "no value", "unavailable", "unknown", "suppressed", "data suppressed",
        "withheld", "confidential", Measure.Withdrawn, Result.NoneToCount,
        "nk", "n/k", "nd", "n/d", "n/r", "s", "supp", "supp.", "#", "dns", "did not submit", "not submitted", "no return",
    ];

    static readonly string[] Bounds = ["<=", ">=", "<", ">", "≤", "≥", "fewer than ", "less than ", "under ", "more than ", "over ", "up to "];

    static readonly string[] BoundsBehind = [" or fewer", " or less"];

    static readonly string[] Dashes = ["-", " to "];

    /// <param name="folded">By <see cref="TextFolding"/>, trimmed, not empty.</param>
    public static bool IsOne(ReadOnlySpan<char> folded) => IsSymbol(folded) || IsSmall(folded);

    /// <summary>A symbol or words; also in square brackets, as the government's analysts write it since 2021, and with a full stop behind.</summary>
    public static bool IsSymbol(ReadOnlySpan<char> folded)
    {
        var bare = Bare(folded);
        foreach (var symbol in Symbols)
        {
            if (bare.Equals(symbol, StringComparison.OrdinalIgnoreCase)
                || (symbol.Length > 2 && bare is [.. var words, '.'] && words.Equals(symbol, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A bound in place of a small number: &lt;5, 1-5, fewer than 5.</summary>
    static bool IsSmall(ReadOnlySpan<char> folded)
    {
        var bare = Bare(folded);
        foreach (var bound in Bounds)
        {
            if (bare.StartsWith(bound, StringComparison.OrdinalIgnoreCase))
            {
                return IsNumber(bare[bound.Length..].Trim().TrimEnd('%').TrimEnd());
            }
        }

        foreach (var bound in BoundsBehind)
        {
            if (bare.EndsWith(bound, StringComparison.OrdinalIgnoreCase))
            {
                return IsNumber(bare[..^bound.Length].Trim().TrimEnd('%').TrimEnd());
            }
        }

        foreach (var dash in Dashes)
        {
            var at = bare.IndexOf(dash, StringComparison.OrdinalIgnoreCase);
            if (at > 0)
            {
                return int.TryParse(bare[..at].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                    && int.TryParse(bare[(at + dash.Length)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                    && first < last && last <= MostOfSmall;
            }
        }

        return false;
    }

    /// <summary>
    /// A symbol is kept as it is written. But in brackets, or with a full stop behind, the word that takes a figure away is still that word.
    /// </summary>
    /// <param name="cell">As it is written.</param>
    /// <param name="folded">The same, as of <see cref="IsOne"/>.</param>
    public static string Kept(ReadOnlySpan<char> cell, ReadOnlySpan<char> folded) =>
        !cell.Equals(Measure.Withdrawn, StringComparison.OrdinalIgnoreCase)
            && Bare(folded).TrimEnd('.').Equals(Measure.Withdrawn, StringComparison.OrdinalIgnoreCase)
            ? Measure.Withdrawn
            : cell.ToString();

    static ReadOnlySpan<char> Bare(ReadOnlySpan<char> folded) => folded is ['[', .., ']'] ? folded[1..^1].Trim() : folded;

    static bool IsNumber(ReadOnlySpan<char> text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
