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
    Func<IMailTransport> connect,
    IOptions<MailSettings> settings,
    TimeProvider time,
    ILogger<MonthEndMailing> log)
{
    /// <summary>An extract on which no work was seen for longer is stuck, and no longer a reason to wait.</summary>
    static readonly TimeSpan LongestWork = TimeSpan.FromHours(1);

    /// <summary>After the first putting off; doubled after each further one, up to <see cref="LongestPause"/>.</summary>
    static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(15);
    static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    /// <summary>A recipient whose server has put the mail off for so long, and as often as <see cref="MostPutOff"/>, is refused.</summary>
    static readonly TimeSpan LongestPutOff = TimeSpan.FromDays(1);
    const int MostPutOff = 6;

    /// <summary>An extract that is worked on for the fourth time will hardly end this time.</summary>
    const int MostAttempts = 3;

    /// <summary>So many in a row that the server does not take at all: it is the server and not one of the mails.</summary>
    const int MostUntaken = 2;

    public async Task SendDueAsync(CancellationToken ct)
    {
        await storage.ReadyAsync();
        var groups = await planning.GroupsAsync(ct);
        if (groups.Count == 0)
        {
            return;
        }

        List<Exception> failed = [];
        await using var transport = connect();
        foreach (var of in groups)
        {
            // Half of what was dropped would make a half-true mail: the next tick comes soon enough.
            if ((await extracts.UnsettledAsync(ct)).Count(s => s.Worked > time.GetUtcNow() - LongestWork && s.Attempts <= MostAttempts) is var working and > 0)
            {
                LogHeld(working);
                break;
            }

            try
            {
                var plan = await planning.OfAsync(of, ct);
                failed.AddRange(plan.Failed);
                await IssueAsync(of, plan, failed, ct);
                if (!await SendAsync(of, plan.Mails, transport, failed, ct) || !await NoticeAsync(of, plan, transport, ct))
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

    /// <summary>What is due may have been sent already, by an installation whose record of it is lost: a person has to say.</summary>
    /// <returns>How many deliveries are Unknown now that were not on record.</returns>
    public async Task<int> HoldBackAsync(CancellationToken ct)
    {
        var held = 0;
        foreach (var of in await planning.GroupsAsync(ct))
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
    async Task IssueAsync(GroupMonth of, MonthPlan plan, List<Exception> failed, CancellationToken ct)
    {
        var given = MonthEndPlan.Given(plan.Deliveries.Where(d => d.Delivery.Day is null));
        foreach (var summary in plan.Standing.Where(s => s.Edition == 0 && given.ContainsKey(s.Scorecard)))
        {
            try
            {
                await results.IssueAsync(summary.Scorecard, of.Month, ct);
            }
            catch (InvalidOperationException e)
            {
                failed.Add(e);
            }
        }
    }

    /// <returns>False: the transport takes nothing for now.</returns>
    async Task<bool> SendAsync(GroupMonth of, IReadOnlyList<MailPlan> plans, IMailTransport transport, List<Exception> failed, CancellationToken ct)
    {
        // Who gets the same mail stands together, so that it is made once and held while it is needed.
        // What was put off comes last: should it be one mail that the server never takes, the others have gone.
        var untaken = 0;
        foreach (var same in plans.Where(p => p.IsDue).OrderBy(p => p.Known is not null).GroupBy(Content))
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
                try
                {
                    untaken = (await SendAsync(plan.Delivery!, content, plan.Recipient, plan.Known, transport, ct)).IsForAll ? untaken + 1 : 0;
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

        (bool, bool, string, string, string) Content(MailPlan p) => (
            p.Known is not null,
            settings.Value.IsOutside(p.Email),
            string.Join('\n', p.Scorecards),
            string.Join('\n', p.Restated.Select(r => r.Was.Edition)),
            string.Join('\n', p.Lacking.Select(l => l.Scorecard)));
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

        // What was still put off when its month was over will not go out any more.
        var before = (await deliveries.OfMonthAsync(of.Rule.Group, of.Month.Previous(), ct)).Where(d => d.State == DeliveryState.Planned);
        var lost = all.Where(d => d.State is DeliveryState.Refused or DeliveryState.Unknown).Concat(before).Where(d => d.Delivery.Day is null && !d.IsTold).ToList();
        HashSet<string> told = [], untold = [];
        foreach (var one in of.Recipients.Where(r => r.IsDataTeam).GroupBy(r => r.Email.ToLowerInvariant()))
        {
            var theirs = one.Select(r => r.Scorecard).ToHashSet(StringComparer.OrdinalIgnoreCase);
            List<Incomplete> missing = [.. lacking.Where(l => theirs.Contains(l.Scorecard))];
            List<TrackedDelivery> failed = [.. lost.Where(d => d.Editions.Keys.Any(theirs.Contains))];
            var todays = known.GetValueOrDefault(one.Key);
            if (missing.Count + failed.Count == 0)
            {
                continue;
            }

            MailOutcome outcome = default;
            if (todays is null or { State: DeliveryState.Planned } && !(todays?.NextAttempt > time.GetUtcNow()))
            {
                var notice = await messages.MakeNoticeAsync(of, missing, failed, ct);
                outcome = await SendAsync(new Delivery(of.Rule.Group, of.Month, 0, one.Key, day), notice, one.First(), todays, transport, ct);
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

    /// <returns>What the transport said; Planned where it was not asked, since somebody else sends this mail or it is a dry run.</returns>
    async Task<MailOutcome> SendAsync(Delivery delivery, MonthEndContent content, Recipient recipient, TrackedDelivery? known, IMailTransport transport, CancellationToken ct)
    {
        var id = DeliveryStore.Id(delivery);
        using var message = messages.Address(content, recipient, id);
        var name = $"{delivery.Month}/{recipient.Email}/{id}";
        if (settings.Value.DryRun)
        {
            await files.WriteDryRunAsync(name, message.WriteToAsync, ct);
            LogDryRun(id, delivery.Group, delivery.Month, delivery.Edition);
            return default;
        }

        if (await deliveries.TryClaimAsync(delivery, content.Editions, known, ct) is not { } claim)
        {
            return default;
        }

        var outcome = await transport.SendAsync(message, name, ct);
        var settled = Settled(claim, outcome);

        // What is known is written, also when the host is told to end.
        await deliveries.TrySettleAsync(settled, CancellationToken.None);
        LogDelivery(id, delivery.Group, delivery.Month, delivery.Edition, settled.State, settled.Attempts);
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

    [LoggerMessage(LogLevel.Information, "Month-end mail held. Extracts being worked on: {Working}.")]
    partial void LogHeld(int working);

    [LoggerMessage(LogLevel.Error, "Month-end mail stopped: the mail server does not answer, does not know us or takes nothing for now. The next tick tries again.", EventName = "MailServerTakesNothing")]
    partial void LogTakesNothing();

    [LoggerMessage(LogLevel.Information, "Month-end mail. Delivery: {Delivery}. Group: {Group}. Month: {Month}. Edition: {Edition}. State: {State}. Attempts put off: {Attempts}.")]
    partial void LogDelivery(string delivery, string group, Month month, int edition, DeliveryState state, int attempts);

    [LoggerMessage(LogLevel.Information, "Month-end mail, dry run. Delivery: {Delivery}. Group: {Group}. Month: {Month}. Edition: {Edition}.")]
    partial void LogDryRun(string delivery, string group, Month month, int edition);
}
