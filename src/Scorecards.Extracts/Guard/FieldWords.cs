using System.Globalization;
using System.Text;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// The words of a column's name: "LAchildID", "la_child_id" and "LA Child ID" have the same. Case, accents, punctuation and plurals do not count.
/// </summary>
static class FieldWords
{
    /// <summary>A name of more characters is a sentence; the longest field name known has 107.</summary>
    public const int LongestName = 160;

    /// <summary>The ways to take a name apart: with and without what is in brackets, and a run of capitals read in both ways.</summary>
    public static IEnumerable<IReadOnlyList<string>> Readings(string name)
    {
        if (name.Length > LongestName)
        {
            yield break;
        }

        var plain = WithoutAccents(name);
        var bare = WithoutBrackets(plain);
        foreach (var text in bare == plain || bare.Length == 0 ? [plain] : new[] { plain, bare })
        {
            var words = Split(text, endsRunBeforeLast: true);
            if (words.Count > 0)
            {
                yield return words;
            }

            var other = Split(text, endsRunBeforeLast: false);
            if (other.Count > 0 && !other.SequenceEqual(words))
            {
                yield return other;
            }
        }
    }

    /// <summary>The words written together, in the singular: the form in which two names are compared.</summary>
    public static string Key(IReadOnlyList<string> words, int from, int count) =>
        Singular(string.Concat(words.Skip(from).Take(count).Select(Singular)));

    /// <summary>The same when the words' plurals cannot be told, as in capitals: "ASSESSMENTSDATE".</summary>
    public static string WrittenTogether(IReadOnlyList<string> words, int from, int count) => Singular(string.Concat(words.Skip(from).Take(count)));

    /// <summary>
    /// The singular of a word in lower case. "Children" stays what it is, since tables of figures have such a column, and so do words of three
    /// letters, of which NHS is one.
    /// </summary>
    public static string Singular(string word) => word switch
    {
        { Length: < 4 } => word == "ids" ? "id" : word,
        _ when word[^2..] is "ss" or "us" or "is" => word,
        _ when word.EndsWith("sses", StringComparison.Ordinal) => word[..^2],
        _ when word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 => word[..^3] + "y",
        _ when word.EndsWith('s') => word[..^1],
        _ => word,
    };

    /// <summary>
    /// By compatibility, so that full-width letters are letters too; code points that Unicode calls no characters, which cannot be normalised, go.
    /// </summary>
    static string WithoutAccents(string name)
    {
        if (Ascii.IsValid(name))
        {
            return name;
        }

        return string.Concat(UnreadableText.Without(name).Normalize(NormalizationForm.FormKD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)));
    }

    /// <summary>The text outside brackets; a bracket that is never closed goes to the end.</summary>
    static string WithoutBrackets(string name)
    {
        var bare = new StringBuilder(name.Length);
        var depth = 0;
        foreach (var c in name)
        {
            if (c is '(' or '[' or '{')
            {
                depth++;
            }
            else if (c is ')' or ']' or '}')
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (depth == 0)
            {
                bare.Append(c);
            }
        }

        return bare.ToString().Trim();
    }

    /// <param name="endsRunBeforeLast">"UPNUnknown" is UPN, Unknown; otherwise, as in "LAchildID", a run of capitals is a word of its own.</param>
    static List<string> Split(string text, bool endsRunBeforeLast)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\'' or '’' or '‘' or '`' && word.Length > 0)
            {
                continue;
            }

            if (word.Length > 0 && (!char.IsLetterOrDigit(c) || IsBoundary(text, i, endsRunBeforeLast)))
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>Whether a word begins at a letter or digit with another one before it.</summary>
    static bool IsBoundary(string text, int at, bool endsRunBeforeLast)
    {
        var (before, here) = (text[at - 1], text[at]);
        if (char.IsDigit(before) != char.IsDigit(here) || (char.IsLower(before) && char.IsUpper(here)))
        {
            return true;
        }

        return endsRunBeforeLast
            ? char.IsUpper(before) && char.IsUpper(here) && at + 1 < text.Length && char.IsLower(text[at + 1]) && !IsPlural(text, at)
            : char.IsUpper(before) && at > 1 && char.IsUpper(text[at - 2]) && char.IsLower(here);
    }

    /// <summary>"UPNs": the capitals go on, the s is their plural.</summary>
    static bool IsPlural(string text, int at) => text[at + 1] == 's' && (at + 2 == text.Length || !char.IsLetter(text[at + 2]));
}
