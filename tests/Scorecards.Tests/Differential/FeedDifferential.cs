using System.Text.Json;

namespace Scorecards.Tests.Differential;

/// <summary>Asks the feed random queries, and DuckDB the same over the same rows: they must agree on rows, order, columns and count.</summary>
/// <param name="ask">Asks the feed for an address below it, with the header Prefer or without: the status and the body.</param>
sealed class FeedDifferential(Func<string, string?, Task<(int Status, string Body)>> ask) : IDisposable
{
    /// <summary>How often each is asked; most rows are results.</summary>
    static readonly string[] Sets = ["Results", "Results", "Results", "Results", "Results", "Summaries", "Indicators", "Months", "Extracts"];

    readonly Dictionary<string, FeedTable> tables = [];

    /// <summary>Rows that the feed answered.</summary>
    public long Rows { get; private set; }

    /// <param name="queries">How many.</param>
    /// <param name="seed">The same seed makes the same queries.</param>
    /// <returns>What differs, one text a query.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(int queries, int seed)
    {
        var metadata = (await ask("/$metadata", null)).Body;
        foreach (var set in Sets.Distinct())
        {
            tables[set] = FeedTable.Load(metadata, set, (await WholeAsync($"/{set}", null)).Rows);
        }

        var faults = new List<string>();
        for (var number = 0; number < queries; number++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + number));
            var table = tables[Sets[random.Next(Sets.Length)]];
            var query = new QueryMaker(table, random).Make();
            if (await FaultAsync(table, query) is { } fault)
            {
                var address = Uri.UnescapeDataString(query.Address);
                faults.Add($"Query {number} of seed {seed}: {address} ({query.Prefer})\n  {query.Address}\n  {FeedTable.Sql(query)}\n  {fault}");
            }
        }

        return faults;
    }

    public void Dispose()
    {
        foreach (var table in tables.Values)
        {
            table.Dispose();
        }
    }

    async Task<string?> FaultAsync(FeedTable table, RandomQuery query)
    {
        var (rows, count, refusal) = await WholeAsync(query.Address, query.Prefer);
        if (refusal is not null)
        {
            return refusal;
        }

        Rows += rows.Count;
        var (wanted, all) = query.Grouping is null ? AskRows(table, query) : table.AskGroups(query);
        if (query.IsCounted && count != all)
        {
            return $"Its count is {count}, not {all}.";
        }

        if (rows.Count != wanted.Count)
        {
            return $"It has {rows.Count} rows, not {wanted.Count}.";
        }

        var wrong = rows.Zip(wanted, (row, other) => (Has: Text(row), Wanted: other)).Index()
            .FirstOrDefault(pair => pair.Item.Has != pair.Item.Wanted);
        return wrong.Item.Has == wrong.Item.Wanted ? null : $"Row {wrong.Index} is\n    {wrong.Item.Has}, not\n    {wrong.Item.Wanted}";
    }

    static (List<string> Rows, int Count) AskRows(FeedTable table, RandomQuery query)
    {
        var (numbers, all) = table.Ask(query);
        return ([.. numbers.Select(number => Text(table.Rows[number], query.Columns))], all);
    }

    /// <summary>The rows of an address and of its next links, and the count that the first page says.</summary>
    async Task<(List<JsonElement> Rows, int? Count, string? Refusal)> WholeAsync(string address, string? prefer)
    {
        var (rows, count) = (new List<JsonElement>(), (int?)null);
        for (var next = address; next is not null;)
        {
            var (status, body) = await ask(next, prefer);
            if (status != 200)
            {
                return (rows, count, $"{status} {body}");
            }

            var page = JsonDocument.Parse(body).RootElement;
            count ??= page.TryGetProperty("@odata.count", out var said) ? said.GetInt32() : null;
            rows.AddRange(page.GetProperty("value").EnumerateArray());
            next = page.TryGetProperty("@odata.nextLink", out var link) ? new Uri(link.GetString()!).PathAndQuery["/api/odata".Length..] : null;
        }

        return (rows, count, null);
    }

    /// <summary>A group has no id, and says so.</summary>
    static string Text(JsonElement row) => string.Join(
        ',', row.EnumerateObject().Where(p => p.Name != "@odata.id").Select(p => $"{p.Name}:{p.Value.GetRawText()}"));

    /// <summary>Columns come in the set's order, whatever the order of $select.</summary>
    static string Text(JsonElement row, IReadOnlyList<string> columns) =>
        string.Join(',', row.EnumerateObject().Where(p => columns.Contains(p.Name)).Select(p => $"{p.Name}:{p.Value.GetRawText()}"));
}
