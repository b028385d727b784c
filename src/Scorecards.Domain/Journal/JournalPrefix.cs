namespace Scorecards.Domain;

/// <summary>The journal up to a number: what was known then. Everything that is calculated is a pure function of it.</summary>
public readonly record struct JournalPrefix(JournalIndex Index, long Head)
{
    public JournalEntry this[long number] => number >= 1 && number <= Head
        ? Index.Entry(number)
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"The prefix has the entries 1 to {Head}.");

    public JournalPrefix UpTo(long number) => this with { Head = Math.Min(Head, number) };

    /// <summary>What was known when a moment came.</summary>
    public JournalPrefix Before(DateTimeOffset moment) => this with { Head = Index.Before(moment, Head) };

    public long? OfIntent(string intent) => Index.OfIntent(intent, Head);

    public long? OfAttempt(string attempt) => Index.OfAttempt(attempt, Head);

    /// <summary>The entry in which an arrival ended, whatever was read again in its place.</summary>
    public long? OfArrival(string path, int arrival) => Index.OfArrival(path, arrival, Head);

    /// <summary>The entries in which arrivals at a path ended, ascending; an arrival that was read again has several.</summary>
    public IReadOnlyList<long> OfPath(string path) => Index.OfPath(path, Head);

    /// <summary>The entries of a kind above a number, ascending.</summary>
    public IReadOnlyList<long> OfKind(EntryKind kind, long above = 0) => Index.OfKind(kind, above, Head);

    /// <summary>Accepted entries that state figures of the month, whether they count or not, ascending.</summary>
    public IReadOnlyList<long> Stating(string scorecard, Month month) => Index.Stating(scorecard, month, Head);

    /// <summary>Accepted entries that comment on the month, whether they count or not, ascending.</summary>
    public IReadOnlyList<long> Commenting(string scorecard, Month month) => Index.Commenting(scorecard, month, Head);

    /// <summary>The entries above a number by which the month may have become another, ascending.</summary>
    public IReadOnlyList<long> Touching(string scorecard, Month month, long above) => Index.Touching(scorecard, month, above, Head);

    /// <summary>The entry that issued the scorecard's month: the first that names it.</summary>
    public long? Issue(string scorecard, Month month) => Index.Issuing(scorecard, month, Head);

    /// <summary>The last entry that changed one of the kinds of the catalogue; 0 = none did.</summary>
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
    /// Where an accepted entry comes in the order of statements; null: it does not count, since it was replaced, withdrawn or erased.
    /// </summary>
    public Rank? RankOf(long number)
    {
        var entry = this[number];
        if (entry.Kind != EntryKind.Accepted)
        {
            return null;
        }

        var (holder, earliest) = (0L, DateTimeOffset.MaxValue);
        foreach (var n in Index.OfPlace(entry.Place, Head))
        {
            var other = this[n];
            switch (other.Kind)
            {
                case EntryKind.Accepted:
                    holder = n;
                    break;
                case EntryKind.Same:
                    earliest = other.Received < earliest ? other.Received : earliest;
                    break;
                default:
                    return null;
            }
        }

        return holder == number ? new Rank(entry.Received < earliest ? entry.Received : earliest, entry.Place) : null;
    }

    /// <summary>The newest accepted entry of a place; null: the place was withdrawn or erased, or nothing was ever accepted in it.</summary>
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

    /// <summary>The accepted entry that counts and has these bytes; null = none has.</summary>
    public long? OfBytes(string sha256)
    {
        foreach (var n in Index.OfBytes(sha256, Head))
        {
            if (RankOf(n) is not null)
            {
                return n;
            }
        }

        return null;
    }

    /// <summary>The newest withdrawal of a place; null = nobody has withdrawn it.</summary>
    public JournalEntry? WithdrawalOf(long place)
    {
        var withdrawal = (JournalEntry?)null;
        foreach (var n in Index.OfPlace(place, Head))
        {
            withdrawal = this[n].Kind == EntryKind.Withdrawal ? this[n] : withdrawal;
        }

        return withdrawal;
    }

    /// <summary>The erasure of these bytes: nothing of them is accepted any more; null = nobody has erased them.</summary>
    public JournalEntry? ErasureOf(string sha256)
    {
        foreach (var n in OfKind(EntryKind.Erasure))
        {
            if (this[n].Sha256 == sha256)
            {
                return this[n];
            }
        }

        return null;
    }

    /// <summary>Whether an erasure names the place.</summary>
    public bool IsErased(long place)
    {
        foreach (var n in Index.OfPlace(place, Head))
        {
            if (this[n].Kind == EntryKind.Erasure)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a fence names an attempt.</summary>
    public bool IsNamed(string attempt) => Index.Fencing(attempt, Head) is not null;

    /// <summary>
    /// Whether an attempt can no longer commit: a fence names it, or a restore has begun since the attempt did, so that its rows may be gone.
    /// </summary>
    /// <param name="attempt">Its id.</param>
    /// <param name="since">The head when it began.</param>
    public bool IsFenced(string attempt, long since) => IsNamed(attempt) || OfKind(EntryKind.Restoring, since).Count > 0;

    /// <summary>Whether a restore has begun and not ended: nothing is calculated.</summary>
    public bool IsUnderRepair => OfKind(EntryKind.Restoring) is [.., var begun] && !(OfKind(EntryKind.Restored) is [.., var ended] && ended > begun);

    /// <summary>Whether nothing that was stored of the month at a number is believed: a restore or a recalculation came since.</summary>
    public bool IsRenewed(string scorecard, Month month, long asOf)
    {
        if (OfKind(EntryKind.Restored, asOf).Count > 0)
        {
            return true;
        }

        foreach (var n in OfKind(EntryKind.Recalculation, asOf))
        {
            if (this[n].Touches.Includes(scorecard, month))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The newest rules of calculation that are in use; those of number 1 are from the beginning, and no entry names them.</summary>
    public int Rules
    {
        get
        {
            var newest = 1;
            foreach (var n in OfKind(EntryKind.Rules))
            {
                newest = Math.Max(newest, this[n].Rules);
            }

            return newest;
        }
    }

    /// <summary>
    /// Every scorecard's month that figures were ever stated for, ids in lower case. Any other month has no figures and needs no row.
    /// </summary>
    public IReadOnlyList<ScorecardMonth> Months => Index.Months(Head);

    /// <summary>The months that people are told of: those stated or commented on, and those with figures that catalogue rows change.</summary>
    public IReadOnlyList<ScorecardMonth> ConcernsOf(Touches touches)
    {
        var broad = touches with { Stated = MonthSet.Empty };
        var named = touches.Stated.Concat(touches.Commented);
        return [.. (broad.IsBroad ? named.Concat(Months.Where(m => broad.Includes(m.Scorecard, m.Month))) : named).Select(m => m with { Scorecard = m.Scorecard.ToLowerInvariant() }).Distinct()];
    }

    /// <summary>The months that an entry touches and that have figures, or had some.</summary>
    public IReadOnlyList<ScorecardMonth> MonthsOf(JournalEntry entry)
    {
        var (touches, prefix) = (entry.Touches, this);
        var listed = touches.Stated.SelectMany(m => m.Month == Month.Last ? [m] : (ScorecardMonth[])[m, m with { Month = m.Month.Next() }])
            .Select(m => m with { Scorecard = m.Scorecard.ToLowerInvariant() }).Where(m => prefix.Index.IsStated(m, prefix.Head));
        return touches.IsBroad
            ? [.. Months.Where(m => touches.Includes(m.Scorecard, m.Month))]
            : [.. listed.Distinct()];
    }
}
