using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>
/// A tick of the month end: issues the months that are due, then sends what is due. It decides nothing: <see cref="MonthEndPlanner"/> does, by the
/// timetables, the journal and the table Deliveries.
/// </summary>
public sealed partial class MonthEndMailing(
    IStorage storage, Journal journal, MonthCalculator calculator, MonthEndIssue issue, MailRound round, IOptions<MailSettings> settings,
    ILogger<MonthEndMailing> log)
{
    const string NotNow = "A restore is under way, or newer rules are in use.";

    /// <returns>How many mails were sent, and why none is sent any more for now, by the server, a limit, a restore or newer rules; null = by
    /// none of these.</returns>
    /// <exception cref="AggregateException">What could not be mailed; everything else was.</exception>
    public async Task<(int Sent, string? Waits)> SendDueAsync(CancellationToken ct)
    {
        await storage.ReadyAsync();
        var known = await journal.ReadAsync(ct);
        if (known.IsUnderRepair || calculator.IsOutdated(known))
        {
            LogNotNow(known.Head);
            return (0, NotNow);
        }

        List<Exception> failed = [];
        if (!settings.Value.DryRun)
        {
            // Newer rules begin before a month is issued, not by its calculation.
            await calculator.UseRulesAsync(known, ct);
            failed.AddRange(await issue.IssueDueAsync(ct));
            known = await journal.ReadAsync(ct);
        }

        var mail = await round.SendAsync(known, failed, ct);
        LogTick(failed.Count);
        if (failed.Count > 0)
        {
            // What could be sent was sent; the host's log and its alert have the rest.
            throw new AggregateException("Some mail could not be made.", failed);
        }

        return mail;
    }

    [LoggerMessage(LogLevel.Information, "Month-end mail waits: a restore is under way, or newer rules are in use. Head: {Head}.")]
    partial void LogNotNow(long head);

    [LoggerMessage(LogLevel.Information, "Mail tick ended. Failed: {Failed}.", EventName = "MailTick")]
    partial void LogTick(int failed);
}
