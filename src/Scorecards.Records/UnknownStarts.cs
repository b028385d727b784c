using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>Children who are looked after and of whom it is not known when they came into care.</summary>
/// <param name="Children">How many; 0 = none.</param>
/// <param name="Row">Of the first known episode of one of them, in the upload that is checked where it has one; null = it is not known.</param>
/// <param name="Upload">The entry of the journal whose file the row is of; null = that of the upload that is checked.</param>
public readonly record struct UnknownStarts(long Children, long? Row, long? Upload)
{
    /// <summary>Of returns, a period of care that follows short breaks on the same day is known to begin there, without reason S.</summary>
    /// <param name="hasReturns">Whether standard returns were laid over the tables.</param>
    /// <param name="day">On which they are looked after.</param>
    internal static UnknownStarts Find(DuckDBConnection connection, bool hasReturns, DateOnly day, CancellationToken ct) => connection.Read(
        $"""
        WITH first AS (
            SELECT child_id, care_period_start, min(decom) AS decom, arg_min(rne, decom) AS rne,
                arg_min_null(source_row, decom) AS source_row, arg_min_null(source_upload, decom) AS source_upload
            FROM looked_after_episode GROUP BY child_id, care_period_start)
        SELECT count(DISTINCT e.child_id), first(f.source_row ORDER BY f.source_upload NULLS FIRST, f.source_row),
            first(f.source_upload ORDER BY f.source_upload NULLS FIRST, f.source_row)
        FROM looked_after_episode e
        JOIN first f ON f.child_id = e.child_id AND f.care_period_start = e.care_period_start
        WHERE is_open(e.decom, e.dec, DATE '{day:yyyy-MM-dd}')
            AND (f.decom > f.care_period_start OR ({hasReturns} AND f.rne <> 'S' AND NOT EXISTS (
                FROM uploaded.lac_episode b
                WHERE b.child_id = f.child_id AND b.legal_status IN ('V3', 'V4') AND b.dec = f.decom)))
        """,
        row => new UnknownStarts(row.GetInt64(0), row.Number(1), row.Number(2)),
        ct).Single();
}
