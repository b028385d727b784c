using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Sends the data team the day's notices, and records which mails it has been told of.</summary>
public sealed class NoticeSending(
    Journal journal, MonthEndIssue issue, DeliveryTable deliveries, MonthReader months, MonthEndMessages messages, TimeProvider time)
{
    /// <param name="plan">Of a scorecard group's month, after its mails were sent.</param>
    public async Task SendAsync(GroupPlan plan, MailRun run, CancellationToken ct)
    {
        var group = plan.State.Group;
        if (group.Rule.NoticeDay(group.Month, time.GetUtcNow()) is null)
        {
            return;
        }

        List<(NoticePlan Notice, MailResult Result)> ended = [];
        foreach (var notice in await PlanAsync(plan, ct))
        {
            MailOutcome outcome = default;
            if (notice.IsDue)
            {
                var said = notice with { Untold = NoticePlanner.FindUntold(notice, ended) };
                var content = await messages.MakeNoticeAsync(group, said, await months.AtAsync(plan.State.Journal, ct), ct);
                outcome = await run.SendAsync(notice.Delivery, 0, content, notice.Recipient, notice.Known, ct);
            }

            if (run.Pace.IsOver)
            {
                return;
            }

            ended.Add((notice, outcome.Result));
        }

        // Where there is no data team inside an alert tells the administrator.
        foreach (var delivery in NoticePlanner.FindTold([.. ended.Where(n => !messages.IsOutside(n.Notice.Recipient.Email))]))
        {
            await deliveries.TryNoteToldAsync(delivery, ct);
        }
    }

    /// <returns>None where the journal has moved since the mails were planned, or work goes on: what is said to be missing may be there.</returns>
    async Task<IReadOnlyList<NoticePlan>> PlanAsync(GroupPlan plan, CancellationToken ct)
    {
        var (group, month) = (plan.State.Group.Group, plan.State.Group.Month);
        var known = plan.Mails.Any(m => m.IsDue) ? (await deliveries.OfMonthAsync(group, month, ct)).Deliveries : plan.State.Deliveries;
        var before = (await deliveries.OfMonthAsync(group, month.Previous(), ct)).Deliveries;
        var notices = NoticePlanner.Plan(plan, known, before, time.GetUtcNow(), messages.IsOutside);
        if (!notices.Any(n => n.IsDue))
        {
            return notices;
        }

        var latest = await journal.ReadAsync(ct);
        return latest.Head > plan.State.Journal.Head || await issue.IsWorkingAsync(latest, ct) ? [] : notices;
    }
}
