using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Scorecards.Reports;

/// <summary>A sheet being filled row by row, for landscape paper.</summary>
/// <param name="styles">The workbook's.</param>
/// <param name="widths">Of the columns, in characters.</param>
sealed partial class SheetBuilder(CellStyles styles, params double[] widths)
{
    const uint A4 = 9;

    /// <summary>In points, of a line.</summary>
    const double LineHeight = 16;

    /// <summary>In points: a spreadsheet has no higher row.</summary>
    const double MostHeight = 409;

    const string PageNumber = "&RPage &P of &N";

    /// <summary>Of a footer, codes included: a spreadsheet takes a file with more for a damaged one.</summary>
    const int LongestFooter = 255;

    readonly SheetData rows = new();
    readonly MergeCells merged = new();
    Row row = new() { RowIndex = 0 };

    /// <summary>What empty cells look like, column by column; none: as the spreadsheet likes.</summary>
    public IReadOnlyList<CellStyle> Columns { get; init; } = [];

    /// <summary>Of the row at hand, from 1.</summary>
    public uint Number => row.RowIndex!;

    /// <summary>Begins a row.</summary>
    /// <param name="height">In points; null = as its content needs.</param>
    public SheetBuilder Row(double? height = null)
    {
        row = new Row { RowIndex = Number + 1, Height = height, CustomHeight = height is null ? null : true };
        rows.Append(row);
        return this;
    }

    /// <summary>Text, never a formula. Null or blank: an empty cell.</summary>
    public SheetBuilder Text(string? text, CellStyle style = default)
    {
        if (text is null or "")
        {
            return Add(new Cell(), style);
        }

        var written = Escapes().Replace(Readable(text), "_x005F$0");
        return Add(
            new Cell(new InlineString(new Text(written) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString },
            style with { IsText = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' });
    }

    /// <summary>To 15 digits, which is what a spreadsheet holds. Null: an empty cell.</summary>
    public SheetBuilder Figure(decimal? number, CellStyle style) =>
        Add(number is decimal n ? new Cell(new CellValue(n.ToString("G15", CultureInfo.InvariantCulture))) : new Cell(), style);

    /// <summary>Makes the cells of the row one.</summary>
    public SheetBuilder Merge()
    {
        merged.Append(new MergeCell { Reference = $"A{Number}:{Letter(widths.Length)}{Number}" });
        return this;
    }

    /// <summary>
    /// Adds a row with a text over all columns, as high as its lines: a row whose cells are made one does not grow by itself. What the highest row
    /// has no room for goes on in the next one, between words.
    /// </summary>
    public SheetBuilder Note(string text)
    {
        // In lines, with room to spare: most characters are narrower than a column's.
        var room = (int)(Math.Floor(MostHeight / LineHeight) * widths.Sum() * 6 / 7);
        var end = text.Length <= room ? -1 : text.LastIndexOf(' ', room);
        var part = end > 0 ? text[..end] : text;
        var lines = Math.Ceiling(part.Length * 7 / (widths.Sum() * 6));
        Row(lines > 1 ? Math.Min(MostHeight, LineHeight * lines) : null).Text(part, new CellStyle(Wraps: true)).Merge();
        return end > 0 ? Note(text[(end + 1)..]) : this;
    }

    /// <param name="frozen">The number of rows that stay in view; the last of them is printed on every page.</param>
    /// <param name="footer">Printed below every page, cut off where there is no room for more.</param>
    /// <param name="rules">Formats that depend on values, or what cells may hold.</param>
    public Worksheet ToWorksheet(uint frozen, string footer, params OpenXmlElement[] rules)
    {
        var sheet = new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = frozen,
                        TopLeftCell = $"A{frozen + 1}",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen
                    })
                { WorkbookViewId = 0 }),
            new Columns(widths.Select((w, i) => new Column
            {
                Min = (uint)i + 1,
                Max = (uint)i + 1,
                Width = w,
                CustomWidth = true,
                Style = i < Columns.Count ? styles.Index(Columns[i]) : null,
            })),
            rows);
        if (merged.HasChildren)
        {
            sheet.Append(merged);
        }

        sheet.Append(rules);
        sheet.Append(
            new PageMargins { Left = 0.4, Right = 0.4, Top = 0.5, Bottom = 0.6, Header = 0.3, Footer = 0.3 },
            new PageSetup { PaperSize = A4, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 },
            new HeaderFooter(new OddFooter(Footer(footer))));
        return sheet;
    }

    /// <summary>In the codes of footers, where an &amp; is written twice.</summary>
    static string Footer(string text)
    {
        var left = new StringBuilder("&L");
        foreach (var rune in Readable(text).EnumerateRunes())
        {
            var written = rune.Value == '&' ? "&&" : rune.ToString();
            if (left.Length + written.Length + PageNumber.Length >= LongestFooter)
            {
                left.Append('…');
                break;
            }

            left.Append(written);
        }

        return left.Append(PageNumber).ToString();
    }

    SheetBuilder Add(Cell cell, CellStyle style)
    {
        cell.CellReference = $"{Letter(row.ChildElements.Count + 1)}{Number}";
        cell.StyleIndex = styles.Index(style);
        row.Append(cell);
        return this;
    }

    internal static char Letter(int column) => (char)('A' + column - 1);

    /// <summary>Characters that XML cannot hold are written as lost ones.</summary>
    static string Readable(string text)
    {
        var readable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            readable.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        }

        return readable.ToString();
    }

    /// <summary>What a spreadsheet would take for a character written by its number.</summary>
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escapes();
}
