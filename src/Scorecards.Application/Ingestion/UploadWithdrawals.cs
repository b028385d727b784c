using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>Withdraws uploads: from here on nothing of them counts, and what they corrected comes back. Each is an entry of the journal.</summary>
public sealed partial class UploadWithdrawals(
    Journal journal, Attempts attempts, FollowUp followUp, UploadOutcomes outcomes, ILogger<UploadWithdrawals> log)
{
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
        if (known.OfKind(EntryKind.Withdrawal).Count(n => Intents.IsWithdrawalAsked(known[n].Intent, of.Number)) >= asked.Count)
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

    [LoggerMessage(LogLevel.Information, "Extract withdrawn. Entry: {Entry}. Place: {Place}.", EventName = "ExtractWithdrawn")]
    partial void LogWithdrawn(long entry, long place);
}
