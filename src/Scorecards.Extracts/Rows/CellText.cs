using System.Text;

namespace Scorecards.Extracts;

/// <summary>What a cell's text may hold.</summary>
static class CellText
{
    /// <summary>Why the text of a cell is refused, and how to put it right; null = it is not.</summary>
    /// <param name="longest">In characters.</param>
    public static string? Fault(ReadOnlySpan<char> cell, int longest) =>
        cell.Length > longest ? $"is longer than {longest} characters. Shorten it"
        : cell.ContainsAnyInRange('\u0000', '\u001F') ? "contains a line break or another control character. Remove it"
        : IsUnreadable(cell) ? "has characters that cannot be read. Save the file as CSV UTF-8 and upload it again"
        : null;

    /// <summary>Whether a character was lost when the file was decoded, or half of one is there.</summary>
    static bool IsUnreadable(ReadOnlySpan<char> cell)
    {
        if (cell.ContainsAnyInRange('\uD800', '\uFFFD'))
        {
            foreach (var rune in cell.EnumerateRunes())
            {
                if (rune == Rune.ReplacementChar)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
