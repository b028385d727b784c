namespace Scorecards.Domain;

/// <summary>The journal up to a number: what was known then. Every calculated value follows from it alone.</summary>
/// <param name="Head">The number of the last entry included; 0 = none.</param>
public readonly record struct JournalPrefix(JournalIndex Index, long Head)
{
    /// <summary>The entry with a number, from 1 to <see cref="Head"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix has no such entry.</exception>
    public JournalEntry this[long number] => number >= 1 && number <= Head
        ? Index.Entry(number)
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"The prefix has the entries 1 to {Head}.");

    /// <summary>The entries in their order.</summary>
    public IEnumerable<JournalEntry> Entries => Enumerable.Range(1, (int)Head).Select(n => (long)n).Select(Index.Entry);

    /// <summary>The entries up to a number, or all if there are fewer.</summary>
    public JournalPrefix UpTo(long number) => this with { Head = Math.Min(Head, number) };

    /// <summary>The entries that were committed before a moment.</summary>
    public JournalPrefix Before(DateTimeOffset moment) => this with { Head = Index.Before(moment, Head) };

    /// <summary>The number of the entry that decided an intent; null = not decided.</summary>
    public long? OfIntent(string intent) => Index.OfIntent(intent, Head);

    /// <summary>The number of the entry that an attempt committed; null = it committed none.</summary>
    public long? OfAttempt(string attempt) => Index.OfAttempt(attempt, Head);

    /// <summary>The number of the entry in which an arrival ended first; null = not ended. Later replays are not counted.</summary>
    public long? OfArrival(string path, int arrival) => Index.OfArrival(path, arrival, Head);

    /// <summary>The numbers of the entries in which arrivals at a path ended, ascending; a replayed arrival has several.</summary>
    public IReadOnlyList<long> OfPath(string path) => Index.OfPath(path, Head);

    /// <summary>The numbers of the entries of a kind above a number, ascending.</summary>
    public IReadOnlyList<long> OfKind(EntryKind kind, long above = 0) => Index.OfKind(kind, above, Head);

    /// <summary>The numbers of the accepted entries that state figures of the month, whether they count or not, ascending.</summary>
    public IReadOnlyList<long> Stating(ScorecardId scorecard, Month month) => Index.Stating(scorecard, month, Head);

    /// <summary>The numbers of the accepted entries that comment on the month, whether they count or not, ascending.</summary>
    public IReadOnlyList<long> Commenting(ScorecardId scorecard, Month month) => Index.Commenting(scorecard, month, Head);

    /// <summary>The numbers of the entries above a number that may have changed the month, ascending.</summary>
    public IReadOnlyList<long> Touching(ScorecardId scorecard, Month month, long above) => Index.Touching(scorecard, month, above, Head);

    /// <summary>The number of the entry that issued the scorecard's month, the first that names it; null = not issued.</summary>
    public long? Issue(ScorecardId scorecard, Month month) => Index.Issuing(scorecard, month, Head);

    /// <summary>The number of the last entry that changed one of these kinds of the catalogue; 0 = none did.</summary>
    public long Catalogue(params ReadOnlySpan<string> kinds)
    {
        var last = 0L;
        foreach (var kind in kinds)
        {
            last = Math.Max(last, Index.OfCatalogueKind(kind, Head) is [.., var n] ? n : 0);
        }

        return last;
    }

    /// <summary>
    /// The place of an accepted entry in the order of statements; null = it does not count: it was replaced, withdrawn or erased.
    /// </summary>
    public Rank? RankOf(long number)
    {
        var entry = this[number];
        if (entry.Kind != EntryKind.Accepted || Holder(entry.Place) != number)
        {
            return null;
        }

        var prefix = this;
        var seen = Index.OfPlace(entry.Place, Head).Select(n => prefix[n]).Where(e => e.Kind == EntryKind.Same).Select(e => e.Received);
        return new Rank(seen.Append(entry.Received).Min(), entry.Place);
    }

    /// <summary>
    /// The number of the newest accepted entry of a place; null = the place was withdrawn or erased, or never had an accepted entry.
    /// </summary>
    public long? Holder(long place)
    {
        var holder = (long?)null;
        foreach (var n in Index.OfPlace(place, Head))
        {
            switch (this[n].Kind)
            {
                case EntryKind.Accepted:
                    holder = n;
                    break;
                case EntryKind.Withdrawal or EntryKind.Erasure:
                    return null;
            }
        }

        return holder;
    }

    /// <summary>The number of the accepted entry that counts and has these bytes, by their SHA-256; null = none has.</summary>
    /// <param name="isMeant">Which of several; null = the first. The same bytes under another name may state something else.</param>
    public long? OfBytes(string sha256, Func<JournalEntry, bool>? isMeant = null)
    {
        var prefix = this;
        return Index.OfBytes(sha256, Head).Where(n => prefix.RankOf(n) is not null && isMeant?.Invoke(prefix[n]) is null or true)
            .Select(n => (long?)n).FirstOrDefault();
    }

    /// <summary>
    /// The newest entry of an upload; null = there is none. Of a path it is that of its latest arrival that brought something; of bytes one that
    /// counts, if one does, since they may have counted in several places. The same bytes name the entry of those that count.
    /// </summary>
    /// <param name="sha256">Of the bytes; blank = by path.</param>
    /// <param name="path">Blank = by hash.</param>
    /// <param name="before">Only what was received before this moment; null = any.</param>
    public JournalEntry? FindUpload(string sha256, string path, DateTimeOffset? before = null)
    {
        JournalEntry? found = null;
        foreach (var entry in Entries)
        {
            if (entry.Path is not null && !(entry.Received >= before) && (sha256 == ""
                ? entry.Path == path && !(entry.Arrival < found?.Arrival) && !IsRepeated(entry)
                : entry.Sha256!.Equals(sha256, StringComparison.OrdinalIgnoreCase)
                    && (found is null || Holder(found.Place) is null || Holder(entry.Place) is not null)))
            {
                found = entry;
            }
        }

        return found is { Kind: EntryKind.Same } && Holder(found.Place) is { } holder ? this[holder] : found;
    }

    /// <summary>Whether an arrival brought what its own path had brought before, and what counts: it changed nothing.</summary>
    bool IsRepeated(JournalEntry entry) => entry.Kind == EntryKind.Same && Holder(entry.Place) is { } holder
        && this[holder].Path == entry.Path && this[holder].Received < entry.Received;

    /// <summary>The newest upload that counts and has a table of a record-level kind; null = there is none.</summary>
    /// <param name="kind">The kind's name.</param>
    public JournalEntry? Snapshot(string kind) => Layers(kind).FirstOrDefault(entry => entry.HasWhole(kind));

    /// <summary>
    /// The uploads that a kind's records are made of, in the order in which they are laid over each other: the newest that has the whole table, if
    /// there is one, and the returns since.
    /// </summary>
    /// <param name="kind">The kind's name.</param>
    public IReadOnlyList<JournalEntry> Layers(string kind)
    {
        List<(Rank Rank, JournalEntry Entry)> counting = [];
        foreach (var n in Index.OfCatalogueKind(kind, Head))
        {
            if (RankOf(n) is { } rank && (this[n].HasWhole(kind) || this[n].AddedTo(kind).Any()))
            {
                counting.Add((rank, this[n]));
            }
        }

        counting.Sort((one, other) => one.Rank.CompareTo(other.Rank));
        return [.. counting.Skip(Math.Max(0, counting.FindLastIndex(c => c.Entry.HasWhole(kind)))).Select(c => c.Entry)];
    }

    /// <summary>The number up to which the records are counted; 0 = they never were.</summary>
    public long CountedTo
    {
        get
        {
            var prefix = this;
            var last = Index.Counts(Head).LastOrDefault(n => prefix[n].EndsCount);
            return last == 0 ? 0 : this[last].CountedAsOf;
        }
    }

    /// <summary>Whether figures were ever counted from records, of some months at least.</summary>
    public bool HasCounts => Index.Counts(Head).Count > 0;

    /// <summary>The newest withdrawal of a place; null = it was not withdrawn.</summary>
    public JournalEntry? WithdrawalOf(long place)
    {
        var prefix = this;
        return Index.OfPlace(place, Head).Select(n => prefix[n]).LastOrDefault(entry => entry.Kind == EntryKind.Withdrawal);
    }

    /// <summary>The erasure of these bytes: they are never accepted again; null = they were not erased.</summary>
    public JournalEntry? ErasureOf(string sha256)
    {
        var prefix = this;
        return OfKind(EntryKind.Erasure).Select(n => prefix[n]).FirstOrDefault(entry => entry.Sha256 == sha256);
    }

    /// <summary>Whether the place was erased.</summary>
    public bool IsErased(long place)
    {
        var prefix = this;
        return Index.OfPlace(place, Head).Any(n => prefix[n].Kind == EntryKind.Erasure);
    }

    /// <summary>The last day in London on which the content of a place with an accepted entry arrived, as the same bytes too.</summary>
    public DateOnly SeenOn(long place)
    {
        var prefix = this;
        return Index.OfPlace(place, Head).Select(n => prefix[n]).Where(entry => entry.Kind is EntryKind.Accepted or EntryKind.Same)
            .Max(entry => entry.SeenOn());
    }

    /// <summary>Whether a fence names an attempt.</summary>
    public bool IsNamed(string attempt) => Index.Fencing(attempt, Head) is not null;

    /// <summary>
    /// Whether an attempt can no longer commit: a fence names it, or a restore has begun since the attempt did, so that its rows may be gone.
    /// </summary>
    /// <param name="since">The head when it began.</param>
    public bool IsFenced(string attempt, long since) => IsNamed(attempt) || OfKind(EntryKind.Restoring, since).Count > 0;

    /// <summary>Whether a restore has begun and not ended: nothing is calculated meanwhile.</summary>
    public bool IsUnderRepair => OfKind(EntryKind.Restoring) is [.., var begun] && !(OfKind(EntryKind.Restored) is [.., var ended] && ended > begun);

    /// <summary>Whether what was stored of the month as of a number must not be used: a restore or a recalculation came since.</summary>
    public bool IsRenewed(ScorecardId scorecard, Month month, long asOf)
    {
        var prefix = this;
        return OfKind(EntryKind.Restored, asOf).Count > 0
            || OfKind(EntryKind.Recalculation, asOf).Any(n => prefix[n].Touches.Includes(scorecard, month));
    }

    /// <summary>The version of the rules of calculation in use: the first entry's, until an entry begins a later one.</summary>
    public int Rules
    {
        get
        {
            var prefix = this;
            return OfKind(EntryKind.Rules).Select(n => prefix[n].Rules).Append(Head == 0 ? 1 : Math.Max(1, this[1].Rules)).Max();
        }
    }

    /// <summary>
    /// Every scorecard's month that figures were ever stated for, ids in lower case. No other month has figures or a row.
    /// </summary>
    public IReadOnlyList<ScorecardMonth> Months => Index.Months(Head);

    /// <summary>
    /// The months that a receipt names: those stated or commented on, and those whose figures catalogue rows change. Ids in lower case.
    /// </summary>
    public IReadOnlyList<ScorecardMonth> ConcernsOf(Touches touches)
    {
        var broad = touches with { Stated = MonthSet.Empty };
        var named = touches.Stated.Concat(touches.Commented);
        var all = broad.IsBroad ? named.Concat(Months.Where(m => broad.Includes(m.Scorecard, m.Month))) : named;
        return [.. all.Select(m => m.ToLower()).Distinct()];
    }

    /// <summary>The months that an entry touches and that have or had figures, ids in lower case.</summary>
    public IReadOnlyList<ScorecardMonth> MonthsOf(JournalEntry entry)
    {
        var (touches, prefix) = (entry.Touches, this);
        var listed = touches.Stated.SelectMany(m => m.Month == Month.Last ? [m] : (ScorecardMonth[])[m, m with { Month = m.Month.Next() }])
            .Select(m => m.ToLower()).Where(m => prefix.Stating(m.Scorecard, m.Month).Count > 0);
        return touches.IsBroad
            ? [.. Months.Where(m => touches.Includes(m.Scorecard, m.Month))]
            : [.. listed.Distinct()];
    }
}
