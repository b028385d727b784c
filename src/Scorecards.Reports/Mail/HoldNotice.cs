using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>Tells leadership that a month's mail is on hold: what is missing, and when it comes at the latest.</summary>
public static class HoldNotice
{
    /// <param name="group">The group's month.</param>
    /// <param name="missing">Of the recipient's scorecards; at least one.</param>
    /// <param name="scorecards">How many scorecards the recipient has.</param>
    public static MailNote Make(GroupMonth group, IReadOnlyList<MissingFigures> missing, int scorecards)
    {
        var month = group.Month.ToLongString();
        return new MailNote(
            $"{month} is on hold: {MissingLines.Total(missing)}",
            [
                new NotePart(
                    null,
                    [
                        $"The mail for {month} was due on {MailTimes.Text(group.Rule.IssueTime(group.Month))} and waits for figures. "
                        + $"It is expected by {MailTimes.Text(group.Rule.DeadlineTime(group.Month))} London time: "
                        + "as soon as the figures are there, or then without them.",
                        "The data team knows. You need not do anything.",
                    ],
                    []),
                new NotePart(MailText.WhatIsMissing, [], MissingLines.Write(missing, scorecards)),
            ]);
    }
}
