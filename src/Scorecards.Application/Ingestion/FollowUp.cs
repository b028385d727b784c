using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>
/// What follows a committed entry: its copy in the backups, the receipt, the messages that have its months calculated, and the state of its arrival.
/// Each step may be done twice. The sweep does what a crash leaves out: it looks whether each of them is there.
/// </summary>
// What an entry leads to reaches uploads, receipts, rows, editions, backups and the queue.
public sealed partial class FollowUp(
    Journal journal, UploadTable uploads, MeasureTable measures, CatalogueTable catalogue, FactFiles facts, ResultTable results,
        CalculationQueue queue, Backups backups, ExtractReceipts receipts,
    MonthCalculator calculator, UploadOutcomes outcomes, TimeProvider time, ILogger<FollowUp> log)
{
    /// <summary>Right after the commit: nothing is there yet.</summary>
    /// <param name="prefix">Up to the entry.</param>
    /// <param name="read">What the file says; null = its receipt is left to the sweep, which reads the file again.</param>
    /// <param name="arrival">As it was registered; null = it is looked up.</param>
    /// <param name="ct">Cancels; the sweep goes on.</param>
    public async Task BeginAsync(JournalEntry entry, JournalPrefix prefix, ReadExtract? read, Arrival? arrival, CancellationToken ct)
    {
        await backups.KeepAsync(entry, ct);
        var months = prefix.MonthsOf(entry);
        if (entry.Path is not null && (read is not null || entry.Kind == EntryKind.Same))
        {
            // Before the messages, which are many for a large file: whoever dropped it need not wait for them.
            await WriteReceiptAsync(entry, prefix, read, ct);
        }

        var isCalculated = months.Count is > 0 and <= CalculationQueue.MonthsInMessage && await TryCalculateAsync(entry, months, ct);
        if (!isCalculated)
        {
            await queue.SendAsync(entry.Number, months, ct);
        }

        await CountAsync(entry, prefix, ct);
        await EndAsync(entry, arrival, null, entry.Kind == EntryKind.Refused ? ReceiptTexts.Whole(entry, read) : null, ct);
        if (isCalculated && entry.Path is not null)
        {
            await CompleteReceiptAsync(entry, prefix, ct);
        }
    }

    /// <summary>Asks for a count where the entry changes what figures are counted from.</summary>
    Task CountAsync(JournalEntry entry, JournalPrefix prefix, CancellationToken ct) =>
        entry.Touches.CatalogueKinds.Intersect(RecordCoverage.CountedFrom).Any() && RecordCoverage.IsBehind(prefix)
            ? queue.SendCountAsync(entry.Number, ct)
            : Task.CompletedTask;

    /// <summary>
    /// Few months are brought up at once, without a message: what people wait for does not wait behind the months of a large file. A crash before
    /// they are all there is as one before the messages are sent.
    /// </summary>
    /// <returns>False: not now; a message is to come back to it.</returns>
    async Task<bool> TryCalculateAsync(JournalEntry entry, IReadOnlyCollection<ScorecardMonth> months, CancellationToken ct)
    {
        using var step = Telemetry.Calculate(entry.Number, new MonthSet(months));
        return await calculator.TryBringUpAsync(months, entry.Number, ct);
    }

    /// <summary>For an arrival that is delivered again: what is not there is done.</summary>
    public async Task EnsureAsync(JournalEntry entry, JournalPrefix prefix, CancellationToken ct)
    {
        var behind = await BehindAsync(entry, prefix, ct);
        await queue.SendAsync(entry.Number, behind, ct);
        await CountAsync(entry, prefix, ct);
        await EndAsync(entry, ct);
        if (behind.Count == 0)
        {
            await CompleteAsync(entry, prefix, ct);
        }
    }

    /// <summary>Whether the receipt of an entry, or a newer one of its path, is there, as far as the file's reading gives it or further.</summary>
    public async Task<bool> HasReceiptAsync(JournalEntry entry, CancellationToken ct) =>
        (await receipts.FindVersionAsync(entry, ct))?.CompareTo(new ReceiptVersion(entry.Arrival, entry.Number, ReceiptStage.Read)) >= 0;

    /// <summary>Whether it is said what an upload has led to: in its receipt, and where a newer arrival has that, in the list of uploads.</summary>
    public async Task<bool> IsCompleteAsync(JournalEntry entry, JournalPrefix prefix, CancellationToken ct)
    {
        var there = await receipts.FindVersionAsync(entry, ct);
        return there?.CompareTo(new ReceiptVersion(entry.Arrival, entry.Number, ReceiptStage.Calculated)) >= 0
            && !await IsUnsaidAsync(entry, there, prefix, ct);
    }

    /// <summary>Whether the receipt of an accepted upload was overwritten, and the list of uploads does not say yet what it has led to.</summary>
    /// <param name="there">The receipt at its path; null = there is none.</param>
    async Task<bool> IsUnsaidAsync(JournalEntry entry, ReceiptVersion? there, JournalPrefix prefix, CancellationToken ct) =>
        entry.Kind == EntryKind.Accepted && there?.Arrival > entry.Arrival && prefix.UpTo(entry.Number).MonthsOf(entry).Count > 0
        && await uploads.FindAsync(entry.Path!, entry.Arrival, ct) is { State: not UploadState.Erased } arrival
        && !(arrival.Entry > entry.Number) && (arrival.Entry != entry.Number || arrival.Message is null);

    /// <summary>Adds to the receipt of an entry whose months are all there what has changed in them.</summary>
    public async Task CompleteAsync(JournalEntry entry, JournalPrefix prefix, CancellationToken ct)
    {
        if (entry.Path is not null && !await IsCompleteAsync(entry, prefix, ct))
        {
            await CompleteReceiptAsync(entry, prefix.UpTo(entry.Number), ct);
        }
    }

    /// <summary>The months of an entry that are not there yet.</summary>
    public async Task<IReadOnlyList<ScorecardMonth>> BehindAsync(JournalEntry entry, JournalPrefix prefix, CancellationToken ct)
    {
        List<ScorecardMonth> behind = [];
        foreach (var ofScorecard in prefix.MonthsOf(entry).GroupBy(m => m.Scorecard))
        {
            var (months, partition) = (ofScorecard.Select(m => m.Month).Order().ToList(), Keys.From(ofScorecard.Key));
            var there = months.Count == 1
                ? await results.AsOfAsync(ofScorecard.Key, months[0], ct) >= entry.Number ? [months[0]] : new HashSet<Month>()
                : await results.SummariesAsync(partition, partition, months[0], months[^1], ct)
                    .Where(s => s.Summary?.AsOf >= entry.Number).Select(s => s.Summary!.Month).ToHashSetAsync(null, ct);
            behind.AddRange(ofScorecard.Where(m => !there.Contains(m.Month)));
        }

        return behind;
    }

    /// <summary>A message's months are there: when all of the entry's are, its receipt says what has changed.</summary>
    public async Task CalculatedAsync(long number, CancellationToken ct)
    {
        var known = await journal.ReadAsync(ct);
        var (entry, prefix) = (known[number], known.UpTo(number));
        if (entry.Path is null)
        {
            return;
        }

        // The messages begin with the latest months: as long as the earliest ones are not there it is not the last message, and one look is enough.
        var months = prefix.MonthsOf(entry);
        if (months.Count > 1
            && months.OrderBy(m => m.Month).ThenByDescending(m => m.Scorecard.Value, StringComparer.Ordinal).First() is var last
            && await results.AsOfAsync(last.Scorecard, last.Month, ct) < number)
        {
            return;
        }

        if ((await BehindAsync(entry, prefix, ct)).Count == 0)
        {
            await CompleteReceiptAsync(entry, prefix, ct);
        }
    }

    async Task CompleteReceiptAsync(JournalEntry entry, JournalPrefix prefix, CancellationToken ct)
    {
        var read = await receipts.FindAsync(entry, ReceiptStage.Read, ct);
        if (read is null
            && (entry.Kind != EntryKind.Accepted || !await IsUnsaidAsync(entry, await receipts.FindVersionAsync(entry, ct), prefix, ct)))
        {
            return;
        }

        // The arrival first: a receipt that is complete says that all is there.
        var outcome = await outcomes.FindAsync(entry, prefix, ct);
        await using var again = await receipts.ReadAgainAsync(entry, prefix, outcome, read?.Receipt.Tables, ct);
        var written = read ?? new WrittenReceipt(EntryReceipt.Make(entry, prefix, again, isAllThere: false), []);
        var completed = written.Completed(outcome, prefix, again);
        await EndAsync(entry, null, completed.Receipt, null, ct);
        if (read is not null)
        {
            await receipts.WriteCompletedAsync(entry, completed, outcome.Overruled.Count == 0 ? null : again, ct);
        }
    }

    /// <summary>Adds to the receipt of a file what has changed by the uploads that it withdrew, once.</summary>
    /// <param name="of">The file's entry.</param>
    /// <param name="withdrawals">The numbers of the entries that withdrew them, ascending; at least one.</param>
    /// <param name="known">With these entries.</param>
    public async Task CompleteWithdrawnAsync(JournalEntry of, IReadOnlyList<long> withdrawals, JournalPrefix known, CancellationToken ct)
    {
        if (known.IsUnderRepair || known.IsErased(of.Place) || await receipts.FindAsync(of, ReceiptStage.Calculated, ct) is not { } written)
        {
            return;
        }

        IReadOnlyList<ScorecardChange> changes;
        List<StatedMeasure> counting = [];
        try
        {
            changes = await outcomes.FindChangesAsync(of, withdrawals, known, ct);
            foreach (var n in withdrawals)
            {
                counting.AddRange(await outcomes.FindCountingNowAsync(known[n], known.UpTo(withdrawals[^1]), ct));
            }
        }
        catch (RowsMissingException)
        {
            return;
        }

        var receipt = written.Receipt with
        {
            Changes = changes,
            Notes = [.. written.Receipt.Notes, .. ReceiptTexts.CountingNow(counting)],
            Message = changes.Count > 0 ? ReceiptTexts.Changed(written.Receipt.Message) : written.Receipt.Message,
        };

        // The arrival first, as above.
        await EndAsync(of, null, receipt, null, ct);
        await receipts.WriteCompletedAsync(of, written with { Receipt = receipt }, null, ct, withdrawals[^1]);
    }

    /// <summary>Writes the receipt of an entry, also where its process was ended before it could: the file is then read again as it was.</summary>
    /// <param name="entry">Of an arrival.</param>
    /// <param name="prefix">Up to the entry or further.</param>
    /// <param name="read">As of the number below the entry; null = the bytes are gone, and the entry's own words have to do.</param>
    public async Task WriteReceiptAsync(JournalEntry entry, JournalPrefix prefix, ReadExtract? read, CancellationToken ct)
    {
        var upTo = prefix.UpTo(entry.Number);
        var isAllThere = upTo.MonthsOf(entry).Count == 0;
        var receipt = EntryReceipt.Make(entry, upTo, read, isAllThere);
        if (entry.Kind == EntryKind.Same)
        {
            receipt = receipt with { Changes = await outcomes.FindChangesOfSameAsync(entry, upTo, ct) };
            var repeated = await receipts.RepeatAsync(entry, receipt, upTo, ct) ?? (await outcomes.FindOfSameAsync(entry, upTo, ct) is { } outcome
                ? await receipts.TellAgainAsync(entry, receipt, upTo, outcome, ct)
                : null);
            if (repeated is not null)
            {
                await EndAsync(entry, null, repeated.Receipt, null, ct);
                await receipts.WriteCompletedAsync(entry, repeated, null, ct);
                return;
            }
        }

        // Only what was accepted waits for its months.
        var stage = isAllThere || entry.Kind != EntryKind.Accepted ? ReceiptStage.Calculated : ReceiptStage.Read;
        await receipts.WriteAsync(receipt, new ReceiptVersion(entry.Arrival, entry.Number, stage), entry.Place != entry.Number, read, ct);
    }

    /// <summary>Removes what an attempt wrote that can no longer commit.</summary>
    public async Task DiscardAsync(string attempt, Touches touches, CancellationToken ct)
    {
        await measures.RemoveAsync(touches.Stated.Concat(touches.Commented).Select(m => m.Month), id => id == attempt, ct);
        if (touches.CatalogueKinds.Count > 0)
        {
            await catalogue.RemoveAsync(id => id == attempt, ct);
            await facts.RemoveAsync(id => id == attempt, ct);
        }
    }

    /// <summary>Marks the arrival of an entry with what it ended in.</summary>
    public Task EndAsync(JournalEntry entry, CancellationToken ct) => EndAsync(entry, null, null, null, ct);

    /// <param name="completed">What has changed once its months were calculated; null = that is not known yet.</param>
    /// <param name="refused">Why the file was refused, with its cells; null = it was not, or its entry's words have to do.</param>
    async Task EndAsync(JournalEntry entry, Arrival? arrival, Receipt? completed, string? refused, CancellationToken ct)
    {
        if (entry.Path is not { } path)
        {
            return;
        }

        arrival ??= await uploads.FindAsync(path, entry.Arrival, ct);
        for (var isMoved = false; !isMoved && arrival is not null && !IsMarked(arrival, entry, completed);)
        {
            (isMoved, arrival) = await uploads.TryMoveAsync(arrival, arrival with
            {
                State = Upload.StateOf(entry),
                Entry = entry.Number,
                Attempts = 0,
                Message = completed?.Message ?? refused,
                RefusedSince = completed is null ? 0 : (int)(completed.Rows.Refused - entry.Rows.Refused),
            }, ct);
        }
    }

    static bool IsMarked(Arrival arrival, JournalEntry entry, Receipt? completed) => arrival.State == UploadState.Erased
        || arrival.Entry > entry.Number || (arrival.Entry == entry.Number && (completed is null || arrival.Message == completed.Message));

    /// <summary>
    /// Ends an arrival that ends in no entry. One that somebody else has brought to its end since the journal was read stays as it is.
    /// </summary>
    public async Task EndAsync(Arrival arrival, UploadState state, string message, CancellationToken ct)
    {
        if (arrival.State == UploadState.Received)
        {
            LogEnded(arrival.Number, state);
            await uploads.TryMoveAsync(arrival, arrival with { State = state, Message = message, Worked = time.GetUtcNow() }, ct);
        }
    }

    /// <summary>Ends an arrival that failed again and again, and tells whoever uploaded it.</summary>
    public async Task FailAsync(Arrival arrival, string message, CancellationToken ct)
    {
        var version = new ReceiptVersion(arrival.Number, 0, ReceiptStage.Calculated);
        await receipts.WriteAsync(EntryReceipt.OfFailed(arrival, message), version, isInPlace: false, null, ct);
        await EndAsync(arrival, UploadState.Failed, message, ct);
    }

    [LoggerMessage(LogLevel.Warning, "Arrival ended without an entry. Arrival: {Arrival}. State: {State}.", EventName = "ArrivalEnded")]
    partial void LogEnded(int arrival, UploadState state);
}
