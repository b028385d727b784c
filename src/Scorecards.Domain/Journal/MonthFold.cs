namespace Scorecards.Domain;

/// <summary>
/// A scorecard's month is a pure function of the journal up to a number; no clock and no setting has a part in it. From the stored state on, the
/// month is calculated at every entry that touches it, in order. Each difference that a reader can see after the month was issued is an edition. So
/// speed, crashes and a rebuild change nothing.
/// </summary>
/// <param name="journal">The journal up to the number wanted.</param>
/// <param name="catalogue">The catalogue as of a prefix.</param>
/// <param name="statements">Every row of the month and of the month before, whether it counts or not.</param>
public sealed class MonthFold(JournalPrefix journal, Func<JournalPrefix, CatalogueState> catalogue, IReadOnlyList<MonthStatement> statements)
{
    /// <summary>
    /// The version of the rules of calculation: of this code, the built-in catalogue and definitions, what is written into rows and
    /// <see cref="MonthState.IsSame"/>. If any of them changes, add 1: what an older instance cannot read it must not calculate with, and what was
    /// counted from records is counted again.
    /// </summary>
    public const int Rules = 15;

    readonly ILookup<string, MonthStatement> byAttempt = statements.ToLookup(s => s.Attempt, StringComparer.Ordinal);

    /// <summary>Calculates a month from a stored state on.</summary>
    /// <param name="stored">The state to continue from; <see cref="MonthState.Unknown"/> = from the beginning.</param>
    /// <param name="known">
    /// Editions on record, by their numbers. They are used for numbers whose rows are gone with what counts no more, whose entries are lost, or that
    /// older rules were in use at.
    /// </param>
    /// <param name="today">
    /// The journal with which the editions were read, where newer rules may have begun in it above the number wanted; null = nothing above is known.
    /// </param>
    public Folded Fold(ScorecardMonth of, MonthState stored, IReadOnlyDictionary<long, MonthState> known, JournalPrefix? today = null)
    {
        var (state, editions) = (stored, new List<MonthState>());
        var issue = journal.Issue(of.Scorecard, of.Month);
        var olderRules = OlderRules(stored, known, today ?? journal);
        var isUnsure = false;
        foreach (var n in Numbers(of, stored.AsOf, issue, known))
        {
            var isOnRecord = n < olderRules || journal[n].Kind == EntryKind.Lost;
            var (calculated, missing) = isOnRecord ? default : Calculate(of, journal.UpTo(n));

            // Rows of what counts no more may be gone: erased, or refused when a restore read them again. An erasure deletes rows only when the
            // month is calculated at it: an issued month without an edition was lost, and a restore has the copies.
            if (missing > 0 && (journal.RankOf(missing) is not null || (n >= issue && known.Count == 0)))
            {
                return new Folded(null, [], missing);
            }

            if (isOnRecord || missing > 0)
            {
                // In an issued month no edition means no change. Before the issue nothing tells, so a reader that asks for changes had better read
                // the month once too often.
                (state, isUnsure) = known.TryGetValue(n, out var edition) ? (edition, false) : (state, !(n >= issue));
                continue;
            }

            var before = state;
            state = Next(before, n, calculated, isIssued: n >= issue, isUnsure);
            isUnsure = false;
            if (state.Edition != before.Edition)
            {
                editions.Add(state);
            }
        }

        return new Folded(state with { AsOf = journal.Head }, editions);
    }

    /// <summary>
    /// The number below which the editions on record stand, since older rules were in use; 0 = no older rules. Who goes on from a stored month finds
    /// beyond the last edition what older rules have never calculated.
    /// </summary>
    static long OlderRules(MonthState stored, IReadOnlyDictionary<long, MonthState> known, JournalPrefix today) =>
        known.Count == 0 || today.OfKind(EntryKind.Rules) is not [.., var newest] ? 0
        : stored.AsOf == 0 ? newest
        : Math.Min(newest, known.Keys.Max() + 1);

    /// <summary>The values of an entry's place that do not count, since they do not agree with the counts in force.</summary>
    /// <param name="number">The entry's, as of which it is.</param>
    public IReadOnlyList<OverruledValue> FindOverruled(ScorecardMonth of, long number) =>
        [.. Stated(of, journal.UpTo(number), out _).Overruled.Where(o => o.Said.Rank.Place == journal[number].Place)];

