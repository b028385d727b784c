using System.Globalization;
using System.Text;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The text part of the month-end mail: the same facts as the HTML part, in the same order.</summary>
public static class MailText
{
    /// <param name="mail">What is said.</param>
    /// <param name="link">A scorecard's page; null = none is known.</param>
    public static string Write(MonthEndReport mail, Func<MonthReport, Uri?> link)
    {
        var text = new StringBuilder();
        foreach (var (title, lines) in Lacking(mail))
        {
            text.Say(title);
            lines.ForEach(line => text.Say($"- {line}"));
            text.Say("");
        }

        if (mail.Scorecards.Count > 1)
        {
            text.Say(Title(mail)).Say("");
            foreach (var report in mail.Scorecards)
            {
                text.Say($"- {Line(report)}{(link(report) is { } page ? $" {WholeScorecard(report.Scorecard)} {page}" : "")}");
            }

            text.Say("");
        }

        foreach (var (report, reds) in mail.Shown)
        {
            Write(text, report, reds, mail.Scorecards.Count > 1 ? null : link(report));
        }

        return text.ToString();
    }

    static void Write(StringBuilder text, MonthReport report, int redsInFull, Uri? link)
    {
        var s = report.Scorecard;
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
            if (i < redsInFull)
            {
                Say($"   Twelve months: {report.TrendText(r.Indicator)}");
                var commentary = report.Commentary.GetValueOrDefault(r.Indicator.Id);
                Say($"   {commentary?.Comment ?? RatingLabels.NoCommentary}");
                if (commentary is not null && RatingLabels.Answer(commentary) is { } answer)
                {
                    Say($"   {answer}");
                }
            }
        }

        Say().Say("Sections:");
        foreach (var section in s.Sections)
        {
            var c = Summary.From([.. section]);
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
            Say($"{WholeScorecard(s)}: {link}");
        }

        Say(Attached(report));

        StringBuilder Say(string line = "") => text.AppendLine(line);
    }

    /// <summary>What the mail is about, where it is about several scorecards; else its only one.</summary>
    internal static string Title(MonthEndReport mail) => mail.Scorecards is [var only]
        ? $"{only.Scorecard.Name}, {only.Scorecard.Month.ToLongString()}"
        : $"{mail.Scorecards.Count} scorecards, {mail.Scorecards[0].Scorecard.Month.ToLongString()}";

    /// <summary>A scorecard in one line.</summary>
    internal static string Line(MonthReport report)
    {
        var (s, c) = (report.Scorecard, report.Scorecard.Summary);
        return $"{s.Name}{Edition(s)}: {c.Green} green, {c.Amber} amber, {c.Red} red, {c.Unrated} not rated; {c.Improved} improved, {c.Same} the same, {c.Worse} worse.";
    }

    internal static string WholeScorecard(MonthlyScorecard s) => $"The whole scorecard of {s.Name}";

    /// <summary>What is missing though the mail goes out.</summary>
    internal static IEnumerable<(string Title, List<string> Lines)> Lacking(MonthEndReport mail)
    {
        if (mail.Lacking.Count > 0)
        {
            yield return ("This month is not complete.", [.. mail.Lacking.Select(Lacks)]);
        }
    }

    /// <summary>What a scorecard lacks: <c>Kent, inc UASC: 2 of 44 figures are missing: ...</c>.</summary>
    internal static string Lacks(MissingFigures lacking) => lacking.HasFigures
        ? $"{lacking.Name}: {lacking.Missing.Count} of {lacking.Expected} figures are missing: {string.Join("; ", lacking.Missing.Select(m => m.Indicator.Name))}."
        : $"{lacking.Name}: no figure of {lacking.Month.ToLongString()} has come.";

    internal static string Figures(Result r) =>
        $"Result {r.Display} ({RatingLabels.Of(r.Rating)}), target {r.TargetDisplay}, previous {r.PreviousDisplay ?? "not known"}, travel {RatingLabels.Of(r.Travel)}";

    internal static string Edition(MonthlyScorecard s) => s.Edition > 1 ? string.Create(CultureInfo.InvariantCulture, $", edition {s.Edition}") : "";

    internal static string Since(MonthReport report) => report.Previous is { } previous
        ? $"What changed since {previous.Month.ToLongString()}"
        : $"{report.Scorecard.Month.Previous().ToLongString()} has no scorecard to compare the ratings with.";

    internal static IEnumerable<(string Title, List<string> Lines)> Changes(MonthReport report)
    {
        if (report.Previous is not null)
        {
            yield return ("Newly red", [.. report.NewlyRed.Select(r => $"{r.Indicator.Name}: {r.Display}, target {r.TargetDisplay}, was {Was(report.Before(r))}")]);
            yield return ("No longer red", [.. report.NoLongerRed.Select(r => $"{r.Indicator.Name}: {r.Display ?? r.NoValue ?? "no figure"}, {RatingLabels.Of(r.Rating)}")]);
            yield return ("Red but improving", [.. report.RedButImproving.Select(r => $"{r.Indicator.Name}: from {r.PreviousDisplay} to {r.Display}, target {r.TargetDisplay}")]);
        }
    }

    internal static string Attached(MonthReport report) =>
        $"Attached: {ReportWorkbook.FileName(report)}, the scorecard with twelve months, definitions and sources.";

    static string Was(Result? before) => before?.Rating is { } rating ? $"{RatingLabels.Of(rating)} at {before.Display}" : "not rated";

    static StringBuilder Say(this StringBuilder text, string line) => text.AppendLine(line);
}
