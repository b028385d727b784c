using Scorecards.Domain;
using Result = Scorecards.Domain.Result;

namespace Scorecards.Tests.Disclosure;

/// <summary>
/// Somebody who has everything that an outside key was ever given of a county, knows the rule, the tree, the targets and the populations, and narrows
/// every number by all that relates it to others: the total and its parts, a basis and the other, the rest of the denominator, the months of a
/// year-to-date figure, travel, rating, and what was polled earlier.
/// </summary>
sealed class OutsideReader
{
    const int MostScanned = 4_000;

    readonly County county;
    readonly SuppressionProfile profile;
    readonly bool seesColours;
    readonly IReadOnlyDictionary<(int Moment, string Slice, bool IsInc, Month Month), MonthlyScorecard> given;
    readonly Intervals numbers = new();
    readonly Dictionary<(int Moment, string Slice, bool IsInc, IndicatorId Indicator, Month Month, char Kind), int> places = [];
    readonly List<(string Name, int Place, long Truth)> secrets = [];
    readonly Dictionary<(decimal Given, string Key), (long, long)> scanned = [];

    /// <param name="county">What is attacked.</param>
    /// <param name="profile">The rule by which it is given.</param>
    /// <param name="seesColours">Whether rating and travel are looked at too.</param>
    public OutsideReader(County county, SuppressionProfile profile, bool seesColours = true)
    {
        (this.county, this.profile, this.seesColours, given) = (county, profile, seesColours, county.Give(profile));
        foreach (var (key, month) in given)
        {
            foreach (var result in month.Results)
            {
                Read(key, result);
            }
        }

        foreach (var (key, month) in given)
        {
            foreach (var result in month.Results)
            {
                Relate(key, result);
            }
        }

        foreach (var key in given.Keys)
        {
            foreach (var indicator in county.All)
            {
                RelateToParts(key, indicator);
            }
        }

        numbers.Settle();
        Assert.All(secrets, s => Assert.True(
            s.Truth >= numbers[s.Place].Least && s.Truth <= numbers[s.Place].Most, $"{s.Name}: {s.Truth} is not in {numbers[s.Place]}."));
    }

    /// <summary>Counts, rests and differences of 1 to 5 children.</summary>
    public int Small => secrets.Count(IsSmall);

    /// <summary>Those of them that are known to within two values.</summary>
    public IReadOnlyList<string> Found =>
    [
        .. secrets.Where(s => IsSmall(s) && numbers[s.Place].Most - numbers[s.Place].Least < 2)
            .Select(s => $"{s.Name} = {s.Truth}, found in {numbers[s.Place]}"),
    ];

    static bool IsSmall((string Name, int Place, long Truth) secret) => secret.Truth is >= 1 and <= 5;

    void Read((int Moment, string Slice, bool IsInc, Month Month) key, Result result)
    {
        var (i, truth) = (result.Indicator, county.Figure(key.Moment, key.Slice, key.IsInc, result.Indicator, key.Month));
        var isPercent = i.Unit == Unit.Percent;
        if (key.Moment > 0 && truth == county.Figure(key.Moment - 1, key.Slice, key.IsInc, i, key.Month))
        {
            foreach (var kind in isPercent ? "nd" : "n")
            {
                places[(key.Moment, key.Slice, key.IsInc, i.Id, key.Month, kind)] = Place(key with { Moment = key.Moment - 1 }, i, kind);
            }

            return;
        }

        var n = Add('n', truth.Numerator, result.IsSuppressed ? isPercent ? (0, Intervals.Unbounded) : Withheld() : Range(key.Slice, result));
        if (isPercent)
        {
            var d = Add('d', truth.Denominator, result.IsSuppressed ? (0, Intervals.Unbounded) : Range(result.Denominator!.Value));
            var rest = numbers.Add(0, Intervals.Unbounded, result.IsSuppressed ? null : (1, profile.Threshold));
            numbers.Relate(0, 0, (d, 1), (n, -1), (rest, -1));
            secrets.Add(($"rest of {Name(key, i)}", rest, truth.Denominator - truth.Numerator));
        }

        int Add(char kind, long number, (long Least, long Most) range)
        {
            var place = numbers.Add(range.Least, range.Most);
            places[(key.Moment, key.Slice, key.IsInc, i.Id, key.Month, kind)] = place;
            secrets.Add(($"{kind} of {Name(key, i)}", place, number));
            return place;
        }
    }

    static string Name((int Moment, string Slice, bool IsInc, Month Month) key, Indicator indicator) =>
        $"{indicator.Id}, {key.Slice} {(key.IsInc ? "inc" : "exc")}, {key.Month}, poll {key.Moment}";

    /// <summary>Between what numbers a count lies that is not given.</summary>
    (long Least, long Most) Withheld() => Scan("withheld", 0, x => profile.IsWithheld(x));

