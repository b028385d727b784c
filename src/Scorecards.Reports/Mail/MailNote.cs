using System.Text;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A part of a short mail.</summary>
/// <param name="Heading">Null = none.</param>
/// <param name="Words">Paragraphs.</param>
/// <param name="Lines">A list below them.</param>
/// <param name="Link">The page of the scorecard that it is about; null = none is known.</param>
public sealed record NotePart(string? Heading, IReadOnlyList<string> Words, IReadOnlyList<string> Lines, Uri? Link = null);

/// <summary>A short mail, the same in text and in HTML: what has changed in an issued month, or what the data team is to do.</summary>
public sealed record MailNote(string Title, IReadOnlyList<NotePart> Parts)
{
    public string Text()
    {
        var text = new StringBuilder();
        text.AppendLine(Title);
        foreach (var part in Parts)
        {
            text.AppendLine();
            if (part.Heading is not null)
            {
                text.AppendLine(part.Heading);
            }

            foreach (var words in part.Words)
            {
                text.AppendLine(words);
            }

            foreach (var line in part.Lines)
            {
                text.Append("- ").AppendLine(line);
            }

            if (part.Link is not null)
            {
                text.Append("The whole scorecard: ").AppendLine(part.Link.ToString());
            }
        }

        return text.ToString();
    }

    /// <summary>What has changed in a scorecard's issued month, and why.</summary>
    /// <param name="was">The edition that the reader has.</param>
    /// <param name="now">What stands.</param>
    /// <param name="link">The scorecard's page.</param>
    public static NotePart Changed(MonthlyScorecard was, MonthlyScorecard now, Uri? link)
    {
        var before = was.Results.ToDictionary(r => r.Indicator.Id, StringComparer.OrdinalIgnoreCase);
        List<string> lines = [];
        var others = 0;
        foreach (var result in now.Results)
        {
            var former = before.GetValueOrDefault(result.Indicator.Id);
            if ((result.Rating, result.Travel) != (former?.Rating, former?.Travel))
            {
                lines.Add($"{result.Indicator.Name}: was {Words(former)}; now {Words(result)}. {Why(former, result, now.Month)}");
            }
            else if (Figure(result) != Figure(former))
            {
                others++;
            }
        }

        var stay = now.Results.Select(r => r.Indicator.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        lines.AddRange(was.Results.Where(r => !stay.Contains(r.Indicator.Id)).Select(r => $"{r.Indicator.Name}: was {Words(r)}; now not on the scorecard. Why: the catalogue has changed."));
        if (others > 0)
        {
            lines.Add($"{others} more {(others == 1 ? "figure has" : "figures have")} changed, without another rating or travel.");
        }

        var (a, b) = (was.Summary, now.Summary);
        return new NotePart(
            $"{now.Name}, {now.Month.ToLongString()}, edition {now.Edition}",
            [
                $"Ratings: {b.Green} green (were {a.Green}), {b.Amber} amber (were {a.Amber}), {b.Red} red (were {a.Red}), {b.Unrated} not rated (were {a.Unrated}). "
                + $"Travel: {b.Improved} improved (were {a.Improved}), {b.Same} the same (were {a.Same}), {b.Worse} worse (were {a.Worse}).",
                now.SummaryText,
            ],
            lines,
            link);
    }

    static string Words(Result? result) => result is null ? "not on the scorecard" : $"{Figure(result)}, {RatingLabels.Of(result.Rating)}, {(result.Travel is null ? "no travel" : RatingLabels.Of(result.Travel))}";

    static string? Figure(Result? result) => result is null ? null : result.Display ?? result.NoValue ?? "no figure";

    static string Why(Result? was, Result now, Month month)
    {
        if (Figure(was) != Figure(now))
        {
            return now.Source is { } source
                ? $"Why: stated{(was?.Figure is null ? "" : " again")} in {source.Extract}, row {source.Row}."
                : "Why: the figures that it follows from are no longer stated.";
        }

        if (was!.TargetDisplay != now.TargetDisplay)
        {
            return $"Why: its target was {was.TargetDisplay ?? "none"} and is {now.TargetDisplay ?? "none"}.";
        }

        return was.PreviousDisplay != now.PreviousDisplay
            ? $"Why: {month.Previous().ToLongString()} was {was.PreviousDisplay ?? "not known"} and is {now.PreviousDisplay ?? "not known"}."
            : was.Rating != now.Rating ? "Why: the limits of its target have changed." : "Why: a figure behind it was stated more exactly.";
    }
}
