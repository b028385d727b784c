using System.Text.RegularExpressions;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Finds indicators and scorecards by what people call them: case, punctuation, spacing and how far a printer got do not matter.</summary>
static partial class NameMatcher
{
    /// <summary>The fewest letters by which a name that a printer cut is known; they must also be <see cref="LeastShare"/> of the name.</summary>
    const int LeastOfACutName = 30;

    const double LeastShare = 2.0 / 3;

    /// <summary>A shorter word is not taken for another that it is like.</summary>
    const int LeastOfAnInexactWord = 5;

    /// <summary>Words that do not tell one indicator from another.</summary>
    internal static readonly HashSet<string> LittleWords =
    [
        "a", "an", "and", "are", "at", "by", "for", "from", "in", "is", "of", "on", "or", "per", "that", "the", "to", "was", "were", "which", "who",
    ];

    /// <summary>By name; else by a name that begins alike; else by the one name that has the same words, but for little ones, plurals and slips
    /// of one letter. A word more or less, or another one, makes another indicator. Null: none, or more than one.</summary>
    /// <param name="month">Of several with the same name the one is meant that is active in it.</param>
    public static Indicator? FindIndicator(Catalogue catalogue, string written, Month month)
    {
        var letters = Letters(written);
        if (letters == "")
        {
            return null;
        }

        var exact = catalogue.Indicators.Where(i => Letters(i.Name) == letters).ToList();
        if (exact.Count > 0)
        {
            return Only(exact, i => i.IsActive(month));
        }

        var begun = catalogue.Indicators.Where(i => Begins(i.Name, written)).ToList();
        if (begun.Count > 0)
        {
            return Only(begun);
        }

        var words = Words(written);
        return Only([.. catalogue.Indicators.Where(i => IsSame(Words(i.Name), words))]);
    }

    /// <summary>Whether it is the indicator's name, and not one that is like it.</summary>
    public static bool IsNameOf(Indicator indicator, string written) => Letters(indicator.Name) == Letters(written);

    /// <summary>By id, as written or folded.</summary>
    public static Scorecard? FindScorecardById(Catalogue catalogue, ReadOnlySpan<char> written) =>
        catalogue.Scorecard(written) ?? catalogue.Scorecard(TextFolding.Fold(written));

    /// <summary>By id or name.</summary>
    /// <param name="month">Of several with the same name the one is meant that is active in it; null = all have to differ.</param>
    public static Scorecard? FindScorecard(Catalogue catalogue, string written, Month? month = null) =>
        written == "" ? null
        : FindScorecardById(catalogue, written)
            ?? Only(
                [.. catalogue.Scorecards.Where(s => Letters(s.Name) == Letters(written) || Letters(s.Id.Value) == Letters(written))],
                s => month is { } one && s.IsActive(one));

    /// <summary>
    /// What is written is the start of the name, cut within a word or before "…"; or the name is itself cut, within its last word. A name that ends
    /// where a word does is one of its own: what the catalogue's name adds, such as "(Excludes Asylum)", may make it another indicator.
    /// </summary>
    static bool Begins(string name, string written)
    {
        var (whole, start) = (Letters(name), Letters(written));
        if (whole.Length < start.Length && Header.Fold(name).Count(c => c == '_') == Header.Fold(written).Count(c => c == '_'))
        {
            (whole, start) = (start, whole);
        }
        else if (!written.AsSpan().TrimEnd().EndsWith("…") && !written.AsSpan().TrimEnd().EndsWith("...") && !IsWithinAWord(name, start.Length))
        {
            return false;
        }

        return start.Length >= LeastOfACutName && start.Length >= whole.Length * LeastShare && whole.StartsWith(start, StringComparison.Ordinal);
    }

    /// <param name="count">Letters and digits of the name.</param>
    static bool IsWithinAWord(string name, int count)
    {
        var folded = Header.Fold(name);
        var at = 0;
        for (var met = 0; met < count && at < folded.Length; at++)
        {
            met += folded[at] == '_' ? 0 : 1;
        }

        return at < folded.Length && folded[at] != '_';
    }

    static T? Only<T>(List<T> found)
        where T : class => found.Count == 1 ? found[0] : null;

    /// <summary>The only one, else the only one that is active.</summary>
    static T? Only<T>(List<T> found, Predicate<T> isActive)
        where T : class => Only(found) ?? Only(found.FindAll(isActive));

    static string Letters(string text) => string.Concat(Header.Fold(text).Where(char.IsLetterOrDigit));

    /// <summary>Those that tell; % is the word percentage, and the number of a national indicator is not part of its name.</summary>
    static HashSet<string> Words(string text)
    {
        var spelt = NationalIndicator().Replace(text, "").Replace("%", " percentage ", StringComparison.Ordinal);
        return [.. Header.Fold(spelt).Split('_').Where(w => w != "" && !LittleWords.Contains(w))];
    }

    static bool IsSame(HashSet<string> words, HashSet<string> others) =>
        words.Count == others.Count && words.Count > 2 && words.All(w => others.Contains(w) || others.Any(o => !words.Contains(o) && IsLike(w, o)));

    static bool IsLike(string word, string other)
    {
        var (longer, shorter) = word.Length >= other.Length ? (word, other) : (other, word);
        if (longer == shorter + "s")
        {
            return true;
        }

        var alike = longer.AsSpan().CommonPrefixLength(shorter);
        return shorter.Length >= LeastOfAnInexactWord && longer.Length - shorter.Length <= 1 && longer.All(char.IsLetter)
            && longer.AsSpan(alike + 1).SequenceEqual(shorter.AsSpan(longer.Length == shorter.Length ? alike + 1 : alike));
    }

    [GeneratedRegex(@"^\W*NI\W*\d+\W*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NationalIndicator();
}
