using DuckDB.NET.Data;
using Scorecards.Domain;

namespace Scorecards.Records;

/// <summary>Adds up a definition's records for all slices and both bases in one pass. A slice without records has 0.</summary>
static class FigureQuery
{
    const string Head = "WITH counted AS (";

    const string Tail = """

        ),
        placed AS (
            SELECT CAST(d.in_numerator AS DECIMAL(18, 6)) AS n, CAST(d.in_denominator AS DECIMAL(18, 6)) AS d,
                t.area_code, t.district_code, t.team_code, NOT coalesce(c.is_uasc, FALSE) AS is_in_both
            FROM counted d
            LEFT JOIN child c ON c.child_id = CAST(d.child_id AS VARCHAR)
            LEFT JOIN team t ON t.team_code = d.team_code),
        summed AS (
            SELECT CASE WHEN GROUPING(team_code) = 0 THEN 'team' WHEN GROUPING(district_code) = 0 THEN 'district'
                    WHEN GROUPING(area_code) = 0 THEN 'area' ELSE 'county' END AS slice,
                coalesce(team_code, district_code, area_code, '') AS slice_code,
                sum(n) AS inc_n, sum(d) AS inc_d, sum(n) FILTER (is_in_both) AS exc_n, sum(d) FILTER (is_in_both) AS exc_d
            FROM placed
            GROUP BY GROUPING SETS ((), (area_code), (district_code), (team_code)))
        SELECT s.slice, s.slice_code, coalesce(f.inc_n, 0), coalesce(f.inc_d, 0), coalesce(f.exc_n, 0), coalesce(f.exc_d, 0),
            CAST(p.population AS DECIMAL(18, 0))
        FROM slice s
        LEFT JOIN summed f ON f.slice = s.slice AND f.slice_code = s.slice_code
        LEFT JOIN population p ON p.slice = s.slice AND p.slice_code = s.slice_code
        ORDER BY s.slice, s.slice_code
        """;

    public static IReadOnlyList<RecordFigure> Run(DuckDBConnection connection, Definition definition, CancellationToken ct) =>
    [
        .. connection.Read(Head + definition.Sql + Tail, row => Both(definition, row), ct).SelectMany(both => both),
    ];

    static RecordFigure[] Both(Definition definition, DuckDBDataReader row)
    {
        var slice = Slice.Find(row.GetString(0))!;
        var code = slice == Slice.County ? null : row.GetString(1);
        decimal? Denominator(int column) => definition.Unit == Unit.Count ? null
            : definition.Unit != Unit.Per10000 ? row.GetDecimal(column)
            : row.IsDBNull(6) ? null : row.GetDecimal(6);
        return
        [
            new(definition.Indicator, slice, code, UascBasis.Included, row.GetDecimal(2), Denominator(3)),
            new(definition.Indicator, slice, code, UascBasis.Excluded, row.GetDecimal(4), Denominator(5)),
        ];
    }
}
