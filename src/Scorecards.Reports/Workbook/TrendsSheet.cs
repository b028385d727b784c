using DocumentFormat.OpenXml.Spreadsheet;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>
/// Twelve months of each indicator as numbers, and of the counts. No extract has its column names, so nobody states old figures by uploading it.
/// </summary>
static class TrendsSheet
{
    public const string Name = "Trends";

    public const uint HeaderRow = 2;

    public static Worksheet Make(MonthReport report, CellStyles styles)
    {
        var s = report.Scorecard;
        var sheet = new SheetBuilder(styles, [78, 12, .. report.TrendMonths.Select(_ => 10.0)]);
        sheet.Row().Text($"Twelve months to {s.Month.ToLongString()}: {s.Name}", new CellStyle(Font: CellFont.Title)).Merge();
        sheet.Row()
            .Text("Indicator as printed", new CellStyle(Font: CellFont.Bold, IsHead: true))
            .Text("Counted in", new CellStyle(Font: CellFont.Bold, IsHead: true));
        foreach (var month in report.TrendMonths)
        {
            sheet.Text(MonthReport.Short(month), new CellStyle(Font: CellFont.Bold, IsHead: true, IsRight: true));
        }

        foreach (var indicator in s.Results.Select(r => r.Indicator))
        {
            sheet.Row().Text(indicator.Name, new CellStyle(Wraps: true)).Text(indicator.Unit.Name);
            foreach (var figure in report.Trend(indicator))
            {
                sheet.Figure(ScorecardSheet.Value(indicator, figure?.Value), CellStyle.ForValue(indicator, figure?.Decimals));
            }
        }

        AddCounts(sheet, report);
        return sheet.ToWorksheet(HeaderRow, $"{s.Name}, twelve months to {s.Month.ToLongString()}");
    }

    /// <summary>Adds a row for each count of the scorecard: how many indicators were rated so, or went this way, in each month.</summary>
    static void AddCounts(SheetBuilder sheet, MonthReport report)
    {
        var months = report.Earlier.Append(report.Scorecard).ToDictionary(m => m.Month, m => m.Summary);
        foreach (var (words, count) in new (string, Func<Summary, int>)[]
        {
            ("Rated Green", c => c.Green),
            ("Rated Amber", c => c.Amber),
            ("Rated Red", c => c.Red),
            ("Not rated", c => c.Unrated),
            ("Improved", c => c.Improved),
            ("The same", c => c.Same),
            ("Worse", c => c.Worse),
        })
        {
            sheet.Row().Text(words, new CellStyle(Font: CellFont.Bold)).Text("indicators");
            foreach (var month in report.TrendMonths)
            {
                sheet.Figure(months.TryGetValue(month, out var summary) ? count(summary) : null, new CellStyle("0", IsRight: true));
            }
        }
    }
}
