using System.Globalization;

namespace Scorecards.Tests.Records.Synthetic;

/// <summary>The posts of each team, with as many full-time equivalents as were printed, and who was in them over the years.</summary>
sealed class Staff
{
    static readonly int[] Hours = [1_000, 1_000, 1_000, 800, 1_000, 600, 1_000];

    readonly SplitMix64 random;
    readonly Scale scale;
    readonly List<Post> posts = [];
    readonly ILookup<(Team, bool), Post> holders;
    int workers;

    public Staff(Council council)
    {
        (random, scale) = (council.Random, council.Scale);
        AddCaseholding();
        AddOthers();
        posts.ForEach(AddWorkers);
        holders = posts.Where(p => p.Type != "VACANT" && (p.IsCaseholding || !p.Team.IsFieldwork || p.Type == "UNQUALIFIED"))
            .ToLookup(p => (p.Team, p.Type == "UNQUALIFIED"));
    }

    /// <summary>A worker of the team, and until when. A team that is too small for one has its work done by another.</summary>
    /// <param name="isUnqualified">A personal adviser or support worker, not a social worker.</param>
    public (int Until, string Worker) Any(Team team, bool isUnqualified, int day)
    {
        var own = holders[(team, isUnqualified)].ToList();
        if (own.Count == 0)
        {
            own = [.. holders.Where(h => h.Key.Item2 == isUnqualified && h.Key.Item1.IsFieldwork == team.IsFieldwork).SelectMany(h => h)];
        }

        return own[random.Below(own.Count)].On(day);
    }

    public void Write(CsvTables tables)
    {
        for (var month = new DateOnly(2007, 6, 30); month.DayNumber <= Day.Period; month = month.AddDays(1).AddMonths(1).AddDays(-1))
        {
            foreach (var post in posts)
            {
                var worker = post.Type == "VACANT" ? "" : post.On(month.DayNumber).Worker;
                var registered = worker == "" ? "" : post.Type == "UNQUALIFIED" ? "N" : "Y";
                tables.Add(
                    "workforce", Day.Text(month.DayNumber), $"P{post.Number:D5}", post.Team.Code, post.IsCaseholding ? "Y" : "N",
                    Hour(post.Establishment), worker, post.Type, registered, Hour(post.Filled));
            }
        }
    }

    static string Hour(int thousandths) => (thousandths / 1_000m).ToString("0.###", CultureInfo.InvariantCulture);

    int Thousandths(int tenths) => scale.Count(tenths * 100);

    void AddCaseholding()
    {
        var (social, agency) = (Thousandths(3_669), Thousandths(679));
        var vacant = Thousandths(100);
        var established = Thousandths(4_306) - social - vacant;
        var fieldwork = Weights();
        foreach (var filled in Parts(social))
        {
            Add(fieldwork(), true, "QSW", filled, filled);
        }

        foreach (var filled in Parts(agency))
        {
            var establishment = Math.Min(filled, established);
            established -= establishment;
            Add(fieldwork(), true, "AGENCY", establishment, filled);
        }

        foreach (var establishment in Parts(vacant))
        {
            Add(fieldwork(), true, "VACANT", establishment, 0);
        }
    }

    /// <summary>Gives the team that has the least of its share.</summary>
    static Func<Team> Weights()
    {
        var teams = Team.All.Where(t => t.IsFieldwork).ToList();
        var weights = teams.ConvertAll(t => t == Team.Uasc ? 1_600_000L : District.All[t.District].Population * Share(t));
        var (given, sum, count) = (new long[teams.Count], weights.Sum(), 0L);
        return () =>
        {
            count++;
            var most = Enumerable.Range(0, teams.Count).MaxBy(i => (weights[i] * count) - (given[i] * sum));
            given[most]++;
            return teams[most];
        };
    }

    /// <summary>Of a district's caseholders: assessment, family support, children in care.</summary>
    static long Share(Team team) => (team.Number % 3) switch { 1 => 30, 2 => 42, _ => 23 };

    static IEnumerable<int> Parts(int total)
    {
        for (var i = 0; total > 0; i++)
        {
            var part = Math.Min(Hours[i % Hours.Length], total);
            total -= part;
            yield return part;
        }
    }

    void AddOthers()
    {
        AddOthers(Team.Disability, "QSW", 14);
        AddOthers(Team.LeavingCare, "QSW", 10);
        AddOthers(Team.LeavingCare, "UNQUALIFIED", 12);
        AddOthers(Team.Duty, "QSW", 12);
        AddOthers(Team.Reviewing, "QSW", 20);
        for (var i = 0; i < District.All.Count; i++)
        {
            AddOthers(Team.Family(i), "UNQUALIFIED", 6);
            AddOthers(Team.Assessment(i), "QSW", 2);
        }
    }

    void AddOthers(Team team, string type, int count)
    {
        for (var i = 0; i < Math.Max(1, scale.Count(count)); i++)
        {
            Add(team, false, type, 1_000, 1_000);
        }
    }

    void Add(Team team, bool isCaseholding, string type, int establishment, int filled) =>
        posts.Add(new Post(posts.Count + 1, team, isCaseholding, type, establishment, filled));

    /// <summary>Nobody is there so shortly that no month end sees them.</summary>
    void AddWorkers(Post post)
    {
        for (var day = Day.Start - random.Between(0, 150); post.Type != "VACANT";)
        {
            day += random.Between(200, 900);
            var isLast = day > Day.Period - 60;
            post.Add(isLast ? Day.Never : day, $"W{++workers:D6}");
            if (isLast)
            {
                return;
            }
        }
    }
}
