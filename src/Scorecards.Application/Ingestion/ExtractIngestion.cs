using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>
/// Takes an upload in. It is registered and read, its rows are written under an attempt, its bytes are archived; then it is committed as one entry of
/// the journal, and followed up. What was cut off before the commit counts for nothing and is done again. What was cut off after it the sweep does.
/// </summary>
// The way of an upload from the inbox to its entry: each dependency is one stage of it.
public sealed partial class ExtractIngestion(
    IStorage storage, Inbox inbox, Archive archive, UploadTable uploads, Journal journal, Attempts attempts, MonthCalculator calculator,
        ExtractReading reading, FollowUp followUp, UploadWithdrawals withdrawals, FileLimits limits, Precedence precedence, TimeProvider time,
        ILogger<ExtractIngestion> log)
{
    /// <summary>In bytes: some months of one scorecard, or one month of all.</summary>
    const long SmallFile = 200_000;

    /// <summary>Takes in what lies at a path.</summary>
    public async Task IngestAsync(string path, CancellationToken ct)
    {
        await storage.ReadyAsync();
        for (var isRead = false; !isRead;)
        {
            if (await inbox.FindAsync(path, ct) is not { } found)
            {
                LogGone();
                return;
            }

            using var turn = found.Bytes <= SmallFile ? precedence.Take() : null;

            // On record before it is read: what was read has a lower number than every content uploaded after it.
            var known = await journal.ReadAsync(ct);
            var (arrival, isNew) = await uploads.RegisterAsync(path, found.Version.ToString(), found.Modified, time.GetUtcNow(), known, ct);
            isRead = await IngestAsync(arrival, isNew ? known : await journal.ReadAsync(ct), ct);
        }
    }

    /// <summary>Brings an arrival to its end.</summary>
    /// <returns>False: its content was overwritten or removed before it could be read.</returns>
    public async Task<bool> IngestAsync(Arrival arrival, CancellationToken ct) => await IngestAsync(arrival, await journal.ReadAsync(ct), ct);

    async Task<bool> IngestAsync(Arrival arrival, JournalPrefix known, CancellationToken ct)
    {
        if (known.OfArrival(arrival.Path, arrival.Number) is { } ended)
        {
            await EnsureAsync(known[ended], known, ct);
            return true;
        }

        if (await inbox.OpenAsync(arrival.Path, arrival.Content, ct) is not { } open)
        {
            const string unread = "The file was replaced or removed before it could be read. None of its rows counts: "
                + "upload it again if they should.";
            await followUp.EndAsync(arrival, UploadState.Replaced, unread, ct);
            return false;
        }

        await using var content = await ReadAsync(open.Content, open.Facts.Bytes, ct);
        LogReceived(content.Sha256, content.Bytes, arrival.Number);
        await CommitAsync(content, Upload.From(arrival), arrival, known, ct);
        return true;
    }

    /// <summary>
    /// Takes in from the archive an arrival that has no entry (any more), while a restore is under way and the rows of every entry are there.
    /// </summary>
    /// <returns>False: the archive does not have its bytes.</returns>
    public async Task<bool> IngestArchivedAsync(Arrival arrival, ArchivedArrival archived, CancellationToken ct)
    {
        if (await archive.OpenAsync(archived.Sha256, ct) is not { } kept)
        {
            return false;
        }

        await using var content = await ReadAsync(kept, archived.Bytes, ct);
        await CommitAsync(content, Upload.From(arrival) with { IsOfRestore = true }, arrival, await journal.ReadAsync(ct), ct);
        return true;
    }

    /// <summary>Writes the receipt of an entry where it is not there yet: the file is read again as it was then.</summary>
    public async Task EnsureReceiptAsync(JournalEntry entry, JournalPrefix known, CancellationToken ct)
    {
        if (known.IsErased(entry.Place) || await followUp.HasReceiptAsync(entry, ct))
        {
            return;
        }

        await using var content = entry.Kind == EntryKind.Same ? null : await OpenAgainAsync(entry, ct);
        await using var read = content is null ? null : await reading.ReadAgainAsync(content, entry, known, null, ct);
        await followUp.WriteReceiptAsync(entry, known, read, ct);
    }

    /// <summary>For an arrival that is delivered again: what is not there is done.</summary>
    async Task EnsureAsync(JournalEntry entry, JournalPrefix known, CancellationToken ct)
    {
        await EnsureReceiptAsync(entry, known, ct);
        var (_, asked) = await EnsureWithdrawnAsync(entry, known, ct);
        await followUp.EnsureAsync(entry, known, ct);
        await withdrawals.CompleteAsync(entry, asked, ct);
    }

    /// <summary>Withdraws what an accepted file asks for and is not withdrawn yet: it is read again as it was then.</summary>
    /// <returns>How many were withdrawn, and what it asks for.</returns>
    public async Task<(int Done, IReadOnlyList<UploadWithdrawal> Asked)> EnsureWithdrawnAsync(
        JournalEntry entry, JournalPrefix known, CancellationToken ct)
    {
        if (entry is not { Kind: EntryKind.Accepted, Extract: { } kinds } || !kinds.Split(", ").Contains(ExtractKind.Withdraw)
            || await OpenAgainAsync(entry, ct) is not { } opened)
        {
            return (0, []);
        }

        await using var content = opened;
        await using var read = await reading.ReadAgainAsync(content, entry, known, null, ct);
        return (await withdrawals.CarryOutAsync(entry, read.Withdrawals, known, ct), read.Withdrawals);
    }

    /// <summary>Reads an arrival's content again in the place that it has: a replay, or because a catalogue row that it wanted has come.</summary>
    /// <param name="of">The entry that it ended in.</param>
    /// <param name="intent">Why: no intent is committed twice.</param>
    /// <returns>The entry that it made; null: it made none, since nothing in the file would count, it was withdrawn meanwhile, or somebody else was
    /// first.</returns>
    /// <exception cref="BytesGoneException">Neither the archive nor the inbox has the bytes any more.</exception>
    public async Task<JournalEntry?> IngestAgainAsync(JournalEntry of, string intent, CancellationToken ct)
    {
        await using var content = await OpenAgainAsync(of, ct) ?? throw new BytesGoneException(of.Number);
        return await CommitAsync(content, Upload.Again(of, intent), null, await journal.ReadAsync(ct), ct);
    }

    /// <summary>
    /// Reads arrivals again, each in its place, from which something was refused for want of catalogue rows that an entry brings
    /// (<see cref="Upload.IsWanting"/>): files that are dropped together may be read in any order.
    /// </summary>
    /// <returns>Of how many something has come.</returns>
    public async Task<int> ReadWantedAsync(JournalEntry bringing, JournalPrefix known, CancellationToken ct)
    {
        // When a restore has ended the sweep looks at every entry once more.
        var (read, isWanted) = (0, bringing.Kind == EntryKind.Accepted && bringing.Touches.CatalogueKinds.Count > 0 && !known.IsUnderRepair);
        for (var n = 1L; isWanted && n < bringing.Number; n++)
        {
            if (Upload.IsWanting(known[n], bringing, known))
            {
                LogWanted(n, bringing.Number);
                try
                {
                    // Where the whole file would be refused now, no entry says so: there is nothing to do, today or later.
                    read += await IngestAgainAsync(known[n], Intents.Wanted(n, bringing.Number), ct) is null ? 0 : 1;
                }
                catch (BytesGoneException)
                {
                    // Refused as a whole, so not kept, and overwritten since: the same.
                    LogWantedGone(n);
                }
            }
        }

        return read;
    }

    /// <summary>The bytes of an arrival: from the archive, else from the inbox.</summary>
    /// <returns>Null: neither has them any more.</returns>
    public async Task<ReceivedContent?> OpenAgainAsync(JournalEntry of, CancellationToken ct)
    {
        if (await archive.OpenAsync(of.Sha256!, ct) is { } kept)
        {
            return await ReadAsync(kept, of.Bytes, ct);
        }

        if (await inbox.FindAsync(of.Path!, ct) is not { } found || await inbox.OpenAsync(of.Path!, found.Version.ToString(), ct) is not { } open)
        {
            return null;
        }

        var content = await ReadAsync(open.Content, open.Facts.Bytes, ct);
        if (content.Sha256 == of.Sha256)
        {
            return content;
        }

        await content.DisposeAsync();
        return null;
    }

    async Task<ReceivedContent> ReadAsync(Stream content, long bytes, CancellationToken ct)
    {
        await using var stream = content;
        return await ReceivedContent.ReadAsync(stream, bytes, limits.MostBytes, ct);
    }

    /// <summary>
    /// Reads the content against the catalogue as it is, and commits the outcome. Whenever the catalogue that it was read against has changed
    /// meanwhile it is read again, as another attempt. What has to wait for another upload is left without an end, which the sweep takes up.
    /// </summary>
    async Task<JournalEntry?> CommitAsync(ReceivedContent content, Upload upload, Arrival? arrival, JournalPrefix known, CancellationToken ct)
    {
        using var step = Telemetry.Ingest(content.Sha256, content.Bytes, upload.Arrival);
        var isTurn = false;
        for (known = await calculator.UseRulesAsync(known, ct); ; known = await calculator.UseRulesAsync(await journal.ReadAsync(ct), ct))
        {
            var attempt = attempts.Begin(known.Head);
            if (known.IsUnderRepair && !upload.IsOfRestore)
            {
                throw new UnderRepairException();
            }

            await using var read = upload.IsSame(known, content.Sha256) ? null
                : await UploadReading.ReadAsync(reading, content, upload, known, attempt, ct);
            isTurn = isTurn || await withdrawals.IsItsTurnAsync(upload, read, IngestAsync, ct);
            if (!isTurn)
            {
                await followUp.DiscardAsync(attempt, read!.Touches, ct);
                return null;
            }

            await content.KeepAsync(archive, upload, read, ct);
            var commit = await journal.CommitAsync(now => UploadDecision.Decide(now, known, attempt, content, upload, read), ct);
            if (commit.Entry is not { Kind: EntryKind.Accepted } && read is not null)
            {
                await followUp.DiscardAsync(attempt, read.Touches, ct);
            }

            if (commit.IsOutdated)
            {
                continue;
            }

            Telemetry.Count(step, commit.Entry?.Rows);
            await FollowUpAsync(commit, known, content.Sha256, upload, arrival, read, ct);
            return commit.Entry;
        }
    }

    /// <summary>Does what comes after a commit. Where somebody else has brought the arrival to its end, what is not there of that is done.</summary>
    /// <param name="commit">What was committed; without an entry nothing was.</param>
    /// <param name="known">The journal against which the content was read.</param>
    /// <param name="arrival">As it was registered; null = the content was read again.</param>
    /// <param name="read">What the file says; null = the same bytes as before.</param>
    /// <param name="ct">Cancels; the sweep goes on.</param>
    async Task FollowUpAsync(
        Commit commit, JournalPrefix known, string sha256, Upload upload, Arrival? arrival, ReadExtract? read, CancellationToken ct)
    {
        if (commit.Entry is { } entry)
        {
            LogCommitted(entry.Number, entry.Kind, sha256, entry.Rows.Accepted, entry.Rows.Refused, entry.Rows.Skipped);
            if (commit.Journal.ErasureOf(sha256) is not null && commit.Journal.OfBytes(sha256) is null)
            {
                // Erased while they were read: they may have been archived since.
                await archive.DeleteAsync(sha256, ct);
            }

            // As long as the file has not ended, no month is issued with what it withdraws.
            var asked = entry.Kind == EntryKind.Accepted ? read?.Withdrawals ?? [] : [];
            await withdrawals.CarryOutAsync(entry, asked, commit.Journal, ct);

            // Which reds have commentary may have changed between the reading and the entry.
            var isOutdated = entry.Number - 1 > known.Head && entry.Touches.Commented.Count > 0;
            var counting = entry.Kind == EntryKind.Same ? read?.Before ?? read : read;
            await followUp.BeginAsync(entry, commit.Journal, isOutdated ? null : counting, arrival, ct);
            await ReadWantedAsync(entry, commit.Journal, ct);
            await withdrawals.CompleteAsync(entry, asked, ct);
        }
        else if (upload.IsArrival && commit.Journal.OfArrival(upload.Path, upload.Arrival) is { } ended)
        {
            await EnsureAsync(commit.Journal[ended], commit.Journal, ct);
        }
    }

    [LoggerMessage(LogLevel.Information, "Extract received. Sha256: {Sha256}. Bytes: {Bytes}. Arrival: {Arrival}.")]
    partial void LogReceived(string sha256, long bytes, int arrival);

    [LoggerMessage(LogLevel.Information, "Extract committed. Entry: {Entry}. Kind: {Kind}. Sha256: {Sha256}. Accepted: {Accepted}. "
        + "Refused: {Refused}. Skipped: {Skipped}.", EventName = "ExtractCommitted")]
    partial void LogCommitted(long entry, EntryKind kind, string sha256, long accepted, long refused, long skipped);

    [LoggerMessage(LogLevel.Information,
        "Extract read again for catalogue rows that it wanted. Entry: {Entry}. Brought by: {Bringing}.", EventName = "ExtractWanted")]
    partial void LogWanted(long entry, long bringing);

    [LoggerMessage(LogLevel.Warning, "Extract that wanted catalogue rows was overwritten. Entry: {Entry}.")]
    partial void LogWantedGone(long entry);

    [LoggerMessage(LogLevel.Warning, "Extract was gone before it could be read.")]
    partial void LogGone();
}
