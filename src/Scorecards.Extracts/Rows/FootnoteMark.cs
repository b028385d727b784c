using System.Text.RegularExpressions;

namespace Scorecards.Extracts;

/// <summary>
/// Knows the marks behind a figure, a month or a year by which statistics say that it is revised, provisional, final, estimated or an outturn, or has
/// a note.
/// </summary>
static partial class FootnoteMark
{
    /// <summary>
    /// The text without its mark: 12.5 [r], 12.5 (p), May 2012 [note 1], May-12 (provisional), 2016-17 (OT). What is nothing but a mark stays what it
    /// is.
    /// </summary>
    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> cell)
    {
        if (cell is [.., ']' or ')'])
        {
            foreach (var mark in Written().EnumerateMatches(cell))
            {
                return mark.Index == 0 ? cell : cell[..mark.Index];
            }
        }

        return cell;
    }

    /// <summary>Whether the mark says that the final figure is another: (p), (provisional), [e], (estimated).</summary>
    public static bool IsPreliminary(string text) => text[Without(text).Length..].TrimStart() is [_, 'p' or 'P' or 'e' or 'E', ..];

    [GeneratedRegex(
        @"\s*(?:\[(?:[rpe]|(?:note ?)?[0-9]{1,2}(?:, ?[0-9]{1,2})*)\]|\((?:[rpe]|prov(?:isional)?|rev(?:ised)?|final|OT|estimated?)\))$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