    (long Least, long Most) Range(decimal shown) => Scan("", shown, x => !profile.IsWithheld(x) && profile.Rounded(x) == shown);

    /// <summary>A count of which the rating is known too.</summary>
    (long Least, long Most) Range(string slice, Result result)
    {
        var i = result.Indicator;
        if (!seesColours || i.Unit == Unit.Percent || result.Rating is not { } rating)
        {
            return Range(result.Numerator!.Value);
        }

        var limits = county.Targets.Single(t => t.Indicator == i.Id).LimitsFor(i)!.Value;
        return Scan($"{i.Id} {rating} {slice}", result.Numerator!.Value, x =>
            !profile.IsWithheld(x) && profile.Rounded(x) == result.Numerator
            && limits.Rate(i.Displayed(i.Unit.Factor is { } factor ? x * factor / county.PopulationOf(slice) : x)) == rating);
    }

    (long, long) Scan(string key, decimal shown, Func<int, bool> isPossible)
    {
        if (!scanned.TryGetValue((shown, key), out var range))
        {
            var around = Enumerable.Range(Math.Max(0, (int)shown - 20), key == "withheld" ? MostScanned : 40).Where(isPossible);
            scanned.Add((shown, key), range = (around.First(), around.Last()));
        }

        return range;
    }

    void Relate((int Moment, string Slice, bool IsInc, Month Month) key, Result result)
    {
        var i = result.Indicator;
        foreach (var kind in i.Unit == Unit.Percent ? "nd" : "n")
        {
            if (key.IsInc)
            {
                Differ("UASC", key, key with { IsInc = false }, i, kind, kind == 'n' ? 'u' : 'v');
            }

            if (i.Basis == "YTD" && key.Month != county.Reported[0] && !i.RestartsIn(key.Month))
            {
                Differ("new", key, key with { Month = key.Month.Previous() }, i, kind, kind == 'n' ? 'm' : 'w');
            }
        }

        if (seesColours && result.Travel is { } travel && i.Unit != Unit.Percent)
        {
            var better = (travel == Travel.Improved ? 1 : -1) * (i.Polarity == Polarity.H ? 1 : -1);
            var (now, before) = (Place(key, i, 'n'), Place(key with { Month = key.Month.Previous() }, i, 'n'));
            numbers.Relate(travel == Travel.Same ? 0 : 1, travel == Travel.Same ? 0 : Intervals.Unbounded, (now, better), (before, -better));
        }
    }

    /// <summary>What adds up: the numbers, their rests and their differences.</summary>
    void RelateToParts((int Moment, string Slice, bool IsInc, Month Month) key, Indicator indicator)
    {
        foreach (var kind in "nduvmw".Where(kind => places.ContainsKey((key.Moment, key.Slice, key.IsInc, indicator.Id, key.Month, kind))))
        {
            foreach (var parts in county.PartsOf(key.Slice))
            {
                numbers.Relate(
                    0, 0, [(Place(key, indicator, kind), 1), .. parts.Select(part => (Place(key with { Slice = part }, indicator, kind), -1))]);
            }
        }
    }

    int Place((int Moment, string Slice, bool IsInc, Month Month) key, Indicator indicator, char kind) =>
        places[(key.Moment, key.Slice, key.IsInc, indicator.Id, key.Month, kind)];

    /// <summary>What one has more than the other, which is 0 or more.</summary>
    void Differ(
        string name,
        (int Moment, string Slice, bool IsInc, Month Month) greater,
        (int Moment, string Slice, bool IsInc, Month Month) lesser,
        Indicator indicator,
        char kind,
        char kindOfDifference)
    {
        var (from, less, at) = (Place(greater, indicator, kind), Place(lesser, indicator, kind), greater.Moment - 1);
        if (at >= 0 && Place(greater with { Moment = at }, indicator, kind) == from && Place(lesser with { Moment = at }, indicator, kind) == less)
        {
            places[Key(greater.Moment)] = places[Key(at)];
            return;
        }

        var difference = numbers.Add(0, Intervals.Unbounded);
        numbers.Relate(0, 0, (from, 1), (less, -1), (difference, -1));
        places.Add(Key(greater.Moment), difference);
        secrets.Add(($"{name} in {kind} of {Name(greater, indicator)}", difference, Truth(greater) - Truth(lesser)));

        (int, string, bool, IndicatorId, Month, char) Key(int moment) =>
            (moment, greater.Slice, greater.IsInc, indicator.Id, greater.Month, kindOfDifference);

        int Truth((int Moment, string Slice, bool IsInc, Month Month) key) =>
            county.Figure(key.Moment, key.Slice, key.IsInc, indicator, key.Month) is var f && kind == 'n' ? f.Numerator : f.Denominator;
    }
}
