using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>Says what happens next with a recipient's mail, and when; for the preview.</summary>
public static class MailPlanText
{
    /// <summary>Of a month that is over.</summary>
    const string NextMail = "what has changed is in no mail of its own";

    /// <summary>Such as <c>from 14/06/2012 07:00</c>; times are London's.</summary>
    /// <param name="plan">The recipient's.</param>
    /// <param name="isMailed">Whether the month is one of which mail is sent (<see cref="IsMailed"/>).</param>
    public static string Describe(MailPlan plan, bool isMailed = true) => plan.Status switch
    {
        MailStatus.BeingSent => "being sent now",
        MailStatus.Refused =>
            $"refused by the mail server ({plan.Last!.Detail}); no more mail for this month will be sent to this address automatically",
        MailStatus.RecordLost => "no mail will be sent automatically: the record of who was mailed is lost",
        MailStatus.NoticesOnly => "notices to the data team only",
        MailStatus.AwaitingCalculation or MailStatus.PutOff or MailStatus.ChangeMail when !isMailed => $"no more mail for this month; {NextMail}",
        MailStatus.AwaitingCalculation => "as soon as the month is calculated",
        MailStatus.PutOff =>
            $"put off by the mail server ({plan.PutOff!.Detail}); will be tried again from {MailTimes.Text(plan.PutOff.NextAttempt!.Value)}",
        MailStatus.ChangeMail => Changes(plan),
        MailStatus.FirstMail when !isMailed => plan.Pending is null ? "no month-end mail" : $"no month-end mail; {NextMail}",
        MailStatus.FirstMail => First(plan) + (plan.Pending is null ? "" : $"; {Changes(plan)}"),
        _ => Last(plan.Last),
    };

    /// <summary>When the month-end mail of a scorecard is sent.</summary>
    /// <param name="rule">The timetable of its group.</param>
    /// <param name="month">The scorecard's.</param>
    /// <param name="first">The first month that is mailed; null = every month is mailed.</param>
    /// <param name="isCorrected">Whether it is the month before one that waits (<see cref="GroupMonth.CorrectedOnly"/>).</param>
    public static string When(MonthEndRule rule, Month month, DateTimeOffset now, Month? first = null, bool isCorrected = false) => month < first
        ? $"No mail will be sent for this month: the first month that is mailed is {first.Value.ToLongString()} (Mail:StartMonth)"
        : isCorrected
        ? $"Only corrections of this month will be mailed, until {rule.ReportingMonth(now).ToLongString()} is issued"
        : month < rule.ReportingMonth(now)
        ? $"No mail will be sent for this month any more: the current reporting month is {rule.ReportingMonth(now).ToLongString()}"
        : $"From {MailTimes.Text(rule.IssueTime(month))} if the month is complete"
            + (rule.Timetable.IsEarly ? ", or earlier, as soon as it is complete" : "")
            + $"; from {MailTimes.Text(rule.DeadlineTime(month))} even if figures are missing (London time)";

    /// <summary>Whether mail of a month is sent at all.</summary>
    /// <inheritdoc cref="When"/>
    public static bool IsMailed(MonthEndRule rule, Month month, DateTimeOffset now, Month? first, bool isCorrected) =>
        !(month < first) && (isCorrected || month >= rule.ReportingMonth(now));

    static string Changes(MailPlan plan) =>
        $"what has changed since edition {plan.Pending!.Value.Edition}, from {MailTimes.Text(plan.Pending.Value.From)}";

    static string First(MailPlan plan)
    {
        var figures = plan.Missing.Sum(m => m.Missing.Count);
        return plan.Shown.Count == 0
            ? $"waiting for the first figures of {string.Join("; ", plan.Missing.Select(m => m.Name))}"
            : figures > 0 && !plan.IsDue
            ? $"waiting for {figures} missing {(figures == 1 ? "figure" : "figures")} of {string.Join("; ", plan.Missing.Select(m => m.Name))}, "
                + $"until {MailTimes.Text(plan.From!.Value)} at the latest"
            : $"from {MailTimes.Text(plan.From!.Value)}";
    }

    static string Last(TrackedDelivery? last) => last switch
    {
        null => "nothing to send",
        { State: DeliveryState.Sent } => $"sent{At(last)}",
        { State: DeliveryState.Unknown } => $"delivery unknown{At(last)}",
        _ => $"not sent{At(last)}",
    };

    static string At(TrackedDelivery delivery) => delivery.Settled is { } settled ? $" {MailTimes.Text(settled)}" : "";
}
