using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>Sends, group by group, the mails and notices that are due and not yet delivered, each once.</summary>
public sealed partial class MailRound(
    MonthEndPlanning planning,
    MonthCalculator calculator,
    MailSending mails,
    NoticeSending notices,
    MailDispatch dispatch,
    IOptions<MailSettings> settings,
    ILogger<MailRound> log)
{
    /// <param name="journal">That the mails are planned by.</param>
    /// <param name="failed">Gets what could not be mailed.</param>
    /// <returns>How many mails were sent, and why none is sent any more for now, by the server, a limit, a restore or newer rules; null = by
    /// none of these.</returns>
    public async Task<(int Sent, string? Waits)> SendAsync(JournalPrefix journal, List<Exception> failed, CancellationToken ct)
    {
        var groups = await planning.FindGroupsAsync(journal, null, ct);
        if (groups.Count == 0)
        {
            return default;
        }

        await using var run = await dispatch.BeginAsync(ct);
        List<GroupPlan> plans = [];
        await run.SendEachAsync(groups, failed, async group =>
        {
            var plan = await PlanAsync(group, journal, failed, ct);
            if (plan.State.IsRecordLost)
            {
                LogLost(group.Group, group.Month);
                return;
            }

            plans.Add(plan);
            await mails.SendAsync(plan, isTriedBefore: false, run, failed, ct);
        });
        await run.SendEachAsync(plans, failed, plan => notices.SendAsync(plan, run, ct));

        // Of all groups last: should one of them be a mail that the server never takes, nobody else waits behind it.
        await run.SendEachAsync(plans.OrderBy(p => p.OldestTry), failed, plan => mails.SendAsync(plan, isTriedBefore: true, run, failed, ct));
        return (run.Pace.Sent, FindWaits(run.Pace));
    }

    /// <summary>Plans after what is issued has been calculated, as far as that is possible now.</summary>
    async Task<GroupPlan> PlanAsync(GroupMonth group, JournalPrefix journal, List<Exception> failed, CancellationToken ct)
    {
        var planned = await planning.PlanAsync(group, journal, ct);
        if (planned.Plan.State.Behind is { Count: > 0 } behind)
        {
            // What is not to be calculated now the next tick does.
            foreach (var same in behind.GroupBy(b => b.Number, b => b.Month))
            {
                await calculator.CalculateEachAsync([.. same], same.Key, e => e is not OperationCanceledException, (_, e) => failed.Add(e), ct);
            }

            planned = await planning.PlanAsync(group, journal, ct);
        }

        failed.AddRange(planned.Failed);
        return planned.Plan;
    }

    string? FindWaits(SendingPace pace)
    {
        if (pace.Refusal is { } why)
        {
            var said = ServerWords.WithoutAddresses(why);
            LogTakesNothing(said);
            return said;
        }

        if (!pace.IsHourFull)
        {
            return null;
        }

        LogHourFull(settings.Value.MostPerHour);
        return $"The hour has had all its mails: {settings.Value.MostPerHour}.";
    }

    [LoggerMessage(LogLevel.Error,
        "Month-end mail is not sent by itself: the record of who was mailed is lost. Group: {Group}. Month: {Month}.", EventName = "DeliveriesLost")]
    partial void LogLost(ScorecardId group, Month month);

    [LoggerMessage(LogLevel.Error,
        "Month-end mail stopped: {Why}. Nobody's mail is lost, and the next tick tries again.", EventName = "MailServerTakesNothing")]
    partial void LogTakesNothing(string why);

    [LoggerMessage(LogLevel.Information,
        "Month-end mail goes on later: the hour has had all its mails. Most per hour: {Most}.", EventName = "MailSpread")]
    partial void LogHourFull(int most);
}
