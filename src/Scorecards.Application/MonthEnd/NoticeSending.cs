using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Sends the data team the day's notices, and records which mails it has been told of.</summary>
public sealed class NoticeSending(
    Journal journal, MonthEndIssue issue, DeliveryTable deliveries, MonthReader months, MonthEndMessages messages, TimeProvider time)
{
    /// <param name="plan">Of a scorecard group's month, after its mails were sent.</param>
    /// <param name="run">By which the notices are sent.</param>
    public async Task SendAsync(GroupPlan plan, MailRun run, CancellationToken ct)
    {
        var group = plan.State.Group;
        if (group.Rule.NoticeDay(group.Month, time.GetUtcNow()) is null)
        {
            return;
        }

        var known = plan.Mails.Any(m => m.IsDue) ? (await deliveries.OfMonthAsync(group.Group, group.Month, ct)).Deliveries : plan.State.Deliveries;
        var before = (await deliveries.OfMonthAsync(group.Group, group.Month.Previous(), ct)).Deliveries;
        var notices = NoticePlanner.Plan(plan, known, before, time.GetUtcNow());
        if (notices.Any(n => n.IsDue) && await journal.ReadAsync(ct) is var latest
            && (latest.Head > plan.State.Journal.Head || await issue.IsWorkingAsync(latest, ct)))
        {
            // What is said to be missing may have come while mails were sent, or may be there by the next tick.
            return;
        }

        List<(NoticePlan Notice, MailResult Result)> ended = [];
        foreach (var notice in notices)
        {
            // Whom a mail did not reach is for the council to know: without a data team of its own an alert tells the administrator.
            if (messages.IsOutside(notice.Recipient) && !notice.Missing.Any(m => notice.Scorecards.Contains(m.Scorecard)))
            {
                continue;
            }

            MailOutcome outcome = default;
            if (notice.IsDue)
            {
                var content = await messages.MakeNoticeAsync(group, notice, await months.AtAsync(plan.State.Journal, ct), ct);
                outcome = await run.SendAsync(notice.Delivery, 0, content, notice.Recipient, notice.Known, ct);
            }

            if (run.Pace.IsOver)
            {
                return;
            }

            ended.Add((notice, outcome.Result));
        }

        foreach (var delivery in NoticePlanner.FindTold([.. ended.Where(n => !messages.IsOutside(n.Notice.Recipient))]))
        {
            await deliveries.TryNoteToldAsync(delivery, ct);
        }
    }
}
