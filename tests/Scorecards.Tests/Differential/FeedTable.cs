using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using DuckDB.NET.Data;

namespace Scorecards.Tests.Differential;

/// <summary>A set of the feed as DuckDB has it: the rows that the feed gives when it is asked for all of them, in their order.</summary>
sealed class FeedTable : IDisposable
{
    readonly DuckDBConnection duck = new("DataSource=:memory:");

    FeedTable(string set, IReadOnlyList<FeedColumn> columns, IReadOnlyList<JsonElement> rows) => (Set, Columns, Rows) = (set, columns, rows);

    public string Set { get; }

    public IReadOnlyList<FeedColumn> Columns { get; }

    /// <summary>A row's number in SQL, <c>rn</c>, is its place here.</summary>
    public IReadOnlyList<JsonElement> Rows { get; }

    /// <param name="metadata">The feed's <c>$metadata</c>.</param>
    /// <param name="set">One of its sets.</param>
    /// <param name="rows">All rows of the set.</param>
    public static FeedTable Load(string metadata, string set, IReadOnlyList<JsonElement> rows)
    {
        var elements = XDocument.Parse(metadata).Descendants().ToList();
        var type = Named("EntitySet", set).Attribute("EntityType")!.Value.Split('.')[^1];
        var columns = Named("EntityType", type).Elements().Where(e => e.Name.LocalName == "Property")
            .Select(e => new FeedColumn((string)e.Attribute("Name")!, (string)e.Attribute("Type")!)).ToList();
        var table = new FeedTable(set, columns, rows);
        table.Fill();
        return table;

        XElement Named(string element, string name) => elements.Single(e => e.Name.LocalName == element && (string?)e.Attribute("Name") == name);
    }

    /// <returns>The numbers of the rows that are asked for, in their order, and how many rows there are without top and skip.</returns>
    public (List<int> Rows, int Count) Ask(RandomQuery query)
    {
        var limit = query.Top is { } top ? $" LIMIT {top}" : "";
        return (Numbers(Sql(query) + $"{limit} OFFSET {query.Skip}"), Numbers($"SELECT count(*)::INTEGER FROM rows WHERE {query.Where}")[0]);
    }

    /// <returns>The groups that are asked for, in their order: the JSON of each, and how many there are without top and skip.</returns>
    public (List<string> Groups, int Count) AskGroups(RandomQuery query)
    {
        var (limit, grouping) = (query.Top is { } top ? $" LIMIT {top}" : "", query.Grouping!);
        var groups = Pairs($"{Sql(query)}{limit} OFFSET {query.Skip}").Select(group => string.Join(',', query.Columns.Select(
            name => $"{name}:{(name == grouping.CountName ? $"{group.Count}" : Rows[group.First].GetProperty(name).GetRawText())}")));
        return ([.. groups], Pairs(Sql(query)).Count);
    }

    /// <summary>Of groups: the first row of each, and how many it has.</summary>
    public static string Sql(RandomQuery query)
    {
        var rows = $"FROM rows WHERE {query.Where}";
        return query.Grouping switch
        {
            null => $"SELECT rn {rows} ORDER BY {query.OrderBy}rn",
            { Columns: [] } => $"SELECT coalesce(min(rn), 0), count(*) {rows}",
            { Columns: var columns } =>
                $"SELECT min(rn), count(*) {rows} GROUP BY {string.Join(", ", columns.Select(c => $"\"{c}\""))} ORDER BY {query.OrderBy}",
        };
    }

    public void Dispose() => duck.Dispose();

    void Fill()
    {
        duck.Open();
        Run($"CREATE TABLE texts (rn INTEGER, {string.Join(", ", Columns.Select(c => $"\"{c.Name}\" VARCHAR"))})");
        using (var appender = duck.CreateAppender("texts"))
        {
            foreach (var (number, row) in Rows.Index())
            {
                var added = appender.CreateRow().AppendValue(number);
                foreach (var column in Columns)
                {
                    var value = row.GetProperty(column.Name);
                    added = value.ValueKind == JsonValueKind.Null ? added.AppendNullValue() : added.AppendValue(value.ToString());
                }

                added.EndRow();
            }
        }

        var typed = string.Join(", ", Columns.Select(c => $"CAST(\"{c.Name}\" AS {c.SqlType}) AS \"{c.Name}\""));
        Run($"CREATE TABLE rows AS SELECT rn, {typed} FROM texts");
    }

    List<int> Numbers(string sql) => [.. Pairs(sql).Select(pair => pair.First)];

    /// <summary>The first column, and the last.</summary>
    List<(int First, int Count)> Pairs(string sql)
    {
        using var command = duck.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var pairs = new List<(int, int)>();
        while (reader.Read())
        {
            pairs.Add((Number(0), Number(reader.FieldCount - 1)));
        }

        return pairs;

        int Number(int column) => Convert.ToInt32(reader.GetValue(column), CultureInfo.InvariantCulture);
    }

    void Run(string sql)
    {
        using var command = duck.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
