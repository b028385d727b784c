using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>One row of a table being checked: reads its cells as what they should be, and notes every fault it meets.</summary>
public sealed class Row
{
    internal const string NoPercentage = "must not be a percentage. Remove the % sign";
    internal const string OutOfBounds = "is not a number between -1,000,000,000,000 and 1,000,000,000,000. Correct it";

    const string NotShown = ". The cell's value is not shown";

    /// <summary>So much is shown of a cell of a record, in characters.</summary>
    const int LongestOfRecord = 40;

    readonly IRows rows;
    readonly Header header;
    readonly RefusedRows refused;
    readonly ReadingNotes notes;
    readonly ReturnKind? returns;

    /// <summary>The cells of this row whose own fault is noted.</summary>
    readonly HashSet<int> faulty = [];

    internal Row(IRows rows, Header header, RefusedRows refused, ReadingNotes notes, OpenMonths months) =>
        (this.rows, this.header, this.refused, this.notes, returns, Months) = (rows, header, refused, notes, header.Kind as ReturnKind, months);

    /// <summary>As a spreadsheet counts.</summary>
    public long Number => rows.Number;

    /// <summary>Whether a fault was noted since <see cref="Begin"/>.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>What was read as a month, or as a year where one may stand, and may be the other one; null: nothing.</summary>
    public string? OpenMonth { get; internal set; }

    internal ReadingNotes Notes => notes;

    /// <summary>Of the table.</summary>
    internal OpenMonths Months { get; }

    /// <summary>Whether the row is the header again, as behind a page break.</summary>
    public bool RepeatsHeader => header.IsRepeatedBy(rows);

    /// <summary>Starts on the row that was read; notes what is wrong with it as a whole.</summary>
    /// <returns>False when there is nothing to read: a blank row, a heading or note in a single cell, or the header again.</returns>
    public bool Begin()
    {
        IsRefused = false;
        OpenMonth = null;
        faulty.Clear();
        if (rows.IsHidden)
        {
            notes.AddHidden(Number);
        }

        if (RowShape.FaultOf(rows, header) is { } fault)
        {
            Refuse("", [], fault);
            return true;
        }

        var shape = RowShape.Classify(rows, header);
        if (shape.HasCellsBeside)
        {
            notes.AddBesides(Number);
        }

        switch (shape.Kind)
        {
            case RowKind.Note:
                notes.AddText(rows.Cell(shape.Cell));
                return false;
            case RowKind.TooWide:
                Refuse("", rows.Cell(shape.Cell), Reasons.TooWide(header.Width));
                return true;
            default:
                return shape.Kind == RowKind.Record;
        }
    }

    public Column Column(string name) => header.Column(name);

    /// <summary>The cell's text; empty, and noted, when it has none that can be trusted.</summary>
    public ReadOnlySpan<char> Cell(Column column)
    {
        if (Fault(column) is { } fault)
        {
            if (faulty.Add(column.Position))
            {
                Refuse(column.Name, [], fault);
            }

            return [];
        }

        var cell = rows.Cell(column.Position);
        return header.Kind?.IsBlank(cell) == true ? [] : cell;
    }

    /// <summary>Whether the cell has no text that can be trusted.</summary>
    internal bool HasFault(Column column) => Fault(column) is not null;

    string? Fault(Column column) => column.Position >= 0 && rows.CellFault(column.Position) is { } fault
        && header.Kind?.IsBlank(rows.Cell(column.Position)) != true ? fault : null;

    /// <summary>Whether the cell is exactly this text; false when it has none that can be trusted.</summary>
    public bool IsText(Column column, string text) => rows.IsText(column.Position, text);

    /// <summary>Notes a fault that a row of the catalogue would put right: the arrival is read again when such a row came before it.</summary>
    public void RefuseForWant(string kind, Column column, string reason)
    {
        refused.Want(kind);
        Refuse(column, reason);
    }

    public void Refuse(Column column, string reason)
    {
        // Of a return several records may be in a row, which have the child's id in common.
        if (returns is null || column.Position < 0 || faulty.Add(column.Position))
        {
            Refuse(column.Name, rows.Cell(column.Position), reason);
        }
    }

    internal void RefuseWhole(string reason) => Refuse("", [], reason);

    /// <returns>Null when blank.</returns>
    public string? Text(Column column, int longest = 500) => Text(column, Cell(column), longest);

