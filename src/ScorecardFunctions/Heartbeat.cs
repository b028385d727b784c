using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>
/// Says at each tick of the sweep that the app is alive and what a person has to look at: the lines that alerts wait for (docs/operations.md).
/// </summary>
public sealed partial class Heartbeat(
    ExtractStore extracts, CalculationQueue queue, DeliveryStore deliveries, ResultStore results, Catalogues catalogues, MonthEndMailing mailing, ILogger<Heartbeat> log)
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
            LogIncomplete(month.Scorecard, month.Month, month.Missing.Count, month.Expected, string.Join(' ', month.Missing.Take(IndicatorsNamed)));
        }

        LogBeat(takenUp, (await extracts.UnsettledAsync(ct)).Count, poisoned, unknown.Count, incomplete);
    }

    /// <summary>
    /// The scorecards that lack figures which the reporting month should have: those that the latest month before had, or every one when there was none.
    /// That a figure is withheld or not there is a figure too. A scorecard that never had any is not waited for.
    /// </summary>
    async IAsyncEnumerable<Incomplete> IncompleteAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var month = await mailing.ReportingMonthAsync();
        var catalogue = await catalogues.ReadAsync(ct);
        var active = catalogue.ActiveIndicators(month).Select(i => i.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var of in (await results.SummariesAsync(null, ct)).Where(s => s.Month <= month).GroupBy(s => s.Scorecard, StringComparer.OrdinalIgnoreCase))
        {
            if (catalogue.Scorecard(of.Key)?.IsActive(month) != true)
            {
                continue;
            }

            var before = of.Where(s => s.Month < month).Select(s => s.Month).DefaultIfEmpty(month).Max();
            var expected = before == month ? active : active.Intersect(await StatedAsync(of.Key, before, ct), StringComparer.OrdinalIgnoreCase).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var stated = await StatedAsync(of.Key, month, ct);
            if (expected.Except(stated, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            {
                yield return new Incomplete(of.Key, month, missing, expected.Count);
            }
        }
    }

    async Task<IEnumerable<string>> StatedAsync(string scorecard, Month month, CancellationToken ct) =>
        await results.ReadAsync(scorecard, month, null, ct) is { } found ? found.Results.Where(r => r.Figure is not null || r.NoValue is not null).Select(r => r.Indicator.Id) : [];

    sealed record Incomplete(string Scorecard, Month Month, IReadOnlyList<string> Missing, int Expected);

    [LoggerMessage(LogLevel.Error, "Poison queue is not empty. Queue: {Queue}. Messages: {Messages}.", EventName = "PoisonQueueNotEmpty")]
    partial void LogPoisoned(string queue, int messages);

    [LoggerMessage(LogLevel.Warning, "Deliveries are unknown. Unknown: {Unknown}. One of them: {Delivery}.", EventName = "DeliveriesUnknown")]
    partial void LogUnknown(int unknown, string delivery);

    [LoggerMessage(LogLevel.Warning, "Month is not complete. Scorecard: {Scorecard}. Month: {Month}. Missing: {Missing}. Of: {Expected}. Indicators: {Indicators}.", EventName = "MonthNotComplete")]
    partial void LogIncomplete(string scorecard, Month month, int missing, int expected, string indicators);

    [LoggerMessage(
        LogLevel.Information,
        "Sweep ended. Taken up: {TakenUp}. Unsettled extracts: {Unsettled}. Poison messages: {Poisoned}. Unknown deliveries: {Unknown}. Incomplete scorecards: {Incomplete}.",
        EventName = "Heartbeat")]
    partial void LogBeat(int takenUp, int unsettled, int poisoned, int unknown, int incomplete);
}
