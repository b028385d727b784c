namespace Scorecards.Domain;

/// <summary>
/// Decides what the data team is told once a working day (which figures the mail waits for, and which mail was not delivered), and what leadership is
/// told once a month: that it is on hold.
/// </summary>
public static class NoticePlanner
{
    /// <summary>The notices of the day; none before the month's issue hour.</summary>
    /// <param name="plan">Of the group's month.</param>
    /// <param name="deliveries">Of the group's month, after what was due was sent.</param>
    /// <param name="before">Of the group's month before.</param>
    /// <param name="isOutside">Who is outside the council: whom a mail did not reach is not for them to know; null = nobody is.</param>
    public static IReadOnlyList<NoticePlan> Plan(
        GroupPlan plan, IReadOnlyList<TrackedDelivery> deliveries, IReadOnlyList<TrackedDelivery> before, DateTimeOffset now,
        Func<string, bool>? isOutside = null)
    {
        var group = plan.State.Group;
        if (group.Rule.NoticeDay(group.Month, now) is not { } day)
        {
            return [];
        }

        var todays = deliveries.Where(d => d.Delivery.Day == day).ToDictionary(d => d.Delivery.Email);

        // At the deadline the mail is sent as it is. A scorecard that nobody is mailed has none: its figures would be asked for without end.
        var isOver = MonthEndRule.LocalTime(now) >= group.Rule.DeadlineTime(group.Month);
        var mailed = group.Recipients.Where(r => r.GetsMonthEnd).Select(r => r.Scorecard).ToHashSet();
        var missing = plan.Mails.Where(m => !m.IsDue).SelectMany(m => m.Missing).DistinctBy(m => m.Scorecard)
            .Where(m => !isOver || mailed.Contains(m.Scorecard)).ToList();
        var undelivered = FindUndelivered(deliveries, before.Where(d => !IsStillTried(d, before, plan.State)));
        List<NoticePlan> notices = [];
        foreach (var rows in group.ByAddress.Where(rows => rows.Any(r => r.IsDataTeam)))
        {
            var theirs = rows.Where(r => r.IsDataTeam).Select(r => r.Scorecard).ToHashSet();
            var known = todays.GetValueOrDefault(rows.Key);
            var notice = new NoticePlan(
                rows.First(r => r.IsDataTeam),
                new Delivery(group.Group, group.Month, 0, rows.Key, day),
                known,
                [.. missing.Where(m => rows.Any(r => r.Scorecard == m.Scorecard))],
                [.. undelivered.Where(d => d.Scorecards.Any(theirs.Contains))],
                known is null or { State: DeliveryState.Planned } && !(known?.NextAttempt > now))
            { Scorecards = theirs };
            var isToldOfMail = notice.Undelivered.Count > 0 && isOutside?.Invoke(rows.Key) is null or false;
            if (isToldOfMail || notice.Missing.Any(m => theirs.Contains(m.Scorecard)))
            {
                notices.Add(notice);
            }
        }

        return [.. notices, .. PlanHolds(plan, deliveries, notices, now)];
    }

    /// <summary>The names of a hold's scorecards of which nobody of the data team was told what is missing.</summary>
    /// <param name="notices">
    /// Of the day, with how each ended: one that the server refuses or puts off, now or earlier in the day, tells nobody.
    /// </param>
    public static IReadOnlyList<string> FindUntold(NoticePlan hold, IEnumerable<(NoticePlan Notice, MailResult Result)> notices)
    {
        var told = notices.Where(n => n.Result == MailResult.Sent || (n.Result == MailResult.NotTried
                && n.Notice.Known is null or { State: DeliveryState.Sent or DeliveryState.Claimed or DeliveryState.Sending }))
            .SelectMany(n => n.Notice.Missing.Select(m => m.Scorecard).Where(id => n.Notice.Scorecards.Contains(id))).ToHashSet();
        return [.. hold.Missing.Where(m => !told.Contains(m.Scorecard)).Select(m => m.Name)];
    }

    /// <summary>
    /// Whose mail would be due and waits for figures is told so once, from the working day of issue until the deadline. The record is of the day of
    /// issue, whenever it is sent. A notice to the same address names all that its mail waits for.
    /// </summary>
    static IEnumerable<NoticePlan> PlanHolds(
        GroupPlan plan, IReadOnlyList<TrackedDelivery> deliveries, IReadOnlyList<NoticePlan> notices, DateTimeOffset now)
    {
        var (name, month, rule) = (plan.State.Group.Group, plan.State.Group.Month, plan.State.Group.Rule);
        if (MonthEndRule.LocalTime(now) >= rule.DeadlineTime(month))
        {
            return [];
        }

        var day = DateOnly.FromDateTime(rule.IssueTime(month));
        return
            from mail in plan.Mails
            where mail is { Status: MailStatus.FirstMail, IsDue: false, Missing.Count: > 0 }
            where !notices.Any(n => n.Delivery.Email == mail.Email)
            let before = deliveries.Where(d => d.Delivery.Day is not null && d.Delivery.Email == mail.Email).ToList()
            let known = before.Find(d => d.Delivery.Day == day && d.State == DeliveryState.Planned)
            where before.Count == 0 || known is not null
            select new NoticePlan(
                mail.Recipient, new Delivery(name, month, 0, mail.Email, day), known, mail.Missing, [],
                IsDue: !(known?.NextAttempt > now), IsHold: true)
            { HasFigures = mail.Shown.Count > 0 };
    }

    /// <summary>Mails that were not delivered and that everybody concerned has now been told of.</summary>
    /// <param name="notices">With how each ended; one that the server refuses tells nobody, and nobody waits for it.</param>
    public static IReadOnlyList<TrackedDelivery> FindTold(IReadOnlyList<(NoticePlan Notice, MailResult Result)> notices)
    {
        var ended = notices.ToLookup(n => n.Result, n => n.Notice);
        var waiting = ended.Where(e => e.Key is not (MailResult.Sent or MailResult.Refused)).SelectMany(e => e);
        var untold = waiting.SelectMany(n => n.Undelivered).Select(d => d.Id).ToHashSet();
        return [.. ended[MailResult.Sent].SelectMany(n => n.Undelivered).DistinctBy(d => d.Id).Where(d => !untold.Contains(d.Id))];
    }

    /// <summary>Whether a mail of the month before says what has changed: it is tried until the month itself is issued.</summary>
    static bool IsStillTried(TrackedDelivery delivery, IReadOnlyList<TrackedDelivery> before, GroupState state)
    {
        var given = MonthEndPlanner.FindGiven(before.Where(d => d.Delivery.Day is null && d.Delivery.Email == delivery.Delivery.Email));
        return delivery.Scorecards.Any(id => given.ContainsKey(id) && state.Journal.Issue(id, state.Group.Month) is null);
    }

    /// <summary>
    /// What was refused or may not have arrived, and what was still put off when its month was over: it will not be sent any more.
    /// </summary>
    static List<TrackedDelivery> FindUndelivered(IEnumerable<TrackedDelivery> deliveries, IEnumerable<TrackedDelivery> before) =>
    [
        .. deliveries.Where(d => d.State is DeliveryState.Refused or DeliveryState.Unknown)
            .Concat(before.Where(d => d.State == DeliveryState.Planned))
            .Where(d => d.Delivery.Day is null && !d.IsTold),
    ];
}
