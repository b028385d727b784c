using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>
/// Lays the rows of standard returns over a table: of a record that is there already the columns that the return has are replaced and the others
/// stay, and a record that is not there is added. The last of several rows of one record counts. A date of birth that is known is not replaced by a
/// blank. A referral or plan without an end that the rows do not have ends where a later one of the child among them began.
/// </summary>
static class LaidRows
{
    /// <summary>The records of the database that no whole table had, for the scripts of Sql/Returns.</summary>
    public const string Returned = "uploaded.returned";

    /// <summary>What tells a record from the others of its table.</summary>
    static readonly Dictionary<string, string[]> Keys = new(StringComparer.Ordinal)
    {
        ["child"] = ["child_id"],
        ["referral"] = ["referral_id"],
        ["assessment"] = ["assessment_id"],
        ["section47"] = ["s47_id"],
        ["cp_plan"] = ["plan_id"],
        ["review"] = ["review_id"],
        ["lac_episode"] = ["child_id", "decom"],
        ["adoption"] = ["child_id", "decision_date"],
    };

    /// <summary>Columns that a whole table must have and that no return has.</summary>
    static readonly string[] NotInReturns = ["team_code", "care_period_start"];

    /// <summary>
    /// A referral that is known from returns without this column alone is no open case, since nothing says whether it was closed: it is closed on a
    /// day before all others. A return with the column replaces that day.
    /// </summary>
    const string Closed = "closure_date";

    /// <summary>A row that leaves it blank does not say that a child is not born.</summary>
    const string Born = "date_of_birth";

    /// <summary>Who is on the list of UASC without a date of birth is UASC from birth all the same.</summary>
    const string UascStart = "uasc_start";

    const string LongAgo = "DATE '1900-01-01'";

    /// <summary>
    /// By table of which a child has one open record at a time: its start, its end, and which rows begin one. A list of Annex A may have the newest
    /// of each child alone, so that none ever says when the one before ended.
    /// </summary>
    static readonly Dictionary<string, (string Start, string End, string Condition)> OneAtATime = new(StringComparer.Ordinal)
    {
        ["referral"] = ("referral_date", "closure_date", "NOT l.nfa"),
        ["cp_plan"] = ("start_date", "end_date", "TRUE"),
    };

    /// <summary>Makes the table take rows of returns.</summary>
    public static void Prepare(DuckDBConnection connection, string table)
    {
        connection.Run($"CREATE TABLE IF NOT EXISTS {Returned} (table_name VARCHAR NOT NULL, record_key VARCHAR NOT NULL)");
        foreach (var column in RecordFile.Columns(connection, table).Where(c => c.IsRequired && NotInReturns.Contains(c.Name)))
        {
            connection.Run($"ALTER TABLE uploaded.{table} ALTER COLUMN {column.Name} DROP NOT NULL");
        }
    }

    /// <param name="columns">That the rows have: the key's and more.</param>
    /// <param name="source">The rows, typed as the table's are.</param>
    /// <returns>How many records were there before.</returns>
    public static long Lay(DuckDBConnection connection, string table, IReadOnlyList<string> columns, string source)
    {
        var key = Keys[table];
        var isSame = string.Join(" AND ", key.Select(k => $"t.{k} = l.{k}"));
        var set = string.Join(", ", columns.Except(key).Select(c => c == Born ? $"{c} = coalesce(l.{c}, t.{c})" : $"{c} = l.{c}"));
        string[] filled =
        [
            .. columns.Where(c => c == Born).Select(c => $"arg_max({c}, laid_order) OVER (PARTITION BY {string.Join(", ", key)}) AS {c}"),
            .. columns.Where(c => c == UascStart).Select(c => $"coalesce({c}, {LongAgo}) AS {c}"),
        ];
        var all = filled.Length == 0 ? "*" : $"* REPLACE ({string.Join(", ", filled)})";
        var own = FaultQuery.KeyOf(table);
        var closed = table == "referral" && !columns.Contains(Closed) ? $", {LongAgo} AS {Closed}" : "";
        connection.Run($"""
            CREATE TEMP TABLE laid AS SELECT {all} FROM (SELECT *, row_number() OVER () AS laid_order FROM {source})
            QUALIFY row_number() OVER (PARTITION BY {string.Join(", ", key)} ORDER BY laid_order DESC) = 1;
            ALTER TABLE laid DROP COLUMN laid_order;
            """);
        var before = connection.Read(
            $"SELECT count(*) FROM laid l WHERE EXISTS (FROM uploaded.{table} t WHERE {isSame})", row => row.GetInt64(0)).Single();
        connection.Run($"""
            INSERT INTO {Returned} SELECT '{table}', {own} FROM laid l WHERE NOT EXISTS (FROM uploaded.{table} t WHERE {isSame});
            UPDATE uploaded.{table} t SET {set} FROM laid l WHERE {isSame};
            INSERT INTO uploaded.{table} BY NAME SELECT *{closed} FROM laid l WHERE NOT EXISTS (FROM uploaded.{table} t WHERE {isSame});
            {EndThoseBefore(table, columns)}
            DROP TABLE laid;
            """);
        return before;
    }

    /// <summary>Of a part that does not say what ended nothing follows: list 3 of Annex A has referrals on open cases too.</summary>
    static string EndThoseBefore(string table, IReadOnlyList<string> columns)
    {
        if (!OneAtATime.TryGetValue(table, out var one) || !columns.Contains(one.End))
        {
            return "";
        }

        var key = Keys[table].Single();
        return $"""
            UPDATE uploaded.{table} t SET {one.End} = n.next_start
            FROM (
                SELECT o.{key}, min(l.{one.Start}) AS next_start
                FROM uploaded.{table} o
                JOIN laid l ON l.child_id = o.child_id AND l.{one.Start} > o.{one.Start} AND {one.Condition}
                WHERE o.{one.End} IS NULL AND o.{key} NOT IN (SELECT {key} FROM laid)
                    AND o.{key} IN (SELECT record_key FROM {Returned} WHERE table_name = '{table}')
                GROUP BY o.{key}) n
            WHERE t.{key} = n.{key};
            """;
    }
}
