using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Pipeline;

/// <summary>A column of a file: its name and where it stands; position -1 = the file does not have it.</summary>
public readonly record struct Column(string Name, int Position);

/// <summary>One row of a file being checked: reads its cells as what they should be, and notes every fault it meets.</summary>
public sealed class Row(CsvRows rows, Header header, RefusedRows refused)
{
    const string UnreadableCharacter = "\uFFFD";

    /// <summary>As a spreadsheet counts: the header is row 1.</summary>
    public long Number => rows.Number;

    /// <summary>Whether a fault was noted since <see cref="Begin"/>.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>To be called when the next row was read; notes what is wrong with the row as a whole.</summary>
    /// <returns>False when the row is blank.</returns>
    public bool Begin()
    {
        IsRefused = false;
        for (var i = header.Width; i < rows.CellCount; i++)
        {
            if (!rows.Cell(i).IsEmpty)
            {
                Refuse("", rows.Cell(i), $"the row has more cells than the header's {header.Width}: put a cell that holds the separator in double quotes");
                break;
            }
        }

        if (rows.Malformed is { } malformed)
        {
            Refuse("", [], $"the double quotes of the row do not fit ({malformed}): write a quote within a cell twice");
        }

        if (IsRefused)
        {
            return true;
        }

        for (var i = 0; i < rows.CellCount; i++)
        {
            if (!rows.Cell(i).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    public Column Column(string name) => new(name, header.Position(name));

    public ReadOnlySpan<char> Cell(Column column) => rows.Cell(column.Position);

    public void Refuse(Column column, string reason) => Refuse(column.Name, Cell(column), reason);

    void Refuse(string column, ReadOnlySpan<char> value, string reason)
    {
        IsRefused = true;
        refused.Add(rows.Number, column, value, reason);
    }

    /// <returns>Null when blank.</returns>
    public string? Text(Column column, int longest = 500)
    {
        var cell = Cell(column);
        if (cell.IsEmpty)
        {
            return null;
        }

        if (cell.Length > longest)
        {
            Refuse(column, $"is longer than {longest} characters");
        }
        else if (cell.ContainsAnyInRange('\u0000', '\u001F'))
        {
            Refuse(column, "has a line break or another control character in it: take it out");
        }
        else if (cell.Contains(UnreadableCharacter, StringComparison.Ordinal))
        {
            Refuse(column, "has characters that are not UTF-8: save the file as CSV UTF-8 and drop it again");
        }

        return cell.ToString();
    }

    /// <summary>Text that must be there.</summary>
    public string Required(Column column, int longest = 500)
    {
        var text = Text(column, longest);
        if (text is null)
        {
            Refuse(column, "is blank: fill it in");
        }

        return text ?? "";
    }

    /// <summary>One of a closed list, compared without regard to case.</summary>
    public string OneOf(Column column, IReadOnlyList<string> allowed)
    {
        var text = Required(column);
        var found = allowed.FirstOrDefault(a => a.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (found is null && text != "")
        {
            Refuse(column, $"is not one of {string.Join(", ", allowed)}");
        }

        return found ?? "";
    }

    public int WholeNumber(Column column, int least, int most)
    {
        var text = Required(column);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        if (text != "")
        {
            Refuse(column, $"is not a whole number from {least} to {most}");
        }

        return least;
    }

    /// <returns>Null when blank; also when it is no number, which is noted.</returns>
    public decimal? Amount(Column column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty)
        {
            return null;
        }

        if (Cells.TryDecimal(cell, out var number))
        {
            return number;
        }

        Refuse(column, "is not a number: write it with digits and a point only, such as 1234.5, and leave the cell blank where there is none");
        return null;
    }

    /// <returns>Null when blank; also when it is no date, which is noted.</returns>
    public DateOnly? Date(Column column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty)
        {
            return null;
        }

        if (Cells.TryDate(cell, out var date))
        {
            return date;
        }

        Refuse(column, "is not a date: write it as yyyy-MM-dd, such as 2012-04-01, or as dd/MM/yyyy");
        return null;
    }

    /// <returns>The default month when it is none, which is noted.</returns>
    public Month Month(Column column)
    {
        var cell = Cell(column);
        if (Domain.Month.TryParse(cell, out var month))
        {
            return month;
        }

        if (cell.IsEmpty)
        {
            Refuse(column, "is blank: write the month as yyyy-MM, such as 2012-05");
        }
        else if (!Cells.TryDate(cell, out var date))
        {
            Refuse(column, "is not a month: write it as yyyy-MM, such as 2012-05, or as the month's last day, such as 2012-05-31");
        }
        else if (date != Domain.Month.Of(date).LastDay)
        {
            Refuse(column, "is a date but not the last day of a month: write the month as yyyy-MM, such as 2012-05, or as its last day");
        }
        else
        {
            return Domain.Month.Of(date);
        }

        return default;
    }
}
