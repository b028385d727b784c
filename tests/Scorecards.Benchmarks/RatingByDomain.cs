using System.Diagnostics;
using System.Runtime.InteropServices;
using Scorecards.Domain;

namespace Scorecards.Benchmarks;

/// <summary>
/// Rating and travel by the rules of the domain, all in decimal. What is the same for many measures is found once: the indicator of a series,
/// and the limits of a target.
/// </summary>
static class RatingByDomain
{
    readonly record struct Rated(Rating? Rating, Travel? Travel);

    public static async Task<Func<Task<Run>>> PrepareAsync(int rows)
    {
        var sample = await SampleMeasures.MakeAsync(rows);
        var measures = RatingAndTravel.Flat(sample).ToArray();
        return () =>
        {
            var start = Stopwatch.GetTimestamp();
            var rated = RateAll(sample.Catalogue, measures);
            var elapsed = Stopwatch.GetElapsedTime(start);
            return Task.FromResult(
                new Run(elapsed, RatingAndTravel.Outcome(r => rated.Count(x => x.Rating == r), t => rated.Count(x => x.Travel == t))));
        };
    }

    static Rated[] RateAll(Catalogue catalogue, FlatMeasure[] measures)
    {
        var rated = new Rated[measures.Length];
        Parallel.ForEach(ByScorecard(measures), ofScorecard => RateScorecard(catalogue, measures, ofScorecard, rated));
        return rated;
    }

    /// <summary>The places of each scorecard's measures. They mostly lie side by side.</summary>
    static IEnumerable<List<int>> ByScorecard(FlatMeasure[] measures)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase);
        var (scorecard, ofScorecard) = ("", new List<int>());
        for (var i = 0; i < measures.Length; i++)
        {
            if (measures[i].Scorecard != scorecard)
            {
                scorecard = measures[i].Scorecard;
                ofScorecard = CollectionsMarshal.GetValueRefOrAddDefault(places, scorecard, out _) ??= [];
            }

            ofScorecard.Add(i);
        }

        return places.Values;
    }

    static void RateScorecard(Catalogue catalogue, FlatMeasure[] measures, List<int> ofScorecard, Rated[] rated)
    {
        var byIndicator = new Dictionary<string, Series>(StringComparer.OrdinalIgnoreCase);
        foreach (var place in ofScorecard)
        {
            ref readonly var m = ref measures[place];
            ref var series = ref CollectionsMarshal.GetValueRefOrAddDefault(byIndicator, m.Indicator, out _);
            series ??= new Series(catalogue.Indicator(m.Indicator)!);
            if (Measure.Check(series.Indicator, m.Numerator, m.Denominator, null, out _) is null)
            {
                var figure = Figure.From(series.Indicator, m.Numerator, m.Denominator, null);
                ExactFigure? exact = figure is { } f ? ExactFigure.From(m.Numerator, m.Denominator, series.Indicator, f) : null;
                series.Add(new Stated(place, m.Month, figure, exact));
            }
        }

        foreach (var series in byIndicator.Values)
        {
            series.Rate(catalogue, measures[ofScorecard[0]].Scorecard, rated);
        }
    }

    readonly record struct Stated(int Place, Month Month, Figure? Figure, ExactFigure? Exact);

    /// <summary>The figures of one indicator of one scorecard.</summary>
    sealed class Series(Indicator indicator)
    {
        readonly List<Stated> stated = [];

        public Indicator Indicator { get; } = indicator;

        public void Add(Stated measure) => stated.Add(measure);

        public void Rate(Catalogue catalogue, string scorecard, Rated[] rated)
        {
            stated.Sort((a, b) => a.Month.CompareTo(b.Month));
            Stated before = default;
            Target? target = null;
            RatingLimits? limits = null;
            foreach (var now in stated)
            {
                var inForce = catalogue.TargetInForce(Indicator.Id, scorecard, now.Month);
                if (!ReferenceEquals(inForce, target))
                {
                    (target, limits) = (inForce, inForce?.LimitsFor(Indicator));
                }

                var previous = before.Month.Next() == now.Month ? before.Exact : null;
                rated[now.Place] = new Rated(
                    now.Figure is { } figure ? limits?.Rate(Indicator.Displayed(figure.Value)) : null,
                    now.Exact is { } current && previous is { } earlier ? current.TravelFrom(earlier, Indicator, target?.Value) : null);
                before = now;
            }
        }
    }
}
