using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>Which results to read. It may name more than is meant, never less: whoever asks looks at what comes.</summary>
public sealed record ResultScope
{
    /// <summary>Ids without regard to case; null = all.</summary>
    public IReadOnlySet<string>? Scorecards { get; init; }

    /// <summary>Ids as written; null = all.</summary>
    public IReadOnlySet<string>? Indicators { get; init; }

    /// <summary>The first month.</summary>
    public Month From { get; init; } = Month.First;

    /// <summary>The last month.</summary>
    public Month To { get; init; } = Month.Last;

    /// <summary>Only what comes behind it; null = from the start.</summary>
    public ScorecardMonth? After { get; init; }
}

/// <summary>A scorecard's month as it stands.</summary>
/// <param name="Summary">Its summary.</param>
/// <param name="Batch">The key of its results: another one means other results.</param>
/// <param name="Count">Of its results.</param>
/// <param name="Position">How many results come before it: months whose results lie close together are read in one query.</param>
public sealed record StandingMonth(StoredSummary Summary, string Batch, int Count, long Position)
{
    internal string Partition { get; } = Keys.Of(Summary.Scorecard, Summary.Month);
}

/// <summary>Something that stands in the tables and cannot be understood, so that it is left out.</summary>
/// <param name="Scorecard">Its id, or the partition key where not even that can be read.</param>
/// <param name="Month">yyyy-MM, or the row key where not even that can be read.</param>
/// <param name="Why">In a sentence, with ids only.</param>
public sealed record Unreadable(string Scorecard, string Month, string Why);

/// <summary>
/// Reads the results that stand, of many scorecards and months, in the order of scorecard, month and print: first the summaries, which say
/// what batch counts, then the results by ranges of keys. A month that is calculated meanwhile is read again; what cannot be understood
/// is left out and named, so that one bad row never keeps the others from being read.
/// </summary>
public sealed class StandingResults(ScorecardStorage storage)
{
    /// <summary>Up to so many rows (one answer of the service) are read and dropped rather than asked around.</summary>
    const int Near = 1_000;

    const int MostReads = 5;

    readonly TableClient results = storage.Table(StorageNames.ResultsTable);
    readonly TableClient summaries = storage.Table(StorageNames.SummariesTable);

