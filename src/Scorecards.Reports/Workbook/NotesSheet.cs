using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>What the figures mean, where they come from and what is said of them. Its column names are no extract's.</summary>
static class NotesSheet
{
    public const string Name = "Notes";

    static readonly string[] Columns =
        [
            "Indicator as printed", "What is good", "Period covered", "Counted in", "Target in force", "Green", "Amber", "Figures from",
            "Commentary", "Led by", "What is done", "By when"];

    public static Worksheet Make(MonthReport report, CellStyles styles)
    {
        var s = report.Scorecard;
        var (bold, wraps, head) = (
            new CellStyle(Font: CellFont.Bold), new CellStyle(Wraps: true), new CellStyle(Font: CellFont.Bold, IsHead: true, Wraps: true));
        var sheet = new SheetBuilder(styles, 60, 22, 18, 11, 11, 18, 18, 38, 60, 24, 40, 12);
        sheet.Row().Text($"Notes on {s.Name}, {s.Month.ToLongString()}", new CellStyle(Font: CellFont.Title)).Merge();
        sheet.Row().Text(
            $"{(s.Edition == 0 ? "Not issued yet" : $"Edition {s.Edition}")}; made "
            + $"{report.Generated.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC.")
                .Merge();
        sheet.Row()
            .Text(
                "Rated on the value as displayed, within the limits below. Travel compares with the month before, unrounded where both months "
                + "are known so; close to target is judged on the distance to it.")
            .Merge();
        foreach (var note in report.DataNotes)
        {
            sheet.Row(note.Length > 250 ? 48 : null).Text(note, wraps).Merge();
        }

        sheet.Row();
        foreach (var column in Columns)
        {
            sheet.Text(column, head);
        }

        var header = sheet.Number;
        foreach (var r in s.Results)
        {
            var limits = report.Limits.TryGetValue(r.Indicator.Id, out var known) ? known : (Limits?)null;
            var commentary = report.Commentary.GetValueOrDefault(r.Indicator.Id);
            sheet.Row()
                .Text(r.Indicator.Name, wraps)
                .Text(RatingLabels.Describe(r.Indicator.Polarity), wraps)
                .Text(r.Indicator.Basis, wraps)
                .Text(r.Indicator.Unit.Name)
                .Text(r.TargetDisplay)
                .Text(Words(r.Indicator, limits?.GreenMin, limits?.GreenMax), wraps)
                .Text(Words(r.Indicator, limits?.AmberMin, limits?.AmberMax), wraps)
                .Text(
                    r.Source is { } source
                        ? string.Create(CultureInfo.InvariantCulture, $"{source.Extract}, row {source.Row}")
                        : r.NoValue is null
                        ? "missing"
                        : $"no value: {r.NoValue}",
                    wraps)
                .Text(commentary?.Comment ?? (r.Rating == Rating.Red ? RatingLabels.NoCommentary : null), wraps)
                .Text(commentary?.Owner, wraps)
                .Text(commentary?.Action, wraps)
                .Text(commentary?.Due is { } due ? RatingLabels.Day(due) : null);
        }

        return sheet.ToWorksheet(header, $"Notes on {s.Name}, {s.Month.ToLongString()}");
    }

    static string? Words(Indicator indicator, decimal? least, decimal? most) => (least, most) switch
    {
        (decimal from, decimal to) => $"{indicator.DisplayTarget(Short(from))} to {indicator.DisplayTarget(Short(to))}",
        (decimal from, null) => $"from {indicator.DisplayTarget(Short(from))}",
        (null, decimal to) => $"up to {indicator.DisplayTarget(Short(to))}",
        _ => null,
    };

    /// <summary>Without zeros at its end.</summary>
    static decimal Short(decimal limit) =>
        decimal.Parse(limit.ToString("0.############", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
