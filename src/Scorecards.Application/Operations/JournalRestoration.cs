using Microsoft.Extensions.Logging;
using Scorecards.Application.Ingestion;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>The first part of a restore: puts lost entries back into the journal, each under its own number.</summary>
public sealed partial class JournalRestoration(Journal journal, Backups backups, SeenNumbers seen, ILogger<JournalRestoration> log)
{
    /// <summary>
    /// Sees that what is there and what was copied is one journal: an entry has one copy, and none is of an earlier moment than the one before it.
    /// Entries name each other by their numbers, so those of two journals must never be mixed.
    /// </summary>
    /// <exception cref="ProblemException">409: it is not, as where something was taken in before the copies of another account came.</exception>
    public async Task RequireOneAsync(CancellationToken ct)
    {
        var all = await journal.RowsAsync(ct).Concat(backups.EntriesAsync(ct)).OrderBy(e => e.Number).ToListAsync(ct);
        var (_, other) = all.Zip(all.Skip(1)).FirstOrDefault(pair => pair.First.Number == pair.Second.Number
            ? pair.First.Attempt != pair.Second.Attempt
            : pair.First.Committed > pair.Second.Committed);
        if (other is not null)
        {
            throw new ProblemException(
                409,
                "Two journals",
                $"The table Journal and its copies in backups are not of one journal: see entry {other.Number}. Something was taken in here before "
                + "the copies came. Nothing was changed. If the copies are what is to be restored: empty backups and copy it here once more, "
                + "delete the table Journal, deploy, which makes it again, and call restore.");
        }
    }

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
        List<JournalEntry> missing = [];
        List<string> problems = [];
        var committed = DateTimeOffset.MinValue;
        for (var n = 1L; n <= highest; n++)
        {
            if (!there.TryGetValue(n, out var entry))
            {
                entry = copied.Contains(n) ? await backups.FindAsync(n, ct) : null;
                entry ??= n <= known.Head ? known[n] : Lost(n, committed);
                missing.Add(entry);
                if (entry.Kind == EntryKind.Lost)
                {
                    problems.Add(
                        $"Entry {n} of the journal is lost and has no copy. If it was an upload, the upload is read again; "
                        + "if it was an operation or the issue of a month, it is forgotten.");
                }
            }

            committed = entry.Committed > committed ? entry.Committed : committed;
        }

        var taken = await journal.PutBackAsync(missing, ct);
        LogJournal(there.Count, missing.Count, problems.Count, taken.Count);
        return [.. problems,
            .. taken.Select(e => $"Entry {e.Number} of the journal cannot be put back, because its number was used again: its decision is lost.")];
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
