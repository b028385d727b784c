using Microsoft.Extensions.Logging;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>
/// Keeps, once a day, what the journal and the archive cannot make again: copies of the entries and editions, once each, and a digest of what every
/// month says, by which a restore knows whether everything is as it was.
/// </summary>
public sealed partial class BackupExport(
    Journal journal, ResultTable results, Backups backups, Retention retention, TimeProvider time, ILogger<BackupExport> log)
{
    static readonly TimeSpan Every = TimeSpan.FromDays(1);

    public async Task<bool> IsDueAsync(CancellationToken ct) =>
        await backups.ExportsAsync(ct) is not [var newest, ..] || newest.Made + Every <= time.GetUtcNow();

    public async Task RunAsync(CancellationToken ct)
    {
        var known = await journal.ReadAsync(ct);
        if (known.IsUnderRepair || known.Head == 0)
        {
            // Where nothing was taken in, copies of another account may be about to come: what their last export says must stay the newest.
            return;
        }

        await KeepEntriesAsync(known, ct);
        var editions = await KeepEditionsAsync(ct);
        var (months, unreadable) = await ReadMonthsAsync(ct);
        if (await backups.RestoreAsync(ct) is { IsEnded: false })
        {
            // These months may be what it has made: it compares them with the last export first.
            return;
        }

        // A month's row is never deleted, so there are never fewer: some were lost, and what the last export says of them is needed to bring them
        // back.
        var last = await backups.ExportsAsync(ct) is [var newest, ..] ? newest.Months ?? (await backups.NewestExportAsync(ct)).Count : 0;
        if (months.Count < last)
        {
            LogMonthsLost(last, months.Count, unreadable);
            return;
        }

        await backups.KeepExportAsync(time.GetUtcNow(), months, ct);
        var removed = await backups.RemoveExportsAsync(time.GetUtcNow() - TimeSpan.FromDays(retention.ExportDays), ct);
        LogExported(months.Count, editions, removed);
    }

    async Task<(IReadOnlyList<ExportedMonth> Months, int Unreadable)> ReadMonthsAsync(CancellationToken ct)
    {
        var read = await results.MonthsAsync(null, null, Month.First, Month.Last, null, ct).Select(r => r.Month is { Summary: var s } month
            ? new ExportedMonth(s.Scorecard, s.Month, s.AsOf, s.Edition, s.Count, MonthState.Digest(month.Scorecard))
            : null).ToListAsync(ct);
        return ([.. read.OfType<ExportedMonth>()], read.Count(month => month is null));
    }

    /// <summary>
    /// Copies the entries that have no copy: each was copied when it was committed, and the sweep looks at new ones alone, but somebody may have
    /// deleted the container since.
    /// </summary>
    async Task KeepEntriesAsync(JournalPrefix known, CancellationToken ct)
    {
        var copied = await backups.NumbersAsync(ct);
        foreach (var entry in known.Entries.Where(e => !copied.Contains(e.Number)))
        {
            await backups.KeepAsync(entry, ct);
        }
    }

    /// <summary>Copies the editions that are not copied yet.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> KeepEditionsAsync(CancellationToken ct) => backups.KeepEditionsAsync(results.EditionsAsync(ct), FindAsync, ct);

    /// <returns>Null: it is gone, or damaged so that there is nothing to copy.</returns>
    async Task<StoredMonth?> FindAsync(StoredSummary edition, CancellationToken ct)
    {
        try
        {
            return await results.FindAsync(edition.Scorecard, edition.Month, edition.Edition, ct);
        }
        catch (EditionDamagedException)
        {
            LogUnreadable(edition.Scorecard.Value, edition.Month, edition.Edition);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error,
        "Edition cannot be read. Scorecard: {Scorecard}. Month: {Month}. Edition: {Edition}.", EventName = "EditionUnreadable")]
    partial void LogUnreadable(string scorecard, Month month, int edition);

    [LoggerMessage(LogLevel.Information,
        "Backup exported. Months: {Months}. Editions copied: {Editions}. Old exports removed: {Removed}.", EventName = "BackupExported")]
    partial void LogExported(int months, int editions, int removed);

    [LoggerMessage(LogLevel.Error, "Months are lost, nothing is exported: call restore. Exported last: {Exported}. There now: {Months}. "
        + "Unreadable: {Unreadable}.", EventName = "MonthsLost")]
    partial void LogMonthsLost(int exported, int months, int unreadable);
}
