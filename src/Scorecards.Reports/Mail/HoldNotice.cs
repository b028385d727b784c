using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>Tells leadership that a month's mail is on hold: what is missing, and when it comes at the latest.</summary>
public static class HoldNotice
{
    /// <param name="notice">With figures that are missing.</param>
    /// <param name="scorecards">How many scorecards the recipient has.</param>
    public static MailNote Make(GroupMonth group, NoticePlan notice, int scorecards)
    {
        var (month, missing) = (group.Month.ToLongString(), notice.Missing);
        return new MailNote(
            $"{month} is on hold: {MissingLines.Total(missing)}",
            [
                new NotePart(
                    null,
                    [
                        $"The mail for {month} was due on {MailTimes.Text(group.Rule.IssueTime(group.Month))} and waits for figures. "
                        + When(group, MailTimes.Text(group.Rule.DeadlineTime(group.Month)), notice),
                        notice.Untold.Count == 0 ? "The data team knows. You need not do anything."
                            : $"Nobody in the data team has been told about {MissingLines.Named(notice.Untold)}. "
                                + "Please pass this on to the people who upload the figures.",
                    ],
                    []),
                new NotePart(MailText.WhatIsMissing, [], MissingLines.Write(missing, scorecards)),
            ]);
    }

    /// <summary>A scorecard without any figure is mailed at no deadline.</summary>
    static string When(GroupMonth group, string deadline, NoticePlan notice) => !notice.HasFigures
        ? $"It is sent when figures have been received: once none is missing, or from {deadline} London time with those that are there. "
            + $"Without any figures {MissingLines.BeforeNext(group)} it is not sent."
        : $"It is expected by {deadline} London time: as soon as the figures are there, or then without them."
            + (notice.Missing.All(m => m.HasFigures) ? "" : $" {MissingLines.WithoutAny(group)}");
}
