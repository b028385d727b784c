using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>Reads the uploads and their outcomes.</summary>
public sealed class UploadReader(UploadTable uploads, Journal journal, ResultReader results)
{
    /// <summary>Every upload, the newest first.</summary>
    public async Task<IReadOnlyList<UploadLine>> ReadAsync(CancellationToken ct)
    {
        // The journal after the arrivals: it has every entry that they name.
        var arrivals = await uploads.AllAsync(ct).ToListAsync(ct);
        var (followed, _) = await uploads.FollowedAsync(ct);
        var known = await journal.ReadAsync(ct);
        var ended = arrivals.Select(a => (Arrival: a, Entry: EntryOf(a, known))).ToList();

        // All of an entry is there once it is followed up; of the few above that the months say it.
        var isNumberNeeded = ended.Exists(e => e.Entry is { Kind: EntryKind.Accepted } entry && entry.Number > followed);
        var stored = isNumberNeeded ? await results.NumbersAsync(ct) : new Dictionary<ScorecardMonth, long>();
        return
        [
            .. ended.OrderByDescending(e => e.Arrival.Received).ThenBy(e => e.Arrival.Path, StringComparer.Ordinal)
                .ThenByDescending(e => e.Arrival.Number).Select(e => Line(e.Arrival, e.Entry, known, IsThere)),
        ];

        bool IsThere(JournalEntry entry) =>
            entry.Number <= followed || known.MonthsOf(entry).All(month => stored.TryGetValue(month, out var number) && number >= entry.Number);
    }

    /// <summary>The entry is on record before the arrival is moved on.</summary>
    static JournalEntry? EntryOf(Arrival arrival, JournalPrefix known) =>
        (arrival.Entry ?? known.OfArrival(arrival.Path, arrival.Number)) is { } number && number <= known.Head ? known[number] : null;

    static UploadLine Line(Arrival arrival, JournalEntry? entry, JournalPrefix known, Func<JournalEntry, bool> isThere)
    {
        var state = StateOf(arrival, entry, known, isThere);
        var isWithdrawn = state is UploadState.Accepted or UploadState.Calculated or UploadState.Same && known.Holder(entry!.Place) is null;
        var message = MessageOf(state, isWithdrawn, arrival, entry);
        return new UploadLine(
            arrival.Path,
            arrival.Received,
            state,
            entry?.Number,
            entry?.Sha256,
            entry?.Bytes,
            entry?.Extract,
            RowsOf(arrival, entry),
            arrival.Attempts,
            message,
            state == UploadState.Refused && entry is not null ? entry.Message : message,
            isWithdrawn);
    }

    /// <summary>Some may have turned out not to count since.</summary>
    static RowCounts RowsOf(Arrival arrival, JournalEntry? entry)
    {
        var rows = entry is { Kind: EntryKind.Refused } ? entry.Rows.OfRefusedFile() : entry?.Rows ?? default;
        return rows with { Accepted = rows.Accepted - arrival.RefusedSince, Refused = rows.Refused + arrival.RefusedSince };
    }

    static UploadState StateOf(Arrival arrival, JournalEntry? entry, JournalPrefix known, Func<JournalEntry, bool> isThere) =>
        (arrival.State, entry?.Kind) switch
        {
            (UploadState.Erased, _) => UploadState.Erased,
            (_, not null) when known.IsErased(entry!.Place) => UploadState.Erased,
            (_, EntryKind.Accepted) => isThere(entry!) ? UploadState.Calculated : UploadState.Accepted,
            (_, EntryKind.Same) => UploadState.Same,
            (_, EntryKind.Refused) => UploadState.Refused,
            (UploadState.Replaced, _) => UploadState.Replaced,
            (UploadState.Failed, _) => UploadState.Failed,
            _ => UploadState.Received,
        };

    static string? MessageOf(UploadState state, bool isWithdrawn, Arrival arrival, JournalEntry? entry) => state switch
    {
        UploadState.Erased => "An administrator erased it. None of its figures count.",

        // The entry names the path under which the bytes counted.
        UploadState.Same when isWithdrawn => $"The same bytes as {entry!.Message}, which has been withdrawn since, so none of its figures count.",
        UploadState.Same => ReceiptTexts.SameAs(entry!)
            + (RowsOf(arrival, entry).Refused is > 0 and var refused
                ? $" {ReceiptTexts.Many(refused, "row does", "rows do")} not count: the receipt says why."
                : ""),
        UploadState.Accepted or UploadState.Calculated when isWithdrawn =>
            $"{arrival.Message ?? entry!.Message} It has been withdrawn since, so none of its figures count any more."
            + (entry!.HasRecords
                ? " Months that are issued, and those before the last scorecard year, keep what was counted from it until an administrator counts "
                    + "them again."
                : ""),
        UploadState.Calculated => arrival.Message ?? entry!.Message,

        // With what its entry does not say: the cells of the file.
        UploadState.Refused when arrival.Entry is not null => arrival.Message ?? entry!.Message,
        _ => entry?.Message ?? arrival.Message,
    };
}
