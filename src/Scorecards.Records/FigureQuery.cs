using System.Globalization;
using DuckDB.NET.Data;
using Scorecards.Domain;

namespace Scorecards.Records;

/// <summary>
/// Adds up the records of definitions: of each by team and basis, then of all of them for all slices and both bases in one pass. A slice without
/// records has 0.
/// </summary>
static class FigureQuery
{
    /// <summary>Not where definitions read: a council's own could ask for it.</summary>
    const string Counted = "uploaded.counted";

    const string Begin =
        $"CREATE OR REPLACE TABLE {Counted} (position INTEGER, team_code VARCHAR, is_uasc BOOLEAN, n DECIMAL(38, 6), d DECIMAL(38, 6))";

    const string Figures =
        $"""
        WITH placed AS (
            SELECT c.*, t.area_code, t.district_code, t.team_code AS known_team_code
            FROM {Counted} c
            LEFT JOIN team t ON t.team_code = c.team_code),
        summed AS (
            SELECT position, CASE WHEN GROUPING(known_team_code) = 0 THEN 'team' WHEN GROUPING(district_code) = 0 THEN 'district'
                    WHEN GROUPING(area_code) = 0 THEN 'area' ELSE 'county' END AS slice,
                coalesce(known_team_code, district_code, area_code, '') AS slice_code,
                sum(n) AS inc_n, sum(d) AS inc_d, sum(n) FILTER (NOT is_uasc) AS exc_n, sum(d) FILTER (NOT is_uasc) AS exc_d
            FROM placed
            GROUP BY GROUPING SETS ((position), (position, area_code), (position, district_code), (position, known_team_code)))
        SELECT a.position, s.slice, s.slice_code,
            CAST(coalesce(f.inc_n, 0) AS DECIMAL(28, 6)), CAST(coalesce(f.inc_d, 0) AS DECIMAL(28, 6)),
            CAST(coalesce(f.exc_n, 0) AS DECIMAL(28, 6)), CAST(coalesce(f.exc_d, 0) AS DECIMAL(28, 6)),
            CAST(p.population AS DECIMAL(18, 0))
        FROM (SELECT unnest(range($definitions)) AS position) a
        CROSS JOIN slice s
        LEFT JOIN summed f ON f.position = a.position AND f.slice = s.slice AND f.slice_code = s.slice_code
        LEFT JOIN population p ON p.slice = s.slice AND p.slice_code = s.slice_code
        ORDER BY a.position, s.slice, s.slice_code
        """;

    public static IReadOnlyList<RecordFigure> Run(Connections connections, IReadOnlyList<Definition> definitions, CancellationToken ct)
    {
        connections.First.Run(Begin, ct);
        connections.Share([.. Enumerable.Range(0, definitions.Count)], (on, position) => on.Run(AddUp(position, definitions[position]), ct));
        var number = definitions.Count.ToString(CultureInfo.InvariantCulture);
        return
        [
            .. connections.First
                .Read(Figures.Replace("$definitions", number, StringComparison.Ordinal), row => Both(definitions[row.GetInt32(0)], row), ct)
                .SelectMany(both => both),
        ];
    }

    static string AddUp(int position, Definition definition) =>
        $"""
        INSERT INTO {Counted}
        WITH counted AS (
        {definition.Sql}
        )
        SELECT {position}, CAST(r.team_code AS VARCHAR), coalesce(c.is_uasc, FALSE),
            sum(CAST(r.in_numerator AS DECIMAL(18, 6))), sum(CAST(r.in_denominator AS DECIMAL(18, 6)))
        FROM counted r
        LEFT JOIN child c ON c.child_id = CAST(r.child_id AS VARCHAR)
        GROUP BY 2, 3
        """;

    static RecordFigure[] Both(Definition definition, DuckDBDataReader row)
    {
        var slice = Slice.Find(row.GetString(1))!;
        var code = slice == Slice.County ? null : row.GetString(2);
        decimal? Denominator(int column) => definition.Unit == Unit.Count ? null
            : definition.Unit != Unit.Per10000 ? row.GetDecimal(column)
            : row.IsDBNull(7) ? null : row.GetDecimal(7);
        return
        [
            new(definition.Indicator, slice, code, UascBasis.Included, row.GetDecimal(3), Denominator(4)),
            new(definition.Indicator, slice, code, UascBasis.Excluded, row.GetDecimal(5), Denominator(6)),
        ];
    }
}
