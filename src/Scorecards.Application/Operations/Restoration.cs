using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>
/// Makes every table again from the backups and the archive, whichever was lost, the journal among them: first the journal, then the rows, the
/// uploads and the months. At the end it compares them with the last export. A call works for a few minutes; the next call, or the sweep, goes on
/// from there. Two calls at the same time write the same.
/// </summary>
// Leads the parts of a restore, in their order: the journal, the rows, the uploads, the months, the comparison.
public sealed partial class Restoration(
    Journal journal, Attempts attempts, Backups backups, JournalRestoration entries, RowRestoration rows, ArrivalRestoration arrivals,
    FollowUp followUp, MonthCalculator calculator, RestoreComparison comparison, TimeProvider time, ILogger<Restoration> log)
{
    /// <summary>Azure's front end waits for an answer for 230 seconds.</summary>
    static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(3);

    /// <summary>The sweep has half an hour.</summary>
    static readonly TimeSpan LongestInSweep = TimeSpan.FromMinutes(10);

    const int MonthsAtOnce = 100;
    const int MostProblems = 200;

    /// <summary>Begins a restore, or goes on with the one that has not ended.</summary>
    public Task<RestorationProgress> RunAsync(CancellationToken ct) => RunAsync(LongestCall, ct);

    /// <summary>Goes on with a restore that was cut off; nothing is done where there is none.</summary>
    /// <returns>The journal as it is then.</returns>
    public async Task<JournalPrefix> GoOnAsync(CancellationToken ct)
    {
        if (await backups.RestoreAsync(ct) is not { IsEnded: false } && await journal.ReadAsync(ct) is { IsUnderRepair: false } known)
        {
            return known;
        }

        await RunAsync(LongestInSweep, ct);
        return await journal.ReadAsync(ct);
    }

    async Task<RestorationProgress> RunAsync(TimeSpan longest, CancellationToken ct)
    {
        var call = new RestoreCall(time, longest);
        var mark = await OpenAsync(ct);
        if (mark.Restored == 0)
        {
            await calculator.UseRulesAsync(await journal.ReadAsync(ct), ct);
            mark = await WriteRowsAsync(mark, call, ct);
        }

        if (mark.Restored > 0)
        {
            mark = await CalculateAsync(mark, call, ct);
        }

        LogRestored(call.Restored, call.Recalculated, call.Left, mark.Compared - mark.OfOlderRules, mark.IsEnded, mark.Problems.Count);
        return new RestorationProgress(
            call.Restored, call.Recalculated, call.Left, call.Erased, mark.Compared - mark.OfOlderRules, mark.IsEnded,
            mark.IsEnded && mark.Problems.Count == 0, [.. mark.Problems.Take(MostProblems)]);
    }

    /// <summary>
    /// The restore that is under way, else a new one: puts the journal back and commits an entry that says that a restore has begun. What was begun
    /// before that entry can no longer commit.
    /// </summary>
    async Task<RestoreMark> OpenAsync(CancellationToken ct)
    {
        if (await backups.RestoreAsync(ct) is { IsEnded: false, Restoring: > 0 } open && await IsOfJournalAsync(open, ct))
        {
            return open;
        }

        // From here on the sweep goes on with it, also where the journal cannot be read.
        await backups.SaveRestoreAsync(new RestoreMark(), ct);
        var problems = await entries.PutBackAsync(ct);
        var known = await journal.ReadAsync(ct);
        var attempt = attempts.Begin(known.Head);
        var commit = await journal.CommitAsync(
            now => now.IsUnderRepair ? Decision.Nothing : Intents.Entry(EntryKind.Restoring, "restoring", attempt), ct);
        var mark = new RestoreMark { Restoring = commit.Journal.OfKind(EntryKind.Restoring)[^1], Problems = problems };
        await backups.SaveRestoreAsync(mark, ct);
        return mark;
    }

    /// <summary>Whether the journal's newest restore is this one: the journal may have been lost once more, or another restore have begun.</summary>
    async Task<bool> IsOfJournalAsync(RestoreMark mark, CancellationToken ct)
    {
        try
        {
            var known = await journal.ReadAsync(ct);
            return known.OfKind(EntryKind.Restoring) is [.., var newest] && newest == mark.Restoring;
        }
        catch (JournalSetBackException)
        {
            return false;
        }
    }

    /// <summary>Writes the rows again, puts the uploads back, and commits an entry that says that all of them are there.</summary>
    /// <returns>How far the restore is then; without that entry where the call is cut off.</returns>
    async Task<RestoreMark> WriteRowsAsync(RestoreMark mark, RestoreCall call, CancellationToken ct)
    {
        mark = await rows.WriteAsync(mark, await journal.ReadAsync(ct), call, ct);
        if (call.IsCutOff)
        {
            return mark;
        }

        var problems = await arrivals.PutBackAsync(await journal.ReadAsync(ct), call, ct);
        return call.IsCutOff ? mark : await CommitRestoredAsync(mark with { Problems = [.. mark.Problems, .. problems] }, ct);
    }

    /// <summary>Commits the entry that says that all rows and uploads are there.</summary>
    async Task<RestoreMark> CommitRestoredAsync(RestoreMark mark, CancellationToken ct)
    {
        var attempt = attempts.Begin((await journal.ReadAsync(ct)).Head);
        var commit = await journal.CommitAsync(
            now => now.OfKind(EntryKind.Restored, mark.Restoring).Count > 0
                ? Decision.Nothing
                : Intents.Entry(EntryKind.Restored, "restored", attempt) with { Touches = Touches.All },
            ct);
        mark = mark with { Restored = commit.Journal.OfKind(EntryKind.Restored, mark.Restoring)[0] };
        await backups.SaveRestoreAsync(mark, ct);
        if (commit.Entry is { } restored)
        {
            await followUp.BeginAsync(restored, commit.Journal, null, null, ct);
        }

        return mark;
    }

    /// <summary>Brings every month up to the end of the restore, compares what they say with the last export, and ends.</summary>
    async Task<RestoreMark> CalculateAsync(RestoreMark mark, RestoreCall call, CancellationToken ct)
    {
        var known = await journal.ReadAsync(ct);
        var behind = await followUp.BehindAsync(known[mark.Restored], known.UpTo(mark.Restored), ct);
        List<string> failed = [];
        foreach (var some in behind.OrderByDescending(m => m.Month).ThenBy(m => m.Scorecard.Value, StringComparer.Ordinal).Chunk(MonthsAtOnce))
        {
            if (call.IsOver || !await CalculateAsync(some, mark.Restored, failed, ct))
            {
                call.Left = behind.Count - call.Recalculated;
                return mark;
            }

            call.Recalculated += some.Length;
        }

        var exported = (await backups.NewestExportAsync(ct)).OrderBy(m => m.Month).ThenBy(m => m.Scorecard.Value, StringComparer.Ordinal).ToList();
        foreach (var some in exported.Skip(mark.Compared).Chunk(MonthsAtOnce))
        {
            if (call.IsOver)
            {
                call.Left = exported.Count - mark.Compared;
                return mark;
            }

            mark = await comparison.CompareAsync(mark, some, known, ct);
            await backups.SaveRestoreAsync(mark, ct);
        }

        mark = mark with
        {
            IsEnded = true,
            Problems = [.. mark.Problems, .. failed, .. await comparison.EndAsync(mark, exported.Count, known, ct)],
        };
        await backups.SaveRestoreAsync(mark, ct);
        return mark;
    }

    /// <summary>Calculates months. One that cannot be calculated is added to the failed ones; the others are calculated without it.</summary>
    /// <returns>False: not now.</returns>
    Task<bool> CalculateAsync(IReadOnlyCollection<ScorecardMonth> months, long number, List<string> failed, CancellationToken ct) =>
        calculator.CalculateEachAsync(months, number, e => !RestoreCall.NextMaySucceed(e), (of, e) =>
        {
            var (scorecard, month) = of;
            failed.Add($"{scorecard}, {month} cannot be calculated: {(e is RowsMissingException ? e.Message : e.GetType().Name)}");
        }, ct);

    [LoggerMessage(LogLevel.Warning, "Restoration. Restored: {Restored}. Recalculated: {Recalculated}. Left: {Left}. Compared: {Compared}. "
        + "Ended: {IsEnded}. Problems: {Problems}.", EventName = "Restoration")]
    partial void LogRestored(int restored, int recalculated, int left, int compared, bool isEnded, int problems);
}
