namespace Scorecards.Domain;

/// <summary>
/// The entries that an instance knows, in order, indexed by what is often looked up. It only grows, and its answers for a prefix never change: a
/// reader keeps a <see cref="JournalPrefix"/> and does not notice what is appended meanwhile. Safe for several threads.
/// </summary>
public sealed class JournalIndex
{
    readonly Lock gate = new();
    readonly List<JournalEntry> entries = [];
    readonly Dictionary<string, long> byIntent = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> byAttempt = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<long>> byBytes = new(StringComparer.Ordinal);
    readonly Dictionary<long, List<long>> byPlace = [];
    readonly Dictionary<string, List<long>> byPath = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> byArrival = new(StringComparer.Ordinal);
    readonly Dictionary<ScorecardMonth, List<long>> stating = [];
    readonly Dictionary<ScorecardMonth, List<long>> touching = [];
    readonly Dictionary<ScorecardMonth, List<long>> commenting = [];
    readonly Dictionary<ScorecardMonth, long> issuing = [];
    readonly List<long> broad = [];
    readonly Dictionary<string, List<long>> byCatalogueKind = new(StringComparer.Ordinal);
    readonly Dictionary<EntryKind, List<long>> byKind = [];
    readonly Dictionary<string, long> fences = new(StringComparer.Ordinal);
    readonly List<long> counts = [];

    /// <summary>The prefix with every known entry.</summary>
    public JournalPrefix Whole
    {
        get
        {
            lock (gate)
            {
                return new JournalPrefix(this, entries.Count);
            }
        }
    }

    /// <summary>Adds the next entry.</summary>
    /// <exception cref="ArgumentException">The entry does not have the next number.</exception>
    public void Append(JournalEntry entry)
    {
        lock (gate)
        {
            if (entry.Number != entries.Count + 1)
            {
                throw new ArgumentException($"Entry {entry.Number} cannot follow entry {entries.Count}.", nameof(entry));
            }

            entries.Add(entry);
            var n = entry.Number;
            byIntent.TryAdd(entry.Intent, n);
            byAttempt.TryAdd(entry.Attempt, n);
            Add(byKind, entry.Kind, n);
            if (entry.Touches.IsBroad)
            {
                broad.Add(n);
            }

            foreach (var kind in entry.Touches.CatalogueKinds)
            {
                Add(byCatalogueKind, kind, n);
            }

            foreach (var month in entry.Touches.Stated)
            {
                Add(touching, Key(month.Scorecard, month.Month), n);
                if (month.Month != Month.Last)
                {
                    Add(touching, Key(month.Scorecard, month.Month.Next()), n);
                }
            }

            AppendKind(entry, n);
            AppendArrival(entry, n);
        }
    }

    void AppendKind(JournalEntry entry, long n)
    {
        switch (entry.Kind)
        {
            case EntryKind.Accepted:
                Add(byBytes, entry.Sha256!, n);
                Add(byPlace, entry.Place, n);
                foreach (var month in entry.Touches.Stated)
                {
                    Add(stating, Key(month.Scorecard, month.Month), n);
                }

                foreach (var month in entry.Touches.Commented)
                {
                    Add(commenting, Key(month.Scorecard, month.Month), n);
                }

                break;
            case EntryKind.Same or EntryKind.Withdrawal or EntryKind.Erasure:
                Add(byPlace, entry.Place, n);
                break;
            case EntryKind.Issue:
                foreach (var scorecard in entry.Names)
                {
                    issuing.TryAdd(Key(scorecard, entry.Month!.Value), n);
                }

                break;
            case EntryKind.Fence:
                foreach (var attempt in entry.Names)
                {
                    fences.TryAdd(attempt, n);
                }

                break;
        }
    }

    void AppendArrival(JournalEntry entry, long n)
    {
        if (entry.Path is { } path && entry.Kind is EntryKind.Accepted or EntryKind.Refused or EntryKind.Same)
        {
            byArrival.TryAdd(Arrival(path, entry.Arrival), n);
            Add(byPath, path, n);
        }

        if (entry.IsCount || entry.EndsCount)
        {
            counts.Add(n);
        }
    }

