using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>What people should know of a table though nothing is wrong: what was skipped, and how it was read.</summary>
public sealed class ReadingNotes
{
    const int MostTexts = 100;

    readonly List<string> notes = [];
    readonly List<string> texts = [];
    bool hasDayFirst;
    (long Count, long First) hidden;
    (long Count, long First) besides;

    /// <summary>For the receipt.</summary>
    public IReadOnlyList<string> All =>
    [
        .. notes,
        .. Rows(hidden, "Hidden rows are read like the others", "Delete any that should not count"),
        .. Rows(besides, "Cells to the right of the table are not read", "To have them read, name their column in the header"),
    ];

    /// <summary>Titles above the header, and headings and notes in single cells: the first of them.</summary>
    public IReadOnlyList<string> Texts => texts;

    public void Add(string note) => notes.Add(note);

    public void AddText(ReadOnlySpan<char> text)
    {
        if (texts.Count < MostTexts)
        {
            texts.Add(UnreadableText.Without(text.ToString()));
        }
    }

    public void AddHidden(long row) => hidden = (hidden.Count + 1, hidden.Count == 0 ? row : hidden.First);

    /// <summary>A row with cells to the right of the table.</summary>
    public void AddBesides(long row) => besides = (besides.Count + 1, besides.Count == 0 ? row : besides.First);

    /// <summary>The first date that could be read either way is named, as an example for the table.</summary>
    public void AddDayFirst(ReadOnlySpan<char> cell, DateOnly date)
    {
        if (!hasDayFirst)
        {
            hasDayFirst = true;
            notes.Add($"Dates are read with the day first: {cell} as {date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.");
        }
    }

    static string[] Rows((long Count, long First) rows, string what, string otherwise) => rows.Count switch
    {
        0 => [],
        1 => [string.Create(CultureInfo.InvariantCulture, $"{what} (row {rows.First}). {otherwise}.")],
        _ => [string.Create(CultureInfo.InvariantCulture, $"{what} ({rows.Count} rows, the first is row {rows.First}). {otherwise}.")],
    };
}
