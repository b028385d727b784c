using System.Globalization;
using System.Text;

namespace Scorecards.Extracts;

/// <summary>
/// What counts as a dash and what as a space, in ids, numbers, dates, names and headers alike: printers, word processors and spreadsheets put others
/// for the ones that were typed.
/// </summary>
public static class TextFolding
{
    const char Minus = '\u2212';

    /// <summary>The hyphen, any punctuation that Unicode calls a dash, and the minus sign.</summary>
    public static bool IsDash(char c) => c == '-' || (c > '\u007F' && (c == Minus || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation));

    /// <summary>A space of any width, also one that does not break the line; not a tab or the end of a line.</summary>
    public static bool IsSpace(char c) => c == ' ' || (c > '\u007F' && char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator);

    /// <summary>Writes every dash as a hyphen and every space as an ordinary one.</summary>
    /// <param name="folded">At least as long as the text.</param>
    /// <returns>The part of <paramref name="folded"/> that was written.</returns>
    public static Span<char> Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        for (var i = 0; i < text.Length; i++)
        {
            folded[i] = IsDash(text[i]) ? '-' : IsSpace(text[i]) ? ' ' : text[i];
        }

        return folded[..text.Length];
    }

    /// <summary>The same as a new text.</summary>
    public static string Fold(ReadOnlySpan<char> text) =>
        Ascii.IsValid(text) ? text.ToString() : string.Create(text.Length, text, (folded, written) => Fold(written, folded));
}
