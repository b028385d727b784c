using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>
/// Issues the months that are due, and sends what is due and not yet delivered, each mail once. The tick decides nothing: <see cref="MonthEndPlan"/>
/// does, by the timetables, the
/// journal and the table Deliveries. A mail is claimed before it leaves; what became of it is written after.
/// </summary>
public sealed partial class MonthEndMailing(
    IStorage storage,
    Journal journal,
    MonthEndIssue issue,
    MonthEndPlan planning,
    MonthCalculator calculator,
    MonthReader months,
    DeliveryTable deliveries,
    MonthEndMessages messages,
    Outbox outbox,
    Func<IMailTransport> connect,
    IOptions<MailSettings> settings,
    TimeProvider time,
    ILogger<MonthEndMailing> log)
{
    /// <summary>After the first putting off; doubled after each further one, up to <see cref="LongestPause"/>.</summary>
    static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(15);
    static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    /// <summary>A recipient whose server has put the mail off for so long, and as often as <see cref="MostPutOff"/>, is refused.</summary>
    static readonly TimeSpan LongestPutOff = TimeSpan.FromDays(1);
    const int MostPutOff = 6;

    /// <summary>So many in a row that the server does not take at all: it is the server and not one of the mails.</summary>
    const int MostUntaken = 2;

    /// <exception cref="AggregateException">What could not be mailed; everything else was.</exception>
    public async Task SendDueAsync(CancellationToken ct)
    {
        await storage.ReadyAsync();
        var known = await journal.ReadAsync(ct);
        if (known.IsUnderRepair || known.Rules > MonthFold.Rules)
        {
            LogNotNow(known.Head);
            return;
        }

        List<Exception> failed = [];
        if (!settings.Value.DryRun)
        {
            failed.AddRange(await issue.IssueDueAsync(ct));
            known = await journal.ReadAsync(ct);
        }

        var groups = await planning.GroupsAsync(known, null, ct);
        await using var transport = groups.Count == 0 ? null : connect();
        foreach (var of in groups)
        {
            try
            {
                var plan = await PlanAsync(of, known, failed, ct);
                if (plan.IsLost)
                {
                    LogLost(of.Group, of.Month);
                }
                else if (!await SendAsync(plan, transport!, failed, ct) || !await NoticeAsync(of, plan, transport!, ct))
                {
                    LogTakesNothing();
                    break;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
            }
        }

        if (failed.Count > 0)
        {
            // What could be sent was sent; the host's log and its alert have the rest.
            throw new AggregateException("Some mail could not be made.", failed);
        }
    }

    /// <summary>A plan for which what is issued has been calculated, as far as that is possible now.</summary>
    async Task<MonthPlan> PlanAsync(GroupMonth of, JournalPrefix known, List<Exception> failed, CancellationToken ct)
    {
        var plan = await planning.OfAsync(of, known, ct);
        if (plan.Behind.Count > 0)
        {
            foreach (var same in plan.Behind.GroupBy(b => b.Number, b => b.Month))
            {
                await CalculateAsync([.. same], same.Key, failed, ct);
            }

            plan = await planning.OfAsync(of, known, ct);
        }

        failed.AddRange(plan.Failed);
        return plan;
    }

    /// <summary>Where it is not to be done now, the next tick does it.</summary>
    async Task CalculateAsync(IReadOnlyList<ScorecardMonth> behind, long number, List<Exception> failed, CancellationToken ct)
    {
        try
        {
            await calculator.CalculateAsync(behind, number, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (behind.Count == 1)
            {
                failed.Add(e);
                return;
            }

            // One that cannot be calculated keeps back nobody else's.
            foreach (var month in behind)
            {
                await CalculateAsync([month], number, failed, ct);
            }
        }
    }

    /// <returns>False: the transport takes nothing for now.</returns>
    async Task<bool> SendAsync(MonthPlan plan, IMailTransport transport, List<Exception> failed, CancellationToken ct)
    {
        // Who gets the same mail stands together, so that it is made once and held while it is needed.
        // What was put off comes last: should it be one mail that the server never takes, the others have gone.
        var untaken = 0;
        Dictionary<long, MonthsAsOf> read = [];
        var due = plan.Mails.Where(p => p.IsDue && (settings.Value.DryRun || !p.Unissued.Any()));
        foreach (var same in due.OrderBy(p => p.Known is not null).GroupBy(Content))
        {
            MonthEndContent content;
            try
            {
                if (!read.TryGetValue(same.Key.Number, out var asOf))
                {
                    read.Add(same.Key.Number, asOf = await months.AtAsync(plan.Journal.UpTo(same.Key.Number), ct));
                }

                content = await messages.MakeAsync(same.First(), asOf, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
                continue;
            }

            using var step = Telemetry.Mail(content.Reported);
            foreach (var mail in same)
            {
                try
                {
                    var outcome = await SendAsync(mail.Delivery!, mail.Number, content, mail.Recipient, mail.Known, transport, ct);
                    untaken = outcome.IsForAll ? untaken + 1 : 0;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    failed.Add(e);
                }

                if (untaken >= MostUntaken)
                {
                    return false;
                }
            }
        }

        return untaken == 0;

        (long Number, bool, bool, string, string, string) Content(MailPlan p) => (
            p.Number,
            p.Known is not null,
            settings.Value.IsOutside(p.Email),
            string.Join('\n', p.Shown.Select(s => s.Scorecard)),
            string.Join('\n', p.Restated.Select(r => r.Was.Edition)),
            string.Join('\n', p.Lacking.Select(l => l.Scorecard)));
    }

    /// <summary>Tells the data team once a working day what the mail is held for, and what could not be delivered.</summary>
    /// <returns>False: the transport takes nothing for now.</returns>
    async Task<bool> NoticeAsync(GroupMonth of, MonthPlan plan, IMailTransport transport, CancellationToken ct)
    {
        if (of.Rule.NoticeDay(of.Month, time.GetUtcNow()) is not { } day)
        {
            return true;
        }

        var all = plan.Mails.Any(p => p.IsDue) ? (await deliveries.OfMonthAsync(of.Group, of.Month, ct)).Deliveries : plan.Deliveries;
        var known = all.Where(d => d.Delivery.Day == day).ToDictionary(d => d.Delivery.Email);
        var lacking = plan.Mails.Where(p => !p.IsDue).SelectMany(p => p.Lacking).DistinctBy(l => l.Scorecard).ToList();

        // What was still put off when its month was over will not go out any more.
        var before = (await deliveries.OfMonthAsync(of.Group, of.Month.Previous(), ct)).Deliveries.Where(d => d.State == DeliveryState.Planned);
        var lost = all.Where(d => d.State is DeliveryState.Refused or DeliveryState.Unknown).Concat(before)
            .Where(d => d.Delivery.Day is null && !d.IsTold).ToList();
        HashSet<string> told = [], untold = [];
        foreach (var one in of.Recipients.Where(r => r.IsDataTeam).GroupBy(r => r.Email.ToLowerInvariant()))
        {
            var theirs = one.Select(r => r.Scorecard).ToHashSet(StringComparer.OrdinalIgnoreCase);
            List<MissingFigures> missing = [.. lacking.Where(l => theirs.Contains(l.Scorecard))];
            List<TrackedDelivery> failed = [.. lost.Where(d => d.Scorecards.Any(theirs.Contains))];
            var todays = known.GetValueOrDefault(one.Key);
            if (missing.Count + failed.Count == 0)
            {
                continue;
            }

            MailOutcome outcome = default;
            if (todays is null or { State: DeliveryState.Planned } && !(todays?.NextAttempt > time.GetUtcNow()))
            {
                var notice = await messages.MakeNoticeAsync(of, missing, failed, ct);
                outcome = await SendAsync(new Delivery(of.Group, of.Month, 0, one.Key, day), 0, notice, one.First(), todays, transport, ct);
            }

            (outcome.State is DeliveryState.Sent or DeliveryState.Refused ? told : untold).UnionWith(failed.Select(f => f.Id));
            if (outcome.IsForAll)
            {
                return false;
            }
        }

        foreach (var delivery in lost.Where(d => told.Contains(d.Id) && !untold.Contains(d.Id)))
        {
            await deliveries.TryNoteToldAsync(delivery, ct);
        }

        return true;
    }

    /// <returns>What the transport said; Planned where nothing was sent, since somebody else sends this mail or it is a dry run.</returns>
    async Task<MailOutcome> SendAsync(
        Delivery delivery,
        long number,
        MonthEndContent content,
        Recipient recipient,
        TrackedDelivery? known,
        IMailTransport transport,
        CancellationToken ct)
    {
        var id = DeliveryTable.Id(delivery);
        using var message = messages.Address(content, recipient, id);
        var name = $"{delivery.Month}/{recipient.Email}/{id}";
        if (settings.Value.DryRun)
        {
            await outbox.WriteDryRunAsync(name, (stream, stop) => message.WriteToAsync(stream, stop), ct);
            LogDryRun(id, delivery.Group, delivery.Month, number);
            return default;
        }

        if (await deliveries.TryClaimAsync(delivery, number, content.Scorecards, known, ct) is not { } claim)
        {
            return default;
        }

        TrackedDelivery? held = claim;
        var outcome = await transport.SendAsync(message, name, async stop => (held = await deliveries.TryBeginAsync(claim, stop)) is not null, ct);
        if (held is null)
        {
            LogTakenOver(id);
            return default;
        }

        // What is known is written, also when the host is told to end.
        var settled = Settled(held, outcome);
        await deliveries.TrySettleAsync(settled, CancellationToken.None);
        LogDelivery(id, delivery.Group, delivery.Month, number, settled.State, settled.Attempts);
        return outcome;
    }

    TrackedDelivery Settled(TrackedDelivery claim, MailOutcome outcome)
    {
        var now = time.GetUtcNow();
        if (outcome.State != DeliveryState.Planned)
        {
            return claim with { State = outcome.State, Detail = outcome.Detail };
        }

        var attempts = claim.Attempts + 1;
        if (!outcome.IsForAll && attempts >= MostPutOff && now - claim.Since >= LongestPutOff)
        {
            return claim with { State = DeliveryState.Refused, Detail = $"put off for a day: {outcome.Detail}", Attempts = attempts };
        }

        // Where the server takes nothing at all, the next tick tries again at once.
        var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(attempts - 1, 8)));
        return claim with
        {
            State = DeliveryState.Planned,
            Detail = outcome.Detail,
            Attempts = attempts,
            Since = outcome.IsForAll ? null : claim.Since,
            NextAttempt = outcome.IsForAll ? null : now + pause,
        };
    }

    [LoggerMessage(LogLevel.Information, "Month-end mail waits: a restore is under way, or newer rules are in use. Head: {Head}.")]
    partial void LogNotNow(long head);

    [LoggerMessage(
        LogLevel.Error,
        "Month-end mail is not sent by itself: the record of who was mailed is lost. Group: {Group}. Month: {Month}.",
        EventName = "DeliveriesLost")]
    partial void LogLost(string group, Month month);

    [LoggerMessage(
        LogLevel.Error,
        "Month-end mail stopped: the mail server does not answer, does not know us or takes nothing for now. The next tick tries again.",
        EventName = "MailServerTakesNothing")]
    partial void LogTakesNothing();

    [LoggerMessage(
        LogLevel.Information,
        "Month-end mail. Delivery: {Delivery}. Group: {Group}. Month: {Month}. Number: {Number}. State: {State}. Attempts put off: {Attempts}.")]
    partial void LogDelivery(string delivery, string group, Month month, long number, DeliveryState state, int attempts);

    [LoggerMessage(LogLevel.Warning, "Month-end mail was not sent: its claim ran out before it could be handed over. Delivery: {Delivery}.")]
    partial void LogTakenOver(string delivery);

    [LoggerMessage(LogLevel.Information, "Month-end mail, dry run. Delivery: {Delivery}. Group: {Group}. Month: {Month}. Number: {Number}.")]
    partial void LogDryRun(string delivery, string group, Month month, long number);
}
