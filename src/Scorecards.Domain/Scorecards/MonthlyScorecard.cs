namespace Scorecards.Domain;

/// <summary>A scorecard of one month: its results and its summary.</summary>
/// <param name="Name">The scorecard's name, as printed.</param>
/// <param name="Edition">0 until the month was issued; each change after that makes the next.</param>
/// <param name="Results">In printed order.</param>
public sealed record MonthlyScorecard(ScorecardId Scorecard, string Name, Month Month, int Edition, Summary Summary, IReadOnlyList<Result> Results)
{
    /// <summary>A formula over another one is here computed from that one's figure as a decimal holds it.</summary>
    const decimal LeastDifference = 0.000_000_001m;

    /// <summary>The calculation that made the results, as a W3C traceparent; null = not known.</summary>
    public string? Trace { get; init; }

    /// <summary>When it became as it is, UTC; null = not known.</summary>
    public DateTimeOffset? Changed { get; init; }

    /// <summary>The summary as a sentence for leadership (docs/domain.md, Summary).</summary>
    public string SummaryText => Summary.Text(Name, Month, Withheld);

    /// <summary>How many of its indicators are withheld from the reader. The summary counts them as staff see them.</summary>
    public int Withheld => Results.Count(r => r.IsSuppressed);

    /// <summary>Whether any indicator is compared with the month before, so that the counts of travel say something.</summary>
    public bool HasEarlier => Summary is not { Improved: 0, Same: 0, Worse: 0 };

    /// <summary>Whether the month has any line: it has none once all its figures were taken back.</summary>
    public bool HasResults => Results.Count > 0;

    /// <summary>The month without any figure, as it is once all of them have been taken back.</summary>
    /// <param name="edition">That says so.</param>
    public MonthlyScorecard TakenBack(int edition) =>
        this with { Edition = edition, Summary = Summary.None, Results = [], Trace = null, Changed = null };

    /// <summary>
    /// Whether a figure is what its indicator's formula gives over the other figures. It is not where those are known as displayed only, and the
    /// stated figure counts, nor where one of them is not on the scorecard.
    /// </summary>
    /// <param name="result">One of the scorecard's.</param>
    public bool FollowsFormula(Result result) =>
        result is { Figure: { } figure, Numerator: null, Denominator: null, Indicator.Formula: { } formula }
        && FindByFormula(formula) is { } value && Math.Abs(value - figure.Value) < LeastDifference;

    /// <summary>What a formula gives over the figures of the scorecard; null = one of these is missing, or there is no value.</summary>
    public decimal? FindByFormula(Formula formula) => formula.Evaluate(FindExact)?.Value;

    /// <summary>Whether every figure of a formula is there, and it has no value as it divides by 0.</summary>
    public bool DividesByZero(Formula formula) =>
        formula.Indicators.All(id => FindExact(id) is not null) && formula.DividesByZero(FindExact);

    /// <summary>
    /// Whether a result has no figure and nothing is missing all the same: there was none to count, or every figure of its formula is there, or lacks
    /// nothing either, as where the formula divides by 0.
    /// </summary>
    /// <param name="result">One of the scorecard's.</param>
    public bool LacksNothing(Result result)
    {
        return IsSo(result, []);

        // Formulas may name each other in a circle.
        bool IsSo(Result of, HashSet<IndicatorId> open) => of is { IsNoneToCount: true, Numerator: not > 0 }
            || (of is { IsStated: false, IsSuppressed: false, Indicator.Formula: { Indicators.Count: > 0 } formula } && open.Add(of.Indicator.Id)
                && formula.Indicators.All(id => Find(id) is { } input && (input.Figure is not null || IsSo(input, [.. open]))));
    }

    /// <summary>The results by section, in printed order.</summary>
    public IEnumerable<IGrouping<Section, Result>> Sections => Results.GroupBy(r => r.Indicator.Section);

    /// <returns>Null: it is not on the scorecard, or has no figure.</returns>
    Fraction? FindExact(IndicatorId indicator) => Find(indicator) is { Figure: { } known } input
        ? ExactFigure.From(input.Numerator, input.Denominator, input.Indicator, known).Value
        : null;

    Result? Find(IndicatorId indicator) => Results.FirstOrDefault(r => r.Indicator.Id == indicator);
}
