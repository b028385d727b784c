using System.Globalization;

namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Writes audits, population, teams, and the 26 scorecards of county and districts.</summary>
sealed class ReferenceRows(Council council, OpenCases open, CsvTables tables)
{
    readonly Scale scale = council.Scale;

    public void Write()
    {
        WriteAudits();
        WritePopulation();
        foreach (var team in Team.All)
        {
            var district = District.All[team.District];
            tables.Add("team", team.Code, team.Name, district.Code, district.Area, team.IsFieldwork ? "Y" : "N", "2007-04-01", "");
        }

        WriteScorecards();
    }

    void WriteAudits()
    {
        var (year, others, number) = (new Quota(scale.Count(131), scale.Count(186)), new Quota(70, 100), 0);
        var taken = new HashSet<(string, int)>();
        foreach (var span in Span.All.Where(s => s.First <= Day.Period))
        {
            var months = span.IsYearToDate ? 2 : span.IsBeforeTheYear ? 10 : 12;
            foreach (var day in council.Calendar.Spread(span.First, span.Last, scale.Count(93 * months)).ToList())
            {
                if (open.Find(day, c => !taken.Contains((c.Child.Id, day))) is { } found)
                {
                    taken.Add((found.Child.Id, day));
                    var isAdequate = (span.IsYearToDate ? year : others).Takes();
                    tables.Add(
                        "audit", $"U{++number:D6}", found.Child.Id, Day.Text(day),
                        isAdequate ? number % 3 == 0 ? "GOOD" : number % 20 == 1 ? "OUTSTANDING" : "ADEQUATE" : "INADEQUATE",
                        Team.Holding(found, day).Code);
                }
            }
        }
    }

    /// <summary>A little more each year. The county's is the sum of its districts'.</summary>
    void WritePopulation()
    {
        for (var year = 2007; year <= 2012; year++)
        {
            var (before, sum) = (0, 0);
            foreach (var district in District.All)
            {
                sum += district.Population;
                var until = (int)((long)scale.Count(sum) * (988 + ((year - 2006) * 2)) / 1_000);
                tables.Add(
                    "population", district.Code, "0-17", $"{year - 2}", $"{year}-04-01", (until - before).ToString(CultureInfo.InvariantCulture),
                    "Invented");
                before = until;
            }
        }
    }

    void WriteScorecards()
    {
        foreach (var uasc in new[] { "inc", "exc" })
        {
            tables.Add(CsvTables.Scorecards, $"kent-{uasc}-uasc", $"\"Kent, {uasc} UASC\"", "", "county", "", uasc);
        }

        foreach (var district in District.All)
        {
            foreach (var uasc in new[] { "inc", "exc" })
            {
                var id = district.Name.ToLowerInvariant().Replace(' ', '-');
                var name = $"\"{district.Name}, {uasc} UASC\"";
                tables.Add(CsvTables.Scorecards, $"{id}-{uasc}-uasc", name, $"kent-{uasc}-uasc", "district", district.Code, uasc);
            }
        }
    }
}
