using Microsoft.Extensions.Logging;
using Scorecards.Application.Ingestion;
using Scorecards.Application.Records;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>
/// Removes rows that never count, plans of mails among them: of attempts without an entry that began a day ago or longer, once a fence keeps them
/// from committing, and what was left of attempts whose entry accepts nothing. Removes records that have not counted for as long as they are kept,
/// too. It looks at nothing but the journal to decide.
/// </summary>
// Collects from every table in which an attempt that was given up leaves rows.
public sealed partial class Garbage(Journal journal, Attempts attempts, MeasureTable measures, CatalogueTable catalogue, FactFiles facts,
    DeliveryTable deliveries, Backups backups, Retention retention, TimeProvider time, ILogger<Garbage> log)
{
    static readonly TimeSpan Old = TimeSpan.FromDays(1);

    /// <summary>Attempts that one fence names; others wait a day.</summary>
    const int MostNamed = 1_000;

    /// <returns>How many rows went.</returns>
    public async Task<int> CollectAsync(CancellationToken ct)
    {
        var found = await measures.AttemptsAsync(ct).ToListAsync(ct);
        var records = await facts.AttemptsAsync(ct);
        var written = found.Select(f => f.Attempt).Concat(await catalogue.AttemptsAsync(ct)).Concat(records).Concat(await deliveries.PlansAsync(ct))
            .ToHashSet(StringComparer.Ordinal);
        var (journalNow, fence) = await FenceAsync(written, ct);
        var gone = written.Where(id => IsGone(journalNow, id)).ToHashSet(StringComparer.Ordinal);
        var old = FindOld(records, journalNow);
        if (journalNow.IsUnderRepair || gone.Count + old.Count == 0)
        {
            return 0;
        }

        var rows = await measures.RemoveAsync(found.Where(f => gone.Contains(f.Attempt)).Select(f => f.Month), gone.Contains, ct);
        rows += await catalogue.RemoveAsync(gone.Contains, ct) + await deliveries.RemovePlansAsync(gone.Contains, ct);
        rows += await facts.RemoveAsync(id => gone.Contains(id) || old.Contains(id), ct);
        LogCollected(gone.Count + old.Count, rows, fence);
        return rows;
    }

    /// <summary>Keeps attempts without an entry from committing.</summary>
    /// <param name="written">Attempts.</param>
    /// <returns>The journal then, and the number of the fence; 0 = none was needed.</returns>
    async Task<(JournalPrefix Journal, long Fence)> FenceAsync(IReadOnlySet<string> written, CancellationToken ct)
    {
        var known = await journal.ReadAsync(ct);
        var before = time.GetUtcNow() - Old;
        var attempt = attempts.Begin(known.Head);
        var commit = await journal.CommitAsync(
            now => now.IsUnderRepair || IsFencedSince(now, before)
                || written.Where(id => IsLoose(now, id, before)).Order(StringComparer.Ordinal).Take(MostNamed).ToList() is not { Count: > 0 } loose
                ? Decision.Nothing
                : Intents.Entry(EntryKind.Fence, "fence", attempt) with { Names = loose },
            ct);
        if (commit.Entry is { } entry)
        {
            await backups.KeepAsync(entry, ct);
        }

        return (commit.Journal, commit.Entry?.Number ?? 0);
    }

    /// <summary>The attempts whose records count neither now nor did so when those that are kept no longer were put on record.</summary>
    HashSet<string> FindOld(IReadOnlySet<string> records, JournalPrefix known)
    {
        if (retention.RecordDays is not { } days || records.Count == 0)
        {
            return [];
        }

        // By one tick more, so that an entry of that very moment is among them.
        var then = known.Before(time.GetUtcNow().AddDays(-days).AddTicks(1));
        HashSet<string> counting = [.. Counting(known), .. Counting(then)];
        return [.. records.Where(id => then.OfAttempt(id) is not null && !counting.Contains(id))];
    }

    static IEnumerable<string> Counting(JournalPrefix journal) => RecordTables.Layers(journal).Select(layer => layer.Entry.Attempt);

    /// <summary>One fence a day is enough.</summary>
    static bool IsFencedSince(JournalPrefix journal, DateTimeOffset before) =>
        journal.OfKind(EntryKind.Fence) is [.., var last] && journal[last].Committed > before;

    /// <summary>
    /// Whether an attempt has no entry and began before a moment: it saw no entry above its head, so it began before the next one was committed.
    /// Where there is no next one nobody can tell.
    /// </summary>
    static bool IsLoose(JournalPrefix journal, string attempt, DateTimeOffset before) =>
        journal.OfAttempt(attempt) is null && !journal.IsNamed(attempt) && Attempts.Since(attempt) + 1 is var next && next <= journal.Head
            && journal[next].Committed <= before;

    static bool IsGone(JournalPrefix journal, string attempt) =>
        journal.OfAttempt(attempt) is { } n ? journal[n].Kind is not (EntryKind.Accepted or EntryKind.Issue) : journal.IsNamed(attempt);

    [LoggerMessage(LogLevel.Information, "Garbage removed. Attempts: {Attempts}. Rows: {Rows}. Fence: {Fence}.", EventName = "GarbageRemoved")]
    partial void LogCollected(int attempts, int rows, long fence);
}
