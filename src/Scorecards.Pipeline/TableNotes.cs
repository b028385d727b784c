using System.Globalization;

namespace Scorecards.Pipeline;

/// <summary>What a reader of a table should know though nothing is wrong: what was skipped, and how it was understood.</summary>
public sealed class TableNotes
{
    const int MostTexts = 100;

    readonly List<string> notes = [];
    readonly List<string> texts = [];
    bool hasDayFirst;

    /// <summary>For the receipt.</summary>
    public IReadOnlyList<string> All => notes;

    /// <summary>Titles above the header, and headings and notes in single cells: the first of them.</summary>
    public IReadOnlyList<string> Texts => texts;

    public void Add(string note) => notes.Add(note);

    public void AddText(ReadOnlySpan<char> text)
    {
        if (texts.Count < MostTexts)
        {
            texts.Add(text.ToString());
        }
    }

    /// <summary>The first date that could be read either way is named; it stands for all of the table.</summary>
    public void AddDayFirst(ReadOnlySpan<char> cell, DateOnly date)
    {
        if (!hasDayFirst)
        {
            hasDayFirst = true;
            notes.Add($"Dates are read with the day first: {cell} as {date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.");
        }
    }
}
