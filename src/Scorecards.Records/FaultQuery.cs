using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>Runs the queries of a check.</summary>
static class FaultQuery
{
    /// <summary>The expression of a record's own key, as the checks return it.</summary>
    public static string KeyOf(string table) => table switch
    {
        "section47" => "s47_id",
        "cp_plan" => "plan_id",
        "lac_check" => "check_id",
        "lac_episode" => "child_id || ' ' || decom",
        "adoption" => "child_id || ' ' || decision_date",
        "workforce" => "concat_ws(' ', snapshot_date, post_id, worker_id)",
        "team" => "team_code",
        "population" => "area_code",
        _ => $"{table}_id",
    };

    public static RecordFaults Run(DuckDBConnection connection, IntegrityCheck check, IReadOnlyCollection<string> queries, CancellationToken ct)
    {
        if (queries.Count == 0)
        {
            return new(check.Rule, 0, []);
        }

        var found = connection.Read(
            $"""
            SELECT table_name, CAST(record_key AS VARCHAR), column_name, coalesce(CAST(message_value AS VARCHAR), ''), count(*) OVER ()
            FROM ({string.Join("\nUNION ALL\n", queries.Select(query => $"SELECT * FROM ({query})"))})
            ORDER BY table_name, record_key
            LIMIT {RecordDatabase.MostFaults}
            """,
            row => (Fault: Fault(check, row), Total: row.GetInt64(4)),
            ct);
        return new(check.Rule, found.Count == 0 ? 0 : found[0].Total, WithRows(connection, [.. found.Select(f => f.Fault)], ct));
    }

    static List<RecordFault> WithRows(DuckDBConnection connection, List<RecordFault> faults, CancellationToken ct)
    {
        Dictionary<(string Table, string Key), (long Row, long? Upload)> rows = [];
        foreach (var table in faults.GroupBy(f => f.Table))
        {
            var keys = string.Join(", ", table.Select(f => Sql.Text(f.Key)).Distinct());
            foreach (var (key, row, upload) in connection.Read(
                $"""
                SELECT {KeyOf(table.Key)}, min(source_row), max(source_upload) FROM uploaded.{table.Key}
                WHERE {KeyOf(table.Key)} IN ({keys}) AND source_row IS NOT NULL GROUP BY 1
                """,
                row => (row.GetString(0), row.GetInt64(1), row.Number(2)),
                ct))
            {
                rows[(table.Key, key)] = (row, upload);
            }
        }

        return faults.ConvertAll(f => rows.TryGetValue((f.Table, f.Key), out var at) ? f with { Row = at.Row, Upload = at.Upload } : f);
    }

    static RecordFault Fault(IntegrityCheck check, DuckDBDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        null,
        row.GetString(2),
        check.Rule,
        check.Message,
        row.GetString(3));
}
