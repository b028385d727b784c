using Microsoft.Extensions.Logging;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>Sends, group by group, the mails and notices that are due and not yet delivered, each once.</summary>
public sealed partial class MailRound(
    MonthEndPlanning planning,
    CalculatedPlanning calculated,
    MailSending mails,
    NoticeSending notices,
    Func<IMailTransport> connect,
    ILogger<MailRound> log)
{
    /// <param name="journal">That the mails are planned by.</param>
    /// <param name="failed">Gets what could not be mailed.</param>
    public async Task SendAsync(JournalPrefix journal, List<Exception> failed, CancellationToken ct)
    {
        var groups = await planning.FindGroupsAsync(journal, null, ct);
        await using var transport = groups.Count == 0 ? null : connect();
        foreach (var group in groups)
        {
            try
            {
                var plan = await calculated.PlanAsync(group, journal, failed, ct);
                if (plan.State.IsRecordLost)
                {
                    LogLost(group.Group, group.Month);
                }
                else if ((await mails.SendAsync(plan, transport!, failed, ct) ?? await notices.SendAsync(plan, transport!, ct)) is { } why)
                {
                    LogTakesNothing(ServerWords.WithoutAddresses(why));
                    break;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
            }
        }
    }

    [LoggerMessage(
        LogLevel.Error,
        "Month-end mail is not sent by itself: the record of who was mailed is lost. Group: {Group}. Month: {Month}.",
        EventName = "DeliveriesLost")]
    partial void LogLost(string group, Month month);

    [LoggerMessage(
        LogLevel.Error,
        "Month-end mail stopped: {Why}. Nobody's mail is lost, and the next tick tries again.",
        EventName = "MailServerTakesNothing")]
    partial void LogTakesNothing(string why);
}
