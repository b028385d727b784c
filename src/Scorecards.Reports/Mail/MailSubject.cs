using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The subjects of the mails about a month.</summary>
public static class MailSubject
{
    /// <summary>The result in one line: <c>Kent, inc UASC, May 2012: 16 green, 16 amber, 12 red; 28 improved</c>.</summary>
    /// <param name="scorecards">The widest first, which is named; at least one.</param>
    /// <param name="isComplete">Whether no figure is missing.</param>
    public static string MonthEnd(IReadOnlyList<MonthlyScorecard> scorecards, bool isComplete) =>
        $"{Result(scorecards)}{(isComplete ? "" : " (not complete)")}";

    /// <summary>Of a mail that says what has changed.</summary>
    /// <param name="scorecards">The widest first, which is named; at least one.</param>
    public static string Changes(IReadOnlyList<MonthlyScorecard> scorecards) => $"Corrected: {Result(scorecards)}";

    static string Result(IReadOnlyList<MonthlyScorecard> scorecards)
    {
        var (first, c, others) = (scorecards[0], scorecards[0].Summary, scorecards.Count - 1);
        return $"{first.Name}, {first.Month.ToLongString()}: {c.Green} green, {c.Amber} amber, {c.Red} red; "
            + (first.HasEarlier ? $"{c.Improved} improved" : RatingLabels.NoEarlierMonth)
            + (first.Withheld == 0 ? "" : $"; {first.Withheld} withheld")
            + (others == 0 ? "" : $"; and {others} more {(others == 1 ? "scorecard" : "scorecards")}");
    }
}
