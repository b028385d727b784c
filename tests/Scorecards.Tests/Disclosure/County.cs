using Scorecards.Domain;

namespace Scorecards.Tests.Disclosure;

/// <summary>
/// A county as its staff know it and as a reader outside was given it, at one or two moments. Everything adds up from the teams. The catalogue knows
/// neither parents nor slice codes; the reader knows both.
/// </summary>
/// <param name="Parents">The slice above each; the county's is null. Teams may also be right below the county.</param>
/// <param name="Indicators">What is reported.</param>
/// <param name="Teams">What each team has at each moment; what is missing is 0.</param>
/// <param name="Months">How many from April 2012 on.</param>
sealed class County(
    IReadOnlyDictionary<string, string?> Parents,
    IReadOnlyList<Indicator> Indicators,
    IReadOnlyDictionary<TeamFigure, (int Numerator, int Denominator)> Teams,
    int Months)
{
    public const string Whole = "county";
    public const int Population = 5_000;

    static readonly Month First = new(2012, 4);

    readonly IReadOnlyList<string> teams = [.. Parents.Keys.Where(code => code != Whole && !Parents.Values.Contains(code))];

    public IReadOnlyList<Indicator> All => Indicators;

    public IReadOnlyList<Month> Reported { get; } = [.. Enumerable.Range(0, Months).Select(First.PlusMonths)];

    public IReadOnlyList<string> Slices { get; } = [.. Parents.Keys];

    public int Moments { get; } = Teams.Keys.Max(t => t.Moment) + 1;

    /// <summary>Each way in which a slice is made of others, such as a county of its areas and of its districts.</summary>
    public IEnumerable<IReadOnlyList<string>> PartsOf(string slice)
    {
        for (List<string> level = [slice]; ;)
        {
            level = [.. level.SelectMany(code => Below(code) is { Count: > 0 } below ? below : [code])];
            if (level is [var only] && only == slice)
            {
                yield break;
            }

            yield return level;
            if (level.TrueForAll(code => Below(code).Count == 0))
            {
                yield break;
            }
        }
    }

    public int PopulationOf(string slice) => Population * TeamsOf(slice).Count();

    /// <summary>Numerator and denominator of a slice; of two moments that are the same, the reader is told so.</summary>
    public (int Numerator, int Denominator) Figure(int moment, string slice, bool isInc, Indicator indicator, Month month)
    {
        var (numerator, denominator) = (0, 0);
        foreach (var team in TeamsOf(slice))
        {
            var (n, d) = Teams.GetValueOrDefault(new TeamFigure(moment, team, isInc, indicator.Id, month));
            (numerator, denominator) = (numerator + n, denominator + d);
        }

        return (numerator, indicator.Unit == Unit.Per10000 ? PopulationOf(slice) : denominator);
    }

    /// <summary>The county's targets, which everybody can read.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>What the reader has, by moment, slice, basis and month.</summary>
    public IReadOnlyDictionary<(int Moment, string Slice, bool IsInc, Month Month), MonthlyScorecard> Give(SuppressionProfile profile)
    {
        var given = new Dictionary<(int, string, bool, Month), MonthlyScorecard>();
        var scorecards = from moment in Enumerable.Range(0, Moments)
                         from slice in Slices
                         from isInc in new[] { true, false }
                         select (moment, slice, isInc);
        foreach (var (moment, slice, isInc) in scorecards)
        {
            ShownMonth? before = null;
            foreach (var month in Reported)
            {
                var shown = Suppression.Show(profile, Calculate(moment, slice, isInc, month));
                given.Add((moment, slice, isInc, month), shown.After(before));
                before = shown;
            }
        }

        return given;
    }

    MonthlyScorecard Calculate(int moment, string slice, bool isInc, Month month)
    {
        var scorecard = new Scorecard
        {
            Id = slice,
            Name = slice,
            Slice = Slice.Team,
            Uasc = isInc ? UascBasis.Included : UascBasis.Excluded
        };
        return ScorecardCalculation.Calculate(
            new Catalogue(Indicators, Targets, [scorecard]), scorecard, month, Stated(month), month == First ? [] : Stated(month.Previous()));

        IEnumerable<StatedMeasure> Stated(Month of) => Indicators.Select(i =>
        {
            var (numerator, denominator) = Figure(moment, slice, isInc, i, of);
            decimal? below = i.Unit == Unit.Count ? null : denominator;
            Assert.Null(Measure.Check(i, numerator, below, null, out _));
            var measure = new Measure
            {
                Scorecard = slice,
                Indicator = i.Id,
                Month = of,
                Numerator = numerator,
                Denominator = below,
                Figure = Scorecards.Domain.Figure.From(i, numerator, below, null)
            };
            return new StatedMeasure(measure, new Source("x.csv", new string('0', 64), null, 2), default);
        });
    }

    IReadOnlyList<string> Below(string slice) => [.. Parents.Where(p => p.Value == slice).Select(p => p.Key)];

    IEnumerable<string> TeamsOf(string slice) =>
        teams.Where(team => Enumerable.Range(0, 5).Aggregate((Code: (string?)team, Is: team == slice), (at, _) =>
            at.Code is null || at.Is ? at : (Parents[at.Code], Parents[at.Code] == slice)).Is);
}
