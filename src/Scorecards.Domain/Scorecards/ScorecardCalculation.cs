namespace Scorecards.Domain;

/// <summary>Makes the scorecard of a month from the measures of the month and of the one before.</summary>
public static class ScorecardCalculation
{
    /// <summary>Rates every indicator that is active in the month.</summary>
    /// <param name="catalogue">The catalogue in force.</param>
    /// <param name="scorecard">A scorecard of the catalogue.</param>
    /// <param name="month">The reporting month.</param>
    /// <param name="measures">The month's measures, at most one for each indicator.</param>
    /// <param name="previous">The measures of the month before, at most one for each indicator.</param>
    /// <returns>Edition 0: the caller knows the edition.</returns>
    public static MonthlyScorecard Calculate(
        Catalogue catalogue, Scorecard scorecard, Month month, IEnumerable<StatedMeasure> measures, IEnumerable<StatedMeasure> previous)
    {
        var now = new MonthFigures(catalogue, measures);
        var before = new MonthFigures(catalogue, previous);
        var results = catalogue.ActiveIndicators(month).Select(indicator =>
        {
            var stated = now.Find(indicator);
            var earlier = indicator.RestartsIn(month) ? default : before.Find(indicator);
            var target = catalogue.TargetInForce(indicator.Id, scorecard.Id, month);
            return new Result
            {
                Indicator = indicator,
                Numerator = stated.Numerator,
                Denominator = stated.Denominator,
                Figure = stated.Figure,
                NoValue = stated.NoValue,
                Previous = earlier.Figure,
                Target = target?.Value,
                Rating = stated.Figure is { } figure ? target?.LimitsFor(indicator)?.Rate(indicator.Displayed(figure.Value)) : null,
                Travel = stated.Exact is { } current && earlier.Exact is { } then ? current.TravelFrom(then, indicator, target?.Value) : null,
                Source = stated.Source,
                IsConfirmed = stated.IsConfirmed,
                StatedReason = stated.Reason,
            };
        }).ToList();
        return new MonthlyScorecard(scorecard.Id, scorecard.Name, month, Edition: 0, Summary.From(results), results);
    }

    readonly record struct Stated(
        decimal? Numerator, decimal? Denominator, Figure? Figure, ExactFigure? Exact, string? NoValue, Source? Source, Rank? Rank)
    {
        public bool IsConfirmed { get; init; }

        public string? Reason { get; init; }
    }

    /// <summary>The figures of one month, formulas included.</summary>
    sealed class MonthFigures(Catalogue catalogue, IEnumerable<StatedMeasure> measures)
    {
        readonly Dictionary<IndicatorId, StatedMeasure> measures = measures.ToDictionary(m => m.Measure.Indicator);
        readonly HashSet<IndicatorId> open = [];

        /// <summary>
        /// A formula over unrounded figures overrides what a file states, so that the figure stays in step when one of its inputs is corrected.
        /// A formula over rounded figures is less exact than a stated figure, so it is used only if nothing is stated.
        /// </summary>
        public Stated Find(Indicator indicator)
        {
            Stated? stated = measures.GetValueOrDefault(indicator.Id) is { } known ? Take(known, indicator) : null;
            if (indicator.Formula is null)
            {
                return stated ?? default;
            }

            var followed = Follow(indicator.Formula, indicator.Id);
            return followed.Figure is { } figure && (figure.IsUnrounded || stated is null) ? followed : stated ?? default;
        }

        static Stated Take(StatedMeasure known, Indicator indicator)
        {
            var (m, source, rank) = known;
            var figure = m.Figure;
            ExactFigure? exact = figure is { } some ? ExactFigure.From(m.Numerator, m.Denominator, indicator, some) : null;
            return new Stated(m.Numerator, m.Denominator, figure, exact, m.NoValue, source, rank) { IsConfirmed = m.IsConfirmed, Reason = m.Reason };
        }

        Stated Follow(Formula formula, IndicatorId indicator)
        {
            // Formulas that name each other in a circle have no value, and those that name nothing: no extract states it.
            if (formula.Indicators.Count == 0 || !open.Add(indicator))
            {
                return default;
            }

            var inputs = formula.Indicators.ToDictionary(
                id => id, id => catalogue.Indicator(id) is { } named ? Find(named) : default);
            open.Remove(indicator);
            if (formula.Evaluate(id => inputs[id].Exact?.Value) is not (var exact, var value))
            {
                return default;
            }

            var newest = inputs.Values.MaxBy(i => i.Rank);
            var isUnrounded = inputs.Values.All(i => i.Exact!.Value.IsUnrounded);
            return new Stated(
                null, null, new Figure(value, isUnrounded), new ExactFigure(exact, isUnrounded), null, newest.Source, newest.Rank);
        }
    }
}
