using ScorecardFunctions.Mail;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>
/// Says at each tick of the sweep that the app is alive and what a person has to look at: the lines that alerts wait for (docs/operations.md).
/// </summary>
public sealed partial class Heartbeat(
    ExtractStore extracts, CalculationQueue queue, DeliveryStore deliveries, ResultStore results, Catalogues catalogues, Completeness completeness, TimeProvider time, ILogger<Heartbeat> log)
{
    const int IndicatorsNamed = 50;

    /// <param name="takenUp">How many extracts the sweep has just taken up.</param>
    /// <param name="ct">Cancels.</param>
    public async Task BeatAsync(int takenUp, CancellationToken ct)
    {
        var poisoned = 0;
        await foreach (var (poison, messages) in queue.PoisonedAsync(ct))
        {
            poisoned += messages;
            LogPoisoned(poison, messages);
        }

        var unknown = await deliveries.ListAsync(DeliveryState.Unknown, ct);
        if (unknown.Count > 0)
        {
            LogUnknown(unknown.Count, unknown[0].Id);
        }

        var incomplete = 0;
        await foreach (var month in IncompleteAsync(ct))
        {
            incomplete++;
            LogIncomplete(month.Scorecard, month.Month, month.Missing.Count, month.Expected, string.Join(' ', month.Missing.Select(m => m.Indicator.Id).Order(StringComparer.Ordinal).Take(IndicatorsNamed)));
        }

        LogBeat(takenUp, (await extracts.UnsettledAsync(ct)).Count, poisoned, unknown.Count, incomplete);
    }

    /// <summary>The scorecards that lack figures which their reporting month should have.</summary>
    async IAsyncEnumerable<Incomplete> IncompleteAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var catalogue = await catalogues.ReadAsync(ct);
        var calendar = await catalogues.CalendarAsync(catalogue, ct);
        foreach (var of in (await results.SummariesAsync(null, ct)).GroupBy(s => s.Scorecard, StringComparer.OrdinalIgnoreCase))
        {
            if (await OfAsync(catalogue, of.Key, calendar.Of(of.Key).ReportingMonth(time.GetUtcNow()), of.Select(s => s.Month), ct) is { } incomplete)
            {
                yield return incomplete;
            }
        }
    }

    async Task<Incomplete?> OfAsync(Catalogue catalogue, string scorecard, Month month, IEnumerable<Month> months, CancellationToken ct)
    {
        try
        {
            return await completeness.OfAsync(catalogue, scorecard, month, months, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One that cannot be read is no reason to say nothing of the others.
            LogUnread(scorecard, month, e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Poison queue is not empty. Queue: {Queue}. Messages: {Messages}.", EventName = "PoisonQueueNotEmpty")]
    partial void LogPoisoned(string queue, int messages);

    [LoggerMessage(LogLevel.Warning, "Deliveries are unknown. Unknown: {Unknown}. One of them: {Delivery}.", EventName = "DeliveriesUnknown")]
    partial void LogUnknown(int unknown, string delivery);

    [LoggerMessage(LogLevel.Warning, "Month is not complete. Scorecard: {Scorecard}. Month: {Month}. Missing: {Missing}. Of: {Expected}. Indicators: {Indicators}.", EventName = "MonthNotComplete")]
    partial void LogIncomplete(string scorecard, Month month, int missing, int expected, string indicators);

    [LoggerMessage(LogLevel.Error, "Month cannot be read. Scorecard: {Scorecard}. Month: {Month}. Error: {Error}.", EventName = "MonthUnread")]
    partial void LogUnread(string scorecard, Month month, string error);

    [LoggerMessage(
        LogLevel.Information,
        "Sweep ended. Taken up: {TakenUp}. Unsettled extracts: {Unsettled}. Poison messages: {Poisoned}. Unknown deliveries: {Unknown}. Incomplete scorecards: {Incomplete}.",
        EventName = "Heartbeat")]
    partial void LogBeat(int takenUp, int unsettled, int poisoned, int unknown, int incomplete);
}
