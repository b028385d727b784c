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
        foreach (var (title, lines) in AtTop(mail))
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
        foreach (var words in Framework(report))
        {
            Say($"- {words}");
        }

        foreach (var (title, lines) in report.Changes is { } changes ? WhatChanged.Lists(changes) : [])
        {
            Say().Say($"{title} ({lines.Count}){(lines.Count == 0 ? "" : ":")}");
            lines.ForEach(line => Say($"- {line}"));
        }

        WriteReds(text, report, redsInFull);
        WriteSections(text, s);
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

    static void WriteReds(StringBuilder text, MonthReport report, int redsInFull)
    {
        text.Say("").Say(report.Reds.Count == 0 ? "No indicator is rated red." : $"Rated red ({report.Reds.Count}):");
        foreach (var (i, r) in report.Reds.Index())
        {
            text.Say("").Say($"{i + 1}. {r.Indicator.Name}");
            text.Say($"   {Figures(r)}");
            if (i < redsInFull)
            {
                text.Say($"   Twelve months: {report.TrendText(r.Indicator)}");
                var commentary = report.Commentary.GetValueOrDefault(r.Indicator.Id);
                text.Say($"   {commentary?.Comment ?? report.NoCommentary}");
                if (commentary is not null && RatingLabels.Answer(commentary) is { } answer)
                {
                    text.Say($"   {answer}");
                }
            }
        }
    }

    static void WriteSections(StringBuilder text, MonthlyScorecard scorecard)
    {
        text.Say("").Say("Sections:");
        foreach (var section in scorecard.Sections)
        {
            var (c, withheld) = (Summary.From([.. section]), section.Count(r => r.IsSuppressed));
            var shown = c with { Unrated = c.Unrated - withheld };
            text.Say($"- {section.Key.Name} {Counts(shown, withheld == 0 ? "" : $", {withheld} withheld", scorecard.HasEarlier)}");
        }
    }

    /// <summary>What the mail is about, where it is about several scorecards; else its only one.</summary>
    internal static string Title(MonthEndReport mail) => mail.Scorecards is [var only]
        ? $"{only.Scorecard.Name}, {only.Scorecard.Month.ToLongString()}"
        : $"{mail.Scorecards.Count} scorecards, {mail.Scorecards[0].Scorecard.Month.ToLongString()}";

    /// <summary>A scorecard in one line.</summary>
    internal static string Line(MonthReport report)
    {
        var (s, c) = (report.Scorecard, report.Scorecard.Summary);
        return $"{s.Name}{Edition(s)}: {Counts(c, s.Withheld == 0 ? "" : $" ({s.Withheld} of these withheld)", s.HasEarlier)}.";
    }

    internal static string WholeScorecard(MonthlyScorecard s) => $"Full scorecard for {s.Name}";

    /// <summary>What is missing though the mail is sent.</summary>
    /// <summary>What stands at the top of the mail: what is missing, and for the data team what may be wrong.</summary>
    internal static IEnumerable<(string Title, List<string> Lines)> AtTop(MonthEndReport mail)
    {
        if (mail.Missing.Count > 0)
        {
            yield return ("This month is not complete.", [.. mail.Missing.Select(Line)]);
        }

        if (mail.Warnings.Count > 0)
        {
            yield return ("For the data team: these may be wrong. Only the data team gets this list.", [.. mail.Warnings]);
        }
    }

    /// <summary>What is missing of a scorecard: <c>Kent, inc UASC: 2 of 44 figures are missing: ...</c>.</summary>
    internal static string Line(MissingFigures missing) => missing.HasFigures
        ? $"{missing.Name}: {missing.Missing.Count} of {missing.Expected} figures are missing: {Names(missing)}."
        : $"{missing.Name}: no figures received for {missing.Month.ToLongString()}.";

    static string Names(MissingFigures missing) => string.Join("; ", missing.Missing.Select(m => m.Indicator.Name));

    internal static string Figures(Result r) =>
        $"Result {r.Display} ({RatingLabels.Describe(r.Rating)}), target {r.TargetDisplay}, previous {r.PreviousDisplay ?? "not known"}, "
        + $"travel {RatingLabels.Describe(r.Travel)}";

    internal static string Edition(MonthlyScorecard s) => s.Edition > 1 ? string.Create(CultureInfo.InvariantCulture, $", edition {s.Edition}") : "";

    internal static string Since(MonthReport report) => report.Previous is { } previous
        ? $"What changed since {previous.Month.ToLongString()}"
        : $"There is no scorecard for {report.Scorecard.Month.Previous().ToLongString()} to compare the ratings with.";

    internal static string Attached(MonthReport report) =>
        $"Attached: {ReportWorkbook.FileName(report)}, the scorecard with twelve months, definitions and sources.";

    /// <summary>What has changed though no figure has; said before the figures.</summary>
    internal static IReadOnlyList<string> Framework(MonthReport report) =>
        report.Changes is { } changes ? WhatChanged.Framework(changes, report.Below) : [];

    static string Counts(Summary c, string withheld, bool hasEarlier) =>
        $"{c.Green} green, {c.Amber} amber, {c.Red} red, {c.Unrated} not rated{withheld}; "
        + (hasEarlier ? $"{c.Improved} improved, {c.Same} the same, {c.Worse} worse" : RatingLabels.NoEarlierMonth);

    static StringBuilder Say(this StringBuilder text, string line) => text.AppendLine(line);
}
