using DocumentFormat.OpenXml.Spreadsheet;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The scorecard as it is printed, under the printed names: dropped as a file it is read as a printed scorecard.</summary>
static class ScorecardSheet
{
    public const string Name = "Scorecard";

    /// <summary>Of the header, from 1.</summary>
    public const uint HeaderRow = 3;

    static readonly string[] Columns = [
        "Indicators", "Polarity", "Data Period", "Latest Result", "RAG", "Travel", "Num", "Denom", "Previous", "Target"];

    public static Worksheet Make(MonthReport report, CellStyles styles)
    {
        var s = report.Scorecard;
        var sheet = new SheetBuilder(styles, 78, 9, 18, 13, 11, 13, 11, 11, 11, 11);
        sheet.Row(20).Text($"Scorecard - {s.Name} {s.Month.ToLongString()}", new CellStyle(Font: CellFont.Title)).Merge();
        sheet.Note(s.SummaryText).Row();
        foreach (var (i, column) in Columns.Index())
        {
            sheet.Text(column, new CellStyle(Font: CellFont.Bold, IsHead: true, IsRight: i is 3 or > 5));
        }

        foreach (var section in s.Sections)
        {
            sheet.Row().Text(section.Key.Name, new CellStyle(Font: CellFont.Bold, IsHead: true)).Merge();
            foreach (var r in section)
            {
                sheet.Row().Text(r.Indicator.Name, new CellStyle(Wraps: true)).Text(r.Indicator.Polarity.ToString()).Text(r.Indicator.Basis);
                _ = r.Figure is null
                    ? sheet.Text(r.IsSuppressed ? "withheld" : r.Shown, new CellStyle(IsRight: true))
                    : sheet.Figure(r.Indicator, r.Figure, CellFont.Bold);
                sheet.Text(r.Rating?.ToString()).Text(r.Travel is null ? null : RatingLabels.Describe(r.Travel))
                    .Figure(r.Numerator, new CellStyle(IsRight: true)).Figure(r.Denominator, new CellStyle(IsRight: true))
                    .Figure(r.Indicator, r.Previous)
                    .Figure(Value(r.Indicator, r.Target), CellStyle.ForValue(r.Indicator, r.Target?.Scale));
            }
        }

        return sheet.ToWorksheet(HeaderRow, $"{s.Name}, {s.Month.ToLongString()}", CellStyles.Rated($"E{HeaderRow + 1}:E{sheet.Number}"));
    }

    /// <summary>A value to be shown as it is displayed; one that is displayed as zero has no sign, which a spreadsheet would show.</summary>
    public static SheetBuilder Figure(this SheetBuilder sheet, Indicator indicator, Figure? figure, CellFont font = CellFont.Normal) => sheet.Figure(
        Value(indicator, figure is { } known && decimal.IsNegative(known.Value) && indicator.Displayed(known) == 0 ? 0m : figure?.Value),
        CellStyle.ForValue(indicator, figure?.Decimals) with { Font = font });

    /// <summary>A percentage is a fraction that is shown as one.</summary>
    static decimal? Value(Indicator indicator, decimal? value) => indicator.Unit == Unit.Percent ? value / 100m : value;
}