    /// <summary>
    /// The uploaded figures that a count is the first to overrule: their uploads came before it and could not say so. What an earlier count overruled
    /// too is known.
    /// </summary>
    /// <param name="number">The number of the count's entry, as of which it is. Of another entry there are none.</param>
    public IReadOnlyList<OverruledValue> FindReplaced(ScorecardMonth of, long number)
    {
        var place = journal[number].Place;
        if (!journal[number].IsCount || OverruledAt(number).Where(IsOfThis).ToList() is not { Count: > 0 } now)
        {
            return [];
        }

        var before = OverruledAt(place - 1).Select(o => Key(o.Said)).ToHashSet();
        return [.. now.Where(o => !before.Contains(Key(o.Said)))];

        IEnumerable<OverruledValue> OverruledAt(long upTo) => Stated(of, journal.UpTo(upTo), out _).Overruled.Where(o => o.IsByCount);

        bool IsOfThis(OverruledValue o) => o.InForce.Rank.Place == place && o.Said.Rank.Place < place;
    }

    /// <summary>
    /// The figures beside a formula that an entry states; and those of earlier ones that its figures in the formula, or its catalogue rows,
    /// contradict, or no longer use, as they did not before.
    /// </summary>
    /// <param name="number">The entry's, as of which it is.</param>
    public IReadOnlyList<StatedBesideFormula> FindBesideFormulas(ScorecardMonth of, long number)
    {
        var (place, isOfCatalogue) = (journal[number].Place, journal[number].Touches.CatalogueFrom is not null);
        List<StatedBesideFormula> now = [.. At(number).Where(b => b.IsSaidAt(place) || (!b.IsSymbol && (isOfCatalogue || b.IsFollowedFrom(place))))];
        HashSet<(Source, Rank, decimal, bool)> before = now.TrueForAll(b => b.IsSaidAt(place)) ? [] : [.. At(number - 1).Select(Known)];
        return [.. now.Where(b => b.IsSaidAt(place) || !before.Contains(Known(b)))];

        IEnumerable<StatedBesideFormula> At(long upTo)
        {
            var prefix = journal.UpTo(upTo);
            return Stated(of, prefix, out _).Measures is { Count: > 0 } stated
                ? ScorecardCalculation.FindBesideFormulas(catalogue(prefix).Catalogue, of.Month, stated)
                : [];
        }

        static (Source, Rank, decimal, bool) Known(StatedBesideFormula b) => (b.Said.Source, b.Said.Rank, b.Given.Value, b.Given.IsUnrounded);
    }

    /// <summary>What counts by a withdrawal and did not beside what is withdrawn: the receipt of its own upload says that it does not.</summary>
    /// <param name="number">The withdrawal's; others that the same file asked for may follow it.</param>
    public IReadOnlyList<StatedMeasure> FindCountingNow(ScorecardMonth of, long number)
    {
        var place = journal[number].Place;
        var before = Stated(of, journal.UpTo(number - 1), out _).Overruled
            .Where(o => o.InForce.Rank.Place == place && o is { InForce.Measure.IsCounted: false, Said.Measure.IsCounted: false })
            .Select(o => Key(o.Said)).ToHashSet();
        return before.Count == 0 ? [] : [.. Stated(of, journal, out _).Measures.Where(m => before.Contains(Key(m)))];
    }

    static (IndicatorId, Rank, Source) Key(StatedMeasure stated) => (stated.Measure.Indicator, stated.Rank, stated.Source);

    /// <summary>The state at a number: in an issued month every difference that a reader can see makes the next edition.</summary>
    MonthState Next(MonthState state, long n, MonthlyScorecard? calculated, bool isIssued, bool isUnsure)
    {
        var isOther = !MonthState.IsSame(state.Scorecard, calculated);
        var isEdition = isIssued && (state.Edition == 0 || isOther);
        var changed = isOther || isEdition || isUnsure ? journal[n].Committed : state.Changed;
        var trace = isOther || isEdition ? journal[n].Trace ?? state.Scorecard?.Trace : state.Scorecard?.Trace;
        var number = isEdition ? state.Edition + 1 : state.Edition;
        return new MonthState(n, number, changed, calculated is null ? null : calculated with { Edition = number, Trace = trace });
    }

