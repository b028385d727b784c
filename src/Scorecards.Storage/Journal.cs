using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The table Journal: every decision, in one order. Inserting the entry with the next number is the only way to commit. An instance keeps the
/// entries that it has read in memory and reads only those above them.
/// </summary>
public sealed class Journal(IStorage storage, ConditionalWrite write, TimeProvider time) : IDisposable
{
    const int AtOnce = 8;

    readonly ITable table = storage.Table(StorageNames.JournalTable);
    readonly Backups copies = new(storage);
    readonly SemaphoreSlim reading = new(1);
    readonly SemaphoreSlim committing = new(1);
    JournalIndex index = new();
    bool isChecked;

    /// <summary>What this process knows, without asking.</summary>
    public JournalPrefix Known => index.Whole;

    public void Dispose()
    {
        reading.Dispose();
        committing.Dispose();
    }

    /// <summary>Every entry up to the head: one query, of what is above the number that is known.</summary>
    /// <exception cref="JournalSetBackException">The head is below one that was seen before.</exception>
    public Task<JournalPrefix> ReadAsync(CancellationToken ct) => reading.InTurnAsync(() => CatchUpAsync(ct), ct);

    /// <param name="decide">
    /// The entry to put on top of what is known. It is asked again whenever somebody else was first: what he says may change what is to be said.
    /// Whoever commits has read the journal before, so nothing is read here unless somebody was.
    /// </param>
    /// <param name="ct">Cancels; the entry may have been committed.</param>
    // One commit at a time: two of one instance would only be in each other's way.
    public Task<Commit> CommitAsync(Func<JournalPrefix, Decision> decide, CancellationToken ct) => committing.InTurnAsync(async () =>
    {
        for (var journal = index.Whole; ; journal = await ReadAsync(ct))
        {
            var decision = decide(journal);
            if (decision.Entry is not { } said)
            {
                return new Commit(null, journal, decision.IsOutdated);
            }

            var entry = Next(said, journal);
            var written = await write.WriteAsync(table, JournalRow.Write(entry), known: null, ct);

            if (written.IsMine && await TryAppendAsync(entry, ct))
            {
                return new Commit(entry, index.Whole.UpTo(entry.Number), IsOutdated: false);
            }

            // Mine, although an answer was lost: the attempt's id says so. Somebody else's: taken into account, then decided again.
            journal = await ReadAsync(ct);
            if (journal.OfAttempt(entry.Attempt) is { } mine)
            {
                return new Commit(journal[mine], journal.UpTo(mine), IsOutdated: false);
            }

            if (written.Entity is null)
            {
                throw new JournalSetBackException(entry.Number, journal.Head);
            }
        }
    }, ct);

    /// <summary>The entries that are there, whatever is missing between them, the newest first.</summary>
    public IAsyncEnumerable<JournalEntry> RowsAsync(CancellationToken ct) =>
        table.QueryAsync(KeyRange.Partition(JournalRow.Partition), null, null, ct).Select(JournalRow.Read);

    /// <summary>
    /// Writes entries of a lost journal under their own numbers again, the highest first: the journal has a gap until the last one is there, so
    /// nobody can commit. Forgets what this process knew.
    /// </summary>
    /// <returns>Those whose numbers have other entries: what they decided is lost.</returns>
    public async Task<IReadOnlyList<JournalEntry>> PutBackAsync(IReadOnlyCollection<JournalEntry> missing, CancellationToken ct)
    {
        List<JournalEntry> taken = [];
        var highestFirst = missing.OrderByDescending(e => e.Number).ToList();
        foreach (var some in highestFirst.Take(1).Chunk(1).Concat(highestFirst.Skip(1).Chunk(AtOnce)))
        {
            var isBack = await Task.WhenAll(some.Select(entry => TryPutBackAsync(entry, ct)));
            taken.AddRange(some.Where((_, i) => !isBack[i]));
        }

        return await reading.InTurnAsync(async () =>
        {
            index = await LoadAsync(ct);
            isChecked = true;
            return taken;
        }, ct);
    }

    /// <summary>Writes an entry under its own number.</summary>
    /// <returns>False: another entry has that number.</returns>
    public async Task<bool> TryPutBackAsync(JournalEntry entry, CancellationToken ct)
    {
        var written = await write.WriteAsync(table, JournalRow.Write(entry), known: null, ct);
        return written.IsMine
            || (written.Entity is { } there && JournalRow.Read(there) is var known && known.Attempt == entry.Attempt && known.Intent == entry.Intent);
    }

