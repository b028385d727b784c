using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>Takes up what was left standing: a crash, a lost message or an outage that outlasted the tries of the triggers; and files that nobody was told of.</summary>
public sealed partial class ExtractSweep(
    ScorecardStorage storage, ExtractStore extracts, Files files, CalculationQueue queue, ExtractIngestion ingestion, ExtractReceipts receipts, Heartbeat heartbeat, TimeProvider time, ILogger<ExtractSweep> log)
{
    /// <summary>Longer than the triggers take for their own tries.</summary>
    static readonly TimeSpan LeftStanding = TimeSpan.FromMinutes(15);

    /// <summary>Far longer than an event takes, or the trigger's own tries: what lies in the inbox unknown for so long was missed.</summary>
    static readonly TimeSpan Announced = TimeSpan.FromHours(1);

    /// <summary>Longer than an installation stands still unnoticed. An inbox that is never cleared makes a tick no dearer than its last month.</summary>
    static readonly TimeSpan LookedBack = TimeSpan.FromDays(30);

    /// <summary>A tick has half an hour; the rest of many is taken in at the next.</summary>
    static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(10);

    const int MostMissed = 50;
    const int MostAttempts = 10;

    public async Task RunAsync(CancellationToken ct)
    {
        await storage.ReadyAsync();
        var before = time.GetUtcNow() - LeftStanding;
        var takenUp = 0;
        foreach (var submission in (await extracts.UnsettledAsync(ct)).Where(s => s.Worked < before))
        {
            try
            {
                takenUp++;
                LogTakenUp(submission.Sha256, submission.State);
                await (submission.State == SubmissionState.Stored ? CalculateAsync(submission, ct) : IngestAsync(submission, ct));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One that fails must not keep the others waiting; it is taken up again at the next tick.
                LogFailed(submission.Sha256, e.GetType().Name);
            }
        }

        await heartbeat.BeatAsync(takenUp + await TakeInMissedAsync(ct), ct);
    }

    async Task<int> TakeInMissedAsync(CancellationToken ct)
    {
        var (start, now, taken) = (time.GetTimestamp(), time.GetUtcNow(), 0);
        var dropped = await files.DroppedAsync(now - LookedBack, now - Announced, ct);
        foreach (var missed in await extracts.NotOnRecordAsync(dropped, ct))
        {
            if (taken == MostMissed || time.GetElapsedTime(start) > LongestWork)
            {
                break;
            }

            try
            {
                await ingestion.IngestMissedAsync(files.Extract(missed.Path), missed.Path, ct);
                taken++;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogMissedFailed(missed.ContentVersion, e.GetType().Name);
            }
        }

        return taken;
    }

    async Task CalculateAsync(Submission submission, CancellationToken ct)
    {
        if (!await queue.IsEmptyAsync(ct))
        {
            // Its calculations may well be among those that wait; to queue them again would only make the wait longer.
            return;
        }

        var left = await extracts.ToCalculateAsync(submission.Sha256, ct).ToListAsync(ct);
        await queue.SendAsync(submission.Sha256, left, ct);
        if (left.Count == 0)
        {
            await EndAsync(submission, SubmissionState.Calculated, submission.Message, ct);
        }
    }

    async Task IngestAsync(Submission submission, CancellationToken ct)
    {
        if (submission.Attempts >= MostAttempts)
        {
            var message = $"The file could not be worked on in {MostAttempts} attempts, for a reason that is not in the file. Nothing of it counts; the engineer has to look.";
            await receipts.WriteAsync(
                new Receipt
                {
                    Extract = submission.Extract,
                    Sha256 = submission.Sha256,
                    Bytes = submission.Bytes,
                    Received = submission.Received,
                    Outcome = "Quarantined",
                    Message = message,
                    Problems = [message],
                },
                null,
                ct);
            await EndAsync(submission, SubmissionState.Quarantined, message, ct);
            return;
        }

        // The archive has them where they were accepted before, and while an installation is restored.
        if (await extracts.FindAsync(submission.Sha256, ct) is { } known && await ingestion.IngestAgainAsync(files.Archived(submission.Sha256), known, ct))
        {
            return;
        }

        await ingestion.IngestAsync(files.Extract(submission.Extract), submission.Extract, ct);
        var now = await extracts.FindAsync(submission.Sha256, ct);
        if (now?.Submission.Attempts == submission.Attempts)
        {
            await EndAsync(submission, SubmissionState.Superseded, "The file was replaced or removed before it could be read.", ct);
        }
    }

    async Task EndAsync(Submission submission, SubmissionState state, string? message, CancellationToken ct)
    {
        if (await extracts.FindAsync(submission.Sha256, ct) is { } tracked && tracked.Submission.State == submission.State)
        {
            await extracts.UpdateAsync(tracked, tracked.Submission with { State = state, Message = message }, ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Extract taken up again. Sha256: {Sha256}. State: {State}.", EventName = "ExtractTakenUp")]
    partial void LogTakenUp(string sha256, SubmissionState state);

    [LoggerMessage(LogLevel.Error, "Extract failed again. Sha256: {Sha256}. Error: {Error}.", EventName = "ExtractFailedAgain")]
    partial void LogFailed(string sha256, string error);

    [LoggerMessage(LogLevel.Error, "Extract that was missed failed. ETag: {ETag}. Error: {Error}.", EventName = "MissedExtractFailed")]
    partial void LogMissedFailed(string etag, string error);
}
