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
    static readonly HashSet<string> LittleWords =
    [
        "a", "an", "and", "are", "at", "by", "for", "from", "in", "is", "of", "on", "or", "per", "that", "the", "to", "was", "were", "which", "who",
    ];

    /// <summary>By id or name; else by a name that begins alike; else by the one name that has the same words, but for little ones, plurals and slips
    /// of one letter. A word more or less, or another one, makes another indicator. Null: none, or more than one.</summary>
    public static Indicator? FindIndicator(Catalogue catalogue, string written)
    {
        if (FindIndicatorById(catalogue, written) is { } byId)
        {
            return byId;
        }

        var letters = Letters(written);
        if (letters == "")
        {
            return null;
        }

        var exact = catalogue.Indicators.Where(i => Letters(i.Name) == letters).ToList();
        if (exact.Count > 0)
        {
            return Only(exact);
        }

        var begun = catalogue.Indicators.Where(i => Begins(i.Name, written)).ToList();
        if (begun.Count > 0)
        {
            return Only(begun);
        }

        var words = Words(written);
        return Only([.. catalogue.Indicators.Where(i => IsSame(Words(i.Name), words))]);
    }

    /// <summary>By id, as written or folded.</summary>
    public static Indicator? FindIndicatorById(Catalogue catalogue, ReadOnlySpan<char> written) =>
        catalogue.Indicator(written) ?? catalogue.Indicator(TextFolding.Fold(written));

    /// <summary>By id, as written or folded.</summary>
    public static Scorecard? FindScorecardById(Catalogue catalogue, ReadOnlySpan<char> written) =>
        catalogue.Scorecard(written) ?? catalogue.Scorecard(TextFolding.Fold(written));

    /// <summary>By id or name.</summary>
    public static Scorecard? FindScorecard(Catalogue catalogue, string written) =>
        written == "" ? null
        : FindScorecardById(catalogue, written)
            ?? Only([.. catalogue.Scorecards.Where(s => Letters(s.Name) == Letters(written) || Letters(s.Id.Value) == Letters(written))]);

    /// <summary>The scorecard that a title or file name names; of names within names the longest.</summary>
    public static Scorecard? FindScorecardIn(Catalogue catalogue, string title)
    {
        var letters = Letters(title);
        var named = catalogue.Scorecards
            .Select(s => (Scorecard: s, Length: Math.Max(Found(letters, Letters(s.Name)), Found(letters, Letters(s.Id.Value)))))
            .Where(s => s.Length > 0)
            .OrderByDescending(s => s.Length)
            .ToList();
        return named.Count == 0 || (named.Count > 1 && named[0].Length == named[1].Length) ? null : named[0].Scorecard;
    }

    /// <summary>
    /// The month that a title or file name names, such as "May 2012" or "2012-05"; null: none, or more than one. 2011-12 is a year there.
    /// </summary>
    public static Month? FindMonthIn(string title)
    {
        var months = MonthWritten().Matches(TextFolding.Fold(title))
            .Select(m => Dates.ReadMonth(m.Value.Replace('_', ' '), out var month, out _) == MonthText.Month ? month : (Month?)null)
            .OfType<Month>().Distinct().ToList();
        return months.Count == 1 ? months[0] : null;
    }

    static int Found(string letters, string name) => name != "" && letters.Contains(name, StringComparison.Ordinal) ? name.Length : 0;

    /// <summary>What is written is the start of the name; or the name is itself cut, within its last word.</summary>
    static bool Begins(string name, string written)
    {
        var (whole, start) = (Letters(name), Letters(written));
        if (whole.Length < start.Length && Header.Fold(name).Count(c => c == '_') == Header.Fold(written).Count(c => c == '_'))
        {
            (whole, start) = (start, whole);
        }

        return start.Length >= LeastOfACutName && start.Length >= whole.Length * LeastShare && whole.StartsWith(start, StringComparison.Ordinal);
    }

    static T? Only<T>(List<T> found)
        where T : class => found.Count == 1 ? found[0] : null;

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

    [GeneratedRegex(
        @"(?<![A-Za-z])(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[ _-]+\d{4}(?!\d)|(?<!\d)\d{4}-(0[1-9]|1[0-2])(?![\d-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MonthWritten();
}