    /// <summary>Sentences, as one line: line breaks, which Alt+Enter makes in a cell, are spaces.</summary>
    /// <returns>Null when blank.</returns>
    public string? Prose(Column column, int longest) =>
        Text(column, string.Join(' ', Cell(column).ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)), longest);

    string? Text(Column column, ReadOnlySpan<char> cell, int longest)
    {
        if (cell.IsEmpty)
        {
            return null;
        }

        if (CellText.Fault(cell, longest) is { } fault)
        {
            Refuse(column, fault);
        }

        return (RefusedCopy.IsProtected(cell) ? cell[1..] : cell).ToString();
    }

    /// <summary>Text that must be there.</summary>
    public string Required(Column column, int longest = 500)
    {
        var text = Text(column, longest);
        if (text is null && !IsRefused)
        {
            Refuse(column, Reasons.Blank);
        }

        return text ?? "";
    }

    /// <summary>One of a closed list, compared without regard to case.</summary>
    /// <param name="meaning">What they mean, in brackets, where they do not say it.</param>
    public string OneOf(Column column, IReadOnlyList<string> allowed, string meaning = "")
    {
        var text = Required(column);
        var folded = TextFolding.Fold(text);
        var found = allowed.FirstOrDefault(a => a.Equals(folded, StringComparison.OrdinalIgnoreCase));
        if (found is null && text != "")
        {
            Refuse(column, $"is not one of {string.Join(", ", allowed)}{meaning}. Use one of these");
        }

        return found ?? "";
    }

    /// <returns>Null when blank.</returns>
    public bool? YesOrNo(Column column) => Cell(column).IsEmpty ? null : OneOf(column, ["yes", "no"]) == "yes";

    public int WholeNumber(Column column, int least, int most)
    {
        var text = Required(column);
        if (int.TryParse(TextFolding.Fold(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        if (text != "")
        {
            Refuse(column, $"is not a whole number from {least} to {most}. Correct it");
        }

        return least;
    }

    /// <summary>A figure, or the symbol that says why there is none.</summary>
    /// <param name="noValue">The symbol, else null.</param>
    /// <param name="of">The indicator of a value: of a percentage a % behind it is right. Null = a numerator or denominator.</param>
    /// <returns>Null when blank or a symbol; also when it is no number, which is noted.</returns>
    public decimal? Amount(Column column, out string? noValue, Indicator? of = null)
    {
        noValue = null;
        if (rows.TryDigits(column.Position, out var digits))
        {
            return WithShown(digits, column, of);
        }

        var cell = Cell(column);
        if (cell.IsEmpty)
        {
            return null;
        }

        var read = NumberText.Read(cell);
        noValue = read.NoValue;
        if (read.Number is null && noValue is null)
        {
            Refuse(column, Reasons.NoNumber(cell));
        }
        else if (read.IsPercent && of?.Unit != Unit.Percent)
        {
            Refuse(column, of is null ? Reasons.NoCount : NoPercentage);
        }
        else if (read.Number is <= -Measure.Bound or >= Measure.Bound)
        {
            Refuse(column, OutOfBounds);
        }
        else if (read is { IsMarked: true, Number: { } number })
        {
            notes.AddMark(cell, number);
        }

        return read.Number is { } amount ? WithShown(amount, column, of) : null;
    }

    /// <summary>A number with the decimals that its cell shows, of a value. More than are displayed would say that it is not rounded.</summary>
    decimal WithShown(decimal number, Column at, Indicator? of) => of is null || rows.ShownDecimals(at.Position) == 0 ? number
        : number + new decimal(0, 0, 0, false, (byte)Math.Min(rows.ShownDecimals(at.Position), of.Decimals));

    /// <returns>Null when blank; also when it is no date, which is noted.</returns>
    public DateOnly? Date(Column column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty)
        {
            return null;
        }

        if (TryDay(cell, out var date))
        {
            return date;
        }

        Refuse(column, Reasons.NoDay(cell));
        return null;
    }

    /// <summary>A day; where another reader could take it for a month it is noted how it was read.</summary>
    internal bool TryDay(ReadOnlySpan<char> cell, out DateOnly date)
    {
        var isDay = Dates.TryDay(cell, out date, out var isEitherWay);
        if (isDay && isEitherWay)
        {
            notes.AddDayFirst(cell, date);
        }

        return isDay;
    }

    void Refuse(string column, ReadOnlySpan<char> value, string reason)
    {
        IsRefused = true;
        if (header.Kind is { HoldsRecords: true } kind)
        {
            // It may be a child's: of a row as a whole nothing is shown, and of a cell only what says nothing of anybody.
            var records = kind as RecordKind;
            var isShown = records?.IsShown(column, value) ?? (kind as ReturnKind)?.IsShown(column, value) ?? false;
            reason += isShown || column == "" || value.IsEmpty ? "" : NotShown;

            // As a text of its own, since the next cell that is read may take its place.
            value = !isShown ? "" : value.Length <= LongestOfRecord ? value.ToString() : $"{value[..LongestOfRecord]}…";
            reason += records?.NameRecord(rows, header, column);
        }

        refused.Add(rows.Sheet, rows.Number, column, value, reason);
    }
}