    /// <summary>The entry as it follows on what is known: with its number, place, trace, and a time that is never before the last entry's.</summary>
    JournalEntry Next(JournalEntry said, JournalPrefix journal)
    {
        var number = journal.Head + 1;
        var below = journal.Head == 0 ? DateTimeOffset.MinValue : journal[journal.Head].Committed;
        return said with
        {
            Number = number,
            Place = said is { Place: 0, Kind: EntryKind.Accepted or EntryKind.Refused } ? number : said.Place,
            Rules = journal.Head == 0 ? MonthFold.Rules : said.Rules,
            Committed = time.GetUtcNow() is var now && now > below ? now : below,

            // What newer rules change still follows from the step that stated it.
            Trace = said.Kind == EntryKind.Rules ? null : Traces.Current,
        };
    }

    /// <returns>False: another reading has met it already.</returns>
    Task<bool> TryAppendAsync(JournalEntry entry, CancellationToken ct) => reading.InTurnAsync(() =>
    {
        var isNext = index.Whole.Head == entry.Number - 1;
        if (isNext)
        {
            index.Append(entry);
        }

        return Task.FromResult(isNext);
    }, ct);

    async Task<JournalPrefix> CatchUpAsync(CancellationToken ct)
    {
        for (var copied = 0L; ; copied = index.Whole.Head + 1)
        {
            if (await ReadAboveAsync(index.Whole, ct) is not { } above)
            {
                return await ReloadAsync(ct);
            }

            Append(index, above);

            // An entry is copied after it was inserted. So a first reading that ends below a copy reads again, and then it goes further, or the
            // journal was set back.
            if (index.Whole.Head < copied)
            {
                throw new JournalSetBackException(copied, index.Whole.Head);
            }

            if (isChecked || !await copies.HasAsync(index.Whole.Head + 1, ct))
            {
                isChecked = true;
                return index.Whole;
            }
        }
    }

    /// <summary>Reads from the head down to the last known entry, which shows whether the journal is still the one that was read.</summary>
    /// <returns>The rows above that entry, the newest first; null = it is not there, or another has its number.</returns>
    async Task<List<TableEntity>?> ReadAboveAsync(JournalPrefix known, CancellationToken ct)
    {
        List<TableEntity> above = [];
        await foreach (var row in table.QueryAsync(JournalRow.DownTo(known.Head), null, null, ct))
        {
            if (JournalRow.Number(row) == known.Head && known.Head > 0)
            {
                return row.GetString("Attempt") == known[known.Head].Attempt ? above : null;
            }

            above.Add(row);
        }

        return known.Head == 0 ? above : null;
    }

    /// <summary>
    /// The journal is not the one that was read. Where a restore has put it back since, maybe with other entries than were seen here, it has ended
    /// the numbers that anybody saw and says so; else nothing is believed.
    /// </summary>
    async Task<JournalPrefix> ReloadAsync(CancellationToken ct)
    {
        var there = (await LoadAsync(ct)).Whole;
        if (there.OfKind(EntryKind.Restoring) is not [.., var restoring] || index.Whole.OfAttempt(there[restoring].Attempt) is not null)
        {
            throw new JournalSetBackException(index.Whole.Head, there.Head);
        }

        index = there.Index;
        return there;
    }

    async Task<JournalIndex> LoadAsync(CancellationToken ct)
    {
        var loaded = new JournalIndex();
        Append(loaded, await table.QueryAsync(KeyRange.Partition(JournalRow.Partition), null, null, ct).ToListAsync(ct));
        return loaded;
    }

    /// <param name="known">Whose next entries they are.</param>
    /// <param name="above">The newest first: what is inserted meanwhile comes before them, so that none is ever missing between them.</param>
    /// <exception cref="JournalSetBackException">One is: the journal is being put back, or damaged.</exception>
    static void Append(JournalIndex known, List<TableEntity> above)
    {
        var head = known.Whole.Head;
        if (above.Count > 0 && JournalRow.Number(above[0]) != head + above.Count)
        {
            throw new JournalSetBackException(JournalRow.Number(above[0]), head);
        }

        for (var i = above.Count - 1; i >= 0; i--)
        {
            known.Append(JournalRow.Read(above[i]));
        }
    }
}
