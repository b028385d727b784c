using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>
/// Says at each tick of the sweep that the app is alive and what a person has to look at: the lines that alerts wait for (docs/operations.md).
/// </summary>
public sealed partial class Heartbeat(
    ScorecardStorage storage,
    Journal journal,
    DeliveryTable deliveries,
    MonthReader reader,
    IOptions<MonthEndSettings> settings,
    TimeProvider time,
    ILogger<Heartbeat> log)
{
    const int IndicatorsNamed = 50;

    /// <summary>
    /// What was found out last: it holds as long as nothing is committed and no other months are reported. Where a month could not be read it does
    /// not hold: that is said at each tick, and what the month lacks as soon as it can be read.
    /// </summary>
    (long Head, IReadOnlyList<ScorecardMonth> Reported, IReadOnlyList<MissingFigures> Incomplete) latest = (-1, [], []);

    /// <param name="swept">What came of the sweep, which has just read the journal.</param>
    public async Task BeatAsync((int TakenUp, long Unfollowed) swept, CancellationToken ct)
    {
        var poisoned = 0;
        await foreach (var (poison, messages) in storage.PoisonedAsync(ct))
        {
            poisoned += messages;
            LogPoisoned(poison, messages);
        }

        var unsent = await deliveries.ListAsync(state: null, ct);
        var unknown = unsent.Where(d => d.State == DeliveryState.Unknown).ToList();
        foreach (var delivery in unknown)
        {
            LogUnknown(unknown.Count, delivery.Id);
        }

        if (unsent.Where(d => DeliveriesByHand.IsRefusedUntold(d, time.GetUtcNow())).ToList() is [var first, ..] refused)
        {
            LogRefused(refused.Count, first.Id);
        }

        if ((await reader.AtAsync(journal.Known, ct)).Catalogue.BankHolidaysEndSoon(MonthEndRule.Today(time.GetUtcNow())) is { } last)
        {
            LogBankHolidaysEnd(last);
        }

        await UpdateAsync(journal.Known, ct);
        foreach (var month in latest.Incomplete)
        {
            LogIncomplete(month.Scorecard.Value, month.Month, month.Missing.Count, month.Expected,
                string.Join(' ', month.Missing.Select(m => m.Indicator.Id.Value).Order(StringComparer.Ordinal).Take(IndicatorsNamed)));
        }

        LogBeat(swept.TakenUp, swept.Unfollowed, poisoned, unknown.Count, latest.Incomplete.Count);
    }

    /// <summary>Finds the scorecards that lack figures which their reporting month should have.</summary>
    async Task UpdateAsync(JournalPrefix known, CancellationToken ct)
    {
        var months = await reader.AtAsync(known, ct);
        var calendar = settings.Value.Calendar(months.Catalogue, known);
        List<ScorecardMonth> reported =
        [
            .. known.Months.Select(m => m.Scorecard)
                .Distinct()
                .OrderBy(id => id.Value, StringComparer.Ordinal)
                .Select(id => new ScorecardMonth(id, calendar.FindRule(id).ReportingMonth(time.GetUtcNow()))),
        ];
        if (latest.Head == known.Head && latest.Reported.SequenceEqual(reported))
        {
            return;
        }

        var areRead = true;
        var incomplete = await reported.FindInTurnAsync(m => FindMissingAsync(months, m.Scorecard, m.Month, () => areRead = false, ct));
        latest = (areRead ? known.Head : -1, reported, incomplete);
    }

    /// <param name="unread">Told where the month cannot be read.</param>
    async Task<MissingFigures?> FindMissingAsync(MonthsAsOf months, ScorecardId scorecard, Month month, Action unread, CancellationToken ct)
    {
        try
        {
            return await months.IncompleteAsync(scorecard, month, await months.ReadAsync(scorecard, month, ct), ct);
        }
        catch (ProblemException)
        {
            // Newer rules are in use: nothing is wrong with the month, and the newer version says what it lacks.
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One that cannot be read is no reason to say nothing of the others.
            LogUnread(scorecard.Value, month, e.GetType().Name);
            unread();
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Poison queue is not empty. Queue: {Queue}. Messages: {Messages}.", EventName = "PoisonQueueNotEmpty")]
    partial void LogPoisoned(string queue, int messages);

    [LoggerMessage(LogLevel.Warning, "Deliveries are unknown. Unknown: {Unknown}. One of them: {Delivery}.", EventName = "DeliveriesUnknown")]
    partial void LogUnknown(int unknown, string delivery);

    [LoggerMessage(LogLevel.Warning, "Deliveries are refused. Refused: {Refused}. One of them: {Delivery}.", EventName = "DeliveriesRefused")]
    partial void LogRefused(int refused, string delivery);

    [LoggerMessage(LogLevel.Warning, "Month is not complete. Scorecard: {Scorecard}. Month: {Month}. Missing: {Missing}. Of: {Expected}. "
        + "Indicators: {Indicators}.", EventName = "MonthNotComplete")]
    partial void LogIncomplete(string scorecard, Month month, int missing, int expected, string indicators);

    [LoggerMessage(LogLevel.Warning, "Bank holidays end. Last known: {LastKnown}.", EventName = "BankHolidaysEnd")]
    partial void LogBankHolidaysEnd(DateOnly lastKnown);

    [LoggerMessage(LogLevel.Error, "Month cannot be read. Scorecard: {Scorecard}. Month: {Month}. Error: {Error}.", EventName = "MonthUnread")]
    partial void LogUnread(string scorecard, Month month, string error);

    [LoggerMessage(LogLevel.Information, "Sweep ended. Taken up: {TakenUp}. Entries not followed up: {Unfollowed}. Poison messages: {Poisoned}. "
        + "Unknown deliveries: {Unknown}. Incomplete scorecards: {Incomplete}.", EventName = "Heartbeat")]
    partial void LogBeat(int takenUp, long unfollowed, int poisoned, int unknown, int incomplete);
}
