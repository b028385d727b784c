namespace Scorecards.Domain;

/// <summary>What came of folding a month.</summary>
/// <param name="State">As of the head; null: rows of the named entry are missing, so that nothing may be written.</param>
/// <param name="Editions">On the way, each as of the number that made it.</param>
/// <param name="MissingEntry">The entry whose rows are missing; 0 = none is.</param>
public sealed record Folded(MonthState? State, IReadOnlyList<MonthState> Editions, long MissingEntry = 0);

/// <summary>
/// A scorecard's month is a pure function of the journal up to a number: of no clock and no setting. From the stored state on every entry that
/// touches the month is calculated in order, and each difference that a reader sees after the month was issued is an edition, so that speed, crashes
/// and a rebuild change nothing.
/// </summary>
/// <param name="journal">Up to the number wanted.</param>
/// <param name="catalogue">The catalogue up to a prefix.</param>
/// <param name="statements">Every row of the month and of the month before, by its attempts, whether they count or not.</param>
public sealed class MonthFold(JournalPrefix journal, Func<JournalPrefix, CatalogueState> catalogue, IReadOnlyList<MonthStatement> statements)
{
    /// <summary>
    /// The version of the rules of calculation: of this code, the built-in catalogue and <see cref="MonthState.IsSame"/>. A change of any needs a
    /// larger one.
    /// </summary>
    public const int Rules = 1;

    readonly ILookup<string, MonthStatement> byAttempt = statements.ToLookup(s => s.Attempt, StringComparer.Ordinal);

    /// <param name="of">The scorecard and month.</param>
    /// <param name="stored">From where to go on; <see cref="MonthState.Unknown"/> = from the beginning.</param>
    /// <param name="known">
    /// Editions that are on record, by their numbers: they stand for numbers whose rows were erased since, whose entries are lost, and that older
    /// rules were in use at.
    /// </param>
    public Folded Fold(ScorecardMonth of, MonthState stored, IReadOnlyDictionary<long, MonthState> known)
    {
        var (state, editions) = (stored, new List<MonthState>());
        var issue = journal.Issue(of.Scorecard, of.Month);
        var olderRules = known.Count > 0 && journal.OfKind(EntryKind.Rules) is [.., var newest] ? newest : 0;
        var isUnsure = false;
        foreach (var n in Numbers(of, stored.AsOf, issue, known))
        {
            var prefix = journal.UpTo(n);
            var isOnRecord = n < olderRules || journal[n].Kind == EntryKind.Lost;
            var (calculated, missing) = isOnRecord ? default : Calculate(of, prefix);

            // An erasure deletes rows only when the month is calculated at it: an issued one without an edition was lost, and a restore knows the
            // copies.
            if (missing > 0 && (!journal.IsErased(journal[missing].Place) || (n >= issue && known.Count == 0)))
            {
                return new Folded(null, [], missing);
            }

            if (isOnRecord || missing > 0)
            {
                // Of a month that was issued no edition means no change; before that nobody can tell, and who asks for what has changed had better
                // read it once too often.
                (state, isUnsure) = known.TryGetValue(n, out var edition) ? (edition, false) : (state, !(n >= issue));
                continue;
            }

            var isIssued = n >= issue;
            var isOther = !MonthState.IsSame(state.Scorecard, calculated);
            var isEdition = isIssued && (state.Edition == 0 || isOther);
            var changed = isOther || isEdition || isUnsure ? journal[n].Committed : state.Changed;
            var trace = isOther || isEdition ? journal[n].Trace ?? state.Scorecard?.Trace : state.Scorecard?.Trace;
            var number = isEdition ? state.Edition + 1 : state.Edition;
            isUnsure = false;
            state = new MonthState(n, number, changed, calculated is null ? null : calculated with { Edition = number, Trace = trace });
            if (isEdition)
            {
                editions.Add(state);
            }
        }

        return new Folded(state with { AsOf = journal.Head }, editions);
    }

    /// <summary>
    /// The entries by which the month may have become another: those that touch it, the one that issued it, and lost ones that made an edition.
    /// </summary>
    IEnumerable<long> Numbers(ScorecardMonth of, long above, long? issue, IReadOnlyDictionary<long, MonthState> known)
    {
        var (touching, head, all) = (journal.Touching(of.Scorecard, of.Month, above), journal.Head, journal);
        var others = known.Keys.Where(n => n > above && n <= head && all[n].Kind == EntryKind.Lost);
        others = issue > above ? others.Append(issue.Value) : others;
        return others.Except(touching).ToList() is { Count: > 0 } more ? touching.Concat(more).Order() : touching;
    }

    /// <summary>The month as of a prefix, and the first entry whose rows are missing; 0 = none is.</summary>
    (MonthlyScorecard? Scorecard, long Missing) Calculate(ScorecardMonth of, JournalPrefix prefix)
    {
        var now = Stated(of, prefix, out var missing);
        if (missing > 0 || now.Count == 0)
        {
            return (null, missing);
        }

        var before = of.Month == Month.First ? [] : Stated(of with { Month = of.Month.Previous() }, prefix, out missing);
        if (missing > 0)
        {
            return (null, missing);
        }

        // Catalogue rows that were erased since are missed where they changed this month; any other month is the same without them.
        var inForce = catalogue(prefix);
        missing = inForce.Erased.FirstOrDefault(n => prefix[n].Touches.Includes(of.Scorecard, of.Month));
        return missing > 0 || inForce.Catalogue.Scorecard(of.Scorecard) is not { } scorecard
            ? (null, missing)
            : (ScorecardCalculation.Calculate(inForce.Catalogue, scorecard, of.Month, now, before), 0);
    }

    /// <summary>
    /// One measure for each indicator: the one that comes last in the order of statements. What is only another month's word counts where nothing
    /// else is stated.
    /// </summary>
    List<StatedMeasure> Stated(ScorecardMonth of, JournalPrefix prefix, out long missing)
    {
        missing = 0;
        var latest = new Dictionary<string, StatedMeasure>(StringComparer.OrdinalIgnoreCase);
        foreach (var n in prefix.Stating(of.Scorecard, of.Month))
        {
            if (prefix.RankOf(n) is not { } rank)
            {
                continue;
            }

            var parts = byAttempt[prefix[n].Attempt].Where(s => s.Month == of.Month && s.Scorecard.Equals(of.Scorecard, StringComparison.OrdinalIgnoreCase)).ToList();
            if (parts.Count < PartsOf(prefix[n], of))
            {
                missing = n;
                return [];
            }

            var removed = parts.SelectMany(p => p.Removed).ToHashSet();
            foreach (var (measure, source) in parts.SelectMany(p => p.Measures))
            {
                if (!removed.Contains((measure.Indicator, source.Row)) && IsLater(latest.GetValueOrDefault(measure.Indicator), measure, rank))
                {
                    latest[measure.Indicator] = new StatedMeasure(measure, source, rank);
                }
            }
        }

        return [.. latest.Values];
    }

    static bool IsLater(StatedMeasure? known, Measure measure, Rank rank) =>
        known is null || (known.Measure.IsSecondHand == measure.IsSecondHand ? known.Rank <= rank : known.Measure.IsSecondHand);

    static int PartsOf(JournalEntry entry, ScorecardMonth of) =>
        entry.Parts.GetValueOrDefault(of with { Scorecard = of.Scorecard.ToLowerInvariant() }, 1);
}
