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

    public static string Sql(RandomQuery query) => $"SELECT rn FROM rows WHERE {query.Where} ORDER BY {query.OrderBy}rn";

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

    List<int> Numbers(string sql)
    {
        using var command = duck.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var numbers = new List<int>();
        while (reader.Read())
        {
            numbers.Add(Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture));
        }

        return numbers;
    }

    void Run(string sql)
    {
        using var command = duck.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
