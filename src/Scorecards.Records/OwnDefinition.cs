using System.Text.Json;
using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>
/// Checks a definition that a council wrote before it is used: one query, over our views only, with a definition's columns, within a bounded time
/// and number of rows. Needs a sealed database, so that the query cannot reach a file or change a setting while it is tried.
/// </summary>
static class OwnDefinition
{
    /// <summary>Objects and lists within one another; DuckDB's own bound allows for more.</summary>
    const int MostNested = 1000;

    static readonly string[] Columns = ["record_key", "child_id", "team_code", "in_numerator", "in_denominator"];

    /// <summary>For the list of cases.</summary>
    static readonly string[] OptionalColumns = ["event_date", "due_by", "reason"];

    static readonly string[] Functions = ["unnest", "generate_series", "range"];

    /// <summary>
    /// A number says how long their value is, and DuckDB does not count all of such a value as its memory. The rows of range and generate_series
    /// come one after another.
    /// </summary>
    static readonly string[] AnyLength =
    [
        "repeat", "lpad", "rpad", "format", "printf", "bar", "bitstring", "list_resize", "array_resize", "equi_width_bins", "range",
        "generate_series",
    ];

    /// <summary>Written like a column.</summary>
    static readonly string[] Clocks = ["current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"];

    /// <summary>What a definition that is uploaded may not ask for. One that was taken before this was looked for goes on counting.</summary>
    /// <returns>Null = nothing, or it is no query, which <see cref="Fault"/> says.</returns>
    public static string? FaultOfNew(DuckDBConnection connection, string sql)
    {
        using var parsed = Parse(connection, sql);
        return parsed?.RootElement.TryGetProperty("statements", out var statements) == true ? Lengthening(statements) : null;
    }

    /// <returns>What is wrong and how to put it right, without a value of a record; null = nothing.</returns>
    public static string? Fault(DuckDBConnection connection, string sql, TimeSpan longest, int mostRows, CancellationToken ct)
    {
        using var parsed = Parse(connection, sql);
        if (parsed is null)
        {
            return "The definition is nested too deeply: 500 operators in one expression are too many. Make it simpler.";
        }

        if (parsed.RootElement.GetProperty("error").GetBoolean())
        {
            return $"The definition is not a query: {parsed.RootElement.GetProperty("error_message").GetString()}";
        }

        var statements = parsed.RootElement.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
        {
            return $"The definition has {statements.GetArrayLength()} queries. Keep one.";
        }

        return Foreign(connection, statements)
            ?? Changing(connection, statements)
            ?? FaultOfColumns(connection, sql, out var columns)
            ?? FaultOfRun(connection, sql, columns, longest, mostRows, ct);
    }

