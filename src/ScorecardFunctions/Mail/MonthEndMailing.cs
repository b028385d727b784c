using Microsoft.Extensions.Options;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions.Mail;

/// <summary>
/// Sends what is due and not yet delivered, each mail once. The tick decides nothing: <see cref="MonthEndPlan"/> does, by the timetables and the table
/// Deliveries. A mail is claimed before it leaves; what became of it is written after.
/// </summary>
public sealed partial class MonthEndMailing(
    ScorecardStorage storage,
    MonthEndPlan planning,
    ExtractStore extracts,
    ResultStore results,
    DeliveryStore deliveries,
    MonthEndMessages messages,
    Files files,
    IServiceProvider services,
    IOptions<MailSettings> settings,
    TimeProvider time,
    ILogger<MonthEndMailing> log)
{
    /// <summary>An extract on which no work was seen for longer is stuck, and no longer a reason to wait.</summary>
    static readonly TimeSpan LongestWork = TimeSpan.FromHours(1);

    /// <summary>After the first putting off; doubled after each further one, up to <see cref="LongestPause"/>.</summary>
    static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(15);
    static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    /// <summary>A recipient whose server has put the mail off for so long is refused.</summary>
    static readonly TimeSpan LongestPutOff = TimeSpan.FromDays(1);

    public async Task SendDueAsync(CancellationToken ct)
    {
        await storage.ReadyAsync();
        var groups = await planning.GroupsAsync(ct);
        if (groups.Count == 0)
        {
            return;
        }

        // Half of what was dropped would make a half-true mail: the next tick comes soon enough.
        if ((await extracts.UnsettledAsync(ct)).Count(s => s.Worked > time.GetUtcNow() - LongestWork) is var working and > 0)
        {
            LogHeld(working);
            return;
        }

        List<Exception> failed = [];
        await using var transport = services.GetRequiredService<IMailTransport>();
        foreach (var of in groups)
        {
            var plan = await planning.OfAsync(of, ct);
            await IssueAsync(of, plan, ct);
            if (!await SendAsync(of, plan.Mails, transport, failed, ct) || !await NoticeAsync(of, plan, transport, ct))
            {
                LogTakesNothing();
                break;
            }
        }

        if (failed.Count > 0)
        {
            // What could be sent was sent; the host's log and its alert have the rest.
            throw new AggregateException("Some mail could not be made.", failed);
        }
    }

    /// <summary>What is due may have been sent already, by an installation whose record of it is lost: a person has to say.</summary>
    /// <returns>How many deliveries are Unknown now that were not on record.</returns>
    public async Task<int> HoldBackAsync(CancellationToken ct)
    {
        var held = 0;
        foreach (var of in (await planning.GroupsAsync(ct)).Where(g => g.Month == g.Rule.ReportingMonth(time.GetUtcNow())))
        {
            var known = (await deliveries.OfMonthAsync(of.Rule.Group, of.Month, ct)).Where(d => d.Delivery.Day is null).ToLookup(d => d.Delivery.Email);
            foreach (var one in of.Recipients.GroupBy(r => r.Email.ToLowerInvariant()))
            {
                var given = MonthEndPlan.Given(known[one.Key]);
                var fresh = one.Where(r => !given.ContainsKey(r.Scorecard)).ToDictionary(r => r.Scorecard, _ => 1);
                var delivery = new Delivery(of.Rule.Group, of.Month, known[one.Key].Count() + 1, one.Key);
                held += fresh.Count > 0 && await deliveries.TryAddUnknownAsync(delivery, fresh, "restored: whether it was sent is not on record", ct) ? 1 : 0;
            }
        }

        return held;
    }

    /// <summary>What somebody has been given is issued, whoever was cut off in between.</summary>
    async Task IssueAsync(GroupMonth of, MonthPlan plan, CancellationToken ct)
    {
        var given = MonthEndPlan.Given(plan.Deliveries.Where(d => d.Delivery.Day is null));
        foreach (var summary in plan.Standing.Where(s => s.Edition == 0 && given.ContainsKey(s.Scorecard)))
        {
            await results.IssueAsync(summary.Scorecard, of.Month, ct);
        }
    }

    /// <returns>False: the transport takes nothing for now.</returns>
    async Task<bool> SendAsync(GroupMonth of, IReadOnlyList<MailPlan> plans, IMailTransport transport, List<Exception> failed, CancellationToken ct)
    {
        // Who gets the same mail stands together, so that it is made once and held while it is needed.
        foreach (var same in plans.Where(p => p.IsDue).GroupBy(Content))
        {
            MonthEndContent content;
            try
            {
                content = await MakeAsync(of, same.First(), ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
                continue;
            }

            using var step = Telemetry.Mail(content.Reported);
            foreach (var plan in same)
            {
                if (!await SendAsync(plan.Delivery!, content, plan.Recipient, plan.Known, transport, ct))
                {
                    return false;
                }
            }
        }

        return true;

        (bool, string, string) Content(MailPlan p) => (settings.Value.IsOutside(p.Email), string.Join('\n', p.Scorecards), string.Join('\n', p.Restated.Select(r => r.Was.Edition)));
    }

    async Task<MonthEndContent> MakeAsync(GroupMonth of, MailPlan plan, CancellationToken ct)
    {
        var isOutside = settings.Value.IsOutside(plan.Email);
        if (plan.Restated.Count > 0)
        {
            return await messages.MakeRestatedAsync(plan.Restated, isOutside, ct);
        }

        List<MonthlyScorecard> issued = [];
        foreach (var id in plan.Scorecards)
        {
            issued.Add((settings.Value.DryRun ? await results.ReadAsync(id, of.Month, null, ct) : await results.IssueAsync(id, of.Month, ct))!);
        }

        return await messages.MakeAsync(issued, plan.Lacking, isOutside, ct);
    }

    /// <summary>Tells the data team once a working day what the mail is held for, and what could not be delivered.</summary>
    /// <returns>False: the transport takes nothing for now.</returns>
    async Task<bool> NoticeAsync(GroupMonth of, MonthPlan plan, IMailTransport transport, CancellationToken ct)
    {
        if (of.Rule.NoticeDay(of.Month, time.GetUtcNow()) is not { } day)
        {
            return true;
        }

        var all = plan.Mails.Any(p => p.IsDue) ? await deliveries.OfMonthAsync(of.Rule.Group, of.Month, ct) : plan.Deliveries;
        var known = all.Where(d => d.Delivery.Day == day).ToDictionary(d => d.Delivery.Email);
        var lacking = plan.Mails.Where(p => !p.IsDue).SelectMany(p => p.Lacking).DistinctBy(l => l.Scorecard).ToList();
        var lost = all.Where(d => d.State is DeliveryState.Refused or DeliveryState.Unknown && d.Delivery.Day is null && !d.IsTold).ToList();
        HashSet<TrackedDelivery> told = [];
        foreach (var one in of.Recipients.Where(r => r.IsDataTeam).GroupBy(r => r.Email.ToLowerInvariant()))
        {
            var theirs = one.Select(r => r.Scorecard).ToHashSet(StringComparer.OrdinalIgnoreCase);
            List<Incomplete> missing = [.. lacking.Where(l => theirs.Contains(l.Scorecard))];
            List<TrackedDelivery> failed = [.. lost.Where(d => d.Editions.Keys.Any(theirs.Contains))];
            var before = known.GetValueOrDefault(one.Key);
            if (missing.Count + failed.Count == 0 || before is { State: not DeliveryState.Planned } || before?.NextAttempt > time.GetUtcNow())
            {
                continue;
            }

            var notice = await messages.MakeNoticeAsync(of, missing, failed, ct);
            if (!await SendAsync(new Delivery(of.Rule.Group, of.Month, 0, one.Key, day), notice, one.First(), before, transport, ct))
            {
                return false;
            }

            told.UnionWith(failed);
        }

        foreach (var delivery in settings.Value.DryRun ? [] : told)
        {
            await deliveries.TryNoteToldAsync(delivery, ct);
        }

        return true;
    }

    /// <returns>False: the transport takes nothing for now.</returns>
    async Task<bool> SendAsync(Delivery delivery, MonthEndContent content, Recipient recipient, TrackedDelivery? known, IMailTransport transport, CancellationToken ct)
    {
        var id = DeliveryStore.Id(delivery);
        using var message = messages.Address(content, recipient, id);
        var name = $"{delivery.Month}/{recipient.Email}/{id}";
        if (settings.Value.DryRun)
        {
            await files.WriteDryRunAsync(name, message.WriteToAsync, ct);
            LogDryRun(id, delivery.Group, delivery.Month, delivery.Edition);
            return true;
        }

        if (await deliveries.TryClaimAsync(delivery, content.Editions, known, ct) is not { } claim)
        {
            return true;
        }

        var outcome = await transport.SendAsync(message, name, ct);
        var settled = Settled(claim, outcome);
        await deliveries.TrySettleAsync(settled, ct);
        LogDelivery(id, delivery.Group, delivery.Month, delivery.Edition, settled.State, settled.Attempts);
        return !outcome.IsForAll;
    }

    TrackedDelivery Settled(TrackedDelivery claim, MailOutcome outcome)
    {
        var now = time.GetUtcNow();
        if (outcome.State != DeliveryState.Planned)
        {
            return claim with { State = outcome.State, Detail = outcome.Detail };
        }

        if (!outcome.IsForAll && now - claim.Since >= LongestPutOff)
        {
            return claim with { State = DeliveryState.Refused, Detail = $"put off for a day: {outcome.Detail}" };
        }

        // Nothing is wrong with this mail where the server takes none: it is the first one tried at the next tick.
        var attempts = claim.Attempts + 1;
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

    [LoggerMessage(LogLevel.Information, "Month-end mail held. Extracts being worked on: {Working}.")]
    partial void LogHeld(int working);

    [LoggerMessage(LogLevel.Error, "Month-end mail stopped: the mail server does not answer, does not know us or takes nothing for now. The next tick tries again.", EventName = "MailServerTakesNothing")]
    partial void LogTakesNothing();

    [LoggerMessage(LogLevel.Information, "Month-end mail. Delivery: {Delivery}. Group: {Group}. Month: {Month}. Edition: {Edition}. State: {State}. Attempts put off: {Attempts}.")]
    partial void LogDelivery(string delivery, string group, Month month, int edition, DeliveryState state, int attempts);

    [LoggerMessage(LogLevel.Information, "Month-end mail, dry run. Delivery: {Delivery}. Group: {Group}. Month: {Month}. Edition: {Edition}.")]
    partial void LogDryRun(string delivery, string group, Month month, int edition);
}
