namespace Scorecards.Domain;

/// <summary>Makes the scorecard of a month from the measures of the month and of the one before.</summary>
public static class ScorecardCalculation
{
    /// <summary>Rates every indicator that is active in the month.</summary>
    /// <param name="scorecard">A scorecard of the catalogue.</param>
    /// <param name="measures">The month's measures, at most one for each indicator.</param>
    /// <param name="previous">The measures of the month before, at most one for each indicator.</param>
    /// <returns>Edition 0: the caller knows the edition.</returns>
    public static MonthlyScorecard Calculate(
        Catalogue catalogue, Scorecard scorecard, Month month, IEnumerable<StatedMeasure> measures, IEnumerable<StatedMeasure> previous)
    {
        var now = new MonthFigures(catalogue, month, measures);
        var before = new MonthFigures(catalogue, month == Month.First ? month : month.Previous(), previous);
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

    /// <summary>
    /// The figures that are stated of indicators with a formula, each beside what the formula gives; and the symbols that are stated in place of what
    /// it gives unrounded.
    /// </summary>
    /// <param name="measures">The month's measures, at most one for each indicator.</param>
    public static IReadOnlyList<StatedBesideFormula> FindBesideFormulas(Catalogue catalogue, Month month, IEnumerable<StatedMeasure> measures)
    {
        var figures = new MonthFigures(catalogue, month, measures);
        return [.. catalogue.ActiveIndicators(month).Select(figures.FindBesideFormula).OfType<StatedBesideFormula>()];
    }

    readonly record struct Stated(
        decimal? Numerator, decimal? Denominator, Figure? Figure, ExactFigure? Exact, string? NoValue, Source? Source, Rank? Rank)
    {
        public bool IsConfirmed { get; init; }

        public string? Reason { get; init; }
    }

    /// <summary>The figures of one month, formulas included.</summary>
    sealed class MonthFigures(Catalogue catalogue, Month month, IEnumerable<StatedMeasure> measures)
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

            var followed = Follow(indicator.Formula, Inputs(indicator.Formula, indicator.Id));
            return followed.Figure is { } figure && (figure.IsUnrounded || stated is null) ? followed : stated ?? default;
        }

        static Stated Take(StatedMeasure known, Indicator indicator)
        {
            var (m, source, rank) = known;
            var figure = m.Figure;
            ExactFigure? exact = figure is { } some ? ExactFigure.From(m.Numerator, m.Denominator, indicator, some) : null;
            return new Stated(m.Numerator, m.Denominator, figure, exact, m.NoValue, source, rank) { IsConfirmed = m.IsConfirmed, Reason = m.Reason };
        }

        /// <summary>
        /// A stated figure, or a symbol that has no effect, and the formula's; null = one of the two is missing. What another month's row states
        /// beside its own, or was counted, is no contradiction.
        /// </summary>
        public StatedBesideFormula? FindBesideFormula(Indicator indicator)
        {
            if (indicator.Formula is not { } formula
                || measures.GetValueOrDefault(indicator.Id) is not { Measure: { IsSecondHand: false, IsCounted: false } } said
                || Inputs(formula, indicator.Id) is not { } inputs
                || Follow(formula, inputs) is not { Figure: { } given } followed
                || (said.Measure.Figure is null && !given.IsUnrounded))
            {
                return null;
            }

            // A row may state several indicators.
            var newest = measures.Values.Where(m => m.Rank == followed.Rank && m.Source == followed.Source && m != said)
                .MaxBy(m => formula.Indicators.Contains(m.Measure.Indicator));
            if (said.Measure.Figure is not { } figure)
            {
                return new StatedBesideFormula(said, newest ?? said, formula, given, Agrees: false);
            }

            try
            {
                var within = Measure.HalfUnit(figure.Value.Scale) + Rounding(formula, inputs, given.Value);
                return new StatedBesideFormula(said, newest ?? said, formula, given, Math.Abs(figure.Value - given.Value) <= within);
            }
            catch (OverflowException)
            {
                // No council's figures are so great.
                return null;
            }
        }

        /// <summary>
        /// How far what a formula gives may be from what it would give over unrounded figures: each that is known as displayed may be half a unit of
        /// its last decimal away.
        /// </summary>
        decimal Rounding(Formula formula, Dictionary<IndicatorId, Stated> inputs, decimal given)
        {
            var sum = 0m;
            foreach (var (id, input) in inputs.Where(i => i.Value.Exact is { IsUnrounded: false }))
            {
                var moved = input.Exact!.Value.Value + RoundingOf(catalogue.Indicator(id)!, input.Figure?.Value.Scale ?? 0);
                sum += formula.Evaluate(other => other == id ? moved : inputs[other].Exact?.Value) is (_, var value) ? Math.Abs(value - given) : 0;
            }

            return sum;
        }

        /// <param name="decimals">That it was stated with.</param>
        decimal RoundingOf(Indicator rounded, int decimals) =>
            rounded.Formula is { } formula && !measures.ContainsKey(rounded.Id) && Inputs(formula, rounded.Id) is { } inputs
                && Follow(formula, inputs).Figure is { } figure
                ? Rounding(formula, inputs, figure.Value)
                : rounded.Unit == Unit.Count && rounded.CountsWhole ? 0 : Measure.HalfUnit(Math.Min(decimals, rounded.Decimals));

        /// <summary>
        /// The figures of a formula, by their indicators; null = it has no value. Of formulas that name each other in a circle no extract states it,
        /// nor of one that names nothing. What is not on the month's scorecard is not known: nobody sees it there, and nobody could correct it.
        /// </summary>
        Dictionary<IndicatorId, Stated>? Inputs(Formula formula, IndicatorId indicator)
        {
            if (formula.Indicators.Count == 0 || !open.Add(indicator))
            {
                return null;
            }

            var inputs = formula.Indicators.ToDictionary(
                id => id, id => catalogue.Indicator(id) is { } named && named.IsActive(month) ? Find(named) : default);
            open.Remove(indicator);
            return inputs;
        }

        static Stated Follow(Formula formula, Dictionary<IndicatorId, Stated>? known)
        {
            if (known is not { } inputs || formula.Evaluate(id => inputs[id].Exact?.Value) is not (var exact, var value))
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
