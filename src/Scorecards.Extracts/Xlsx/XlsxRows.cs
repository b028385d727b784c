using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// The rows of one sheet that are not blank, one after another, in memory that does not grow with the sheet. A number has up to 15
/// significant digits, as a spreadsheet shows, and never an exponent; it keeps the digits that its format hides, and its text has no zeros that
/// only its format adds; of a date with a time only the date is read, a time alone is a number.
/// </summary>
public sealed class XlsxRows : IRows
{
    const int LongestErrorShown = 30;
    const string NoDay = "is formatted as a date but does not hold a valid one. Re-enter the date";

    readonly string name;
    readonly XmlPart part;
    readonly WorkbookParts workbook;
    readonly TextBuffer text;
    SheetCell[] cells = new SheetCell[16];
    readonly List<(string Cells, int Column, long Row)> merged = [];
    long rowsMet;
    int column;
    bool isAtEnd;

    /// <param name="name">The sheet's, as the workbook has it.</param>
    internal XlsxRows(string name, XmlPart part, WorkbookParts workbook)
    {
        (Sheet, this.name, this.part, this.workbook) = (NameOf(name, workbook.File), name, part, workbook);
        text = new TextBuffer(workbook.Limits.LongestCell, () => Address);
        while (part.Read())
        {
            if (part.IsStart && part.Name == "sheetData")
            {
                isAtEnd = part.IsEmpty;
                return;
            }
        }

        throw Damaged();
    }

    public string? Sheet { get; }

    public string? File => workbook.File;

    public long Number { get; private set; }

    public bool HasAddresses => true;

    public bool IsHidden { get; private set; }

    public int CellCount { get; private set; }

    public IReadOnlyList<(string Cells, int Column, long Row)> Merged => merged;

    string Address => CellAddress.Write(column, Number);

    /// <summary>What a sheet is called among all tables of the upload: in a zip each workbook may have a Sheet1.</summary>
    /// <param name="file">The workbook's name within a zip; null = it is in none.</param>
    internal static string NameOf(string sheet, string? file) => file is null ? sheet : $"{file}/{sheet}";

