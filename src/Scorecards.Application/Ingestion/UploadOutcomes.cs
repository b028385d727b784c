using Scorecards.Application.Calculation;
using Scorecards.Domain;

namespace Scorecards.Application.Ingestion;

/// <summary>Finds out what an upload has led to: a pure function of the journal up to its entry.</summary>
public sealed class UploadOutcomes(MonthCalculator calculator, UploadWarnings warnings)
{
    const int MonthsAtOnce = 100;

    /// <summary>Warnings that a receipt has of figures that a count replaces, stay in spite of a symbol, or are not what a formula gives.</summary>
    public const int ReplacedShown = 20;

    /// <param name="entry">Every month that it touches is calculated.</param>
    /// <param name="prefix">Up to the entry.</param>
    public async Task<UploadOutcome> FindAsync(JournalEntry entry, JournalPrefix prefix, CancellationToken ct)
    {
        List<ScorecardChange> changes = [];
        var late = new Late();
        var months = LatestFirst(prefix.MonthsOf(entry));
        var isSame = months.Count > 0;
        foreach (var some in months.Chunk(MonthsAtOnce))
        {
            // Of a long history every change is not shown; only a month that was stated before can have counts that overrule a value.
            var looked = some.Where(m => changes.Count < Receipt.MostChanges || prefix.Stating(m.Scorecard, m.Month).Count > 1).ToList();
            var folds = await calculator.FoldsAsync(looked, prefix, ct);
            foreach (var month in looked)
            {
                if (changes.Count < Receipt.MostChanges)
                {
                    isSame &= IsSame(month, prefix.UpTo(entry.Number - 1), prefix, folds, changes);
                }

                late.Add(folds.Open(month, prefix), month, entry);
            }
        }

        var (found, notLookedAt) = await warnings.FindAsync(entry, prefix, ct);
        var overruled = late.Overruled.OrderBy(o => o.Said.Source.Sheet, StringComparer.Ordinal).ThenBy(o => o.Said.Source.Row);
        var shown = late.Replaced.OrderBy(w => w.Fault.Sheet, StringComparer.Ordinal).ThenBy(w => w.Fault.Row).Take(ReplacedShown);
        return new UploadOutcome(changes, isSame, [.. overruled], [.. shown, .. found], notLookedAt, late.Replaced.Count, late.NotNeeded);
    }

    /// <summary>
    /// What a file has changed in the scorecards, also by the uploads that it withdrew: each month once, as it was before all of that and after it.
    /// The latest months come first, at most the number that a receipt shows.
    /// </summary>
    /// <param name="entry">Of the file.</param>
    /// <param name="withdrawals">The numbers of the entries that withdrew uploads for it, ascending.</param>
    /// <param name="known">With these entries.</param>
    /// <exception cref="RowsMissingException">Rows of an entry that counts are not there.</exception>
    public async Task<IReadOnlyList<ScorecardChange>> FindChangesAsync(
        JournalEntry entry, IReadOnlyList<long> withdrawals, JournalPrefix known, CancellationToken ct)
    {
        var own = known.UpTo(entry.Number).MonthsOf(entry).ToHashSet();
        var withdrawn = withdrawals.SelectMany(n => known.UpTo(n).MonthsOf(known[n])).ToHashSet();
        var last = known.UpTo(withdrawals is [.., var ended] ? ended : entry.Number);
        List<ScorecardChange> changes = [];
        foreach (var some in LatestFirst(own.Union(withdrawn)).Chunk(MonthsAtOnce).TakeWhile(_ => changes.Count < Receipt.MostChanges))
        {
            var folds = await calculator.FoldsAsync(some, last, ct);
            foreach (var month in some)
            {
                // What others uploaded between the file and its withdrawals, which a crash may put off, is not the file's doing.
                var before = known.UpTo((own.Contains(month) ? entry.Number : withdrawals[0]) - 1);
                IsSame(month, before, withdrawn.Contains(month) ? last : known.UpTo(entry.Number), folds, changes);
            }
        }

        return [.. changes.Take(Receipt.MostChanges)];
    }

    /// <summary>
    /// Of the same file once more at its path, whose receipt takes the place of the one before: what the file changed when it was read last.
    /// </summary>
    /// <param name="same">Of the arrival whose bytes count already.</param>
    /// <param name="prefix">Up to the entry.</param>
    /// <returns>
    /// Nothing where it was another path, whose receipt is there still, where what it changed cannot be told now, or of a long history, which takes
    /// long to look through.
    /// </returns>
    public async Task<IReadOnlyList<ScorecardChange>> FindChangesOfSameAsync(JournalEntry same, JournalPrefix prefix, CancellationToken ct)
    {
        if (FindCounting(same, prefix) is not { } counting || prefix.MonthsOf(counting).Count > MonthsAtOnce)
        {
            return [];
        }

        try
        {
            List<long> withdrawals =
                [.. prefix.OfKind(EntryKind.Withdrawal).Where(n => Intents.IsWithdrawalAsked(prefix[n].Intent, counting.Number))];
            return await FindChangesAsync(counting, withdrawals, prefix, ct);
        }
        catch (Exception e) when (e is RowsMissingException or ProblemException)
        {
            return [];
        }
    }

