using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>What a cell's text may hold.</summary>
static class CellText
{
    /// <summary>Why the text of a cell is refused, and how to put it right; null = it is not.</summary>
    /// <param name="longest">In characters.</param>
    public static string? Fault(ReadOnlySpan<char> cell, int longest) =>
        cell.Length > longest ? $"is longer than {longest} characters. Shorten it"
        : cell.ContainsAnyInRange('\u0000', '\u001F') ? "contains a line break or another control character. Remove it"
        : UnreadableText.IsIn(cell) ? Reasons.Unreadable
        : null;
}
