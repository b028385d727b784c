using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The mail that says what has changed in an issued month, and why.</summary>
public static class ChangeNote
{
    const string Introduction = "This is what has changed since you were last mailed about this month, and why.";

    /// <param name="changes">The widest scorecard first; at least one.</param>
    /// <param name="link">A scorecard's page; null = none is known.</param>
    /// <param name="attached">The names of the files that the mail carries.</param>
    /// <param name="remarks">Counts that do not add up, a line each.</param>
    /// <param name="journal">Up to the number that the mail is as of.</param>
    public static MailNote Make(
        IReadOnlyList<ScorecardDiff> changes, Func<MonthlyScorecard, Uri?> link, IReadOnlyList<string> attached, string subject,
        IReadOnlyList<string> remarks, JournalPrefix journal) => new(
        subject,
        [
            new NotePart(null, [Introduction], []),
            .. changes.SelectMany(c => Parts(c, link(c.Now), journal)),
            .. remarks.Count == 0 ? Array.Empty<NotePart>() : [new NotePart(MailText.Remarks, [], remarks)],
            new NotePart(null, [.. attached.Select(file => $"Attached: {file}, with the current figures.")], []),
        ]);

    /// <summary>What has changed in one scorecard, then its counts.</summary>
    /// <param name="diff">Between the edition that the reader has and the current one.</param>
    /// <param name="link">The scorecard's page; null = none is known.</param>
    /// <param name="journal">Up to the number that the mail is as of.</param>
    static IEnumerable<NotePart> Parts(ScorecardDiff diff, Uri? link, JournalPrefix journal)
    {
        var (was, now) = (diff.Was!, diff.Now);
        var heading = $"{now.Name}, {now.Month.ToLongString()}, edition {now.Edition}";
        if (!was.HasResults || !now.HasResults)
        {
            yield return TakenBackOrThereAgain(heading, now, link);
            yield break;
        }

        List<string> lines =
        [
            .. diff.Results.Where(r => r.Now is not null && (r.Was is null || r.IsRatingChanged || r.IsTravelChanged))
                .Select(r => $"{r.Indicator.Name}: was {Words(r.Was)}; now {Words(r.Now)}. {ChangeReasons.Why(r, now.Month, journal)}"),
            .. diff.Results.Where(r => r.Now is null)
                .Select(r => $"{r.Indicator.Name}: was {Words(r.Was)}; now {Words(null)}. {ChangeReasons.Why(r, now.Month, journal)}"),
        ];
        var others = diff.Results.Count(r =>
            r is { Was: not null, Now: not null, IsRatingChanged: false, IsTravelChanged: false } && r.IsFigureChanged && r.IsStatementChanged);
        if (others > 0)
        {
            lines.Add($"{others} more {(others == 1 ? "figure has" : "figures have")} changed, but no other rating or direction of travel.");
        }

        var (a, b) = (was.Summary, now.Summary);
        yield return new NotePart(heading, [], lines);
        yield return new NotePart(
            null,
            [
                $"Ratings: {b.Green} green (was {a.Green}), {b.Amber} amber (was {a.Amber}), {b.Red} red (was {a.Red}), "
                + $"{b.Unrated} not rated (was {a.Unrated}).",
                !was.HasEarlier && !now.HasEarlier ? "There is no direction of travel."
                    : $"Direction of travel: {b.Improved} improved (was {a.Improved}), {b.Same} the same (was {a.Same}), "
                        + $"{b.Worse} worse (was {a.Worse}).",
                now.SummaryText,
            ],
            [],
            link);
    }

    /// <summary>One sentence in place of a line for each indicator. A month without figures has no page.</summary>
    static NotePart TakenBackOrThereAgain(string heading, MonthlyScorecard now, Uri? link) => now.HasResults
        ? new NotePart(heading, [$"There are figures of {now.Month.ToLongString()} again.", now.SummaryText], [], link)
        : new NotePart(
            heading, [$"The figures of {now.Month.ToLongString()} that were mailed to you have been taken back: there are none now."], []);

    static string Words(Result? result) => result is null
        ? "not on the scorecard"
        : $"{result.Shown ?? "no figure"}, {RatingLabels.Describe(result.Rating)}, {Direction(result.Travel)}";

    /// <summary>A direction of travel in a sentence, where a dash alone would say nothing.</summary>
    internal static string Direction(Travel? travel) => travel is null ? RatingLabels.NoDirection : RatingLabels.Describe(travel);
}
