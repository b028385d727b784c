using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Scorecards.Reports;

/// <summary>
/// A scorecard's month as a workbook (.xlsx): the printed layout, twelve months, and notes. Text is text, whatever it begins with; and it has no
/// links.
/// </summary>
public static class ReportWorkbook
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>As it is attached or downloaded.</summary>
    public static string FileName(MonthReport report) =>
        $"{report.Scorecard.Scorecard.Value.Replace('/', '-').Replace('\\', '-')}-{report.Scorecard.Month}.xlsx";

    /// <returns>At its start; some tens of kilobytes.</returns>
    public static MemoryStream Make(MonthReport report)
    {
        var content = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(content, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var (styles, sheets, titles) = (new CellStyles(), new Sheets(), new DefinedNames());
            Add(ScorecardSheet.Name, ScorecardSheet.HeaderRow, ScorecardSheet.Make(report, styles));
            Add(TrendsSheet.Name, TrendsSheet.HeaderRow, TrendsSheet.Make(report, styles));
            Add(NotesSheet.Name, 1, NotesSheet.Make(report, styles));
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = styles.ToStylesheet();
            book.Workbook = new Workbook(new BookViews(new WorkbookView()), sheets, titles);

            void Add(string name, uint printedOnEveryPage, Worksheet sheet)
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = sheet;
                var number = (uint)sheets.ChildElements.Count;
                sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = number + 1, Name = name });
                titles.Append(
                    new DefinedName($"{name}!${printedOnEveryPage}:${printedOnEveryPage}") { Name = "_xlnm.Print_Titles", LocalSheetId = number });
            }
        }

        content.Position = 0;
        return content;
    }
}
