using DuckDB.NET.Data;
using Scorecards.Domain;

namespace Scorecards.Records;

/// <summary>The slices of team.csv, whichever of its teams have ended.</summary>
static class TeamSlices
{
    /// <returns>The county and the areas, districts and teams, each once, the largest first.</returns>
    public static IReadOnlyList<RecordSlice> Find(DuckDBConnection connection)
    {
        var county = new RecordSlice(Slice.County, null, "County", []);
        var teams = connection.Read(
            """
            SELECT area_code, district_code, team_code, arg_max(team_name, valid_from),
                CASE WHEN bool_and(valid_to IS NOT NULL) THEN max(valid_to) END, min(valid_from)
            FROM uploaded.team
            GROUP BY area_code, district_code, team_code ORDER BY area_code, district_code, team_code
            """,
            row => new Team(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Day(4), row.Day(5)));
        var areas = teams.GroupBy(t => t.Area).ToDictionary(
            of => of.Key,
            of => new RecordSlice(Slice.Area, of.Key, of.Key, [county]) { FirstDay = FirstDay(of), LastDay = LastDay(of) });
        var districts = teams.GroupBy(t => t.District).ToDictionary(
            of => of.Key,
            of => new RecordSlice(Slice.District, of.Key, of.Key, [.. AreasOf([.. of]).Select(area => areas[area]), county])
            {
                FirstDay = FirstDay(of),
                LastDay = LastDay(of),
            });
        var all = teams.DistinctBy(t => t.Code)
            .Select(t => new RecordSlice(Slice.Team, t.Code, t.Name, [districts[t.District], areas[t.Area], county])
            {
                FirstDay = t.FirstDay,
                LastDay = t.LastDay,
            });
        return [county, .. areas.Values, .. districts.Values, .. all];
    }

    /// <summary>The areas that a district's teams are in, by those that do not end, if there are any.</summary>
    static IEnumerable<string> AreasOf(List<Team> teams) =>
        (teams.Exists(t => t.LastDay is null) ? teams.FindAll(t => t.LastDay is null) : teams).Select(t => t.Area).Distinct();

    static DateOnly? FirstDay(IEnumerable<Team> teams) => teams.Min(t => t.FirstDay);

    /// <returns>Null: one of the teams has none.</returns>
    static DateOnly? LastDay(IEnumerable<Team> teams) => teams.All(t => t.LastDay is not null) ? teams.Max(t => t.LastDay) : null;

    sealed record Team(string Area, string District, string Code, string Name, DateOnly? LastDay, DateOnly? FirstDay);
}
