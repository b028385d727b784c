using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>Sends the mails of a plan that are due: mails with the same content are made once.</summary>
public sealed class MailSending(MonthReader months, MonthEndMessages messages, IOptions<MailSettings> settings)
{
    /// <param name="plan">Of a scorecard group's month.</param>
    /// <param name="isTriedBefore">Which of its mails: those that a server did not take before, or the others.</param>
    /// <param name="run">By which they are sent.</param>
    /// <param name="failed">Gets what could not be made or sent.</param>
    public async Task SendAsync(GroupPlan plan, bool isTriedBefore, MailRun run, List<Exception> failed, CancellationToken ct)
    {
        var due = plan.Mails.Where(m =>
            m.IsDue && m.PutOff is not null == isTriedBefore && (settings.Value.DryRun || !m.Unissued.Any()));
        Dictionary<long, MonthsAsOf> read = [];
        foreach (var same in MonthEndPlanner.GroupByContent(due, settings.Value.IsOutside))
        {
            if (run.Pace.IsOver)
            {
                return;
            }

            MonthEndContent content;
            try
            {
                var number = same[0].Number;
                if (!read.TryGetValue(number, out var asOf))
                {
                    read.Add(number, asOf = await months.AtAsync(plan.State.Journal.UpTo(number), ct));
                }

                content = await messages.MakeAsync(same[0], asOf, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
                continue;
            }

            await SendAsync(same, content, run, failed, ct);
        }
    }

    static async Task SendAsync(
        IReadOnlyList<MailPlan> mails, MonthEndContent content, MailRun run, List<Exception> failed, CancellationToken ct)
    {
        using var step = Telemetry.Mail(content.Reported);
        foreach (var mail in mails)
        {
            try
            {
                await run.SendAsync(mail.Delivery!, mail.Number, content, mail.Recipient, mail.PutOff, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
            }

            if (run.Pace.IsOver)
            {
                return;
            }
        }
    }
}