    public ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        try
        {
            while (NextRow())
            {
                ct.ThrowIfCancellationRequested();
                if (CellCount > 0)
                {
                    return ValueTask.FromResult(true);
                }
            }

            return ValueTask.FromResult(false);
        }
        catch (Exception e) when (Damage.Explains(e))
        {
            throw Damaged().Within(File);
        }
        catch (ExtractException e)
        {
            throw e.Naming(name).Within(File);
        }
    }

    public ReadOnlySpan<char> Cell(int index)
    {
        if (index < 0 || index >= CellCount)
        {
            return [];
        }

        ref readonly var cell = ref cells[index];
        return cell.Source.AsSpan(cell.Start, cell.Length).Trim();
    }

    public string? CellFault(int index) => index < 0 || index >= CellCount ? null : cells[index].Fault;

    public byte ShownDecimals(int index) => index < 0 || index >= CellCount ? (byte)0 : cells[index].Decimals;

    public ValueTask DisposeAsync()
    {
        part.Dispose();
        return ValueTask.CompletedTask;
    }

    bool NextRow()
    {
        Array.Clear(cells, 0, CellCount);
        CellCount = 0;
        text.Clear();
        while (!isAtEnd && part.Read())
        {
            if (part.IsStart && part.Name == "row")
            {
                ReadRow();
                return true;
            }

            if (part.IsStart)
            {
                part.Skip();
            }
            else if (part.IsEnd)
            {
                isAtEnd = true;
                ReadMerged();
                part.Finish();
            }
        }

        isAtEnd = true;
        return false;
    }

    /// <summary>What the part has behind its rows.</summary>
    void ReadMerged()
    {
        while (part.Read())
        {
            if (part.IsStart && part.Name == "mergeCell" && part.Attribute("ref") is { } range && range.IndexOf(':') is > 0 and var colon
                && CellAddress.TryParse(range.AsSpan(0, colon), out var from, out var first)
                && CellAddress.TryParse(range.AsSpan(colon + 1), out _, out var last) && last > first)
            {
                merged.Add((range, from, first));
            }
        }
    }

    void ReadRow()
    {
        if (++rowsMet > workbook.Limits.MostRows)
        {
            var fault = $"has more than {FileLimits.Count(workbook.Limits.MostRows)} rows. Split it into several files and upload those";
            throw new ExtractException($"the sheet '{name}' {fault}", $"a sheet {fault}") { NamesTable = true };
        }

        IsHidden = part.Attribute("hidden") is "1" or "true" or "on";
        var number = part.Attribute("r") is { } r ? long.Parse(r, NumberStyles.None, CultureInfo.InvariantCulture) : Number + 1;
        Number = number > Number ? number : throw Damaged();
        column = -1;
        if (part.IsEmpty)
        {
            return;
        }

        var depth = part.Depth;
        while (part.Read() && part.Depth > depth)
        {
            if (part.IsStart && part.Name == "c")
            {
                ReadCell();
            }
            else
            {
                part.Skip();
            }
        }
    }

    void ReadCell()
    {
        var (type, style) = ReadAttributes();
        if (part.IsEmpty)
        {
            return;
        }

        var start = text.Length;
        var isFormula = ReadContent(type);
        if (text.Length > start)
        {
            Take(type, style, start);
        }
        else if (isFormula)
        {
            Put(new SheetCell("the formula has no stored value. Open the file in Excel, save it and upload it again"));
        }
    }

    (string Type, int Style) ReadAttributes()
    {
        var (type, style, next) = ("n", 0, column + 1);
        while (part.NextAttribute())
        {
            switch (part.Name)
            {
                case "r":
                    next = CellAddress.TryParse(part.Value, out var at, out var row) && at > column && row == Number ? at : throw Damaged();
                    break;
                case "s":
                    style = int.Parse(part.Value, NumberStyles.None, CultureInfo.InvariantCulture);
                    break;
                case "t":
                    type = part.Value;
                    break;
                default:
                    break;
            }
        }

        part.BackToElement();
        column = next;
        return (type, style);
    }

    /// <summary>Gathers the text of the current cell.</summary>
    /// <returns>Whether the cell has a formula that must have a value: one that gives text may give none.</returns>
    bool ReadContent(string type)
    {
        var (depth, isFormula) = (part.Depth, false);
        while (part.Read() && part.Depth > depth)
        {
            switch (part.IsStart ? part.Name : "")
            {
                case "v":
                    isFormula &= type != "str";
                    text.AppendText(part);
                    break;
                case "is":
                    text.AppendRichText(part);
                    break;
                case "f":
                    isFormula = true;
                    part.Skip();
                    break;
                default:
                    part.Skip();
                    break;
            }
        }

        return isFormula;
    }

    /// <summary>Makes a cell of the stored text from <paramref name="start"/>.</summary>
    void Take(string type, int style, int start)
    {
        var stored = text.Chars.AsSpan(start, text.Length - start);
        switch (type)
        {
            case "n":
                TakeNumber(stored.Trim(), style, start);
                break;
            case "s":
                var index = int.Parse(stored, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
                var (block, at, length) = index < workbook.Strings.Count ? workbook.Strings[index] : throw Damaged();
                Put(new SheetCell(block, at, length));
                break;
            case "str" or "inlineStr":
                text.Unescape(start);
                Put(Gathered(start));
                break;
            case "b":
                text.Replace(start, stored.Trim() switch { "1" or "true" => "TRUE", "0" or "false" => "FALSE", _ => throw Damaged() });
                Put(Gathered(start));
                break;
            case "e":
                var shown = stored[..Math.Min(stored.Length, LongestErrorShown)];
                var value = shown is "#DIV/0!" ? $"the value, or with {Result.NoneToCount} where there is nothing to divide by" : "the value";
                Put(Gathered(start) with { Fault = $"shows {shown}. Correct the formula, or replace it with {value}, and upload the file again" });
                break;
            case "d":
                // 2012-05-31T00:00:00; a time alone stays as it is.
                text.Replace(start, stored is [_, _, _, _, '-', _, _, '-', _, _, 'T', ..] ? stored[..10] : stored);
                Put(Gathered(start));
                break;
            default:
                throw Damaged();
        }
    }

    void TakeNumber(ReadOnlySpan<char> stored, int style, int start)
    {
        // A workbook may come without styles, and its cells with the index of the ordinary one all the same.
        var format = default(NumberFormat);
        if (workbook.Formats is { } formats && !formats.TryGet(style, out format) && style > 0)
        {
            throw Damaged();
        }

        if (format.Kind is CellFormat.Number && XlsxNumbers.IsPlain(stored))
        {
            text.Replace(start, stored);
            Put(Gathered(start) with { Decimals = format.Decimals });
            return;
        }

        if (!XlsxNumbers.TryParse(stored, out var number))
        {
            Put(Gathered(start) with { Fault = "is marked as a number but does not hold one. Re-enter it and upload the file again" });
            return;
        }

        if (format.Kind is CellFormat.Date && (number is < 0 or >= 1 || workbook.From1904))
        {
            TakeDate(number, start);
            return;
        }

        Span<char> plain = stackalloc char[XlsxNumbers.LongestText];
        var scale = format.Kind is CellFormat.Percent ? 2 : 0;
        var count = XlsxNumbers.Write(number, scale, plain);
        if (scale > 0)
        {
            plain[count++] = '%';
        }

        text.Replace(start, plain[..count]);
        Put(Gathered(start) with { Decimals = format.Decimals });
    }

    void TakeDate(double number, int start)
    {
        Span<char> plain = stackalloc char["yyyy-MM-dd".Length];
        var date = XlsxNumbers.Date(number, workbook.From1904);
        var length = 0;
        _ = date?.TryFormat(plain, out length, "yyyy-MM-dd", CultureInfo.InvariantCulture) ?? false;
        text.Replace(start, plain[..length]);
        Put(Gathered(start) with { Fault = date is null ? NoDay : null });
    }

    SheetCell Gathered(int start) => new(text.Chars, start, text.Length - start);

    void Put(SheetCell cell)
    {
        if (cell.Fault is null && cell.Source.AsSpan(cell.Start, cell.Length).IsWhiteSpace())
        {
            return;
        }

        var most = workbook.Limits.MostColumns;
        if (column >= most)
        {
            throw new ExtractException(
                $"{Address} is in column {FileLimits.Count(column + 1)}, and at most {FileLimits.Count(most)} columns are read. "
                + "Delete the cells to the right of the table and upload the file again");
        }

        if (column >= cells.Length)
        {
            Array.Resize(ref cells, Math.Min(most, Math.Max(column + 1, cells.Length * 2)));
        }

        cells[column] = cell.Fault is null ? cell : cell with { Fault = $"{Address}: {cell.Fault}" };
        CellCount = column + 1;
    }

    // Within a zip it is said behind the file's name.
    ExtractException Damaged() => Damage.InNamed($"sheet '{name}' after row {Number}");

    readonly record struct SheetCell(char[] Source, int Start, int Length)
    {
        public SheetCell(string fault)
            : this([], 0, 0) => Fault = fault;

        public string? Fault { get; init; }

        /// <summary>Of a number, the decimal places that its format shows.</summary>
        public byte Decimals { get; init; }
    }
}
