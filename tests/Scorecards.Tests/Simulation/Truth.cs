using Scorecards.Domain;

namespace Scorecards.Tests.Simulation;

/// <summary>What the journal means, from the bytes themselves: no row that the app has written is looked at.</summary>
public sealed class Truth
{
    readonly Dictionary<string, byte[]> bytes = [];
    readonly Dictionary<long, Reading> readings = [];
    readonly Dictionary<long, Catalogue> catalogues = [];
    readonly Dictionary<(ScorecardMonth, long), Folded> months = [];

    public bool IsOf(JournalEntry entry, byte[] content) => bytes[entry.Sha256!].AsSpan().SequenceEqual(content);

    public void Knows(string sha256, byte[] content) => bytes[sha256] = content;

    /// <summary>What an accepted entry brings: its bytes as the catalogue was when it was committed.</summary>
    public Reading Of(JournalPrefix journal, long n)
    {
        if (!readings.TryGetValue(n, out var reading))
        {
            var entry = journal[n];
            readings.Add(n, reading = Read(entry, CatalogueAt(journal.UpTo(n - 1)), journal));
        }

        return reading;
    }

    /// <summary>The bytes of an entry as they would be read against another catalogue.</summary>
    public Reading Read(JournalEntry entry, Catalogue catalogue, JournalPrefix journal) =>
        Reading.From(bytes[entry.Sha256!], entry, catalogue, journal.UpTo(entry.Number - 1));

    public Catalogue CatalogueAt(JournalPrefix journal)
    {
        if (!catalogues.TryGetValue(journal.Head, out var catalogue))
        {
            var (built, items) = (Reading.BuiltIn.Catalogue, new List<(Rank Rank, object Item)>());
            foreach (var n in journal.OfKind(EntryKind.Accepted))
            {
                if (journal.RankOf(n) is { } rank)
                {
                    items.AddRange(Of(journal, n).Items.Select(item => (rank, item)));
                }
            }

            List<object> ordered = [.. items.OrderBy(i => i.Rank).Select(i => i.Item)];
            catalogue = items.Count == 0 ? built : new Catalogue(
                built.Indicators.Concat(ordered.OfType<Indicator>()),
                built.Targets.Concat(ordered.OfType<Target>()),
                built.Scorecards.Concat(ordered.OfType<Scorecard>()));
            catalogues.Add(journal.Head, catalogue);
        }

        return catalogue;
    }

    /// <summary>A month as of a prefix, with its editions.</summary>
    public Folded Month(ScorecardMonth of, JournalPrefix journal)
    {
        if (!months.TryGetValue((of, journal.Head), out var folded))
        {
            var statements = new List<MonthStatement>();
            foreach (var month in (ScorecardMonth[])[of, of with { Month = of.Month.Previous() }])
            {
                statements.AddRange(journal.Stating(month.Scorecard, month.Month).Select(n => Statement(journal[n], Of(journal, n), month)));
            }

            folded = new MonthFold(
                journal,
                p => new CatalogueState(CatalogueAt(p), [], [], []),
                statements).Fold(of, MonthState.Unknown, new Dictionary<long, MonthState>());
            months.Add((of, journal.Head), folded);
        }

        return folded;
    }

    /// <summary>What an entry states of a month.</summary>
    public static MonthStatement Statement(JournalEntry entry, Reading reading, ScorecardMonth of) => new(
        of.Scorecard, of.Month, entry.Attempt, 1,
        [
            .. reading.Measures.Where(
                m => m.Measure.Month == of.Month
                    && m.Measure.Scorecard == of.Scorecard).Select(m => (m.Measure, new Source(entry.Path!, entry.Sha256!, null, m.Row)))],
        [],
        []);

    /// <summary>The numerator of each indicator, found without the product's fold: of the statements that count and have one the one that was
    /// received last, of two at once the one with the larger place. A value alone takes no numerator away.</summary>
    public IReadOnlyDictionary<string, decimal?> Numerators(ScorecardMonth of, JournalPrefix journal)
    {
        var latest = new Dictionary<string, (DateTimeOffset Received, long Place, decimal? Numerator)>(StringComparer.OrdinalIgnoreCase);
        var entries = Enumerable.Range(1, (int)journal.Head).Select(n => journal[n]).ToList();
        foreach (var entry in entries.Where(e => e.Kind == EntryKind.Accepted))
        {
            var ofPlace = entries.Where(e => e.Place == entry.Place).ToList();
            if (ofPlace.Exists(e => e.Kind is EntryKind.Withdrawal or EntryKind.Erasure) || ofPlace.Last(e => e.Kind == EntryKind.Accepted) != entry)
            {
                continue;
            }

            var received = ofPlace.Where(e => e.Kind == EntryKind.Same).Select(e => e.Received).Append(entry.Received).Min();
            foreach (var measure in
                Of(journal, entry.Number).Measures.Select(m => m.Measure).Where(m => m.Month == of.Month && m.Scorecard == of.Scorecard))
            {
                if (!latest.TryGetValue(measure.Indicator.Value, out var known)
                    || (measure.Numerator is not null
                        && (known.Numerator is null || (received, entry.Place).CompareTo((known.Received, known.Place)) > 0)))
                {
                    latest[measure.Indicator.Value] = (received, entry.Place, measure.Numerator);
                }
            }
        }

        return latest.ToDictionary(l => l.Key, l => l.Value.Numerator, StringComparer.OrdinalIgnoreCase);
    }
}
