using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>What the figures mean, where they come from and what is said of them. No extract has its column names.</summary>
static class NotesSheet
{
    public const string Name = "Notes";

    static readonly string[] Columns =
        [
            "Indicator as printed", "What is good", "Period covered", "Counted in", "Target in force", "Green", "Amber", "Figures from",
            "Commentary", "Led by", "What is done", "By when", "Since when"];

    static readonly CellStyle Wrapped = new(Wraps: true);

    public static Worksheet Make(MonthReport report, CellStyles styles)
    {
        var sheet = new SheetBuilder(styles, 60, 22, 18, 11, 11, 18, 18, 38, 60, 24, 40, 12, 18);
        AddIntroduction(sheet, report);
        sheet.Row();
        foreach (var column in Columns)
        {
            sheet.Text(column, new CellStyle(Font: CellFont.Bold, IsHead: true, Wraps: true));
        }

        foreach (var r in report.Scorecard.Results)
        {
            AddResult(sheet, report, r);
        }

        // The header does not stay: a frozen area higher than the window cannot be scrolled, and there may be many notes.
        return sheet.ToWorksheet(1, $"Notes on {report.Scorecard.Name}, {report.Scorecard.Month.ToLongString()}");
    }

    /// <summary>Adds the title, the edition, how it was rated, and what is to be known of the data.</summary>
    static void AddIntroduction(SheetBuilder sheet, MonthReport report)
    {
        var s = report.Scorecard;
        sheet.Row().Text($"Notes on {s.Name}, {s.Month.ToLongString()}", new CellStyle(Font: CellFont.Title)).Merge();
        sheet.Row().Text(
            $"{(s.Edition == 0 ? "Not issued" : $"Edition {s.Edition}")}"
            + $"{(report.CurrentEdition is { } current ? $", not the current one: edition {current} is" : "")}; made "
            + $"{report.Generated.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC.")
                .Merge();
        sheet.Row()
            .Text(
                (report.Profile is null ? "Rated on the value as displayed, within the limits below. " : "")
                + "Travel compares with the month before, unrounded where both months are known so; close to target is judged on the distance to it.")
            .Merge();

        // The month before is as it is now: beside an edition of then it would say what has changed since, and of another month.
        var framework = report.CurrentEdition is null ? MailText.Framework(report) : [];
        foreach (var note in new[] { report.Profile?.Text }.OfType<string>().Concat(framework).Concat(report.DataNotes))
        {
            sheet.Note(note);
        }
    }

    static void AddResult(SheetBuilder sheet, MonthReport report, Result r)
    {
        var month = report.Scorecard;
        var limits = report.Limits.TryGetValue(r.Indicator.Id, out var known) ? known : (RatingLimits?)null;
        var commentary = report.Commentary.GetValueOrDefault(r.Indicator.Id);
        sheet.Row()
            .Text(r.Indicator.Name, Wrapped)
            .Text(RatingLabels.Describe(r.Indicator.Polarity), Wrapped)
            .Text(r.Indicator.Basis, Wrapped)
            .Text(r.Indicator.Unit.Name)
            .Text(r.TargetDisplay)
            .Text(Words(r.Indicator, limits?.GreenMin, limits?.GreenMax), Wrapped)
            .Text(limits is { HasAmber: true } ? Words(r.Indicator, limits?.AmberMin, limits?.AmberMax) : null, Wrapped)
            .Text(
                r.Source is { } source
                    ? $"{source.Words()}{(r.IsNoneToCount ? $"; {NoValue(r, month)}" : "")}"
                    : r.Figure is not null ? null
                    : r.IsStated || month.LacksNothing(r) ? NoValue(r, month)
                    : r.IsSuppressed ? "withheld" : "missing",
                Wrapped)
            .Text(commentary?.Comment ?? (r.Rating == Rating.Red ? report.NoCommentary : null), Wrapped)
            .Text(commentary?.Owner, Wrapped)
            .Text(commentary is { IsClosed: true } ? "Action closed" : commentary?.Action, Wrapped)
            .Text(commentary is { IsClosed: false, Due: { } due } ? RatingLabels.Day(due) : null)
            .Text(RatingLabels.Age(commentary), Wrapped);
    }

    static string NoValue(Result r, MonthlyScorecard month) => $"no value: {RatingLabels.WhyNoFigure(r, month)}";

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
