using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>The receipt of an arrival, by the entry that it ended in, or without one.</summary>
static class EntryReceipt
{
    /// <summary>Of later uploads.</summary>
    const int MostNamed = 5;

    /// <summary>Within which a file is overwritten to correct it.</summary>
    static readonly TimeSpan Overwriting = TimeSpan.FromDays(14);

    /// <param name="entry">Of an arrival.</param>
    /// <param name="prefix">Up to the entry.</param>
    /// <param name="read">What the file says; null = the bytes are gone, or were read before.</param>
    /// <param name="isAllThere">Whether no month waits for its calculation: then the receipt says that nothing has changed.</param>
    public static Receipt Make(JournalEntry entry, JournalPrefix prefix, ReadExtract? read, bool isAllThere)
    {
        var receipt = new Receipt
        {
            Extract = entry.Path!,
            Sha256 = entry.Sha256!,
            Bytes = entry.Bytes,
            Received = entry.Received,
            Outcome = Outcome(entry.Kind),
            Message = ReceiptTexts.Whole(entry, read) ?? "",
            Kind = entry.Extract,
            Rows = entry.Rows,
            Changes = [],
        };
        return entry.Kind switch
        {
            EntryKind.Accepted => receipt with
            {
                Tables = read?.Tables ?? [],
                Notes = [.. read?.Notes ?? [], .. FindLeft(entry, prefix), .. FindCountingAgain(entry, prefix), .. FindInPlace(entry, prefix)],
                Warnings = read?.Warnings ?? [],
                WarningsNotListed = read?.WarningsNotListed ?? 0,
                Concerns = prefix.UpTo(entry.Number - 1).ConcernsOf(entry.Touches),
                Changes = isAllThere ? [] : null,
            },
            EntryKind.Same => receipt with
            {
                Message = ReceiptTexts.Same(entry.Message!, entry.Extract, StatedSince(entry, prefix), Extended(entry, prefix))
                    + (read?.Lost is { } lost ? ReceiptTexts.KeptAsItWas(lost) : ""),
                SameBytesAs = entry.Message,
            },
            _ => receipt with
            {
                Problems = [read?.Problem ?? entry.Message ?? ""],
                Rows = entry.Rows.OfRefusedFile(),
                Tables = [.. (read?.Tables ?? []).Select(table => table with { Rows = table.Rows.OfRefusedFile() })],
                Notes = read?.Notes ?? [],
            },
        };
    }

    /// <summary>Of an arrival that ended in no entry, since it failed again and again.</summary>
    public static Receipt OfFailed(Arrival arrival, string message) => new()
    {
        Extract = arrival.Path,
        Sha256 = "",
        Bytes = 0,
        Received = arrival.Received,
        Outcome = ReceiptOutcome.Failed,
        Message = message,
        Problems = [message],
        Changes = [],
    };

    static ReceiptOutcome Outcome(EntryKind kind) => kind switch
    {
        EntryKind.Accepted => ReceiptOutcome.Accepted,
        EntryKind.Same => ReceiptOutcome.SameBytes,
        _ => ReceiptOutcome.Refused,
    };

    static IReadOnlyList<string> Extended(JournalEntry entry, JournalPrefix prefix) => prefix.Holder(entry.Place) is { } holder
        ? RecordCoverage.FindExtended(prefix.UpTo(entry.Number - 1), prefix[holder], MonthEndRule.Today(entry.Received))
        : [];

    /// <summary>
    /// Who overwrites a file takes it for replaced, and what only the upload before states goes on counting. A path that gets one month's file after
    /// the other is not meant.
    /// </summary>
    static IEnumerable<string> FindLeft(JournalEntry entry, JournalPrefix prefix)
    {
        if (entry.IsMade)
        {
            return [];
        }

        var before = prefix.OfPath(entry.Path!).Select(n => prefix[n]).LastOrDefault(e => e.Place != entry.Place && e.Received <= entry.Received
            && e.Received + Overwriting >= entry.Received && prefix.RankOf(e.Number) is not null);
        List<ScorecardMonth> left = [.. (before?.Touches.Stated ?? MonthSet.Empty).Where(m => !entry.Touches.Stated.Contains(m.Scorecard, m.Month))];
        return left.Count == 0 ? [] : [ReceiptTexts.StillCounting(before!, left)];
    }

    static IEnumerable<string> FindCountingAgain(JournalEntry entry, JournalPrefix prefix) =>
        !entry.IsMade && prefix.OfKind(EntryKind.Withdrawal).Any(n => prefix[n].Sha256 == entry.Sha256) ? [ReceiptTexts.CountsAgain] : [];

    /// <summary>What was read again in the place that it has does not count over what was uploaded since.</summary>
    static IEnumerable<string> FindInPlace(JournalEntry entry, JournalPrefix prefix) =>
        entry.Place != entry.Number && !entry.IsMade && StatedSince(entry, prefix) is { Count: > 0 } since
            ? [ReceiptTexts.CountsInPlace(entry, since)]
            : [];

    /// <summary>The latest uploads that state, since, figures of the months that a place states.</summary>
    static IReadOnlyList<JournalEntry> StatedSince(JournalEntry entry, JournalPrefix prefix)
    {
        if (prefix.Holder(entry.Place) is not { } holder || prefix.RankOf(holder) is not { } rank)
        {
            return [];
        }

        return
        [
            .. prefix[holder].Touches.Stated.SelectMany(m => prefix.Stating(m.Scorecard, m.Month)).Distinct().Order()
                .Where(n => prefix.RankOf(n) is { } other && other > rank).Select(n => prefix[n]).Where(e => !e.IsMade).TakeLast(MostNamed),
        ];
    }
}
