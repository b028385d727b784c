using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The table Journal: every decision, in one order. It has one partition; the row key is the number, inverted, so that the newest comes first.
/// Inserting the next number is the only commit there is.
/// </summary>
public sealed class Journal(IStorage storage, ConditionalWrite write, TimeProvider time) : IDisposable
{
    const string Partition = "journal";
    const long Inverter = 9_999_999_999;
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
    public async Task<JournalPrefix> ReadAsync(CancellationToken ct)
    {
        await reading.WaitAsync(ct);
        try
        {
            return await CatchUpAsync(ct);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <param name="decide">
    /// The entry to put on top of what is known. It is asked again whenever somebody else was first: what he says may change what is to be said.
    /// Whoever commits has read the journal before, so nothing is read here unless somebody was.
    /// </param>
    /// <param name="ct">Cancels; the entry may have been committed.</param>
    public async Task<Commit> CommitAsync(Func<JournalPrefix, Decision> decide, CancellationToken ct)
    {
        // One commit at a time: two of one instance would only be in each other's way.
        await committing.WaitAsync(ct);
        try
        {
            for (var journal = index.Whole; ; journal = await ReadAsync(ct))
            {
                var decision = decide(journal);
                if (decision.Entry is not { } said)
                {
                    return new Commit(null, journal, decision.IsOutdated);
                }

                var below = journal.Head == 0 ? DateTimeOffset.MinValue : journal[journal.Head].Committed;
                var now = time.GetUtcNow();
                var (number, rules) = (journal.Head + 1, journal.Head == 0 ? MonthFold.Rules : said.Rules);
                var place = said is { Place: 0, Kind: EntryKind.Accepted or EntryKind.Refused } ? number : said.Place;
                var entry = said with { Number = number, Place = place, Rules = rules, Committed = now > below ? now : below };
                var written = await write.WriteAsync(table, ToEntity(entry), known: null, ct);
                if (written.IsMine && await TryAppendAsync(entry, ct))
                {
                    return new Commit(entry, index.Whole.UpTo(number), IsOutdated: false);
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
        }
        finally
        {
            committing.Release();
        }
    }

    /// <summary>The entries that are there, whatever is missing between them, the newest first.</summary>
    public IAsyncEnumerable<JournalEntry> RowsAsync(CancellationToken ct) =>
        table.QueryAsync(KeyRange.Partition(Partition), null, null, ct).Select(FromEntity);

    /// <summary>
    /// Writes entries of a lost journal under their own numbers again, the highest first: until the last of them is there the journal has a gap, so
    /// that nobody commits. What this process knew is forgotten.
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

        await reading.WaitAsync(ct);
        try
        {
            index = await LoadAsync(ct);
            isChecked = true;
            return taken;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Writes an entry under its own number.</summary>
    /// <returns>False: another entry has that number.</returns>
    public async Task<bool> TryPutBackAsync(JournalEntry entry, CancellationToken ct)
    {
        var written = await write.WriteAsync(table, ToEntity(entry), known: null, ct);
        return written.IsMine
            || (written.Entity is { } there && FromEntity(there) is var known && known.Attempt == entry.Attempt && known.Intent == entry.Intent);
    }

    /// <returns>False: another reading has met it already.</returns>
    async Task<bool> TryAppendAsync(JournalEntry entry, CancellationToken ct)
    {
        await reading.WaitAsync(ct);
        try
        {
            var isNext = index.Whole.Head == entry.Number - 1;
            if (isNext)
            {
                index.Append(entry);
            }

            return isNext;
        }
        finally
        {
            reading.Release();
        }
    }

    async Task<JournalPrefix> CatchUpAsync(CancellationToken ct)
    {
        for (var copied = 0L; ; copied = index.Whole.Head + 1)
        {
            var known = index.Whole.Head;

            // From the head down to the entry that is known, which shows whether the journal is still the one that was read.
            List<TableEntity> above = [];
            var isWhole = known == 0;
            await foreach (
                var row in table.QueryAsync(KeyRange.Rows(Partition, Row(long.MaxValue), known == 0 ? "~" : Row(known) + "!"), null, null, ct))
            {
                if (Number(row) == known && known > 0)
                {
                    isWhole = row.GetString("Attempt") == index.Whole[known].Attempt;
                    break;
                }

                above.Add(row);
            }

            if (!isWhole)
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
        Append(loaded, await table.QueryAsync(KeyRange.Partition(Partition), null, null, ct).ToListAsync(ct));
        return loaded;
    }

    /// <param name="known">Whose next entries they are.</param>
    /// <param name="above">The newest first: what is inserted meanwhile comes before them, so that none is ever missing between them.</param>
    /// <exception cref="JournalSetBackException">One is: the journal is being put back, or damaged.</exception>
    static void Append(JournalIndex known, List<TableEntity> above)
    {
        var head = known.Whole.Head;
        if (above.Count > 0 && Number(above[0]) != head + above.Count)
        {
            throw new JournalSetBackException(Number(above[0]), head);
        }

        for (var i = above.Count - 1; i >= 0; i--)
        {
            known.Append(FromEntity(above[i]));
        }
    }

    static long Number(TableEntity row) => Inverter - long.Parse(row.RowKey, CultureInfo.InvariantCulture);

    static string Row(long number) => number > Inverter ? "" : (Inverter - number).ToString("D10", CultureInfo.InvariantCulture);

    static TableEntity ToEntity(JournalEntry e) => new TableEntity(Partition, Row(e.Number))
        .With("Number", e.Number).With("Kind", e.Kind).With("Intent", e.Intent).With("Attempt", e.Attempt).With("Committed", e.Committed)
        .With("Path", e.Path).With("Arrival", e.Arrival).With("Content", e.Content).With("Sha256", e.Sha256).With("Bytes", e.Bytes)
        .With("Received", e.Path is null ? null : e.Received).With("Place", e.Place)
        .With("RowsRead", e.Rows.Read).With("RowsAccepted", e.Rows.Accepted).With("RowsRefused", e.Rows.Refused).With("RowsSkipped", e.Rows.Skipped)
        .With("Extract", e.Extract).With("Message", e.Message).With("CatalogueRows", e.CatalogueRows).With("Rules", e.Rules).With("ReadOn", e.ReadOn)
        .With("Everything", e.Touches.Everything).With("CatalogueKinds", List(e.Touches.CatalogueKinds))
        .With("CatalogueFrom", e.Touches.CatalogueFrom?.ToString()).With("Group", e.Group).With("Month", e.Month?.ToString()).With("Trace", e.Trace)
        .WithText("CatalogueScorecards", List(e.Touches.CatalogueScorecards) ?? "")
        .WithText("Stated", e.Touches.Stated.ToString()).WithText("Commented", e.Touches.Commented.ToString())
        .WithText("Parts", string.Join(';', e.Parts.Select(p => $"{p.Value}*{new MonthSet([p.Key])}")))
        .WithText("Wants", List(e.Wants) ?? "").WithText("Names", List(e.Names) ?? "");

    static JournalEntry FromEntity(TableEntity row) => new()
    {
        Number = Number(row),
        Kind = row.GetEnum<EntryKind>("Kind") ?? throw new FormatException($"Entry {row.RowKey} of the journal has no kind."),
        Intent = row.GetString("Intent"),
        Attempt = row.GetString("Attempt"),
        Committed = row.GetDateTimeOffset("Committed") ?? default,
        Path = row.GetString("Path"),
        Arrival = row.GetInt32("Arrival") ?? 0,
        Content = row.GetString("Content"),
        Sha256 = row.GetString("Sha256"),
        Bytes = row.GetInt64("Bytes") ?? 0,
        Received = row.GetDateTimeOffset("Received") ?? default,
        Place = row.GetInt64("Place") ?? 0,
        Rows = new RowCounts(row.GetInt64("RowsRead") ?? 0, row.GetInt64("RowsAccepted") ?? 0, row.GetInt64("RowsRefused") ?? 0,
            row.GetInt64("RowsSkipped") ?? 0),
        Extract = row.GetString("Extract"),
        Message = row.GetString("Message"),
        CatalogueRows = row.GetInt32("CatalogueRows") ?? 0,
        Parts = row.GetText("Parts").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('*', 2))
            .ToDictionary(part => MonthSet.Parse(part[1]).Single(), part => int.Parse(part[0], CultureInfo.InvariantCulture)),
        Touches = new Touches
        {
            Everything = row.GetBoolean("Everything") ?? false,
            CatalogueKinds = List(row.GetString("CatalogueKinds")),
            CatalogueFrom = row.GetString("CatalogueFrom") is { } from ? Month.Parse(from) : null,
            CatalogueScorecards = List(row.GetText("CatalogueScorecards")),
            Stated = MonthSet.Parse(row.GetText("Stated")),
            Commented = MonthSet.Parse(row.GetText("Commented")),
        },
        Wants = List(row.GetText("Wants")),
        Group = row.GetString("Group"),
        Month = row.GetString("Month") is { } month ? Month.Parse(month) : null,
        Names = List(row.GetText("Names")),
        Rules = row.GetInt32("Rules") ?? 0,
        ReadOn = row.GetDate("ReadOn"),
        Trace = row.GetString("Trace"),
    };

    static string? List(IReadOnlyList<string> items) => items.Count == 0 ? null : JsonSerializer.Serialize(items);

    static IReadOnlyList<string> List(string? text) => string.IsNullOrEmpty(text) ? [] : JsonSerializer.Deserialize<string[]>(text)!;
}