    /// <param name="scope">What to read.</param>
    /// <param name="atOnce">How many summaries to ask for at a time, 1 to 1,000.</param>
    /// <param name="unreadable">Takes what is left out.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<StandingMonth> MonthsAsync(
        ResultScope scope, int atOnce, ICollection<Unreadable> unreadable, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = scope.After is { } a ? (Scorecard: Keys.Of(a.Scorecard), Month: a.Month.ToString()) : default;
        var isWhole = scope.Scorecards is null && scope.From == Month.First && scope.To == Month.Last;
        var position = 0L;
        var last = "";
        foreach (var filter in Filters(scope, after.Scorecard))
        {
            await foreach (var row in summaries.QueryAsync<TableEntity>(filter, atOnce, cancellationToken: ct))
            {
                // The editions stand behind their month.
                if (row.RowKey.Contains('|', StringComparison.Ordinal) || IsUpTo(row, after))
                {
                    continue;
                }

                // Between one scorecard and the next lie months that are not asked for.
                position += !isWhole && row.PartitionKey != last ? Near + 1 : 0;
                last = row.PartitionKey;
                if (Read(row, position, unreadable) is { } month)
                {
                    yield return month;
                    position += month.Count;
                }
            }
        }
    }

    /// <summary>The results of months, each once, in their order.</summary>
    /// <param name="months">In the order in which they were found.</param>
    /// <param name="indicators">Null = all.</param>
    /// <param name="unreadable">Takes what is left out.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<(StandingMonth Month, IReadOnlyList<Result> Results)> ReadAsync(
        IReadOnlyList<StandingMonth> months, IReadOnlySet<string>? indicators, ICollection<Unreadable> unreadable, [EnumeratorCancellation] CancellationToken ct)
    {
        var wanted = indicators is null ? "" : $" and ({string.Join(" or ", indicators.Select(i => Keys.Equal("Indicator", i)))})";
        foreach (var run in Runs(months))
        {
            var next = 0;
            var rows = new List<TableEntity>();
            await foreach (var row in AheadAsync(results.QueryAsync<TableEntity>(Keys.Partitions(run[0].Partition, run[^1].Partition) + wanted, cancellationToken: ct), ct))
            {
                for (; next < run.Count && string.CompareOrdinal(run[next].Partition, row.PartitionKey) < 0; next++)
                {
                    yield return await CompleteAsync(run[next], rows, indicators, unreadable, ct);
                    rows.Clear();
                }

                if (next < run.Count && run[next].Partition == row.PartitionKey)
                {
                    rows.Add(row);
                }
            }

            for (; next < run.Count; next++)
            {
                yield return await CompleteAsync(run[next], rows, indicators, unreadable, ct);
                rows.Clear();
            }
        }
    }

    /// <summary>One query for all months, or one for each scorecard that is named.</summary>
    static IEnumerable<string> Filters(ResultScope scope, string? after)
    {
        var months = scope.From == Month.First && scope.To == Month.Last ? "" : Keys.Rows(scope.From.ToString(), scope.To.ToString());
        return scope.Scorecards is null
            ? [Join(after is null ? "" : Keys.PartitionsFrom(after), months)]
            : scope.Scorecards.Select(id => Keys.Of(id)).Distinct().Where(key => after is null || string.CompareOrdinal(key, after) >= 0)
                .Order(StringComparer.Ordinal).Select(key => Join(Keys.Partition(key), months));

        static string Join(string one, string other) => one == "" || other == "" ? one + other : $"{one} and {other}";
    }

    static bool IsUpTo(TableEntity row, (string? Scorecard, string Month) after)
    {
        var order = after.Scorecard is null ? 1 : string.CompareOrdinal(row.PartitionKey, after.Scorecard);
        return order < 0 || (order == 0 && string.CompareOrdinal(row.RowKey, after.Month) <= 0);
    }

    static StandingMonth? Read(TableEntity row, long position, ICollection<Unreadable> unreadable)
    {
        try
        {
            return new StandingMonth(ResultStore.FromSummary(row), row.GetString("Batch") ?? "", row.GetInt32("ResultCount") ?? 0, position);
        }
        catch (Exception e) when (IsNotUnderstood(e))
        {
            unreadable.Add(new Unreadable(row.PartitionKey, row.RowKey, "Its summary cannot be read, so that the month is left out."));
            return null;
        }
    }

    /// <summary>Months whose results lie close together, in ascending order of their keys.</summary>
    static IEnumerable<List<StandingMonth>> Runs(IReadOnlyList<StandingMonth> months)
    {
        var run = new List<StandingMonth>();
        foreach (var month in months)
        {
            if (run.Count > 0 && (string.CompareOrdinal(run[^1].Partition, month.Partition) >= 0 || month.Position - run[^1].Position - run[^1].Count > Near))
            {
                yield return run;
                run = [];
            }

            run.Add(month);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    /// <summary>The next answer of the service is on its way while the rows of one are looked at.</summary>
    static async IAsyncEnumerable<TableEntity> AheadAsync(AsyncPageable<TableEntity> query, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var pages = query.AsPages().GetAsyncEnumerator(ct);
        var next = pages.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                var page = pages.Current;
                next = pages.MoveNextAsync().AsTask();
                foreach (var row in page.Values)
                {
                    yield return row;
                }
            }
        }
        finally
        {
            // It cannot be given up while an answer is on its way; that one's failure is nobody's any more.
            await Task.WhenAny(next);
        }
    }

    async Task<(StandingMonth Month, IReadOnlyList<Result> Results)> CompleteAsync(
        StandingMonth month, List<TableEntity> rows, IReadOnlySet<string>? indicators, ICollection<Unreadable> unreadable, CancellationToken ct)
    {
        var found = OfBatch(rows, month.Batch);
        var isWhole = indicators is null ? found.Count == month.Count : found.Count > 0 || rows.Count == 0;
        for (var read = 0; !isWhole && read < MostReads; read++)
        {
            // Calculated twice since its summary was read, so that its batch was cleared away; or it is damaged.
            var row = await summaries.GetEntityIfExistsAsync<TableEntity>(Keys.Of(month.Summary.Scorecard), month.Summary.Month.ToString(), cancellationToken: ct);
            if (!row.HasValue || Read(row.Value!, month.Position, unreadable) is not { } now)
            {
                return (month, []);
            }

            var isSame = read > 0 && now.Batch == month.Batch;
            month = now;
            found = OfBatch(await results.QueryAsync<TableEntity>($"{Keys.Partition(month.Partition)} and {Keys.RowsBelow(month.Batch)}", cancellationToken: ct).ToListAsync(ct), month.Batch);
            isWhole = found.Count == month.Count;
            if (!isWhole && isSame)
            {
                break;
            }

            found = indicators is null || !isWhole ? found : found.FindAll(r => r.GetString("Indicator") is { } id && indicators.Contains(id));
        }

        if (!isWhole)
        {
            unreadable.Add(new Unreadable(month.Summary.Scorecard, month.Summary.Month.ToString(), $"{found.Count} of its {month.Count} results are there, so that the month is left out."));
            return (month, []);
        }

        return (month, Results(month, found, unreadable));
    }

    static List<TableEntity> OfBatch(List<TableEntity> rows, string batch) =>
        rows.FindAll(r => r.RowKey.Length > batch.Length && r.RowKey[batch.Length] == '|' && r.RowKey.StartsWith(batch, StringComparison.Ordinal));

    static List<Result> Results(StandingMonth month, List<TableEntity> rows, ICollection<Unreadable> unreadable)
    {
        var read = new List<Result>(rows.Count);
        var faulty = new List<string>();
        foreach (var row in rows)
        {
            try
            {
                read.Add(ResultStore.FromEntity(row));
            }
            catch (Exception e) when (IsNotUnderstood(e))
            {
                faulty.Add(row.RowKey[(month.Batch.Length + 1)..].Split('|', 2)[^1]);
            }
        }

        if (faulty.Count > 0)
        {
            unreadable.Add(new Unreadable(month.Summary.Scorecard, month.Summary.Month.ToString(), $"The results of {string.Join(", ", faulty)} cannot be read and are left out."));
        }

        return read;
    }

    /// <summary>A value that does not parse, is missing or is of another type than was written.</summary>
    static bool IsNotUnderstood(Exception e) => e is FormatException or OverflowException or ArgumentException or InvalidOperationException or InvalidCastException;
}
