using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The mail that says what has changed in an issued month, and why.</summary>
public static class ChangeNote
{
    const string OtherList = "Why: the list of indicators has changed.";

    const string Introduction = "This is what has changed since you were last mailed about this month, and why.";

    /// <param name="changes">The widest scorecard first; at least one.</param>
    /// <param name="link">A scorecard's page; null = none is known.</param>
    /// <param name="attached">The names of the files that the mail carries.</param>
    /// <param name="subject">Of the mail.</param>
    /// <param name="remarks">Counts that do not add up, a line each.</param>
    public static MailNote Make(
        IReadOnlyList<ScorecardDiff> changes, Func<MonthlyScorecard, Uri?> link, IReadOnlyList<string> attached, string subject,
        IReadOnlyList<string> remarks) => new(
        subject,
        [
            new NotePart(null, [Introduction], []),
            .. changes.SelectMany(c => Parts(c, link(c.Now))),
            .. remarks.Count == 0 ? Array.Empty<NotePart>() : [new NotePart(MailText.Remarks, [], remarks)],
            new NotePart(null, [.. attached.Select(file => $"Attached: {file}, with the current figures.")], []),
        ]);

    /// <summary>What has changed in one scorecard, then its counts.</summary>
    /// <param name="diff">Between the edition that the reader has and the current one.</param>
    /// <param name="link">The scorecard's page; null = none is known.</param>
    static IEnumerable<NotePart> Parts(ScorecardDiff diff, Uri? link)
    {
        var (was, now) = (diff.Was!, diff.Now);
        List<string> lines =
        [
            .. diff.Results.Where(r => r.Now is not null && (r.Was is null || r.IsRatingChanged || r.IsTravelChanged))
                .Select(r => $"{r.Indicator.Name}: was {Words(r.Was)}; now {Words(r.Now)}. {Why(r, now.Month)}"),
            .. diff.Results.Where(r => r.Now is null)
                .Select(r => $"{r.Indicator.Name}: was {Words(r.Was)}; now {Words(null)}. {OtherList}"),
        ];
        var others = diff.Results.Count(r =>
            r is { Was: not null, Now: not null, IsRatingChanged: false, IsTravelChanged: false, IsFigureChanged: true });
        if (others > 0)
        {
            lines.Add($"{others} more {(others == 1 ? "figure has" : "figures have")} changed, but no other rating or direction of travel.");
        }

        var (a, b) = (was.Summary, now.Summary);
        yield return new NotePart($"{now.Name}, {now.Month.ToLongString()}, edition {now.Edition}", [], lines);
        yield return new NotePart(
            null,
            [
                $"Ratings: {b.Green} green (was {a.Green}), {b.Amber} amber (was {a.Amber}), {b.Red} red (was {a.Red}), "
                + $"{b.Unrated} not rated (was {a.Unrated}). "
                + $"Direction of travel: {b.Improved} improved (was {a.Improved}), {b.Same} the same (was {a.Same}), "
                + $"{b.Worse} worse (was {a.Worse}).",
                now.SummaryText,
            ],
            [],
            link);
    }

    static string WhyFigure(ResultDiff diff, bool withReason)
    {
        var (was, now) = (diff.Was, diff.Now!);
        var what = was?.Figure is not null ? "figure corrected" : now.Figure is null ? "received" : "figure received";
        return withReason && now.Source is { } source
            ? $"Why: {what} in {source.Extract}, row {source.Row}."
                + (now.StatedReason is { } reason ? $" Reason given: {reason.TrimEnd('.')}." : "")
            : $"Why: {what}.";
    }

    /// <summary>Why a figure is gone: only what a person takes back goes without another statement in its place.</summary>
    static string WhyNothing(ResultDiff diff) => diff.Was is null ? OtherList
        : diff.Indicator.Formula is null ? "Why: the upload that stated it does not count any more."
        : "Why: the figures that it is calculated from are no longer available.";

    static string Words(Result? result) => result is null
        ? "not on the scorecard"
        : $"{result.Shown ?? "no figure"}, {RatingLabels.Describe(result.Rating)}, "
            + (result.Travel is null ? "no direction of travel" : RatingLabels.Describe(result.Travel));

    /// <summary>Why a result is another than it was.</summary>
    /// <param name="diff">Of a result that is still on the scorecard.</param>
    /// <param name="month">The scorecard's.</param>
    /// <param name="withReason">Whether the reader may see what people wrote, and where figures come from.</param>
    public static string Why(ResultDiff diff, Month month, bool withReason = true)
    {
        var (was, now) = (diff.Was, diff.Now!);
        if (diff.IsFigureChanged)
        {
            return now.Shown is null ? WhyNothing(diff) : WhyFigure(diff, withReason);
        }

        if (was!.Target != now.Target)
        {
            return $"Why: the target was {was.TargetDisplay ?? "not set"} and is now {now.TargetDisplay ?? "not set"}.";
        }

        return was.PreviousDisplay != now.PreviousDisplay
            ? $"Why: the figure for {month.Previous().ToLongString()} was {was.PreviousDisplay ?? "not known"} "
                + $"and is now {now.PreviousDisplay ?? "not known"}."
            : diff.IsRatingChanged ? "Why: the limits for its rating have changed." : "Why: the same figure is now known to more decimal places.";
    }
}
