using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The upload that a figure came from.</summary>
/// <param name="Rank">Of two uploads the earlier one has the lower rank.</param>
/// <param name="Withdrawal">The entry that withdrew it; null = it was not withdrawn.</param>
/// <param name="IsErased">Whether it was erased: then neither its path nor why is repeated, as either may say what had to go.</param>
sealed record CitedUpload(string Path, Rank Rank, JournalEntry? Withdrawal, bool IsErased)
{
    /// <summary>That it was withdrawn or erased, without a full stop; null = it was neither.</summary>
    public string? TakenBack => IsErased ? "the upload that had corrected it was erased" : Withdrawal is null ? null : $"{Path} was withdrawn";

    /// <summary>Why it was withdrawn, as the person who asked for it wrote, behind a space; empty = that is not said.</summary>
    public string Reason =>
        !IsErased && Withdrawal?.Message?.Trim() is { Length: > 0 } reason ? $" Reason given: {reason.TrimEnd('.')}." : "";

    /// <param name="source">Of a figure.</param>
    /// <param name="journal">Up to the number that everything else is as of.</param>
    /// <returns>Null: the figure has no source, or the journal no such upload.</returns>
    public static CitedUpload? Find(Source? source, JournalPrefix journal)
    {
        if (source is null)
        {
            return null;
        }

        var newest = journal.OfPath(source.Extract).Select(n => journal[n])
            .LastOrDefault(entry => entry.Kind == EntryKind.Accepted && entry.Sha256 == source.Sha256);
        return newest is null
            ? null
            : new CitedUpload(
                source.Extract, new Rank(newest.Received, newest.Place), journal.WithdrawalOf(newest.Place), journal.IsErased(newest.Place));
    }

    /// <summary>The uploads of records that were withdrawn after a figure was counted, and not erased.</summary>
    /// <param name="counted">The figure's source.</param>
    /// <param name="journal">Up to the number that everything else is as of.</param>
    public static IEnumerable<CitedUpload> RecordsWithdrawnSince(Source counted, JournalPrefix journal)
    {
        var count = journal.OfPath(counted.Extract).Select(n => journal[n]).LastOrDefault(entry => entry.IsCount && entry.Sha256 == counted.Sha256);
        return from n in journal.OfKind(EntryKind.Withdrawal, count?.CountedAsOf ?? journal.Head)
               let withdrawal = journal[n]
               let upload = journal[withdrawal.Place]
               where upload.HasRecords && upload.Path is not null && !journal.IsErased(upload.Place)
               select new CitedUpload(upload.Path!, new Rank(upload.Received, upload.Place), withdrawal, IsErased: false);
    }
}
