using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Hands one mail over: it is claimed before, and how it ended is recorded after.</summary>
public sealed partial class MailDispatch(
    Func<IMailTransport> connect, DeliveryTable deliveries, Outbox outbox, MonthEndMessages messages, IOptions<MailSettings> settings,
    TimeProvider time, ILogger<MailDispatch> log)
{
    /// <summary>Begins the sending of a tick: by a transport of its own, and knowing what the hour before has had.</summary>
    public async Task<MailRun> BeginAsync(CancellationToken ct)
    {
        var (now, most) = (time.GetUtcNow(), settings.Value.DryRun ? 0 : settings.Value.MostPerHour);
        var known = most == 0 ? [] : await deliveries.SinceAsync(now - SendingPace.Hour, ct);
        return new MailRun(connect(), new SendingPace(RetryPolicy.Usual, most, known, now), this, time);
    }

    /// <param name="number">Of the journal, that the mail shows.</param>
    /// <param name="known">Its row, where it was put off; null = it has none.</param>
    public async Task<MailOutcome> SendAsync(
        Delivery delivery, long number, MonthEndContent content, Recipient recipient, TrackedDelivery? known, IMailTransport transport,
        CancellationToken ct)
    {
        var id = DeliveryTable.Id(delivery);
        using var message = messages.Address(content, recipient, id);
        var name = $"{delivery.Month}/{Keys.From(delivery.Email)}/{id}";
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

        // Not cut off by a stop: whoever says that the mail is handed over must know that it is said, and can then say that it was not.
        var outcome = await transport.SendAsync(
            message, name, async _ => (held = await deliveries.TryBeginAsync(claim, CancellationToken.None)) is not null, ct);
        if (held is null)
        {
            LogTakenOver(id);
            return default;
        }

        // What is known is written, also when the host is told to end.
        var settled = RetryPolicy.Usual.Settle(held, outcome, time.GetUtcNow());
        await deliveries.TrySettleAsync(settled, CancellationToken.None);
        LogDelivery(id, delivery.Group, delivery.Month, number, settled.State, settled.Attempts);
        ct.ThrowIfCancellationRequested();
        return outcome;
    }

    [LoggerMessage(LogLevel.Information,
        "Month-end mail. Delivery: {Delivery}. Group: {Group}. Month: {Month}. Number: {Number}. State: {State}. Attempts put off: {Attempts}.")]
    partial void LogDelivery(string delivery, ScorecardId group, Month month, long number, DeliveryState state, int attempts);

    [LoggerMessage(LogLevel.Warning, "Month-end mail was not sent: its claim ran out before it could be handed over. Delivery: {Delivery}.")]
    partial void LogTakenOver(string delivery);

    [LoggerMessage(LogLevel.Information, "Month-end mail, dry run. Delivery: {Delivery}. Group: {Group}. Month: {Month}. Number: {Number}.")]
    partial void LogDryRun(string delivery, ScorecardId group, Month month, long number);
}
