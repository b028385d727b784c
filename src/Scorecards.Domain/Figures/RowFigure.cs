namespace Scorecards.Domain;

/// <summary>
/// Which figure a row states: where the sheet is not known, a row is told by it from the one with the same number on another sheet of its file.
/// </summary>
/// <param name="Numerator">
/// As stated. The row on the other sheet may have numerator and denominator of the figure where this one has the value alone.
/// </param>
public readonly record struct RowFigure(ScorecardId Scorecard, IndicatorId Indicator, Month Month, decimal? Numerator)
{
    /// <summary>The figure that a measure is of.</summary>
    public static RowFigure From(Measure measure) => new(measure.Scorecard, measure.Indicator, measure.Month, measure.Numerator);
}
