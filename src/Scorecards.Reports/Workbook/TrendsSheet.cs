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
                sheet.Figure(indicator, figure);
            }
        }

        AddCounts(sheet, report);
        return sheet.ToWorksheet(HeaderRow, $"{s.Name}, twelve months to {s.Month.ToLongString()}");
    }

    /// <summary>
    /// Adds a row for each count of the scorecard: how many indicators were rated so, or went this way, in each month. Where nothing is known of the
    /// month before, how many went a way is not 0.
    /// </summary>
    static void AddCounts(SheetBuilder sheet, MonthReport report)
    {
        var months = report.Earlier.Append(report.Scorecard).ToDictionary(m => m.Month);
        foreach (var (words, count) in new (string, Func<MonthlyScorecard, int?>)[]
        {
            ("Rated Green", m => m.Summary.Green),
            ("Rated Amber", m => m.Summary.Amber),
            ("Rated Red", m => m.Summary.Red),
            ("Not rated", m => m.Summary.Unrated),
            ("Improved", m => m.HasEarlier ? m.Summary.Improved : null),
            ("The same", m => m.HasEarlier ? m.Summary.Same : null),
            ("Worse", m => m.HasEarlier ? m.Summary.Worse : null),
        })
        {
            sheet.Row().Text(words, new CellStyle(Font: CellFont.Bold)).Text("indicators");
            foreach (var month in report.TrendMonths)
            {
                sheet.Figure(months.TryGetValue(month, out var known) ? count(known) : null, new CellStyle("0", IsRight: true));
            }
        }
    }
}
