using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Sends the mails of a plan that are due: mails with the same content are made once.</summary>
public sealed class MailSending(MonthReader months, MonthEndMessages messages, Backups backups, IOptions<MailSettings> settings)
{
    /// <param name="isTriedBefore">Which of its mails: those that a server did not take before, or the others.</param>
    /// <param name="failed">Gets what could not be made or sent.</param>
    public async Task SendAsync(GroupPlan plan, bool isTriedBefore, MailRun run, List<Exception> failed, CancellationToken ct)
    {
        var due = plan.Mails.Where(m =>
            m.IsDue && m.PutOff is not null == isTriedBefore && (settings.Value.DryRun || !m.Unissued.Any()));
        Dictionary<long, MonthsAsOf> read = [];
        HashSet<long> kept = [];
        var journal = plan.State.Journal;
        await run.SendEachAsync(MonthEndPlanner.GroupByContent(due, settings.Value.IsOutside), failed, async same =>
        {
            var number = same[0].Number;
            var asOf = await AsOfAsync(number);
            var content = await messages.MakeAsync(same[0], asOf, same[0].Changes.Count == 0 ? asOf : await AsOfAsync(journal.Head), ct);
            await KeepAsync(same[0]);
            using var step = Telemetry.Mail(content.Reported);
            await run.SendEachAsync(
                same, failed, mail => run.SendAsync(mail.Delivery!, mail.Number, content, mail.Recipient, mail.PutOff, ct));
        });

        async Task<MonthsAsOf> AsOfAsync(long number) =>
            read.TryGetValue(number, out var asOf) ? asOf : (read[number] = await months.AtAsync(journal.UpTo(number), ct));

        // The sweep copies every entry, but within the hour: a journal lost before would forget the issue, and everybody would be mailed again.
        async Task KeepAsync(MailPlan mail)
        {
            var told = mail.Shown.Select(s => journal.Issue(s.Scorecard, s.Month)).OfType<long>().Append(mail.Number);
            foreach (var number in told.Where(n => !settings.Value.DryRun && !kept.Contains(n)).Distinct().ToList())
            {
                await backups.KeepAsync(journal[number], ct);
                kept.Add(number);
            }
        }
    }
}
