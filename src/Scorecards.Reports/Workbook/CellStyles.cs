using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The styles of a workbook, each written once; and what a rating looks like.</summary>
sealed class CellStyles
{
    const uint FirstOwnFormat = 164;

    static readonly Rating[] Ratings = [Rating.Green, Rating.Amber, Rating.Red];

    readonly List<CellStyle> styles = [default];
    readonly List<string> formats = [];

    public uint Index(CellStyle style)
    {
        if (style.Format != "" && !formats.Contains(style.Format))
        {
            formats.Add(style.Format);
        }

        if (!styles.Contains(style))
        {
            styles.Add(style);
        }

        return (uint)styles.IndexOf(style);
    }

    /// <summary>Colours the cells of an area that hold the word of a rating.</summary>
    public static ConditionalFormatting Rated(string area) => new(Ratings.Select((rating, i) =>
        new ConditionalFormattingRule(new DocumentFormat.OpenXml.Spreadsheet.Formula($"\"{rating}\""))
        {
            Type = ConditionalFormatValues.CellIs,
            Operator = ConditionalFormattingOperatorValues.Equal,
            FormatId = (uint)i,
            Priority = i + 1
        }))
    {
        SequenceOfReferences = new ListValue<StringValue>([new StringValue(area)]),
    };

    public Stylesheet ToStylesheet() => new(
        new NumberingFormats(
            formats.Select(
                (f, i) => new NumberingFormat { NumberFormatId = FirstOwnFormat + (uint)i, FormatCode = f }))
        { Count = (uint)formats.Count },
        new Fonts(Font(11, false), Font(11, true), Font(14, true)) { Count = 3 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            Solid("FFE8EBED"))
        { Count = 3 },
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(styles.Select(Format)) { Count = (uint)styles.Count },
        new DifferentialFormats(Dxf("FFFFFFFF", "FF00703C"), Dxf("FF0B0C0C", "FFFFDD00"), Dxf("FFFFFFFF", "FFAA2A16")) { Count = 3 });

    CellFormat Format(CellStyle style) => new()
    {
        NumberFormatId = style.Format == "" ? 0 : FirstOwnFormat + (uint)formats.IndexOf(style.Format),
        FontId = (uint)style.Font,
        FillId = style.IsHead ? 2u : 0u,
        BorderId = 0,
        FormatId = 0,
        ApplyNumberFormat = style.Format != "",
        ApplyFont = true,
        ApplyFill = style.IsHead,
        ApplyAlignment = true,
        QuotePrefix = style.IsText ? true : null,
        Alignment = new Alignment
        {
            Vertical = VerticalAlignmentValues.Top,
            WrapText = style.Wraps ? true : null,
            Horizontal = style.IsRight ? HorizontalAlignmentValues.Right : null,
        },
    };

    static Font Font(double size, bool isBold) =>
        isBold
            ? new Font(new Bold(), new FontSize { Val = size }, new FontName { Val = "Calibri" })
            : new Font(new FontSize { Val = size }, new FontName { Val = "Calibri" });

    static Fill Solid(string colour) =>
        new(new PatternFill(new ForegroundColor { Rgb = colour }, new BackgroundColor { Indexed = 64 }) { PatternType = PatternValues.Solid });

    static DifferentialFormat Dxf(string ink, string paper) =>
        new(new Font(new Bold(), new Color { Rgb = ink }), new Fill(new PatternFill(new BackgroundColor { Rgb = paper })));
}
