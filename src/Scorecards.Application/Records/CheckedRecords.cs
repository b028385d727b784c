using Scorecards.Domain;
using Scorecards.Records;
using Scorecards.Storage;

namespace Scorecards.Application.Records;

/// <summary>
/// The records that the newest upload was checked with, for the count that follows at once: it need not read them again. They are closed after a
/// minute where no count takes them.
/// </summary>
public sealed class CheckedRecords(TimeProvider time) : IDisposable
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    Kept? kept;

    /// <param name="database">Sealed, with the upload's records laid over those that counted. It goes with this object, or with who takes it.</param>
    /// <param name="head">Of the journal that it was read against.</param>
    /// <param name="attempt">Under which the upload is committed, if it is.</param>
    public void Keep(RecordDatabase database, long head, string attempt)
    {
        var now = new Kept(database, head, attempt, Task.Run(database.MakeCases));
        Close(Interlocked.Exchange(ref kept, now));
        now.Over = time.CreateTimer(_ => End(now), null, Longest, Timeout.InfiniteTimeSpan);
    }

    /// <returns>A database with exactly the records that count as of a number; null = they are to be read.</returns>
    public async Task<RecordDatabase?> TakeAsync(JournalPrefix journal)
    {
        if (Interlocked.Exchange(ref kept, null) is not { } taken)
        {
            return null;
        }

        if (!IsAllOf(taken, journal))
        {
            Close(taken);
            return null;
        }

        taken.Over?.Dispose();
        try
        {
            await taken.Preparing;
            return taken.Database;
        }
        catch
        {
            taken.Database.Dispose();
            throw;
        }
    }

    public void Dispose() => Close(Interlocked.Exchange(ref kept, null));

    /// <summary>
    /// Whether nothing is in the journal since but the upload's own entry, which takes nobody's place, and its records lie over all others.
    /// </summary>
    static bool IsAllOf(Kept kept, JournalPrefix journal) =>
        journal.Head == kept.Head + 1
        && journal[journal.Head] is { Kind: EntryKind.Accepted } entry && entry.Attempt == kept.Attempt && entry.Place == entry.Number
        && journal.Catalogue(CatalogueTable.BankHolidays) <= kept.Head
        && entry.Records.Keys.Concat(entry.Added.Keys.Select(JournalEntry.KindOf)).Distinct()
            .All(kind => journal.Layers(kind) is [.., var last] && last.Number == entry.Number);

    void End(Kept old)
    {
        if (ReferenceEquals(Interlocked.CompareExchange(ref kept, null, old), old))
        {
            Close(old);
        }
    }

    static void Close(Kept? kept)
    {
        kept?.Over?.Dispose();
        kept?.Preparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        kept?.Database.Dispose();
    }

    /// <param name="Preparing">What a count needs first is made while the upload is committed.</param>
    sealed record Kept(RecordDatabase Database, long Head, string Attempt, Task Preparing)
    {
        public ITimer? Over { get; set; }
    }
}
