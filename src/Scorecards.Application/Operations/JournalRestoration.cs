using Microsoft.Extensions.Logging;
using Scorecards.Application.Ingestion;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>The first part of a restore: puts lost entries back into the journal, each under its own number.</summary>
public sealed partial class JournalRestoration(Journal journal, Backups backups, SeenNumbers seen, ILogger<JournalRestoration> log)
{
    /// <summary>A new account's own entries are few, and the first: to read every copy would take minutes.</summary>
    const int MostCompared = 50;

    /// <summary>
    /// Fills the gaps in the journal up to the highest number that was seen anywhere. A missing entry is taken from its copy in the backups, else
    /// from what this process knows, else it is marked as lost.
    /// </summary>
    /// <returns>What could not be put back, in sentences.</returns>
    public async Task<List<string>> PutBackAsync(CancellationToken ct)
    {
        // The rows last: whoever commits meanwhile is seen in them, and not taken for lost.
        var (copied, known, highestSeen) = (await backups.NumbersAsync(ct), journal.Known, await seen.HighestAsync(ct));
        var there = await journal.RowsAsync(ct).ToDictionaryAsync(e => e.Number, cancellationToken: ct);
        var highest = there.Keys.Concat(copied).Append(known.Head).Append(highestSeen).Max();
        var restored = there.Values.Where(e => e.Kind == EntryKind.Restored).Select(e => e.Number).DefaultIfEmpty().Max();
        List<JournalEntry> missing = [];
        List<string> problems = [.. await FindOtherAsync(there, copied, ct) is { } other ? [other] : Array.Empty<string>()];
        var committed = DateTimeOffset.MinValue;
        for (var n = 1L; n <= highest; n++)
        {
            var isMissing = !there.TryGetValue(n, out var entry);
            if (isMissing)
            {
                entry = copied.Contains(n) ? await backups.FindAsync(n, ct) : null;
                entry ??= n <= known.Head ? known[n] : Lost(n, committed);
                missing.Add(entry);
            }

            // An earlier call may have marked it and ended before it could say so: it is said until a restore has come to its end.
            if (entry!.Kind == EntryKind.Lost && (isMissing || n > restored))
            {
                problems.Add(
                    $"Entry {n} of the journal is lost and has no copy. If it was an upload, the upload is read again; "
                    + "if it was an operation or the issue of a month, it is forgotten.");
            }

            committed = entry.Committed > committed ? entry.Committed : committed;
        }

        var taken = await journal.PutBackAsync(missing, ct);
        LogJournal(there.Count, missing.Count, problems.Count, taken.Count);
        return [.. problems,
            .. taken.Select(e => $"Entry {e.Number} of the journal cannot be put back, because its number was used again: its decision is lost.")];
    }

    /// <summary>
    /// Says where an entry and its copy are two: something was taken in before the copies of another account came, or a number was used again.
    /// Entries name each other by their numbers, so that what names the entry of the copy means another one now.
    /// </summary>
    /// <returns>Null: there is none.</returns>
    async Task<string?> FindOtherAsync(IReadOnlyDictionary<long, JournalEntry> there, IReadOnlySet<long> copied, CancellationToken ct)
    {
        foreach (var number in there.Keys.Where(copied.Contains).Order().Take(MostCompared))
        {
            if (there[number].Kind is not (EntryKind.Lost or EntryKind.Restoring)
                && await backups.FindAsync(number, ct) is { } copy && copy.Attempt != there[number].Attempt)
            {
                return $"Entry {number} of the journal and its copy are two: the decision of the copy is lost, and what names it means another one. "
                    + "Where the copies came from another account after something was taken in here, see docs/operations.md, Restore.";
            }
        }

        return null;
    }

    /// <summary>Takes the place of an entry that nobody has any more. Whoever puts the journal back writes the same.</summary>
    static JournalEntry Lost(long number, DateTimeOffset committed) => new()
    {
        Number = number,
        Kind = EntryKind.Lost,
        Intent = Intents.Operation("lost", $"{number}"),
        Attempt = $"{number - 1:D10}-lost",
        Committed = committed,
    };

    [LoggerMessage(LogLevel.Warning,
        "Journal put back. There: {There}. Put back: {PutBack}. Lost: {Lost}. Numbers used again: {Taken}.", EventName = "JournalPutBack")]
    partial void LogJournal(int there, int putBack, int lost, int taken);
}