    /// <returns>Null: it is nested more deeply than is looked through.</returns>
    static JsonDocument? Parse(DuckDBConnection connection, string sql)
    {
        var text = connection.Read($"SELECT CAST(json_serialize_sql({Sql.Text(sql)}) AS VARCHAR)", row => row.GetString(0)).Single();
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MostNested });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Foreign(DuckDBConnection connection, JsonElement query)
    {
        var known = connection.Read(
                """
                SELECT view_name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal
                UNION SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal
                """,
                row => row.GetString(0))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var own = Nodes(query).Where(n => n.TryGetProperty("cte_map", out _))
            .SelectMany(n => n.GetProperty("cte_map").GetProperty("map").EnumerateArray())
            .Select(c => c.GetProperty("key").GetString()!);
        known.UnionWith(own);
        foreach (var node in Nodes(query))
        {
            var kind = Text(node, "type");
            var name = kind switch
            {
                "BASE_TABLE" when Text(node, "schema_name") != "" || !known.Contains(Text(node, "table_name")) =>
                    string.Join('.', new[] { Text(node, "schema_name"), Text(node, "table_name") }.Where(t => t != "")),
                "TABLE_FUNCTION" when !Functions.Contains(Text(node.GetProperty("function"), "function_name"), StringComparer.OrdinalIgnoreCase) =>
                    Text(node.GetProperty("function"), "function_name"),
                _ => null,
            };
            if (name is not null)
            {
                return $"The definition reads {name}. "
                    + "It may read the views of Sql/Shared, Sql/Cases and Sql/Month only, such as referral or looked_after.";
            }
        }

        return null;
    }

    /// <summary>A figure follows from the records and the month alone: counted again it is the same.</summary>
    static string? Changing(DuckDBConnection connection, JsonElement query)
    {
        var changing = connection.Read(
                """
                SELECT DISTINCT function_name FROM duckdb_functions()
                WHERE stability <> 'CONSISTENT' OR regexp_matches(macro_definition, 'current_|now\(|random\(|extract_day')
                """,
                row => row.GetString(0))
            .Append("getvariable").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = Nodes(query).Select(node => Text(node, "type") switch
        {
            "FUNCTION" when Text(node, "function_name") is var name && (changing.Contains(name) || IsAgeToday(node)) => name,
            _ when node.TryGetProperty("sample", out var sample) && sample.ValueKind == JsonValueKind.Object => "a sample",
            "COLUMN_REF" when node.GetProperty("column_names") is var parts && parts.GetArrayLength() == 1
                && parts[0].GetString() is { } name && Clocks.Contains(name, StringComparer.OrdinalIgnoreCase) => name,
            _ => null,
        });
        return names.FirstOrDefault(name => name is not null) is { } found
            ? $"The definition asks for {found}, which is another at each count. The month's last day is period_end()."
            : null;
    }

    /// <summary>Of one day alone: until today.</summary>
    static bool IsAgeToday(JsonElement function) =>
        Text(function, "function_name").Equals("age", StringComparison.OrdinalIgnoreCase) && function.GetProperty("children").GetArrayLength() == 1;

    static string? Lengthening(JsonElement query)
    {
        var asked = Nodes(query).Where(n => Text(n, "type") == "FUNCTION").Select(n => Text(n, "function_name"))
            .Where(name => AnyLength.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        foreach (var node in Nodes(query).Where(n => Text(n, "type") == "TABLE_FUNCTION"))
        {
            asked.Remove(Text(node.GetProperty("function"), "function_name"));
        }

        return asked.Count == 0
            ? null
            : $"The definition asks for {asked[0]}, whose value may have any length. Leave it out. Join texts with ||, "
                + "and read range and generate_series after FROM.";
    }

    static string? FaultOfColumns(DuckDBConnection connection, string sql, out IReadOnlyList<string> there)
    {
        try
        {
            there = connection.Read($"DESCRIBE SELECT * FROM ({sql}\n)", row => row.GetString(0));
            var missing = Columns.Except(there, StringComparer.OrdinalIgnoreCase).ToList();
            var others = there.Except([.. Columns, .. OptionalColumns], StringComparer.OrdinalIgnoreCase).ToList();
            return missing.Count > 0
                    ? $"The definition does not return {string.Join(", ", missing)}. It must return {string.Join(", ", Columns)}."
                : others.Count > 0
                    ? $"The definition returns {string.Join(", ", others)}. "
                        + $"Beside {string.Join(", ", Columns)} it may return {string.Join(", ", OptionalColumns)} only."
                : null;
        }
        catch (RecordQueryException e)
        {
            // Nothing has been read: its words are of the query alone.
            there = [];
            return $"The definition cannot be run: {e.Words}";
        }
    }

    /// <summary>
    /// DuckDB does not work out a column that nothing asks for, so that each one is asked for here: what fails only when it is counted would keep
    /// everybody else's indicators from being counted. A message of DuckDB's while it runs may repeat a record's value, and is not passed on.
    /// </summary>
    static string? FaultOfRun(
        DuckDBConnection connection, string sql, IReadOnlyList<string> columns, TimeSpan longest, int mostRows, CancellationToken ct)
    {
        string Optional(string name, string type) =>
            columns.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"CAST({name} AS {type}) IS NULL" : "TRUE";
        var query = $"""
            SELECT count(*), count(*) - count(DISTINCT key) FROM (
                SELECT CAST(record_key AS VARCHAR) AS key, CAST(child_id AS VARCHAR) IS NULL AS e, CAST(team_code AS VARCHAR) IS NULL AS f,
                    CAST(in_numerator AS DECIMAL(18, 6)) AS n, CAST(in_denominator AS DECIMAL(18, 6)) AS d,
                    {Optional("event_date", "DATE")} AS a, {Optional("due_by", "DATE")} AS b, {Optional("reason", "VARCHAR")} AS c
                FROM ({sql}
                ) LIMIT {(long)mostRows + 1})
            WHERE n IS NULL OR n IS NOT NULL OR d IS NOT NULL OR a OR b OR c OR e OR f
            """;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        over.CancelAfter(longest);
        try
        {
            var (rows, again) = connection.Read(query, row => (row.GetInt64(0), row.GetInt64(1)), over.Token).Single();
            return rows > mostRows ? $"The definition returns more than {mostRows:N0} records. Leave out those that it does not count."
                : again > 0 ? $"The definition returns {again} {(again == 1 ? "row" : "rows")} with a record_key that another row has, or without "
                    + "one: they would count twice. Return each record once."
                : null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"The definition takes more than {longest.TotalSeconds:0.#} seconds. Make it simpler.";
        }
        catch (RecordQueryException)
        {
            return "The definition cannot be run on the records: child_id and team_code must be those of the records, in_numerator and "
                + "in_denominator yes or no, or numbers, and event_date and due_by days.";
        }
    }

    static IEnumerable<JsonElement> Nodes(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Nodes(p.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Nodes),
        _ => [],
    };

    static string Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
