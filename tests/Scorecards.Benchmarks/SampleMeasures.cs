using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Benchmarks;

/// <summary>A measure as a file states it.</summary>
/// <param name="Value">Rounded to the indicator's decimals.</param>
readonly record struct SampleMeasure(string Scorecard, string Indicator, Month Month, decimal Numerator, decimal Denominator, decimal Value);

/// <summary>
/// Made-up measures of many scorecards: two years from April 2012 of the 44 built-in indicators, about their targets. The same at each run.
/// </summary>
sealed class SampleMeasures
{
    const int Months = 24;
    const int Seed = 2012;

    static readonly Month First = new(2012, 4);

    readonly List<Indicator> indicators;
    readonly Dictionary<string, decimal> aims;
    readonly int count;

    SampleMeasures(Catalogue catalogue, List<Indicator> indicators, Dictionary<string, decimal> aims, int count) =>
        (Catalogue, this.indicators, this.aims, this.count) = (catalogue, indicators, aims, count);

    public Catalogue Catalogue { get; }

    /// <param name="count">Of measures.</param>
    public static async Task<SampleMeasures> MakeAsync(int count)
    {
        var builtIn = (await BuiltInCatalogue.ReadAsync(CancellationToken.None)).Catalogue;
        var indicators = builtIn.ActiveIndicators(First).ToList();
        var perScorecard = indicators.Count * Months;
        var scorecards = Enumerable.Range(1, (count + perScorecard - 1) / perScorecard)
            .Select(
                i => builtIn.Scorecards.First() with
                {
                    Id = $"team-{i:D4}-inc-uasc",
                    Name = $"Team {i}, inc UASC",
                    Slice = Slice.Team,
                    SliceCode = $"{i:D4}"
                })
            .ToList();
        var targets = builtIn.Targets.Concat(NextYear(builtIn.Targets)).Concat(Own(builtIn.Targets, scorecards));
        return new SampleMeasures(
            new Catalogue(indicators, targets, scorecards), indicators,
            builtIn.Targets.ToDictionary(t => t.Indicator.Value, t => t.Value ?? 0), count);
    }

    public IEnumerable<SampleMeasure> Rows()
    {
        var random = new Random(Seed);
        var rows =
            from scorecard in Catalogue.Scorecards
            from month in Enumerable.Range(0, Months)
            from indicator in indicators
            select Row(scorecard.Id.Value, indicator, First.PlusMonths(month), random);
        return rows.Take(count);
    }

    SampleMeasure Row(string scorecard, Indicator indicator, Month month, Random random)
    {
        var aim = aims[indicator.Id.Value] * (decimal)(0.7 + (0.6 * random.NextDouble()));
        if (indicator.Unit.Factor is not decimal factor)
        {
            var number = aim == 0 ? random.Next(0, 3) : decimal.Floor(aim);
            return new SampleMeasure(scorecard, indicator.Id.Value, month, number, 1, number);
        }

        // Posts are counted in tenths, children in whole numbers.
        var decimals = indicator.Section.Id == "staff" ? 1 : 0;
        var denominator = indicator.Unit == Unit.Per10000 ? random.Next(20_000, 320_000)
            : decimals == 0 ? random.Next(20, 2_000)
            : random.Next(200, 5_000) / 10m;
        var numerator = decimal.Round(aim * denominator / factor, decimals);
        if (indicator.Unit == Unit.Percent)
        {
            numerator = Math.Min(numerator, denominator);
        }

        return new SampleMeasure(scorecard, indicator.Id.Value, month, numerator, denominator, indicator.Displayed(numerator * factor / denominator));
    }

    /// <summary>Targets a little higher from April 2013 on, every fifth with limits of its own.</summary>
    static IEnumerable<Target> NextYear(IEnumerable<Target> targets) => targets.Select((target, i) => target with
    {
        EffectiveFrom = new DateOnly(2013, 4, 1),
        Value = target.Value * 1.02m,
        Limits = i % 5 == 0 ? new RatingLimits(target.Value * 0.9m, target.Value * 1.1m, target.Value * 0.8m, target.Value * 1.2m) : default,
    });

    /// <summary>Every tenth scorecard has its own targets for every fourth indicator.</summary>
    static IEnumerable<Target> Own(IReadOnlyList<Target> targets, List<Scorecard> scorecards) =>
        from scorecard in scorecards.Where((_, i) => i % 10 == 0)
        from target in targets.Where((_, i) => i % 4 == 0)
        select target with { Scorecard = scorecard.Id, EffectiveFrom = new DateOnly(2012, 10, 1), Value = target.Value * 0.98m };
}
