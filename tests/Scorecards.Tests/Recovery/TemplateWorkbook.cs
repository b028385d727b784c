using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Scorecards.Reports;
using CellStyle = Scorecards.Reports.CellStyle;
using CellStyles = Scorecards.Reports.CellStyles;

namespace Scorecards.Tests.Recovery;

/// <summary>A workbook to be filled in and uploaded: a sheet a kind, with drop-down lists where a cell is one of a few words.</summary>
static class TemplateWorkbook
{
    const double Width = 18;

    /// <summary>The last row that has lists.</summary>
    const int LastRow = 2_000;

    /// <returns>At its start.</returns>
    public static MemoryStream Make(IReadOnlyList<TemplateSheet> sheets)
    {
        var content = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(content, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var (styles, names) = (new CellStyles(), new Sheets());
            foreach (var (index, sheet) in sheets.Index())
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = Fill(sheet, styles);
                names.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)index + 1, Name = sheet.Name });
            }

            book.AddNewPart<WorkbookStylesPart>().Stylesheet = styles.ToStylesheet();
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new BookViews(new WorkbookView()), names);
        }

        content.Position = 0;
        return content;
    }

    static Worksheet Fill(TemplateSheet sheet, CellStyles styles)
    {
        var rows = new SheetBuilder(styles, [.. sheet.Columns.Select(_ => Width)]) { Columns = [.. sheet.Columns.Select(Style)] };
        rows.Row();
        foreach (var column in sheet.Columns)
        {
            rows.Text(column.Name, new CellStyle(Font: column.IsNeeded ? CellFont.Bold : CellFont.Normal, IsHead: true));
        }

        foreach (var example in sheet.Examples)
        {
            rows.Row();
            foreach (var (column, cell) in sheet.Columns.Zip(example))
            {
                _ = column.IsNumber && cell != ""
                    ? rows.Figure(decimal.Parse(cell, CultureInfo.InvariantCulture), Style(column))
                    : rows.Text(cell, Style(column));
            }
        }

        var lists = sheet.Columns.Index().Where(c => c.Item.Allowed.Count > 0).Select(c => List(c.Index, c.Item)).ToList();
        return rows.ToWorksheet(1, sheet.Name, lists.Count == 0 ? [] : [new DataValidations(lists) { Count = (uint)lists.Count }]);
    }

    static CellStyle Style(TemplateColumn column) => new(column.IsNumber ? "" : "@");

    static DataValidation List(int column, TemplateColumn of) => new(new Formula1($"\"{string.Join(',', of.Allowed)}\""))
    {
        Type = DataValidationValues.List,
        AllowBlank = true,
        ShowErrorMessage = true,
        Error = $"Choose one of: {string.Join(", ", of.Allowed)}.",
        SequenceOfReferences = new ListValue<StringValue>([new StringValue(Below(SheetBuilder.Letter(column + 1)))]),
    };

    static string Below(char letter) => string.Create(CultureInfo.InvariantCulture, $"{letter}2:{letter}{LastRow}");
}
