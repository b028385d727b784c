using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>Withdraws uploads: from here on nothing of them counts, and what they corrected comes back. Each is an entry of the journal.</summary>
public sealed partial class UploadWithdrawals(
    Journal journal, Attempts attempts, UploadTable uploads, Inbox inbox, FollowUp followUp, UploadOutcomes outcomes,
        ILogger<UploadWithdrawals> log)
{
    /// <summary>
    /// Whether it can be told which uploads a file's rows mean: of a path the latest that was received before the file, read or not. So where
    /// something was uploaded at the path before, and what lies there is not read to its end, that is read first, with or without an event.
    /// </summary>
    /// <param name="read">What the file says; null = the same bytes as before.</param>
    /// <param name="ingest">Takes in what lies at a path.</param>
    /// <param name="ct">Cancels; the sweep goes on.</param>
    /// <returns>
    /// False: one could not be read just now, or was overwritten, and another process may still be reading it. The sweep takes it up before this
    /// file.
    /// </returns>
    internal async Task<bool> IsItsTurnAsync(Upload upload, ReadExtract? read, Func<string, CancellationToken, Task> ingest, CancellationToken ct)
    {
        // What is read again has had its turn, and in a restore nobody waits for what may be lost.
        var isTurn = true;
        foreach (var path in upload is { IsArrival: true, IsOfRestore: false } ? read?.NamedPaths ?? [] : [])
        {
            isTurn &= await IsReadAsync(path, WithdrawKind.SecondOf(upload.Received), ingest, ct);
        }

        if (!isTurn)
        {
            LogWaits(upload.Arrival);
        }

        return isTurn;
    }

    /// <summary>Whether no upload at a path can come to be the latest of those that were received before a moment any more.</summary>
    async Task<bool> IsReadAsync(string path, DateTimeOffset before, Func<string, CancellationToken, Task> ingest, CancellationToken ct)
    {
        // Where nothing was ever uploaded the text may be no name of a blob at all.
        if (!await uploads.OfPathAsync(path, ct).AnyAsync(ct))
        {
            return true;
        }

        // The inbox first: what was opened and then overwritten is on record by then.
        var lying = await inbox.FindAsync(path, ct);
        var arrivals = await uploads.OfPathAsync(path, ct).ToListAsync(ct);
        var there = arrivals.Find(a => a.Content == lying?.Version.ToString().Trim('"'));
        if (lying is not null && (there?.Received ?? lying.Modified) < before && there is null or { State: UploadState.Received })
        {
            try
            {
                await ingest(path, ct);
            }
            catch (Exception e) when (e is not (OperationCanceledException or UnderRepairException))
            {
                // Its failure is its own, and after some of them nobody waits for it any more.
                LogFailed(e.GetType().Name);
            }

            arrivals = await uploads.OfPathAsync(path, ct).ToListAsync(ct);
        }

        // The same file once more may mean one before it.
        var known = await journal.ReadAsync(ct);
        return !arrivals.Where(a => a.Received < before)
            .TakeWhile(a => known.OfArrival(path, a.Number) is not { } n || known[n].Kind == EntryKind.Same)
            .Any(a => a.State == UploadState.Received && a.Attempts <= IssuePlanner.MostAttempts && known.OfArrival(path, a.Number) is null);
    }

    /// <summary>Withdraws one upload; what follows from it is left to the caller.</summary>
    /// <param name="upload">One of its entries.</param>
    /// <param name="reason">Who asks for it and why.</param>
    /// <param name="intent">Of the asking: no intent is committed twice.</param>
    /// <returns>Without an entry: none of its figures count, or somebody else has committed the intent.</returns>
    public async Task<Commit> CommitAsync(JournalEntry upload, string reason, string intent, JournalPrefix known, CancellationToken ct)
    {
        var attempt = attempts.Begin(known.Head);
        var commit = await journal.CommitAsync(
            now => now.OfIntent(intent) is not null || now.Holder(upload.Place) is not { } holder ? Decision.Nothing : new JournalEntry
            {
                Kind = EntryKind.Withdrawal,
                Intent = intent,
                Attempt = attempt,
                Place = upload.Place,
                Sha256 = upload.Sha256,
                Message = reason,
                Touches = now[holder].Touches,
            }, ct);
        if (commit.Entry is { } entry)
        {
            LogWithdrawn(entry.Number, entry.Place);
        }

        return commit;
    }

    /// <summary>The rows that count by a withdrawal, of the latest months, though the receipts of their uploads say that they do not.</summary>
    /// <param name="prefix">Up to the withdrawal.</param>
    public async Task<IReadOnlyList<string>> FindCountingNowAsync(JournalEntry withdrawal, JournalPrefix prefix, CancellationToken ct)
    {
        try
        {
            return [.. (await outcomes.FindCountingNowAsync(withdrawal, prefix, ct)).Select(ReceiptTexts.NameRow)];
        }
        catch (RowsMissingException)
        {
            // The upload is withdrawn all the same, and a restore brings them back.
            return [];
        }
    }

    /// <summary>Says in the receipt of a file what has changed by what it asked for and what was withdrawn.</summary>
    public async Task CompleteAsync(JournalEntry of, IReadOnlyList<UploadWithdrawal> asked, CancellationToken ct)
    {
        if (asked.Count == 0)
        {
            return;
        }

        var now = await journal.ReadAsync(ct);
        List<long> withdrawn =
            [.. asked.Select(a => now.OfIntent(Intents.Withdrawal(of.Number, a.Upload.Place)) ?? 0).Where(n => n > 0).Distinct().Order()];
        if (withdrawn.Count > 0)
        {
            await followUp.CompleteWithdrawnAsync(of, withdrawn, now, ct);
        }
    }

    /// <summary>
    /// Withdraws what the rows of a file ask for, each once. Where it has withdrawn as many already nothing more is: an earlier build may have taken
    /// a row for another upload.
    /// </summary>
    /// <param name="of">The file's entry.</param>
    /// <returns>How many were withdrawn.</returns>
    public async Task<int> CarryOutAsync(JournalEntry of, IReadOnlyList<UploadWithdrawal> asked, JournalPrefix known, CancellationToken ct)
    {
        var done = 0;
        if (known.OfKind(EntryKind.Withdrawal).Count(n => Intents.IsWithdrawalAsked(known[n].Intent, of.Number))
            >= Math.Min(asked.Count, of.Rows.Accepted))
        {
            return done;
        }

        foreach (var (upload, reason) in asked)
        {
            var commit = await CommitAsync(upload, reason ?? $"Asked for by {of.Path}.", Intents.Withdrawal(of.Number, upload.Place), known, ct);
            if (commit.Entry is { } entry)
            {
                done++;
                await followUp.BeginAsync(entry, commit.Journal, null, null, ct);
            }
        }

        return done;
    }

    [LoggerMessage(LogLevel.Warning, "Upload that a file may withdraw could not be read. Error: {Error}.")]
    partial void LogFailed(string error);

    [LoggerMessage(LogLevel.Information, "Extract left until an upload that it may withdraw has ended. Arrival: {Arrival}.")]
    partial void LogWaits(int arrival);

    [LoggerMessage(LogLevel.Information, "Extract withdrawn. Entry: {Entry}. Place: {Place}.", EventName = "ExtractWithdrawn")]
    partial void LogWithdrawn(long entry, long place);
}
