using System.Collections.Concurrent;
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

    volatile Kept? kept;

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

    async Task<Kept> ReadAsync(JournalPrefix prefix, CancellationToken ct)
    {
        var isUnderRepair = prefix.Index.Whole.IsUnderRepair;
        if (kept is { } known && !isUnderRepair && ReferenceEquals(prefix.Index, known.Of) && prefix.Catalogue(Kinds) <= known.At
            && prefix.OfKind(EntryKind.Restored, known.At).Count == 0)
        {
            return known;
        }

        // The head was read before the rows: all rows of every entry up to it are there.
        var read = new Kept(await table.ReadAsync(ct), prefix.Index, prefix.Head);
        if (!isUnderRepair && !(kept is { } last && ReferenceEquals(last.Of, read.Of) && last.At > read.At))
        {
            kept = read;
        }

        return read;
    }

    CatalogueState StateAt(JournalPrefix prefix, Kept known, BuiltInCatalogue built)
    {
        var number = prefix.Catalogue(Kinds);
        try
        {
            // What was found to be gone may have been written again since.
            if (prefix.Index.Whole.IsUnderRepair)
            {
                return Fold(prefix.UpTo(number), known.Rows, built);
            }

            if (known.States.Count >= MostKept && !known.States.ContainsKey(number))
            {
                known.States.Clear();
            }

            return known.States.GetOrAdd(number, n => Fold(prefix.UpTo(n), known.Rows, built));
        }
        catch (RowsMissingException)
        {
            // They are read again when somebody asks next: a restore may have brought the rows back by then.
            kept = null;
            throw;
        }
    }

    static CatalogueState Fold(JournalPrefix prefix, ILookup<string, object> known, BuiltInCatalogue built)
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

            counting.AddRange(written.Select(row => (rank, row, entry.IsMade)));
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

    /// <summary>Rows that were read, and the states that were made of them.</summary>
    /// <param name="Rows">By the attempt that wrote them.</param>
    /// <param name="Of">The journal that was read before them.</param>
    /// <param name="At">Its head.</param>
    sealed record Kept(ILookup<string, object> Rows, JournalIndex Of, long At)
    {
        /// <summary>By the number of the last entry that changed the catalogue.</summary>
        public ConcurrentDictionary<long, CatalogueState> States { get; } = new();
    }
}
