using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Application.Calculation;

/// <summary>
/// The catalogue up to any number of the journal. Keeps its rows in memory with the number of the journal at which they were read. When an entry
/// above that number changes the catalogue, all rows are read again. While a restore writes rows nothing is kept.
/// </summary>
public sealed class CatalogueReader(Journal journal, CatalogueTable table)
{
    const int MostKept = 64;

    static readonly string[] Kinds =
    [
        CatalogueTable.Indicators, CatalogueTable.Targets, CatalogueTable.Scorecards, CatalogueTable.Recipients, CatalogueTable.Timetables,
            CatalogueTable.BankHolidays, CatalogueTable.Mappings, CatalogueTable.Definitions,
    ];

    static readonly ILookup<string, CatalogueRow> Nothing = Array.Empty<CatalogueRow>().ToLookup(r => r.Attempt);

    readonly Lock gate = new();
    readonly Dictionary<long, CatalogueState> states = [];
    ILookup<string, CatalogueRow> rows = Nothing;
    JournalIndex? readOf;
    long readAt;

    /// <summary>The catalogue in force, up to the head.</summary>
    public async Task<CatalogueState> ReadAsync(CancellationToken ct) => await AtAsync(await journal.ReadAsync(ct), ct);

    /// <summary>The catalogue up to a prefix, without what is gone since it counts no more.</summary>
    /// <exception cref="RowsMissingException">Rows of an entry that counts are not there.</exception>
    public async Task<CatalogueState> AtAsync(JournalPrefix prefix, CancellationToken ct) => (await OpenAsync(prefix, ct))(prefix);

    /// <summary>Reads what is needed up to a prefix.</summary>
    /// <returns>Gives the catalogue up to that prefix or any below it.</returns>
    /// <exception cref="RowsMissingException">When asked: rows of an entry that counts are not there.</exception>
    public async Task<Func<JournalPrefix, CatalogueState>> OpenAsync(JournalPrefix prefix, CancellationToken ct)
    {
        var (built, known) = (await BuiltInCatalogue.ReadAsync(ct), await ReadAsync(prefix, ct));
        return below => StateAt(below, known, built);
    }

    async Task<ILookup<string, CatalogueRow>> ReadAsync(JournalPrefix prefix, CancellationToken ct)
    {
        ILookup<string, CatalogueRow> known;
        bool isCurrent;
        var isUnderRepair = prefix.Index.Whole.IsUnderRepair;
        lock (gate)
        {
            (known, isCurrent) = (rows, !isUnderRepair && ReferenceEquals(prefix.Index, readOf) && prefix.Catalogue(Kinds) <= readAt
                && prefix.OfKind(EntryKind.Restored, readAt).Count == 0);
        }

        if (!isCurrent)
        {
            // The head was read before the rows: all rows of every entry up to it are there.
            known = (await table.ReadAsync(ct)).ToLookup(r => r.Attempt, StringComparer.Ordinal);
            lock (gate)
            {
                if (!isUnderRepair && (prefix.Head >= readAt || !ReferenceEquals(prefix.Index, readOf)))
                {
                    (rows, readOf, readAt) = (known, prefix.Index, prefix.Head);
                    states.Clear();
                }
            }
        }

        return known;
    }

    CatalogueState StateAt(JournalPrefix prefix, ILookup<string, CatalogueRow> known, BuiltInCatalogue built)
    {
        var number = prefix.Catalogue(Kinds);
        lock (gate)
        {
            // What was found to be gone may have been written again since.
            if (!prefix.Index.Whole.IsUnderRepair && states.TryGetValue(number, out var kept))
            {
                return kept;
            }
        }

        CatalogueState state;
        try
        {
            state = Fold(prefix.UpTo(number), known, built);
        }
        catch (RowsMissingException)
        {
            // They are read again when somebody asks next: a restore may have brought the rows back by then.
            lock (gate)
            {
                readOf = null;
            }

            throw;
        }

        Keep(number, state, known);
        return state;
    }

    /// <summary>Keeps a state for whoever asks next, unless the rows that it was made of have been read again since.</summary>
    void Keep(long number, CatalogueState state, ILookup<string, CatalogueRow> madeOf)
    {
        lock (gate)
        {
            if (!ReferenceEquals(madeOf, rows))
            {
                return;
            }

            if (states.Count >= MostKept)
            {
                states.Clear();
            }

            states[number] = state;
        }
    }

    static CatalogueState Fold(JournalPrefix prefix, ILookup<string, CatalogueRow> known, BuiltInCatalogue built)
    {
        List<(Rank Rank, object Item, bool IsMade)> counting = [];
        List<long> gone = [];
        foreach (var n in prefix.OfKind(EntryKind.Accepted))
        {
            var entry = prefix[n];
            if (entry.CatalogueRows == 0 || prefix.RankOf(n) is not { } rank)
            {
                continue;
            }

            var written = known[entry.Attempt].ToList();
            if (written.Count < entry.CatalogueRows)
            {
                gone.Add(prefix.Index.Whole.RankOf(n) is null ? n : throw new RowsMissingException(n));
                continue;
            }

            counting.AddRange(written.Select(row => (rank, row.Item, entry.IsMade)));
        }

        // A later statement corrects an earlier one of the same key.
        counting = [.. counting.OrderBy(c => c.Rank)];
        var items = counting.Select(c => c.Item).ToList();
        var made = counting.Where(c => c.Item is Scorecard).GroupBy(c => ((Scorecard)c.Item).Id)
            .Where(same => same.Last().IsMade).Select(same => same.Key).ToHashSet();
        return new CatalogueState(
            Override(built.Catalogue, items, made),
            [.. items.OfType<Timetable>()],
            [.. built.BankHolidays, .. items.OfType<BankHoliday>()],
            [.. items.OfType<Recipient>().GroupBy(CatalogueTable.KeyOf).Select(same => same.Last())])
        { Gone = gone };
    }

    static Catalogue Override(Catalogue built, List<object> items, HashSet<ScorecardId> made) => new(
        built.Indicators.Concat(items.OfType<Indicator>()), built.Targets.Concat(items.OfType<Target>()),
            built.Scorecards.Concat(items.OfType<Scorecard>()))
    {
        Mappings = [.. items.OfType<Mapping>().GroupBy(m => m.Id, StringComparer.OrdinalIgnoreCase).Select(same => same.Last())],
        MadeScorecards = made,
        Definitions = [.. items.OfType<OwnDefinition>().GroupBy(d => d.Indicator).Select(same => same.Last()).Where(d => d.Sql != "")],
    };
}
