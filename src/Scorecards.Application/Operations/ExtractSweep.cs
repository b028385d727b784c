using Azure;
using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Application.Counting;
using Scorecards.Application.Ingestion;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>
/// Does again what was left unfinished: entries whose follow-up is not all there, arrivals that have not ended, files that no event told of, a
/// restore that was cut off. It asks what is there, never what was sent. Once a day it removes what never counts and exports what cannot be made
/// again.
/// </summary>
// Takes up whatever kind of work was interrupted, so it knows every service that can go on with it.
public sealed partial class ExtractSweep(
    IStorage storage, UploadTable uploads, Inbox inbox, Backups backups, FollowUp followUp, ExtractIngestion ingestion,
    UploadWithdrawals withdrawals, CalculationQueue queue, MonthCalculator calculator, Restoration restoration, Erasure erasure, Garbage garbage,
    BackupExport export, RecordCounting counting, TimeProvider time, ILogger<ExtractSweep> log)
{
    /// <summary>
    /// Longer than a file waits that was cut off by a kill: the host hands it over again after ten minutes. Where several tries are killed, sweep
    /// and trigger may both read it, and the journal takes one.
    /// </summary>
    static readonly TimeSpan LeftStanding = TimeSpan.FromMinutes(15);

    /// <summary>Far longer than an event takes, or the trigger's own tries: what lies in the inbox unknown for so long was missed.</summary>
    static readonly TimeSpan Announced = TimeSpan.FromHours(1);

    /// <summary>
    /// Longer than an installation can be down unnoticed. An inbox that is never cleared makes a tick no dearer than its last month.
    /// </summary>
    static readonly TimeSpan LookedBack = TimeSpan.FromDays(30);

    /// <summary>A tick has half an hour; the rest of many entries, as after a restore, and of many arrivals is left to the next.</summary>
    static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(10);

    const int MostAttempts = 10;

    /// <returns>
    /// How many entries and uploads were not done and were taken up again, and how many entries of the journal are not known to be followed up.
    /// </returns>
    public async Task<(int TakenUp, long Unfollowed)> RunAsync(CancellationToken ct)
    {
        await storage.ReadyAsync();
        var known = await restoration.GoOnAsync(ct);
        var (followed, version) = await uploads.FollowedAsync(ct);
        if (known.IsUnderRepair)
        {
            return (0, known.Head - followed);
        }

        // What newer rules count anew should be there before a month is issued, though nobody uploads anything.
        known = await calculator.UseRulesAsync(known, ct);
        var (undone, done) = await FollowAsync(known, followed, version, ct);
        var takenUp = undone + await TakeUpAsync(ct);
        if (RecordCoverage.IsBehind(known))
        {
            await CountAsync(ct);
        }

        if (await export.IsDueAsync(ct))
        {
            await garbage.CollectAsync(ct);
            await export.RunAsync(ct);
        }

        return (takenUp, known.Head - done);
    }

    /// <summary>
    /// Looks at every entry above the number that all is there up to, does what is not there, and moves the number over those of which all is.
    /// </summary>
    /// <returns>Of how many entries something was not there, and the number as it is now.</returns>
    async Task<(int Undone, long Done)> FollowAsync(JournalPrefix known, long followed, ETag? version, CancellationToken ct)
    {
        var (done, undone, start) = (followed, 0, time.GetTimestamp());
        var (low, high) = (followed, known.Head + 1);
        while (low + 1 < high && time.GetElapsedTime(start) <= LongestWork)
        {
            // Where the old ones take long the newest are looked at too: one that cannot be done must not keep all others waiting.
            var n = time.GetElapsedTime(start) <= LongestWork / 2 ? ++low : --high;
            var isThere = await FollowAsync(known[n], known, ct);
            undone += isThere ? 0 : 1;
            done = isThere && done == n - 1 ? n : done;
        }

        if (done > followed)
        {
            await uploads.FollowAsync(done, version, ct);
        }

        return (undone, done);
    }

    /// <returns>Whether all that comes of the entry was there.</returns>
    async Task<bool> FollowAsync(JournalEntry entry, JournalPrefix known, CancellationToken ct)
    {
        var isThere = true;
        try
        {
            if (!await backups.HasAsync(entry.Number, ct))
            {
                await backups.KeepAsync(entry, ct);
            }

            if (!known.IsUnderRepair && await followUp.BehindAsync(entry, known.UpTo(entry.Number), ct) is { Count: > 0 } behind)
            {
                LogBehind(entry.Number, behind.Count);
                await queue.SendAsync(entry.Number, behind, ct);
                isThere = false;
            }

            var (withdrawn, asked) = await ingestion.EnsureWithdrawnAsync(entry, known, ct);
            if (entry.Path is not null)
            {
                isThere &= await ReceiptAsync(entry, known, isThere, ct);
                await followUp.EndAsync(entry, ct);
            }

            if (entry.Kind == EntryKind.Erasure)
            {
                isThere &= await erasure.GoOnAsync(entry, known, ct);
            }

            isThere &= await ingestion.ReadWantedAsync(entry, known, ct) == 0;
            await withdrawals.CompleteAsync(entry, asked, ct);
            return isThere && withdrawn == 0;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One that fails must not keep the others waiting; it is looked at again at the next tick.
            LogFailed(entry.Number, e.GetType().Name);
            return false;
        }
    }

    /// <returns>Whether the receipt was there, as far as it can be.</returns>
    async Task<bool> ReceiptAsync(JournalEntry entry, JournalPrefix known, bool isCalculated, CancellationToken ct)
    {
        if (known.IsErased(entry.Place) || await followUp.IsCompleteAsync(entry, known, ct))
        {
            return true;
        }

        await ingestion.EnsureReceiptAsync(entry, known, ct);
        if (isCalculated)
        {
            await followUp.CompleteAsync(entry, known, ct);
        }

        return false;
    }

    /// <summary>Registers what no event told of, and reads what has not ended.</summary>
    async Task<int> TakeUpAsync(CancellationToken ct)
    {
        var (now, start) = (time.GetUtcNow(), time.GetTimestamp());
        var known = (await uploads.AllAsync(ct).ToListAsync(ct)).ToLookup(a => a.Path, StringComparer.Ordinal);
        var missed = await inbox.ListAsync(ct).Where(b => b.Modified >= now - LookedBack && b.Modified <= now - Announced)
            .Where(b => known[b.Name].All(a => a.Content != b.Version.ToString().Trim('"'))).OrderBy(b => b.Modified).Select(b => b.Name)
                .ToListAsync(ct);
        var open = known.SelectMany(a => a).Where(a => a.State == UploadState.Received && a.Worked < now - LeftStanding).OrderBy(a => a.Received)
            .ToList();
        var taken = 0;
        foreach (var work in open.Select(a => (Func<Task>)(() => TakeUpAsync(a, ct)))
            .Concat(missed.Select(path => (Func<Task>)(() => ingestion.IngestAsync(path, ct)))))
        {
            if (time.GetElapsedTime(start) > LongestWork)
            {
                break;
            }

            try
            {
                taken++;
                await work();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogTakeUpFailed(e.GetType().Name);
            }
        }

        LogTakenUp(open.Count, missed.Count);
        return taken;
    }

    async Task CountAsync(CancellationToken ct)
    {
        try
        {
            await counting.CatchUpAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // It is tried again at the next tick, and whatever else is due must not wait for it.
            LogCountFailed(e.GetType().Name);
        }
    }

    async Task TakeUpAsync(Arrival arrival, CancellationToken ct)
    {
        if (arrival.Attempts >= MostAttempts)
        {
            await followUp.FailAsync(
                arrival,
                $"The file could not be processed in {MostAttempts} attempts, for a reason that is not in the file. Nothing in it counts. "
                + "Tell your administrator.",
                ct);
            return;
        }

        if (await uploads.TryMoveAsync(arrival, arrival with { Attempts = arrival.Attempts + 1, Worked = time.GetUtcNow() }, ct) is (true, { } moved))
        {
            await ingestion.IngestAsync(moved, ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Months were behind. Entry: {Entry}. Months: {Months}.", EventName = "MonthsBehind")]
    partial void LogBehind(long entry, int months);

    [LoggerMessage(LogLevel.Error, "Follow-up failed. Entry: {Entry}. Error: {Error}.", EventName = "FollowUpFailed")]
    partial void LogFailed(long entry, string error);

    [LoggerMessage(LogLevel.Error, "Records could not be counted. Error: {Error}.", EventName = "CountFailed")]
    partial void LogCountFailed(string error);

    [LoggerMessage(LogLevel.Error, "Extract failed again. Error: {Error}.", EventName = "ExtractFailedAgain")]
    partial void LogTakeUpFailed(string error);

    [LoggerMessage(LogLevel.Information, "Extracts taken up. Not ended: {Open}. Missed: {Missed}.", EventName = "ExtractsTakenUp")]
    partial void LogTakenUp(int open, int missed);
}
