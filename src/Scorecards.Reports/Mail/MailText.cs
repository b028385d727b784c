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
        if (AtTop(mail) is { } incomplete)
        {
            text.Say(incomplete).Say();
        }

        WriteFirst(text, mail.Scorecards[0]);
        WriteList(text, Warnings, mail.Warnings);
        WriteList(text, Remarks, mail.Remarks);
        if (mail.Scorecards.Count > 1)
        {
            text.Say(Title(mail)).Say();
            foreach (var report in mail.Scorecards)
            {
                text.Say($"- {Line(report)}{(link(report) is { } page ? $" {WholeScorecard(report.Scorecard)} {page}" : "")}");
            }

            text.Say();
        }

        foreach (var (i, (report, reds)) in mail.Shown.Index())
        {
            if (i > 0)
            {
                WriteFirst(text, report);
            }

            Write(text, report, reds, mail.Scorecards.Count > 1 ? null : link(report));
        }

        WriteList(text.Say(), WhatIsMissing, MissingNames(mail));
        return text.ToString();
    }

    /// <summary>What a telephone shows at once: the counts, and the three things to know.</summary>
    static void WriteFirst(StringBuilder text, MonthReport report)
    {
        text.Say(Heading(report.Scorecard)).Say();
        text.Say(string.Join(", ", CountBlock.Ratings(report)));
        if (CountBlock.Others(report) is { Count: > 0 } others)
        {
            text.Say(string.Join(", ", others));
        }

        text.Say(report.Scorecard.HasEarlier ? "" : $"{RatingLabels.NoTravel(report.Scorecard)}\n");
        WriteList(text, ToKnowFirst, ToKnow.Find(report));
    }

    static void WriteList(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            text.Say(title);
            lines.ToList().ForEach(line => text.Say($"- {line}"));
            text.Say();
        }
    }

    static void Write(StringBuilder text, MonthReport report, int redsInFull, Uri? link)
    {
        var s = report.Scorecard;
        text.Say(s.SummaryText);
        if (report.Profile is { } profile)
        {
            text.Say(profile.Text);
        }

        text.Say().Say(Since(report));
        foreach (var words in Framework(report))
        {
            text.Say($"- {words}");
        }

        foreach (var (title, lines) in report.Changes is { } changes ? WhatChanged.Lists(changes) : [])
        {
            text.Say().Say($"{title} ({lines.Count}){(lines.Count == 0 ? "" : ":")}");
            lines.ForEach(line => text.Say($"- {line}"));
        }

        WriteReds(text, report, redsInFull);
        WriteSections(text, s);
        WriteList(text.Say(), "About the data:", report.DataNotes);
        foreach (var line in new[] { link is null ? null : $"{WholeScorecard(s)}: {link}", Attached(report) }.OfType<string>())
        {
            text.Say(line);
        }
    }

    static void WriteReds(StringBuilder text, MonthReport report, int redsInFull)
    {
        text.Say().Say(report.Reds.Count == 0 ? NoReds(report) : $"Rated red ({report.Reds.Count}):");
        foreach (var (i, r) in report.Reds.Index())
        {
            text.Say().Say($"{i + 1}. {r.Indicator.Name}");
            text.Say($"   {Figures(r, report)}");
            if (i < redsInFull)
            {
                text.Say($"   Twelve months: {report.TrendText(r.Indicator)}");
                var commentary = report.Commentary.GetValueOrDefault(r.Indicator.Id);
                text.Say($"   {commentary?.Comment ?? report.NoCommentary}");
                if (RatingLabels.Answer(commentary) is { } answer)
                {
                    text.Say($"   {answer}");
                }
            }
        }
    }

    static void WriteSections(StringBuilder text, MonthlyScorecard scorecard)
    {
        text.Say().Say("Sections:");
        foreach (var section in scorecard.Sections)
        {
            var (c, withheld) = (Summary.From([.. section]), section.Count(r => r.IsSuppressed));
            var shown = c with { Unrated = c.Unrated - withheld };
            text.Say($"- {section.Key.Name} {Counts(shown, withheld == 0 ? "" : $", {withheld} withheld", scorecard)}");
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
        return $"{s.Name}{Edition(s)}: {Counts(c, s.Withheld == 0 ? "" : $" ({s.Withheld} of these withheld)", s)}.";
    }

    internal static string WholeScorecard(MonthlyScorecard s) => $"Full scorecard for {s.Name}";

    internal const string ToKnowFirst = "What to know first";

    internal const string Warnings = "For the data team: these may be wrong. Only the data team gets this list.";

    internal const string Remarks = "Counts that do not add up: ask the data team about them";

    internal const string WhatIsMissing = "What is missing";

    /// <summary>The text before everything else; null: nothing is missing.</summary>
    internal static string? AtTop(MonthEndReport mail) => mail.Missing.Count == 0
        ? null
        : $"This month is not complete: {MissingLines.Total(mail.Missing)}. The list is at the end of this mail.";

    /// <summary>The list at the end.</summary>
    internal static IReadOnlyList<string> MissingNames(MonthEndReport mail) =>
        mail.Missing.Count == 0 ? [] : MissingLines.Write(mail.Missing, mail.Count);

    /// <summary>What a part of the mail is about.</summary>
    internal static string Heading(MonthlyScorecard s) => $"{s.Name}, {s.Month.ToLongString()}{Edition(s)}";

    internal static string Figures(Result r, MonthReport report) =>
        $"Result {r.Display} ({RatingLabels.Describe(r.Rating)}), target {r.TargetDisplay}, previous {Previous(r, report)}, "
        + $"travel {RatingLabels.Describe(r.Travel)}";

    /// <summary>The figure of the month before, or why it has none; a year-to-date figure of March may well be known.</summary>
    internal static string Previous(Result r, MonthReport report) => r.PreviousDisplay
        ?? (r.Indicator.RestartsIn(report.Scorecard.Month) ? "not compared (the year begins)"
            : report.Previous is { } month && month.Results.FirstOrDefault(p => p.Indicator.Id == r.Indicator.Id) is { Figure: null } before
            ? RatingLabels.WhyNoFigure(before, month)
            : "not known");

    /// <summary>In place of the reds where none is shown; the count above it is of the whole scorecard.</summary>
    internal static string NoReds(MonthReport report) =>
        report.Scorecard.Withheld > 0 ? "No indicator that you are shown is rated red." : "No indicator is rated red.";

    internal static string Edition(MonthlyScorecard s) => s.Edition > 1 ? string.Create(CultureInfo.InvariantCulture, $", edition {s.Edition}") : "";

    internal static string Since(MonthReport report) => report.Previous is { } previous
        ? $"What changed since {previous.Month.ToLongString()}"
        : $"There is no scorecard for {report.Scorecard.Month.Previous().ToLongString()} to compare the ratings with.";

    /// <summary>What the mail carries; null: nothing.</summary>
    internal static string? Attached(MonthReport report) => report.IsAttached
        ? $"Attached: {ReportWorkbook.FileName(report)}, the scorecard with twelve months"
            + (report.Profile is null ? ", definitions and sources." : " and definitions.")
        : null;

    /// <summary>What has changed though no figure has; said before the figures.</summary>
    internal static IReadOnlyList<string> Framework(MonthReport report) =>
    [
        .. report.NotMailed is { } month ? [$"{month.ToLongString()} has not been mailed."] : Array.Empty<string>(),
        .. report.Changes is { } changes ? WhatChanged.Framework(changes, report.Below) : [],
    ];

    static string Counts(Summary c, string withheld, MonthlyScorecard of) =>
        $"{c.Green} green, {c.Amber} amber, {c.Red} red, {c.Unrated} not rated{withheld}; "
        + (of.HasEarlier ? $"{c.Improved} improved, {c.Same} the same, {c.Worse} worse" : RatingLabels.NoTravel(of));

    static StringBuilder Say(this StringBuilder text, string line = "") => text.AppendLine(line);
}
