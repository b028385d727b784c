using System.Globalization;
using System.Text;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The text part of the month-end mail: the same facts as the HTML part, in the same order.</summary>
public static class MailText
{
    /// <summary>Of these the mail has everything; of further ones the line with the figures, so that it stays small enough to be shown whole.</summary>
    public const int MostRedsInFull = 16;

    public static string Write(MonthReport report, Uri? link)
    {
        var s = report.Scorecard;
        var text = new StringBuilder();
        Say($"{s.Name}, {s.Month.ToLongString()}{Edition(s)}");
        Say().Say(s.SummaryText);
        Say().Say(Since(report));
        foreach (var (title, lines) in Changes(report))
        {
            Say().Say($"{title} ({lines.Count}){(lines.Count == 0 ? "" : ":")}");
            lines.ForEach(line => Say($"- {line}"));
        }

        Say().Say(report.Reds.Count == 0 ? "No indicator is rated red." : $"Rated red ({report.Reds.Count}):");
        foreach (var (i, r) in report.Reds.Index())
        {
            Say().Say($"{i + 1}. {r.Indicator.Name}");
            Say($"   {Figures(r)}");
            if (i < MostRedsInFull)
            {
                Say($"   Twelve months: {report.TrendText(r.Indicator)}");
                var commentary = report.Commentary.GetValueOrDefault(r.Indicator.Id);
                Say($"   {commentary?.Comment ?? Marks.NoCommentary}");
                if (commentary is not null && Marks.Answer(commentary) is { } answer)
                {
                    Say($"   {answer}");
                }
            }
        }

        Say().Say("Sections:");
        foreach (var section in s.Sections)
        {
            var c = Summary.Of([.. section]);
            Say($"- {section.Key.Name} {c.Green} green, {c.Amber} amber, {c.Red} red, {c.Unrated} not rated; {c.Improved} improved, {c.Same} the same, {c.Worse} worse");
        }

        Say().Say("About the data:");
        foreach (var note in report.DataNotes)
        {
            Say($"- {note}");
        }

        Say();
        if (link is not null)
        {
            Say($"The whole scorecard: {link}");
        }

        Say(Attached(report));
        return text.ToString();

        StringBuilder Say(string line = "") => text.AppendLine(line);
    }

    internal static string Figures(Result r) =>
        $"Result {r.Display} ({Marks.Of(r.Rating)}), target {r.TargetDisplay}, previous {r.PreviousDisplay ?? "not known"}, travel {Marks.Of(r.Travel)}";

    internal static string Edition(MonthlyScorecard s) => s.Edition > 1 ? string.Create(CultureInfo.InvariantCulture, $", edition {s.Edition}") : "";

    internal static string Since(MonthReport report) => report.Previous is { } previous
        ? $"What changed since {previous.Month.ToLongString()}"
        : $"{report.Scorecard.Month.Previous().ToLongString()} has no scorecard to compare the ratings with.";

    internal static IEnumerable<(string Title, List<string> Lines)> Changes(MonthReport report)
    {
        if (report.Previous is not null)
        {
            yield return ("Newly red", [.. report.NewlyRed.Select(r => $"{r.Indicator.Name}: {r.Display}, target {r.TargetDisplay}, was {Was(report.Before(r))}")]);
            yield return ("No longer red", [.. report.NoLongerRed.Select(r => $"{r.Indicator.Name}: {r.Display ?? r.NoValue ?? "no figure"}, {Marks.Of(r.Rating)}")]);
            yield return ("Red but improving", [.. report.RedButImproving.Select(r => $"{r.Indicator.Name}: from {r.PreviousDisplay} to {r.Display}, target {r.TargetDisplay}")]);
        }
    }

    internal static string Attached(MonthReport report) => $"Attached: {ReportWorkbook.FileName(report)}, the scorecard with twelve months, definitions and sources.";

    static string Was(Result? before) => before?.Rating is { } rating ? $"{Marks.Of(rating)} at {before.Display}" : "not rated";

    static StringBuilder Say(this StringBuilder text, string line) => text.AppendLine(line);
}
