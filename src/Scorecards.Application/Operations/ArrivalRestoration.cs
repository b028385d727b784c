using Microsoft.Extensions.Logging;
using Scorecards.Application.Ingestion;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>The third part of a restore: puts the uploads back on record, and reads those that the archive has but the journal does not.</summary>
public sealed partial class ArrivalRestoration(
    ExtractIngestion ingestion, ExtractReceipts receipts, UploadTable uploads, Archive archive, TimeProvider time, ILogger<ArrivalRestoration> log)
{
    /// <summary>Does all this, then has the sweep look at every entry once more: receipts, copies, uploads that wanted others.</summary>
    /// <returns>What could not be put back, in sentences; nothing where the call is cut off.</returns>
    public async Task<IReadOnlyList<string>> PutBackAsync(JournalPrefix known, RestoreCall call, CancellationToken ct)
    {
        await PutUploadsBackAsync(known, ct);
        List<string> problems = [];
        await foreach (var archived in archive.ArrivalsAsync(known.Entries, ct))
        {
            if (call.IsOver)
            {
                call.Left++;
                return [];
            }

            if (await ReadLostAsync(archived, ct) is { } problem)
            {
                problems.Add(problem);
            }
        }

        var onRecord = await uploads.AllAsync(ct).Select(a => (a.Path, a.Number)).ToListAsync(ct);
        if (onRecord.Where(a => !Source.IsMade(a.Path)).GroupBy(a => a.Path).Sum(path => path.Max(a => a.Number) - path.Count()) is var gaps and > 0)
        {
            problems.Add($"{gaps} uploads that were overwritten before they could be read, or failed, are not on record any more.");
        }

        var (_, version) = await uploads.FollowedAsync(ct);
        await uploads.FollowAsync(0, version, ct);
        return problems;
    }

    /// <summary>Puts arrivals back into Uploads as the journal knows them.</summary>
    async Task PutUploadsBackAsync(JournalPrefix known, CancellationToken ct)
    {
        var there = await uploads.AllAsync(ct).ToDictionaryAsync(a => (a.Path, a.Number), cancellationToken: ct);
        var ended = known.Entries.Where(e => e.Path is not null).GroupBy(e => (Path: e.Path!, Number: e.Arrival))
            .ToDictionary(same => same.Key, same => same.Last());
        foreach (var ((path, number), entry) in ended)
        {
            var state = known.IsErased(entry.Place) ? UploadState.Erased : Upload.StateOf(entry);
            if (!there.TryGetValue((path, number), out var arrival))
            {
                // Its entry does not know what its months refused later, nor the cells for which it was refused.
                var receipt = state == UploadState.Erased ? null : (await receipts.FindAsync(entry, ReceiptStage.Calculated, ct))?.Receipt;
                var back = new Arrival(
                    path, number, entry.Content ?? "", entry.Received, state, entry.Number, 0, entry.Committed, receipt?.Message, default);
                var refusedSince = state != UploadState.Refused && receipt is not null ? receipt.Rows.Refused - entry.Rows.Refused : 0;
                await uploads.PutBackAsync(back with { RefusedSince = (int)refusedSince }, ct);
            }
            else if (arrival.Entry != entry.Number || arrival.State != state)
            {
                await uploads.TryMoveAsync(arrival, arrival with { State = state, Entry = entry.Number, Attempts = 0, Message = null }, ct);
            }
        }

        // What the journal does not have any more has not ended.
        foreach (var arrival in there.Values.Where(a => a.Entry is not null && !ended.ContainsKey((a.Path, a.Number))))
        {
            await uploads.TryMoveAsync(arrival, arrival with { State = UploadState.Received, Entry = null, Attempts = 0, Message = null }, ct);
        }
    }

    /// <summary>
    /// Reads an arrival from the archive that has no entry: its entry is lost, or was never made. One that is on record as replaced or failed was
    /// archived and never had an entry, and is left out. So is what the product made itself: mostly it could not commit it, since something had come
    /// meanwhile, and what is not counted is counted again.
    /// </summary>
    /// <returns>Why it could not be read; null = it was, or is left out.</returns>
    async Task<string?> ReadLostAsync(ArchivedArrival archived, CancellationToken ct)
    {
        try
        {
            var state = Source.IsMade(archived.Path) ? UploadState.Replaced : UploadState.Received;
            var arrival = await uploads.PutBackAsync(
                new Arrival(archived.Path, archived.Arrival, archived.Content, archived.Received, state, null, 0, time.GetUtcNow(), null, default),
                ct);
            if (arrival.State is UploadState.Replaced or UploadState.Failed)
            {
                // Nothing in it counts, and who uploaded it knows. Where the table was lost too nobody can tell it from an upload that was accepted
                // and whose entry is lost: then it is read, since what was accepted must not be left out.
                return null;
            }

            return await ingestion.IngestArchivedAsync(arrival, archived, ct)
                ? null
                : $"Upload {archived.Arrival} at {archived.Path}: the archive no longer has its bytes.";
        }
        catch (Exception e) when (!RestoreCall.NextMaySucceed(e))
        {
            LogNotRead(e, archived.Arrival);
            return $"Upload {archived.Arrival} at {archived.Path}: it has no entry in the journal and could not be read ({e.GetType().Name}).";
        }
    }

    [LoggerMessage(LogLevel.Error, "Archived upload not read. Arrival: {Arrival}.", EventName = "NotReadAgain")]
    partial void LogNotRead(Exception e, int arrival);
}
