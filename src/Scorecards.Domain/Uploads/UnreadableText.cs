using System.Text;

namespace Scorecards.Domain;

/// <summary>
/// Characters that are no text: half a surrogate pair, the one in place of a character that was lost, and those without any meaning, such as U+FFFE.
/// Unicode cannot normalise them, and XML cannot hold them.
/// </summary>
public static class UnreadableText
{
    /// <summary>Whether the text has one of them.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uFFFF'))
        {
            return false;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnreadable(rune))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text without them.</summary>
    public static string Without(string text) =>
        IsIn(text) ? string.Concat(text.EnumerateRunes().Where(rune => !IsUnreadable(rune)).Select(rune => rune.ToString())) : text;

    // Half a pair is read as the replacement character.
    static bool IsUnreadable(Rune rune) =>
        rune == Rune.ReplacementChar || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
