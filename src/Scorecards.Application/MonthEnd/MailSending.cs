using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>Sends the mails of a plan that are due: mails with the same content are made once.</summary>
public sealed class MailSending(MonthReader months, MonthEndMessages messages, MailDispatch dispatch, IOptions<MailSettings> settings)
{
    /// <param name="plan">Of a scorecard group's month.</param>
    /// <param name="transport">By which the mails are sent.</param>
    /// <param name="failed">Gets what could not be made or sent.</param>
    /// <returns>Why the transport takes nothing for now; null: it does.</returns>
    public async Task<string?> SendAsync(GroupPlan plan, IMailTransport transport, List<Exception> failed, CancellationToken ct)
    {
        var said = new Unavailability();
        Dictionary<long, MonthsAsOf> read = [];
        var due = plan.Mails.Where(m => m.IsDue && (settings.Value.DryRun || !m.Unissued.Any()));
        foreach (var same in MonthEndPlanner.GroupByContent(due, settings.Value.IsOutside))
        {
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

            await SendAsync(same, content, said, transport, failed, ct);
            if (said.InARow >= RetryPolicy.Usual.MostUnavailable)
            {
                break;
            }
        }

        return said.Why;
    }

    async Task SendAsync(
        IReadOnlyList<MailPlan> mails,
        MonthEndContent content,
        Unavailability said,
        IMailTransport transport,
        List<Exception> failed,
        CancellationToken ct)
    {
        using var step = Telemetry.Mail(content.Reported);
        foreach (var mail in mails)
        {
            try
            {
                var outcome = await dispatch.SendAsync(mail.Delivery!, mail.Number, content, mail.Recipient, mail.PutOff, transport, ct);
                said.Note(outcome);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
            }

            if (said.InARow >= RetryPolicy.Usual.MostUnavailable)
            {
                break;
            }
        }
    }

    /// <summary>Mails in a row that the transport did not take at all, and why.</summary>
    sealed class Unavailability
    {
        public int InARow { get; private set; }

        public string? Why { get; private set; }

        public void Note(MailOutcome outcome) =>
            (InARow, Why) = outcome.Result == MailResult.Unavailable ? (InARow + 1, outcome.Detail) : (0, null);
    }
}