    static void Add<T>(Dictionary<T, List<long>> lists, T key, long n)
        where T : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        if (list is not [.., var last] || last != n)
        {
            list.Add(n);
        }
    }

    static ScorecardMonth Key(ScorecardId scorecard, Month month) => new(scorecard.ToLower(), month);

    static string Arrival(string path, int number) => $"{number}\n{path}";

    internal JournalEntry Entry(long number)
    {
        lock (gate)
        {
            return entries[(int)number - 1];
        }
    }

    internal long? OfIntent(string intent, long upTo) => Find(byIntent, intent, upTo);

    internal long? OfAttempt(string attempt, long upTo) => Find(byAttempt, attempt, upTo);

    internal long? OfArrival(string path, int number, long upTo) => Find(byArrival, Arrival(path, number), upTo);

    internal IReadOnlyList<long> OfPath(string path, long upTo) => List(byPath, path, 0, upTo);

    internal long? Issuing(ScorecardId scorecard, Month month, long upTo) => Find(issuing, Key(scorecard, month), upTo);

    internal long? Fencing(string attempt, long upTo) => Find(fences, attempt, upTo);

    internal IReadOnlyList<long> Stating(ScorecardId scorecard, Month month, long upTo) => List(stating, Key(scorecard, month), 0, upTo);

    internal IReadOnlyList<long> Commenting(ScorecardId scorecard, Month month, long upTo) => List(commenting, Key(scorecard, month), 0, upTo);

    internal IReadOnlyList<long> OfBytes(string sha256, long upTo) => List(byBytes, sha256, 0, upTo);

    internal IReadOnlyList<long> OfPlace(long place, long upTo) => List(byPlace, place, 0, upTo);

    internal IReadOnlyList<long> OfCatalogueKind(string kind, long upTo) => List(byCatalogueKind, kind, 0, upTo);

    /// <summary>The entries of counts, ascending.</summary>
    internal IReadOnlyList<long> Counts(long upTo)
    {
        lock (gate)
        {
            return Within(counts, 0, upTo);
        }
    }

    internal IReadOnlyList<long> OfKind(EntryKind kind, long above, long upTo) => List(byKind, kind, above, upTo);

    internal IReadOnlyList<long> Touching(ScorecardId scorecard, Month month, long above, long upTo)
    {
        lock (gate)
        {
            var found = new SortedSet<long>(Within(touching.GetValueOrDefault(Key(scorecard, month)) ?? [], above, upTo));
            found.UnionWith(Within(broad, above, upTo).Where(n => entries[(int)n - 1].Touches.Includes(scorecard, month)));
            return [.. found];
        }
    }

    /// <summary>Every scorecard's month that an entry has stated, ids in lower case.</summary>
    internal IReadOnlyList<ScorecardMonth> Months(long upTo)
    {
        lock (gate)
        {
            return [.. stating.Where(s => s.Value[0] <= upTo).Select(s => s.Key)];
        }
    }

    /// <summary>The number of the last entry that was committed before a moment; 0 = none was.</summary>
    internal long Before(DateTimeOffset moment, long upTo)
    {
        lock (gate)
        {
            var (low, high) = (0L, upTo);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                (low, high) = entries[(int)middle - 1].Committed < moment ? (middle, high) : (low, middle - 1);
            }

            return low;
        }
    }

    long? Find<T>(Dictionary<T, long> numbers, T key, long upTo)
        where T : notnull
    {
        lock (gate)
        {
            return numbers.TryGetValue(key, out var n) && n <= upTo ? n : null;
        }
    }

    IReadOnlyList<long> List<T>(Dictionary<T, List<long>> lists, T key, long above, long upTo)
        where T : notnull
    {
        lock (gate)
        {
            return lists.TryGetValue(key, out var list) ? Within(list, above, upTo) : [];
        }
    }

    static List<long> Within(List<long> ascending, long above, long upTo)
    {
        var from = ascending.BinarySearch(above + 1);
        from = from < 0 ? ~from : from;
        var to = ascending.BinarySearch(upTo + 1);
        to = to < 0 ? ~to : to;
        return to <= from ? [] : ascending.GetRange(from, to - from);
    }
}
