using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>
/// Records that earlier returns have without an end and that a new one does not have. It may be of a time after they ended, and does not say so:
/// they count as open.
/// </summary>
static class StillOpen
{
    /// <summary>By table: the column of the end, and which records can be open at all.</summary>
    static readonly Dictionary<string, (string End, string Condition)> Ends = new(StringComparer.Ordinal)
    {
        ["referral"] = ("closure_date", "NOT nfa"),
        ["cp_plan"] = ("end_date", "TRUE"),
        ["lac_episode"] = ("dec", "NOT legal_status IN ('V3', 'V4')"),
    };

    /// <summary>How many a table has, once the upload that is checked is laid over it; 0 where a part of a return does not say what ended.</summary>
    /// <param name="columns">Of the table, those that the part has.</param>
    public static long Count(DuckDBConnection connection, string table, IReadOnlyCollection<string> columns) =>
        Ends.TryGetValue(table, out var open) && columns.Contains(open.End)
            ? connection.Read(
                $"""
                SELECT count(*) FROM uploaded.{table}
                WHERE {open.End} IS NULL AND {open.Condition} AND {RecordAppender.SourceUpload} IS NOT NULL
                    AND {FaultQuery.KeyOf(table)} IN (SELECT record_key FROM {LaidRows.Returned} WHERE table_name = '{table}')
                """,
                row => row.GetInt64(0)).Single()
            : 0;
}
