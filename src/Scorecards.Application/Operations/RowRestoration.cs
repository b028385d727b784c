using Microsoft.Extensions.Logging;
using Scorecards.Application.Ingestion;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>The second part of a restore: puts the editions back, and writes the rows of every accepted entry again from its archived file.</summary>
public sealed partial class RowRestoration(
    ExtractIngestion ingestion, ExtractReading reading, ResultTable results, Archive archive, Backups backups, ILogger<RowRestoration> log)
{
    const int EditionsAtOnce = 8;

    /// <summary>Goes on after the last entry whose rows are written, in the journal's order, until the last one or until the call is over.</summary>
    /// <returns>How far it is then; it is saved after each entry.</returns>
    public async Task<RestoreMark> WriteAsync(RestoreMark mark, JournalPrefix known, RestoreCall call, CancellationToken ct)
    {
        if (mark.Done == 0)
        {
            await PutEditionsBackAsync(ct);
        }

        var left = known.UpTo(mark.Restoring).OfKind(EntryKind.Accepted, mark.Done);
        foreach (var n in left)
        {
            if (call.IsOver)
            {
                call.Left = left.Count - call.Restored;
                return mark;
            }

            var problem = await WriteAsync(known[n], known, call, ct);
            mark = mark with { Done = n, Problems = problem is null ? mark.Problems : [.. mark.Problems, problem] };
            await backups.SaveRestoreAsync(mark, ct);
            call.Restored++;
        }

        return mark;
    }

    async Task PutEditionsBackAsync(CancellationToken ct)
    {
        var written = 0;
        await foreach (var some in backups.EditionsAsync(ct).Chunk(EditionsAtOnce).WithCancellation(ct))
        {
            written += (await Task.WhenAll(some.Select(e => results.PutEditionBackAsync(e, ct)))).Count(isWritten => isWritten);
        }

        LogEditions(written);
    }

    /// <summary>
    /// Writes the rows of an entry again, read as of the number below its own. What wanted a catalogue file that counts no more is read with the
    /// catalogue in force.
    /// </summary>
    /// <returns>Why it is not as it was; null = it is, or it was withdrawn or erased.</returns>
    async Task<string?> WriteAsync(JournalEntry entry, JournalPrefix known, RestoreCall call, CancellationToken ct)
    {
        var who = $"Entry {entry.Number} ({entry.Path})";
        try
        {
            await using var content = await ingestion.OpenAgainAsync(entry, ct);
            if (content is null && known.Holder(entry.Place) is null)
            {
                call.Erased++;
                return null;
            }

            if (content is null)
            {
                return $"{who}: its bytes are in neither the archive nor the inbox. "
                    + (entry.IsCount ? "The app counted it from records: erase it, count its months again and call restore again."
                        : entry.IsMade ? "The app made it from the table of teams: erase it and call restore again. The sweep makes it anew."
                        : "Upload the same file again under this path and call restore again, or withdraw or erase it.");
            }

            var difference = await FindDifferenceAsync(content, entry, known, ct);
            return difference is null ? null
                : $"{who}: read again, {difference} Figures of its months are missing. Upload a corrected file, withdraw or erase "
                  + "this one and call restore again.";
        }
        catch (Exception e) when (!RestoreCall.NextMaySucceed(e))
        {
            // One file must not keep the others from being restored.
            LogNotRestored(e, entry.Number);
            return $"{who}: it could not be read again ({e.GetType().Name}).";
        }
    }

    /// <returns>What is other than it was; null = nothing, or the entry counts no more.</returns>
    async Task<string?> FindDifferenceAsync(ReceivedContent content, JournalEntry entry, JournalPrefix known, CancellationToken ct)
    {
        // Of erased bytes that are still there, too: their erasure waits until every month is calculated at it.
        var before = known.UpTo(entry.Number - 1);
        var difference = await ReadAsync(content, entry, before, ct);
        if (difference is not null && before.OfKind(EntryKind.Accepted).Any(n => known[n].CatalogueRows > 0 && known.RankOf(n) is null))
        {
            content.Stream.Position = 0;
            difference = await ReadAsync(content, entry, known, ct);
        }

        return known.Holder(entry.Place) is null ? null : difference;
    }

    /// <summary>Writes the rows, and has the archive keep the bytes of what counts.</summary>
    /// <returns>What is other than it was; null = nothing.</returns>
    async Task<string?> ReadAsync(ReceivedContent content, JournalEntry entry, JournalPrefix against, CancellationToken ct)
    {
        await using var read = await reading.ReadAsync(content, ReadingOf.Again(entry), against, entry.Attempt, ct);
        if (against.Index.Whole.Holder(entry.Place) is not null && !await archive.HasAsync(entry.Sha256!, ct))
        {
            // They lie in the inbox alone, as where they were uploaded again because the archive has lost them: the next restore needs them too.
            await content.KeepAsync(archive, Upload.Again(entry, entry.Intent), read, ct);
        }

        var parts = entry.Parts.Where(p => p.Value > 0).ToHashSet();
        return read.ProblemOnRecord is { } problem ? $"the whole file is refused: {problem}."
            : read.Rows != entry.Rows || read.CatalogueRows != entry.CatalogueRows || !parts.SetEquals(read.Parts)
                ? $"{ReceiptTexts.Many(read.Rows.Accepted, "row is", "rows are")} accepted and {read.Rows.Refused} refused; "
                  + $"they were {entry.Rows.Accepted} and {entry.Rows.Refused}."
                : null;
    }

    [LoggerMessage(LogLevel.Information, "Editions put back: {Editions}.")]
    partial void LogEditions(int editions);

    [LoggerMessage(LogLevel.Error, "Entry not restored. Entry: {Entry}.", EventName = "NotRestored")]
    partial void LogNotRestored(Exception e, long entry);
}
