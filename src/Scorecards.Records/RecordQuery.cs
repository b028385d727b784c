using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>The records of a definition. Those that a council wrote may leave out the columns for the list: an empty row brings them.</summary>
static class RecordQuery
{
    public static IReadOnlyList<CountedRecord> Run(DuckDBConnection connection, Definition definition, CancellationToken ct) => connection.Read(
        $"""
        WITH counted AS (SELECT * FROM ({definition.Sql}
        ) UNION ALL BY NAME SELECT CAST(NULL AS DATE) AS event_date, CAST(NULL AS DATE) AS due_by, CAST(NULL AS VARCHAR) AS reason WHERE FALSE)
        SELECT CAST(d.record_key AS VARCHAR), CAST(d.child_id AS VARCHAR), d.team_code, t.district_code, t.area_code, coalesce(c.is_uasc, FALSE),
            CAST(coalesce(d.in_numerator, 0) AS DECIMAL(18, 6)), CAST(coalesce(d.in_denominator, 0) AS DECIMAL(18, 6)),
            CAST(d.event_date AS DATE), CAST(d.due_by AS DATE), CAST(d.reason AS VARCHAR)
        FROM counted d
        LEFT JOIN child c ON c.child_id = CAST(d.child_id AS VARCHAR)
        LEFT JOIN team t ON t.team_code = d.team_code
        ORDER BY d.record_key
        """,
        row => new CountedRecord(
            row.GetString(0),
            row.Text(1),
            row.Text(2),
            row.Text(3),
            row.Text(4),
            row.GetBoolean(5),
            row.GetDecimal(6),
            row.GetDecimal(7),
            row.Day(8),
            row.Day(9),
            row.Text(10)),
        ct);
}
