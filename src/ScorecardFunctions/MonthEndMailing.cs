using Microsoft.Extensions.Options;
using Scorecards.Domain;
using Scorecards.Pipeline;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>
/// Sends what is due and not yet delivered: the reporting month of each scorecard to each of its recipients, once. The tick decides nothing;
/// the table Deliveries does.
/// </summary>
public sealed partial class MonthEndMailing(
    ScorecardStorage storage,
    Catalogues catalogues,
    CatalogueStore catalogueStore,
    ExtractStore extracts,
    ResultStore results,
    DeliveryStore deliveries,
    MonthEndMessages messages,
    IServiceProvider services,
    IOptions<MonthEndSettings> settings,
    TimeProvider time,
    ILogger<MonthEndMailing> log)
{
    /// <summary>Whoever gets the month's mail after it was restated gets what stands then, and gets it once.</summary>
    public const int FirstEdition = 1;

    /// <summary>An extract on which no work was seen for longer is stuck, and no longer a reason to wait.</summary>
    static readonly TimeSpan LongestWork = TimeSpan.FromHours(1);

    public async Task SendDueAsync(CancellationToken ct)
    {
        await storage.ReadyAsync();
        var (month, recipients) = await DueAsync(ct);
        if (recipients.Count == 0)
        {
            return;
        }

        // Half of what was dropped would make a half-true mail: the next tick comes soon enough.
        if ((await extracts.UnsettledAsync(ct)).Count(s => s.Worked > time.GetUtcNow() - LongestWork) is var working and > 0)
        {
            LogHeld(month, working);
            return;
        }

        await using var transport = services.GetRequiredService<IMailTransport>();
        foreach (var ofScorecard in recipients.GroupBy(r => r.Scorecard, StringComparer.OrdinalIgnoreCase))
        {
            if (await results.IssueAsync(ofScorecard.Key, month, ct) is { } scorecard)
            {
                await SendAsync(scorecard, ofScorecard, transport, ct);
            }
        }
    }

    /// <summary>The month whose mail is sent now.</summary>
    public async Task<Month> ReportingMonthAsync() =>
        new MonthEnd((await catalogues.BuiltInAsync()).WorkingDays, settings.Value.WorkingDay, settings.Value.Hour).ReportingMonth(time.GetUtcNow());

    /// <summary>The month whose mail is sent now, and to whom.</summary>
    public async Task<(Month Month, IReadOnlyList<Recipient> Recipients)> DueAsync(CancellationToken ct)
    {
        var today = MonthEnd.Today(time.GetUtcNow());
        return (await ReportingMonthAsync(), [.. (await catalogueStore.RecipientsAsync(ct)).Where(r => r.IsActive(today))]);
    }

    /// <summary>What is due may have been sent already, by an installation whose record of it is lost: a person has to say.</summary>
    /// <returns>How many deliveries are Unknown now that were not on record.</returns>
    public async Task<int> HoldBackAsync(CancellationToken ct)
    {
        var ((month, recipients), held) = (await DueAsync(ct), 0);
        foreach (var recipient in recipients)
        {
            held += await deliveries.TryAddUnknownAsync(To(recipient, recipient.Scorecard, month), "restored: whether it was sent is not on record", ct) ? 1 : 0;
        }

        return held;
    }

    static Delivery To(Recipient recipient, string scorecard, Month month) => new(scorecard, month, FirstEdition, recipient.Email.ToLowerInvariant());

    async Task SendAsync(MonthlyScorecard scorecard, IEnumerable<Recipient> recipients, IMailTransport transport, CancellationToken ct)
    {
        MonthEndContent? content = null;
        foreach (var recipient in recipients)
        {
            var delivery = To(recipient, scorecard.Scorecard, scorecard.Month);
            if (await deliveries.TryClaimAsync(delivery, ct) is not { } claim)
            {
                continue;
            }

            try
            {
                content ??= await messages.MakeAsync(scorecard, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Nothing has left yet: the next tick tries again.
                await deliveries.SettleAsync(delivery, claim, DeliveryState.Planned, $"not made: {e.GetType().Name}", ct);
                throw;
            }

            var id = DeliveryStore.Id(delivery);
            using var message = messages.Address(content, recipient, id);
            var outcome = await transport.SendAsync(message, $"{scorecard.Month}/{scorecard.Scorecard}/{scorecard.Edition}/{recipient.Email}", ct);
            await deliveries.SettleAsync(delivery, claim, outcome.State, outcome.Detail, ct);
            LogDelivery(id, delivery.Scorecard, delivery.Month, delivery.Edition, outcome.State);
        }
    }

    [LoggerMessage(LogLevel.Information, "Month-end mail held. Month: {Month}. Extracts being worked on: {Working}.")]
    partial void LogHeld(Month month, int working);

    [LoggerMessage(LogLevel.Information, "Month-end mail. Delivery: {Delivery}. Scorecard: {Scorecard}. Month: {Month}. Edition: {Edition}. State: {State}.")]
    partial void LogDelivery(string delivery, string scorecard, Month month, int edition, DeliveryState state);
}
