using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The subject of a mail about a month.</summary>
public static class MailSubject
{
    /// <summary>Of the other scorecards that were corrected, or taken back; further ones are counted.</summary>
    const int MostNamed = 1;

    /// <summary>
    /// The result in one line: <c>Kent, inc UASC, May 2012: 12 red (3 new), 28 better, 11 worse</c>. Where the month is another than it was issued,
    /// or than it was mailed, it begins with <c>Corrected</c>. Where that is so of another scorecard than the one that is named, it says of which.
    /// </summary>
    /// <param name="scorecards">The widest first, which is named; at least one.</param>
    /// <param name="isComplete">Whether no figure is missing.</param>
    /// <param name="isChange">Whether it takes the place of an earlier mail.</param>
    /// <param name="takenBack">Further scorecards, all figures of which have been taken back; null = there are none.</param>
    public static string Make(
        IReadOnlyList<MonthReport> scorecards, bool isComplete = true, bool isChange = false, IReadOnlyList<MonthlyScorecard>? takenBack = null)
    {
        var isCorrected = isChange || scorecards[0].IsCorrected;
        List<string> others = isCorrected ? [] : [.. scorecards.Where(s => s.IsCorrected).Select(s => s.Scorecard.Name)];
        return (isCorrected ? "Corrected: " : "") + Result(scorecards)
            + (others.Count == 0 ? "" : $" (corrected: {NamedFirst.Join(others, MostNamed)})")
            + (takenBack is not { Count: > 0 } ? "" : $"; all figures of {NamedFirst.Join([.. takenBack.Select(s => s.Name)], MostNamed)} taken back")
            + (isComplete ? "" : " (not complete)");
    }

    /// <summary>The subject where all figures of the month have been taken back.</summary>
    /// <param name="scorecards">Without any figure, the widest first, which is named; at least one.</param>
    public static string TakenBack(IReadOnlyList<MonthlyScorecard> scorecards) =>
        $"Corrected: {scorecards[0].Name}, {scorecards[0].Month.ToLongString()}: all figures taken back{AndMore(scorecards.Count - 1)}";

    static string Result(IReadOnlyList<MonthReport> scorecards)
    {
        var (report, first, others) = (scorecards[0], scorecards[0].Scorecard, scorecards.Count - 1);

        // The reds are those of the whole scorecard; how many of them are new is not known to a reader who is not shown all.
        var fresh = report.IsWhole ? report.Changes?.NewlyRed.Count ?? 0 : 0;
        return $"{first.Name}, {first.Month.ToLongString()}: {first.Summary.Red} red{(fresh == 0 ? "" : $" ({fresh} new)")}, "
            + (first.HasEarlier ? $"{first.Summary.Improved} better, {first.Summary.Worse} worse" : RatingLabels.NoTravel(first))
            + (first.Withheld == 0 ? "" : $"; {first.Withheld} withheld")
            + AndMore(others);
    }

    static string AndMore(int others) => others == 0 ? "" : $"; and {others} more {(others == 1 ? "scorecard" : "scorecards")}";
}
