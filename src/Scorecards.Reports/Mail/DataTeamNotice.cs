using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The notice to the data team: which figures the mail waits for, which may be wrong, and which mail was not delivered.</summary>
public static class DataTeamNotice
{
    /// <param name="missing">Of the recipient's scorecards.</param>
    /// <param name="warnings">What may be wrong in the month's figures; a line each.</param>
    /// <param name="undelivered">Of the recipient's scorecards.</param>
    /// <param name="isOutside">Whether it is for a reader outside, who is not told to whom mail goes or what their server says.</param>
    public static MailNote Make(
        GroupMonth group, IReadOnlyList<MissingFigures> missing, IReadOnlyList<string> warnings, IReadOnlyList<TrackedDelivery> undelivered,
        DateTimeOffset now, bool isOutside = false)
    {
        List<NotePart> parts = [];
        if (missing.Count > 0)
        {
            parts.Add(new NotePart(
                null, IsMailed(group, missing) ? [When(group, missing, now), $"{Upload} {ThenWhat}"] : [Unmailed(group), Upload], []));
            parts.AddRange(missing.Select(m =>
                new NotePart(
                    $"{m.Name}: {m.Missing.Count} of {m.Expected} figures {(m.Missing.Count == 1 ? "is" : "are")} missing",
                    [],
                    [.. m.Missing.Select(Line)])));
        }

        if (warnings.Count > 0)
        {
            parts.Add(new NotePart("Figures that may be wrong", ["Look at these now: no mail waits for them."], warnings));
        }

        if (undelivered.Count > 0)
        {
            parts.Add(new NotePart(
                "Mail that was not delivered",
                [isOutside ? WhatToDoOutside : WhatToDoAboutMail],
                [.. undelivered.Select(d => isOutside ? LineOutside(d) : Line(d))]));
        }

        return new MailNote(Title(group.Month.ToLongString(), missing.Sum(m => m.Missing.Count)), parts);
    }

    const string Upload = "Upload the missing figures, on their own or in a whole file. If a figure is not available, enter NA.";

    const string ThenWhat =
        "The mail of this month will then not wait for it, but that of the next month will. "
        + "You will get this notice each working day until no figure is missing or the mail is sent.";

    const string WhatToDoAboutMail =
        "If an address is wrong, upload a corrected recipient file. Where delivery is unknown, ask the recipient, then ask your system "
        + "administrator to resend it or mark it as delivered (quote the id).";

    const string WhatToDoOutside = "Tell the council's system administrator (quote the id).";

    static string Title(string month, int figures) => figures switch
    {
        0 => $"{month}: mail was not delivered",
        1 => $"{month}: 1 figure is missing",
        _ => $"{month}: {figures} figures are missing",
    };

    static bool IsMailed(GroupMonth group, IReadOnlyList<MissingFigures> missing) =>
        group.Recipients.Where(r => missing.Any(m => m.Scorecard == r.Scorecard)).ToList() is var rows
        && (rows.Count == 0 || rows.Exists(r => r.GetsMonthEnd));

    static string Unmailed(GroupMonth group) => "Nobody is mailed these scorecards, so no mail waits for these figures. "
        + $"You are told of them until {MailTimes.Text(group.Rule.DeadlineTime(group.Month))} London time.";

    static string When(GroupMonth group, IReadOnlyList<MissingFigures> missing, DateTimeOffset now)
    {
        var (month, until) = (group.Month.ToLongString(), group.Rule.DeadlineTime(group.Month));
        return MonthEndRule.LocalTime(now) < until
            ? $"The mail for {month} will be sent when these figures have been received, "
                + $"or at {MailTimes.Text(until)} London time at the latest. "
                + "If figures are still missing then, the mail will list them."
                + (missing.All(m => m.HasFigures) ? "" : $" {MissingLines.WithoutAny(group)}")
            : $"The deadline for the {month} mail has passed. The mail is sent without these figures and lists them. "
                + "A scorecard without any figures is mailed when its first figures have been received, "
                + $"if that is {MissingLines.BeforeNext(group)}.";
    }

    static string Line(MissingFigure m) =>
        $"{m.Indicator.Name} ({m.Indicator.Id}){Rest(m)}";

    static string Rest(MissingFigure m) => m switch
    {
        { Records.Count: > 0 } => $", counted from records: upload {string.Join(", ", m.Records)}",
        { LastExtract: { } extract } when Source.IsMade(extract) =>
            ", counted from records until last month: the notes of the newest receipt of records, or your administrator, say why not now",
        { LastExtract: { } extract } => $", last received in {extract}",
        _ => "",
    };

    static string Line(TrackedDelivery d) => d.State switch
    {
        DeliveryState.Refused => $"{d.Delivery.Email}: refused by the mail server ({d.Detail})",
        DeliveryState.Planned => $"{d.Delivery.Email}: not sent before the next month was issued ({d.Detail ?? "no reason known"})",
        _ => $"{d.Delivery.Email}: delivery unknown ({d.Detail ?? "cut off while it was being sent"}), id {d.Id}",
    };

    static string LineOutside(TrackedDelivery d) => d.State switch
    {
        DeliveryState.Refused => $"id {d.Id}: refused by the mail server",
        DeliveryState.Planned => $"id {d.Id}: not sent before the next month was issued",
        _ => $"id {d.Id}: delivery unknown",
    };
}
