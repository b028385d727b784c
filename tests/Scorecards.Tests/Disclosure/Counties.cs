using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Tests.Disclosure;

/// <summary>Counties to attack: made by a seed, or written out team by team.</summary>
static class Counties
{
    const int Year = 14;

    static readonly Month First = new(2012, 4);

    static readonly Dictionary<string, string?> Tree = new()
    {
        [County.Whole] = null,
        ["east"] = County.Whole,
        ["west"] = County.Whole,
        ["ashford"] = "east",
        ["dover"] = "east",
        ["maidstone"] = "west",
        ["dartford"] = "west",
        ["duty"] = "ashford",
        ["care"] = "ashford",
        ["leaving"] = "ashford",
        ["north"] = "maidstone",
        ["south"] = "maidstone",
    };

    public static Indicator Snapshot { get; } = Kent.Indicator(Polarity.L, Unit.Count, 0, "snapshot");

    public static Indicator YearToDate { get; } = Kent.Indicator(Polarity.L, Unit.Count, 0, "ytd") with { Basis = "YTD" };

    static Indicator Rolling { get; } = Kent.Indicator(Polarity.H, Unit.Percent, 1, "rolling") with
    {
        Basis = "Rolling 12 Months",
        NumeratorIsPart = true
    };

    static Indicator Rate { get; } = Kent.Indicator(Polarity.L, Unit.Per10000, 1, "rate");

    /// <summary>
    /// Fourteen months of a county with areas, districts and teams, polled before and after late uploads and corrections. Targets are beyond the
    /// small numbers.
    /// </summary>
    public static County Make(int seed)
    {
        var random = new Random(seed);
        var teams = new Dictionary<TeamFigure, (int, int)>();
        foreach (var team in Tree.Keys.Where(code => code != County.Whole && !Tree.ContainsValue(code)))
        {
            foreach (var i in new[] { Snapshot, YearToDate, Rolling, Rate })
            {
                AddTeam(random, teams, team, i);
            }
        }

        return new County(Tree, [Snapshot, YearToDate, Rolling, Rate], teams, Year)
        {
            Targets = [Target(Snapshot, 30), Target(YearToDate, 60), Target(Rate, 40)]
        };
    }

    /// <summary>A county whose teams are right below it.</summary>
    /// <param name="indicator">A count.</param>
    /// <param name="exc">At each moment, the moments behind <c>|</c>: <c>a 3 3 8, b 20 20 20</c>, a number a month.</param>
    /// <param name="uasc">In the same way, what the other basis has beside; blank = nothing.</param>
    public static County Read(Indicator indicator, string exc, string uasc = "")
    {
        var teams = new Dictionary<TeamFigure, (int, int)>();
        var (without, unaccompanied) = (Parse(exc), Parse(uasc).ToDictionary());
        foreach (var ((moment, team, month), count) in without)
        {
            teams[new TeamFigure(moment, team, false, indicator.Id, First.PlusMonths(month))] = (count, 0);
            teams[new TeamFigure(moment, team, true, indicator.Id, First.PlusMonths(month))] =
                (count + unaccompanied.GetValueOrDefault((moment, team, month)), 0);
        }

        var tree = new Dictionary<string, string?> { [County.Whole] = null };
        foreach (var team in without.Select(f => f.Key.Team).Distinct())
        {
            tree.Add(team, County.Whole);
        }

        return new County(tree, [indicator], teams, without.Max(f => f.Key.Month) + 1);
    }

    static List<KeyValuePair<(int Moment, string Team, int Month), int>> Parse(string text) =>
    [
        .. text.Split('|', StringSplitOptions.RemoveEmptyEntries).Index().SelectMany(moment => moment.Item.Split(',').SelectMany(team =>
        {
            var words = team.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words.Skip(1).Select(
                (count, month) => KeyValuePair.Create((moment.Index, words[0], month), int.Parse(count, CultureInfo.InvariantCulture)));
        })),
    ];

    static Target Target(Indicator indicator, decimal value) => new() { Indicator = indicator.Id, EffectiveFrom = First.FirstDay, Value = value };

    /// <summary>Fourteen months of both bases; by the second moment some have more, as after a late upload, or another figure.</summary>
    static void AddTeam(Random random, Dictionary<TeamFigure, (int, int)> teams, string team, Indicator i)
    {
        var usual = random.Next(4) switch { 0 => 2, 1 => 6, 2 => 15, _ => 60 };
        var ((exc, uasc), late) = ((default((int, int)), default((int, int))), default((int, int)));
        foreach (var month in Enumerable.Range(0, Year).Select(First.PlusMonths))
        {
            var goesOn = i.Basis == "YTD" && !i.RestartsIn(month);
            exc = Sum(goesOn ? exc : default, Draw(i.Basis == "YTD" ? usual / 4 : usual));
            uasc = Sum(goesOn ? uasc : default, Draw(random.Next(3) == 0 ? 2 : 0));
            late = Sum(goesOn ? late : default, Draw(random.Next(8) == 0 ? 2 : 0));
            Set(0, month, exc);
            Set(1, month, i.Basis == "YTD" || late == default ? Sum(exc, late) : Draw(usual));
        }

        (int, int) Draw(int most) => random.Next(most + 1) is var n ? (n, n + random.Next(most + 1)) : default;

        static (int, int) Sum((int N, int D) one, (int N, int D) other) => (one.N + other.N, one.D + other.D);

        void Set(int moment, Month month, (int, int) without)
        {
            teams[new TeamFigure(moment, team, false, i.Id, month)] = without;
            teams[new TeamFigure(moment, team, true, i.Id, month)] = Sum(without, uasc);
        }
    }
}