    /// <summary>Of the same file once more at its path: what the upload has led to by which its bytes count.</summary>
    /// <param name="same">Of the arrival whose bytes count already.</param>
    /// <param name="prefix">Up to the entry.</param>
    /// <returns>Null: it was another path, whose receipt is there still, or what it has led to cannot be told now.</returns>
    public async Task<UploadOutcome?> FindOfSameAsync(JournalEntry same, JournalPrefix prefix, CancellationToken ct)
    {
        try
        {
            return FindCounting(same, prefix) is { } counting ? await FindAsync(counting, prefix.UpTo(counting.Number), ct) : null;
        }
        catch (Exception e) when (e is RowsMissingException or ProblemException)
        {
            return null;
        }
    }

    /// <returns>Null: the bytes count no more, or by an upload at another path.</returns>
    static JournalEntry? FindCounting(JournalEntry same, JournalPrefix prefix) =>
        prefix.Holder(same.Place) is { } holder && prefix[holder].Path == same.Path ? prefix[holder] : null;

    /// <summary>What counts by a withdrawal and did not beside what is withdrawn, of the latest months.</summary>
    /// <param name="prefix">Up to the withdrawal, or the last one of its file.</param>
    public async Task<IReadOnlyList<StatedMeasure>> FindCountingNowAsync(JournalEntry withdrawal, JournalPrefix prefix, CancellationToken ct)
    {
        if (calculator.IsOutdated(prefix))
        {
            return [];
        }

        // Only a month that was stated by another upload too has anything that comes to count.
        var months = LatestFirst(prefix.MonthsOf(withdrawal).Where(m => prefix.Stating(m.Scorecard, m.Month).Count > 1))
            .Take(Receipt.MostChanges);
        List<StatedMeasure> found = [];
        foreach (var some in months.Chunk(MonthsAtOnce))
        {
            var folds = await calculator.FoldsAsync(some, prefix, ct);
            found.AddRange(some.SelectMany(month => folds.Open(month, prefix).FindCountingNow(month, withdrawal.Number)));
        }

        return found;
    }

    static List<ScorecardMonth> LatestFirst(IEnumerable<ScorecardMonth> months) =>
        [.. months.OrderByDescending(m => m.Month).ThenBy(m => m.Scorecard.Value, StringComparer.Ordinal)];

    /// <summary>Whether a month is, in everything that a reader sees, as it was as of an earlier number; else the change is added.</summary>
    static bool IsSame(ScorecardMonth month, JournalPrefix from, JournalPrefix to, MonthFolds folds, List<ScorecardChange> changes)
    {
        MonthState before, after;
        try
        {
            (before, after) = (folds.At(month, from), folds.At(month, to));
        }
        catch (GoneException)
        {
            // What it was then nobody can tell any more.
            return false;
        }

        if (MonthState.IsSame(before.Scorecard, after.Scorecard))
        {
            return true;
        }

        var now = after.Scorecard ?? new MonthlyScorecard(
            before.Scorecard?.Scorecard ?? month.Scorecard, before.Scorecard?.Name ?? "", month.Month, after.Edition, Summary.None, []);
        if (ScorecardDiff.Between(before.Scorecard, now).ForReceipt() is { } change)
        {
            changes.Add(change);
        }

        return false;
    }

    /// <summary>What is known of an upload's figures once their months are calculated.</summary>
    sealed class Late
    {
        public List<OverruledValue> Overruled { get; } = [];

        public List<WarnedRow> Replaced { get; } = [];

        public List<IndicatorId> NotNeeded { get; } = [];

        public void Add(MonthFold fold, ScorecardMonth month, JournalEntry entry)
        {
            var overruled = fold.FindOverruled(month, entry.Number);
            Overruled.AddRange(overruled.Where(o => !o.IsSymbol));
            Replaced.AddRange(overruled.Where(o => o.IsSymbol).Select(o => o.ToWarnedSymbol()));
            Replaced.AddRange(fold.FindReplaced(month, entry.Number).Select(o => o.ToWarning()));
            var beside = fold.FindBesideFormulas(month, entry.Number);
            Replaced.AddRange(beside.Where(b => b.IsWarnedOf).Select(b => b.ToWarning(entry.Place)));

            // Counts of the figures in a formula would say it each month of what was uploaded before them.
            var isOfCatalogue = entry.Touches.CatalogueFrom is not null;
            NotNeeded.AddRange(beside.Where(b => b.IsNotNeeded && (isOfCatalogue || b.IsSaidAt(entry.Place))).Select(b => b.Said.Measure.Indicator));
        }
    }
}
