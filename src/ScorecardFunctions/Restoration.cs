using Azure;
using ScorecardFunctions.Mail;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>How far a restoration is.</summary>
/// <param name="Restored">Extracts taken in by this call.</param>
/// <param name="Left">Extracts that wait for the next call.</param>
/// <param name="HeldBack">Mails that may have been sent already: Unknown until somebody says.</param>
/// <param name="Recalculated">Months of scorecards queued at the end, once nothing else is left.</param>
/// <param name="IsComplete">Else call again.</param>
public sealed record RestorationProgress(int Restored, int Left, int HeldBack, int Recalculated, bool IsComplete);

/// <summary>
/// Makes everything again from the archive, in the order in which the files were accepted, where tables or whole accounts were lost. Works for some minutes at a
/// call and goes on at the next; what is there already is left as it is. Editions and what was mailed to whom are not in the archive.
/// </summary>
public sealed partial class Restoration(
    ScorecardStorage storage, Files files, ExtractStore extracts, ResultStore results, CalculationQueue queue, ExtractIngestion ingestion, MonthEndMailing mailing, TimeProvider time, ILogger<Restoration> log)
{
    /// <summary>Azure's front end waits for an answer for 230 seconds.</summary>
    static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(3);

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task<RestorationProgress> RunAsync(CancellationToken ct)
    {
        await storage.ReadyAsync();
        var start = time.GetTimestamp();
        var (restored, left, held) = (0, 0, 0);
        foreach (var archived in await files.ArchivedAsync(ct))
        {
            var known = await extracts.FindAsync(archived.Sha256, ct);
            if (known is { Submission: { IsSettled: true } or { State: SubmissionState.Stored } })
            {
                continue;
            }

            if (time.GetElapsedTime(start) > LongestCall || !await TryRestoreAsync(archived, known, ct))
            {
                left++;
                continue;
            }

            restored++;
            held += await mailing.HoldBackAsync(ct);
        }

        var months = left == 0 ? await RecalculateAsync(start, ct) : null;
        LogRestored(restored, left, held, months ?? 0);
        return new RestorationProgress(restored, left, held, months ?? 0, months is not null);
    }

    async Task<bool> TryRestoreAsync(ArchivedExtract archived, TrackedSubmission? known, CancellationToken ct)
    {
        try
        {
            known ??= (await extracts.RegisterAsync(await SubmissionAsync(archived, ct), "archive", ct)).Tracked;
            return await ingestion.IngestAgainAsync(files.Archived(archived.Sha256), known, ct);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // The sweep has taken it up, as it does with what was cut off.
            return false;
        }
    }

    async Task<Submission> SubmissionAsync(ArchivedExtract archived, CancellationToken ct) => new()
    {
        Sha256 = archived.Sha256,
        Extract = archived.Extract,
        Receipt = archived.Receipt,
        Bytes = (await files.Archived(archived.Sha256).GetPropertiesAsync(cancellationToken: ct)).Value.ContentLength,
        Received = archived.Received,
        Registered = archived.Registered,
        Worked = time.GetUtcNow(),
        State = SubmissionState.Received,
    };

    /// <summary>
    /// A month that was calculated on the way may have met a catalogue that a later file changed: when the queue is empty all are calculated once more.
    /// </summary>
    /// <returns>How many; null = the queue is not empty yet.</returns>
    async Task<int?> RecalculateAsync(long start, CancellationToken ct)
    {
        while (!await queue.IsEmptyAsync(ct))
        {
            if (time.GetElapsedTime(start) > LongestCall)
            {
                return null;
            }

            await Task.Delay(Pause, ct);
        }

        var months = (await results.SummariesAsync(null, ct)).Select(s => new ScorecardMonth(s.Scorecard, s.Month)).ToList();
        await queue.SendAsync(null, months, ct);
        return months.Count;
    }

    [LoggerMessage(LogLevel.Warning, "Restoration. Restored: {Restored}. Left: {Left}. Mails held back: {HeldBack}. Recalculated: {Recalculated}.", EventName = "Restoration")]
    partial void LogRestored(int restored, int left, int heldBack, int recalculated);
}
