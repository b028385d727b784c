using System.Collections.Concurrent;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Application.Calculation;

/// <summary>Scorecards' months as of one number of the journal, each read once.</summary>
public sealed class MonthsAsOf(JournalPrefix journal, CatalogueState catalogue, ResultReader results, MonthCalculator calculator)
{
    const int MonthsOfAYear = 12;

    /// <summary>Kinds of extract: published tables, and what may come with them in one workbook or zip to have them read.</summary>
    static readonly string[] Published =
        [MappedKind.KindName, CatalogueTable.Indicators, CatalogueTable.Scorecards, CatalogueTable.Mappings];

    readonly ConcurrentDictionary<ScorecardMonth, Task<MonthlyScorecard?>> months = [];

    public JournalPrefix Journal => journal;

    public CatalogueState Catalogue => catalogue;

    /// <returns>Null: it has no figures.</returns>
    /// <exception cref="RowsMissingException">Rows of an entry that counts are not there.</exception>
    /// <exception cref="InvalidDataException">What is stored cannot be understood: have the month recalculated.</exception>
    public async Task<MonthlyScorecard?> ReadAsync(ScorecardId scorecard, Month month, CancellationToken ct)
    {
        var of = new ScorecardMonth(scorecard, month);

        // Several may wait for it, so that it does not end with the first one's request.
        var reading = months.GetOrAdd(of, key => FindAsync(key, CancellationToken.None));
        try
        {
            return await reading.WaitAsync(ct);
        }
        catch when (reading.IsCompleted)
        {
            // What could not be read is read again when somebody asks next.
            months.TryRemove(KeyValuePair.Create(of, reading));
            throw;
        }
    }

    /// <summary>Finds out what a scorecard's month lacks (<see cref="MissingFigures.Find"/>).</summary>
    /// <param name="now">Its results; null = there are none.</param>
    public async Task<MissingFigures?> IncompleteAsync(ScorecardId scorecard, Month month, MonthlyScorecard? now, CancellationToken ct)
    {
        if (catalogue.Catalogue.Scorecard(scorecard) is not { } known || !known.IsActive(month))
        {
            return null;
        }

        MonthlyScorecard? before = null;
        for (var earlier = month; before is null && earlier != Month.First;)
        {
            earlier = earlier.Previous();
            before = await ReadExpectedAsync(scorecard, earlier, ct);
        }

        // A month of which only published tables say anything should not have every indicator.
        before ??= now is not null && IsPublished(scorecard, month) ? now with { Results = [] } : null;
        return MissingFigures.Find(catalogue.Catalogue, known, month, now, before, TakenAway(known, month)) is { } found
            ? found with
            {
                Missing =
                [
                    .. found.Missing.Select(m => m with
                    {
                        Records = RecordCoverage.MissingTables(journal, catalogue.Catalogue, m.Indicator, known.Uasc, month),
                    }),
                ],
            }
            : null;
    }

    /// <summary>
    /// A month with the figures that a later one should have too: not those of published tables, each of which says something of one month a year.
    /// </summary>
    /// <returns>Null: it has none.</returns>
    async Task<MonthlyScorecard?> ReadExpectedAsync(ScorecardId scorecard, Month month, CancellationToken ct)
    {
        if (IsPublished(scorecard, month) || await ReadAsync(scorecard, month, ct) is not { } read)
        {
            return null;
        }

        var published = Counting(scorecard, month).Where(IsMapped).Select(e => (e.Path, e.Sha256)).ToHashSet();
        if (published.Count == 0)
        {
            return read;
        }

        List<Result> expected = [.. read.Results.Where(r => r.Source is not { } source || !published.Contains((source.Extract, source.Sha256)))];
        return expected.Exists(r => r.IsStated) ? read with { Results = expected } : null;
    }

    /// <summary>Whether no extract says anything of the month but those that are published tables.</summary>
    bool IsPublished(ScorecardId scorecard, Month month) => Counting(scorecard, month).All(IsMapped);

    /// <summary>The extracts that say something of the month: what was withdrawn says nothing.</summary>
    IEnumerable<JournalEntry> Counting(ScorecardId scorecard, Month month) =>
        journal.Stating(scorecard, month).Where(n => journal.RankOf(n) is not null).Select(n => journal[n]);

    /// <summary>Whether an extract that states figures has them from published tables alone.</summary>
    static bool IsMapped(JournalEntry entry) => entry.Extract?.Split(", ").Except(Published).Any() == false;

    /// <summary>
    /// What was counted of a county until a table of teams came, what a definition of the council's own should count, and what only lacks the return
    /// of the year before. The months before lack it too, which would tell that it is missing.
    /// </summary>
    IReadOnlyCollection<IndicatorId> TakenAway(Scorecard scorecard, Month month) => scorecard.Slice == Slice.County && WasCounted(scorecard.Id, month)
        ? [
            .. RecordCoverage.TakenByTeams(journal, catalogue.Catalogue, month, []).Select(taken => taken.Indicator.Id)
                .Union(RecordCoverage.OwnCounted(journal, catalogue.Catalogue, scorecard.Uasc, month))
                .Union(RecordCoverage.WantingTheYearBefore(journal, catalogue.Catalogue, scorecard.Uasc, month)),
        ]
        : [];

    /// <summary>Whether figures of a year's months were counted from records, as those of other councils' scorecards never are.</summary>
    bool WasCounted(ScorecardId scorecard, Month last) =>
        Month.First.To(last).TakeLast(MonthsOfAYear).Any(month => journal.Stating(scorecard, month).Any(n => journal[n].IsCount));

    async Task<MonthlyScorecard?> FindAsync(ScorecardMonth of, CancellationToken ct)
    {
        if (journal.Stating(of.Scorecard, of.Month).Count == 0)
        {
            return null;
        }

        // What is stored is the month as of this number too where nothing has changed it in between. Two entries of one moment are not told apart so.
        var stored = await results.FindAsync(of.Scorecard, of.Month, ct);
        if (stored is { Summary: var s }
            && s.Changed < journal[journal.Head].Committed && journal.Touching(of.Scorecard, of.Month, s.AsOf).Count == 0)
        {
            return stored.Scorecard;
        }

        try
        {
            return (await calculator.AsOfAsync(of, journal, ct)).Scorecard;
        }
        catch (GoneException) when (stored is not null)
        {
            // Erased since: a mail that comes later than its month must not wait for ever for what nobody can tell any more.
            return stored.Scorecard;
        }
    }
}
