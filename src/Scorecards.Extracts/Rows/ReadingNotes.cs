using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>What people should know of a table though nothing is wrong: what was skipped, and how it was read.</summary>
public sealed class ReadingNotes
{
    const int MostTexts = 100;
    const string DayFirst = "Dates are read with the day first";

    readonly List<string> notes = [];
    readonly List<string> texts = [];
    readonly List<IReadOnlyList<string>> titles = [];
    readonly HashSet<string> rules = new(StringComparer.Ordinal);
    (long Count, long First) hidden;
    (long Count, long First) besides;
    (long Count, long First) dashes;
    (long Count, long First) undivided;
    (long Count, long First) commented;
    (long Dash, long Undivided) last;

    /// <summary>For the receipt.</summary>
    public IReadOnlyList<string> All =>
    [
        .. notes,
        .. Rows(hidden, "Hidden rows are read like the others", "Delete any that should not count"),
        .. Rows(dashes, "A dash in place of a figure is read as no figure", "Where it means nought, as spreadsheets show it, write 0"),
        .. Rows(
            undivided, "The figure of a count is its numerator: a denominator is kept and shown beside it, and nothing is divided by it",
            "Leave it blank. If a percentage or a rate is meant, correct the unit of the indicator"),
        .. Rows(besides, "Cells to the right of the table are not read", "To have them read, name their column in the header"),
    ];

    /// <summary>Titles above the header, and headings and notes in single cells: the first of them.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>The rows above the header: the filled cells of each.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Titles => titles;

    /// <summary>Rows with a comment beside their figures: how many, and the first.</summary>
    internal (long Count, long First) Commented => commented;

    /// <summary>The name of the table's file within a zip, where it says what no title does; else null.</summary>
    internal string? NameAsTitle { get; set; }

    public void Add(string note) => notes.Add(note);

    internal void AddTitles(IReadOnlyList<string> cells)
    {
        titles.Add(cells);
        foreach (var cell in cells)
        {
            AddText(cell);
        }
    }

    public void AddText(ReadOnlySpan<char> text)
    {
        if (texts.Count < MostTexts)
        {
            texts.Add(UnreadableText.Without(text.ToString()));
        }
    }

    /// <summary>The titles above the header, once it is found.</summary>
    /// <param name="areShown">Not above records, where they may name a child.</param>
    public void AddSkipped(long header, bool areShown)
    {
        if (texts.Count > 0)
        {
            notes.Add($"Skipped above the header in row {header}: "
                + $"{(areShown ? string.Join("; ", texts.Select(t => $"'{t}'")) : $"{texts.Count} cells")}.");
        }
    }

    public void AddHidden(long row) => hidden = (hidden.Count + 1, hidden.Count == 0 ? row : hidden.First);

    /// <summary>A row with cells to the right of the table.</summary>
    public void AddBesides(long row) => besides = (besides.Count + 1, besides.Count == 0 ? row : besides.First);

    internal void AddCommented(long row) => commented = (commented.Count + 1, commented.Count == 0 ? row : commented.First);

    /// <summary>A row in which a symbol is in place of a figure: a dash may be how a spreadsheet shows 0.</summary>
    /// <param name="symbol">Null = there is a figure.</param>
    internal void AddNoValue(string? symbol, long row)
    {
        if (symbol?.All(TextFolding.IsDash) == true && row != last.Dash)
        {
            (dashes, last.Dash) = ((dashes.Count + 1, dashes.Count == 0 ? row : dashes.First), row);
        }
    }

    /// <summary>A row with the denominator of a count. Where the numerator is a part, it is there so that a small rest is withheld.</summary>
    /// <param name="denominator">Null = there is none.</param>
    internal void AddDenominator(Indicator indicator, decimal? denominator, long row)
    {
        if (denominator is not null && indicator is { Unit.Factor: null, NumeratorIsPart: not true } && row != last.Undivided)
        {
            (undivided, last.Undivided) = ((undivided.Count + 1, undivided.Count == 0 ? row : undivided.First), row);
        }
    }

    /// <summary>A column with cells and no heading; said once.</summary>
    /// <param name="column">From 1.</param>
    public void AddUnnamed(int column, long row)
    {
        if (rules.Add($"unnamed {column}"))
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Column {column} has no heading and is not read (its first cell is in row {row}). Name it to have it read."));
        }
    }

    /// <summary>12 [r] was read as 12.</summary>
    public void AddMark(ReadOnlySpan<char> cell, decimal number) =>
        AddReading("Marks of footnotes behind a number are left out", cell, number.ToString(CultureInfo.InvariantCulture));

    public void AddDayFirst(ReadOnlySpan<char> cell, DateOnly date) => AddReading(DayFirst, cell, Day(date));

    /// <summary>The same without the date, which is a record's.</summary>
    public void AddDayFirst()
    {
        if (rules.Add(DayFirst))
        {
            notes.Add($"{DayFirst}.");
        }
    }

    /// <summary>A figure that was counted and cannot be right, said once for an indicator and a reason.</summary>
    public void AddNotStated(IndicatorId indicator, string column, string reason)
    {
        if (rules.Add($"{indicator} {reason}"))
        {
            notes.Add($"{indicator} is not stated where its {column} {reason}.");
        }
    }

    public void AddYearLast(ReadOnlySpan<char> cell, Month month) =>
        AddReading("Two digits behind a month are read as its year", cell, month.ToLongString());

    /// <summary>2011-12 was read as a month.</summary>
    public void AddMonthNotYear(ReadOnlySpan<char> cell, Month month) => AddReading(
        "What can be a month or a financial year is read as a month, as the other months of the table are", cell, month.ToLongString());

    /// <summary>2011-12 was read as a financial year.</summary>
    public void AddYearNotMonth(ReadOnlySpan<char> cell, DateOnly first) =>
        AddReading("What can be a month or a financial year is read as the year", cell, $"the year from {Day(first)}");

    /// <summary>A text that could be read in two ways: each rule is said once a table, with the first text as an example.</summary>
    void AddReading(string rule, ReadOnlySpan<char> cell, string meaning)
    {
        if (rules.Add(rule))
        {
            notes.Add($"{rule}: {cell} as {meaning}.");
        }
    }

    static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>What is to be said of some rows; nothing where there are none.</summary>
    public static string[] Rows((long Count, long First) rows, string what, string otherwise) => rows.Count switch
    {
        0 => [],
        1 => [string.Create(CultureInfo.InvariantCulture, $"{what} (row {rows.First}). {otherwise}.")],
        _ => [string.Create(CultureInfo.InvariantCulture, $"{what} ({rows.Count} rows, the first is row {rows.First}). {otherwise}.")],
    };
}
