using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>Runs the queries of a check.</summary>
static class FaultQuery
{
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
        return new(check.Rule, found.Count == 0 ? 0 : found[0].Total, [.. found.Select(f => f.Fault)]);
    }

    static RecordFault Fault(IntegrityCheck check, DuckDBDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        check.Rule,
        check.Message.Replace("{value}", row.GetString(3), StringComparison.Ordinal));
}