    /// <summary>
    /// The numbers of the entries that may have changed the month: those that touch it, the one that issued it, and lost ones that made an edition.
    /// </summary>
    IEnumerable<long> Numbers(ScorecardMonth of, long above, long? issue, IReadOnlyDictionary<long, MonthState> known)
    {
        var (touching, head, all) = (journal.Touching(of.Scorecard, of.Month, above), journal.Head, journal);
        var others = known.Keys.Where(n => n > above && n <= head && all[n].Kind == EntryKind.Lost);
        others = issue > above ? others.Append(issue.Value) : others;
        return others.Except(touching).ToList() is { Count: > 0 } more ? touching.Concat(more).Order() : touching;
    }

    /// <summary>The month as of a prefix, and the number of the first entry whose rows are missing; 0 = none.</summary>
    (MonthlyScorecard? Scorecard, long Missing) Calculate(ScorecardMonth of, JournalPrefix prefix)
    {
        var now = Stated(of, prefix, out var missing).Measures;
        if (missing > 0 || now.Count == 0)
        {
            return (null, missing);
        }

        var before = of.Month == Month.First ? [] : Stated(of with { Month = of.Month.Previous() }, prefix, out missing).Measures;
        if (missing > 0)
        {
            return (null, missing);
        }

        // Catalogue rows that are gone are missing only if they changed this month: any other month is the same without them.
        var inForce = catalogue(prefix);
        missing = inForce.Gone.FirstOrDefault(n => prefix[n].Touches.Includes(of.Scorecard, of.Month));
        return missing > 0 || inForce.Catalogue.Scorecard(of.Scorecard) is not { } scorecard
            ? (null, missing)
            : (ScorecardCalculation.Calculate(inForce.Catalogue, scorecard, of.Month, now, before), 0);
    }

    /// <summary>What counts of the month as of a prefix, and the number of the first entry whose rows are missing; 0 = none.</summary>
    MeasuresInForce Stated(ScorecardMonth of, JournalPrefix prefix, out long missing)
    {
        missing = 0;
        List<StatedMeasure> stated = [];
        foreach (var n in prefix.Stating(of.Scorecard, of.Month))
        {
            if (prefix.RankOf(n) is not { } rank)
            {
                continue;
            }

            var parts = byAttempt[prefix[n].Attempt]
                .Where(s => s.Month == of.Month && s.Scorecard == of.Scorecard).ToList();
            if (parts.Count < PartsOf(prefix[n], of))
            {
                missing = n;
                return new MeasuresInForce([], []);
            }

            var removed = parts.SelectMany(p => p.Removed).ToHashSet();
            stated.AddRange(parts.SelectMany(p => p.Measures).Where(m => !IsRemoved(m.Measure, m.Source.Row))
                .Select(m => new StatedMeasure(m.Measure, m.Source, rank)));

            bool IsRemoved(Measure m, long row) =>
                removed.Contains((m.Indicator, row, m.StatedAs)) || removed.Contains((m.Indicator, row, null));
        }

        return stated.Count == 0 ? new MeasuresInForce([], []) : Find(stated, catalogue(prefix).Catalogue);
    }

    /// <summary>
    /// A figure that was stated when its indicator had another unit is in the one of the catalogue before it is compared. Other decimals do not
    /// decide which figure counts, but as what it is known.
    /// </summary>
    static MeasuresInForce Find(IEnumerable<StatedMeasure> stated, Catalogue catalogue)
    {
        var found = MeasuresInForce.Find(
            stated.Select(s => Known(s) is { } known ? s with { Measure = s.Measure.InUnit(known.Unit) } : s),
            id => catalogue.Indicator(id) is { PrefersUploads: true });
        return found with
        {
            Measures = [.. found.Measures.Select(s => Known(s) is { } known ? s with { Measure = s.Measure.InDecimals(known.Decimals) } : s)],
        };

        Indicator? Known(StatedMeasure s) => catalogue.Indicator(s.Measure.Indicator);
    }

    static int PartsOf(JournalEntry entry, ScorecardMonth of) => entry.Parts.GetValueOrDefault(of, 1);
}
