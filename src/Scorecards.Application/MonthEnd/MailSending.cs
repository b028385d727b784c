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
    /// <returns>False: the transport takes nothing for now.</returns>
    public async Task<bool> SendAsync(GroupPlan plan, IMailTransport transport, List<Exception> failed, CancellationToken ct)
    {
        var unavailable = 0;
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

            unavailable = await SendAsync(same, content, unavailable, transport, failed, ct);
            if (unavailable >= RetryPolicy.Usual.MostUnavailable)
            {
                return false;
            }
        }

        return unavailable == 0;
    }

    /// <returns>How many in a row the transport did not take at all.</returns>
    async Task<int> SendAsync(
        IReadOnlyList<MailPlan> mails,
        MonthEndContent content,
        int unavailable,
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
                unavailable = outcome.Result == MailResult.Unavailable ? unavailable + 1 : 0;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
            }

            if (unavailable >= RetryPolicy.Usual.MostUnavailable)
            {
                break;
            }
        }

        return unavailable;
    }
}
