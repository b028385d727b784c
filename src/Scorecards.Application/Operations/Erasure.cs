using System.Globalization;
using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>
/// Deletes a file that should never have been uploaded: from here on none of its rows count, and when every month that it touched is calculated
/// without it, its bytes, rows and receipts go, and once more a day later. The entry stays and says who and why; editions that were mailed stay.
/// </summary>
// Deletes from every table and container that may hold an upload's content, so it knows each of them.
public sealed partial class Erasure(
    Journal journal, Attempts attempts, Inbox inbox, Archive archive, UploadTable uploads, MeasureTable measures, CatalogueTable catalogue,
        FactFiles facts, ListFiles lists, ReceiptFiles receipts, FollowUp followUp,
    MonthCalculator calculator, BackupExport export, FileLimits limits, Retention retention, TimeProvider time, ILogger<Erasure> log)
{
    /// <summary>A write that was under way may bring something back: after this time everything is deleted once more.</summary>
    static readonly TimeSpan Again = TimeSpan.FromDays(1);

    /// <summary>The place of bytes that no entry of an upload has.</summary>
    const long NoPlace = 0;

    /// <param name="sha256">Of the bytes, wherever and however often they were taken in.</param>
    /// <param name="reason">Who asks for it and why.</param>
    /// <param name="ct">Cancels; the sweep goes on.</param>
    public async Task<object> EraseAsync(string sha256, string reason, CancellationToken ct)
    {
        sha256 = sha256.ToLowerInvariant();
        if (sha256 == "" || string.IsNullOrWhiteSpace(reason))
        {
            throw new ProblemException(400, "Which bytes, and why?",
                "Say the sha256 of the file, and as reason who asks for it and why. GET /api/extracts lists the hashes.");
        }

        var known = await journal.ReadAsync(ct);
        var places = await FindPlacesAsync(sha256, known, ct);
        var (months, isDeleted, numbers) = (0, true, new List<long>());
        for (var i = 0; i < places.Count; i++)
        {
            var entry = await CommitAsync(places[i], sha256, reason, known, ct);
            known = await journal.ReadAsync(ct);
            List<ScorecardMonth> touched = [.. known.UpTo(entry.Number).MonthsOf(entry)];
            isDeleted &= await calculator.TryBringUpAsync(touched, entry.Number, ct) && await DeleteAsync(entry, known, ct);
            months += touched.Count;
            numbers.Add(entry.Number);

            // An upload of these bytes that was being read may have been accepted just before the erasure; after it none is.
            places.AddRange(FindPlaces(sha256, known.UpTo(entry.Number)).Except(places).ToList());
        }

        const string keepers = "Soft delete and old versions in the storage account keep the bytes";
        var kept = (retention.DeletedDays + 1) switch
        {
            null => "Where the storage account has soft delete or versions, they keep the bytes until their retention ends.",
            { } days when isDeleted =>
                $"{keepers} at the latest until {time.GetUtcNow().AddDays(days).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.",
            var days => $"{keepers} for {days} days from the day on which the sweep has deleted them.",
        };
        return new { Erased = sha256, Entries = numbers, Months = months, IsDeleted = isDeleted, Kept = kept };
    }

    /// <exception cref="ProblemException">Neither the journal nor the archive has such bytes.</exception>
    async Task<List<long>> FindPlacesAsync(string sha256, JournalPrefix known, CancellationToken ct)
    {
        if (FindPlaces(sha256, known) is { Count: > 0 } places)
        {
            return places;
        }

        // Archived before an entry that was never made, since the upload was replaced or failed. Asked again, they are gone.
        var isKnown = known.ErasureOf(sha256) is not null
            || (Sha256Text.IsOne(sha256) && (await archive.HasAsync(sha256, ct) || (await archive.ArrivalsOfAsync(sha256, ct)).Count > 0));
        if (!isKnown)
        {
            throw new ProblemException(404, "Unknown upload",
                "No such bytes are on record. GET /api/extracts lists those that are. A file that failed or was never read lies in the container "
                + "extracts alone: delete it there.");
        }

        return [NoPlace];
    }

    static List<long> FindPlaces(string sha256, JournalPrefix known) =>
        [.. known.Entries.Where(e => e.Path is not null && e.Sha256 == sha256).Select(e => e.Place).Distinct()];

    /// <summary>Deletes again what an erasure names, where its months are calculated at it.</summary>
    /// <returns>Whether it is deleted for good: a day has passed.</returns>
    public async Task<bool> GoOnAsync(JournalEntry entry, JournalPrefix known, CancellationToken ct) =>
        (await followUp.BehindAsync(entry, known.UpTo(entry.Number), ct)).Count == 0 && await DeleteAsync(entry, known, ct)
            && entry.Committed <= time.GetUtcNow() - Again;

    async Task<JournalEntry> CommitAsync(long place, string sha256, string reason, JournalPrefix known, CancellationToken ct)
    {
        var intent = Intents.Operation("erase", place == NoPlace ? sha256 : place.ToString(CultureInfo.InvariantCulture));
        var attempt = attempts.Begin(known.Head);
        var commit = await journal.CommitAsync(
            now => now.OfIntent(intent) is not null
                ? Decision.Nothing
                : new JournalEntry
                {
                    Kind = EntryKind.Erasure,
                    Intent = intent,
                    Attempt = attempt,
                    Place = place,
                    Sha256 = sha256,
                    Message = reason,

                    // Whatever stood in the place: no month may need its rows any more when they go.
                    Touches = now.Entries.Where(e => e.Kind == EntryKind.Accepted && e.Place == place)
                        .Aggregate(Touches.Nothing, (all, e) => all + e.Touches),
                },
            ct);
        if (commit.Entry is { } entry)
        {
            await followUp.BeginAsync(entry, commit.Journal, null, null, ct);
            return entry;
        }

        return commit.Journal[commit.Journal.OfIntent(intent)!.Value];
    }

    /// <returns>False: a restore is under way, which would write the rows again.</returns>
    async Task<bool> DeleteAsync(JournalEntry erasure, JournalPrefix known, CancellationToken ct)
    {
        if (known.IsUnderRepair)
        {
            return false;
        }

        // Without the bytes nobody can make them again.
        await export.KeepEditionsAsync(ct);
        List<JournalEntry> erased = [.. known.UpTo(erasure.Number).Entries.Where(e => e.Path is not null && e.Place == erasure.Place)];
        await DeleteBytesAsync(erasure.Sha256!, known, ct);
        var gone = erased.Where(e => e.Kind == EntryKind.Accepted).ToList();
        var ids = gone.Select(e => e.Attempt).ToHashSet(StringComparer.Ordinal);
        var rows = await measures.RemoveAsync(
            gone.SelectMany(e => e.Touches.Stated.Concat(e.Touches.Commented)).Select(m => m.Month), ids.Contains, ct);
        rows += gone.Any(e => e.CatalogueRows > 0) ? await catalogue.RemoveAsync(ids.Contains, ct) : 0;
        if (gone.Any(e => e.HasRecords))
        {
            // With every list of records, since each may have some of them; those that are asked for are made again.
            await lists.RemoveAsync(ct);
            rows += await facts.RemoveAsync(ids.Contains, ct);
        }

        foreach (var ofArrival in erased.GroupBy(e => (Path: e.Path!, e.Arrival)))
        {
            var (path, number) = ofArrival.Key;
            await receipts.DeleteAsync(path, number, ct);
            await DeleteUploadAsync(path, erasure.Sha256!, ct);

            // It may have been refused first, and read again in the place of a copy.
            var newest = known.OfPath(path).Last(n => known[n].Arrival == number);
            for (var arrival = await uploads.FindAsync(path, number, ct); arrival is { State: not UploadState.Erased };)
            {
                (_, arrival) = await uploads.TryMoveAsync(arrival, arrival with { State = UploadState.Erased, Entry = newest, Message = null }, ct);
            }
        }

        LogErased(erasure.Number, erased.Count, rows);
        return true;
    }

    /// <summary>Deletes bytes that count nowhere (any more), also where those of an upload lie that was archived and never had an entry.</summary>
    async Task DeleteBytesAsync(string sha256, JournalPrefix known, CancellationToken ct)
    {
        if (known.OfBytes(sha256) is not null)
        {
            return;
        }

        foreach (var path in (await archive.ArrivalsOfAsync(sha256, ct)).Select(archived => archived.Path).Distinct())
        {
            await DeleteUploadAsync(path, sha256, ct);
        }

        await archive.DeleteAsync(sha256, ct);
    }

    /// <summary>Deletes what lies at a path in the inbox if it has these bytes: a corrected file stays.</summary>
    async Task DeleteUploadAsync(string path, string sha256, CancellationToken ct)
    {
        if (await inbox.FindAsync(path, ct) is not { } found || await inbox.OpenAsync(path, found.Version.ToString(), ct) is not { } open)
        {
            return;
        }

        await using var stream = open.Content;
        await using var content = await ReceivedContent.ReadAsync(stream, open.Facts.Bytes, limits.MostBytes, ct);
        if (content.Sha256 == sha256)
        {
            await inbox.DeleteAsync(open.Facts, ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Extract erased. Entry: {Entry}. Uploads: {Uploads}. Rows removed: {Rows}.", EventName = "ExtractErased")]
    partial void LogErased(long entry, int uploads, int rows);
}
