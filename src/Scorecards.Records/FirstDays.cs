using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>The first day that each table has something of.</summary>
static class FirstDays
{
    /// <summary>Tables, and what says in them when something was. Children are for all time; teams and population say for when.</summary>
    static readonly (string Table, string Day)[] Days =
    [
        ("referral", "referral_date"), ("assessment", "start_date"), ("section47", "coalesce(s47_start_date, icpc_date)"), ("cp_plan", "start_date"),
        ("review", "review_date"), ("lac_episode", "decom"), ("lac_check", "check_date"), ("adoption", "decision_date"),
        ("allocation", "start_date"), ("workforce", "snapshot_date"), ("audit", "completed_date"),
    ];

    /// <returns>By table; one without rows is left out.</returns>
    public static IReadOnlyDictionary<string, DateOnly> Find(DuckDBConnection connection)
    {
        var union = string.Join(" UNION ALL ", Days.Select(of => $"SELECT '{of.Table}', min({of.Day}) FROM uploaded.{of.Table}"));
        return connection.Read(union, row => (Table: row.GetString(0), Day: row.Day(1))).Where(first => first.Day is not null)
            .ToDictionary(first => first.Table, first => first.Day!.Value, StringComparer.OrdinalIgnoreCase);
    }
}
