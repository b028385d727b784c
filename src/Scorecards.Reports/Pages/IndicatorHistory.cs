using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>One indicator over the months of a scorecard.</summary>
/// <param name="Name">The scorecard's name, as of its latest month.</param>
/// <param name="Indicator">As the newest of the months has it.</param>
/// <param name="Figures">The newest month first; a month in which the scorecard does not have the indicator is left out.</param>
/// <param name="Read">How many of the scorecard's months were read, the newest in which the indicator is active.</param>
/// <param name="All">In how many of its months the indicator is active.</param>
/// <param name="Months">Of the scorecard, the newest first.</param>
public sealed record IndicatorHistory(
    ScorecardId Scorecard, string Name, Indicator Indicator, IReadOnlyList<IndicatorFigure> Figures, int Read, int All, IReadOnlyList<Month> Months)
{
    /// <summary>Whether the scorecard has months without the indicator.</summary>
    public bool IsLeftOut => Figures.Count < Read || All < Months.Count;

    /// <summary>In force in the newest of the months that has a result, in the indicator's unit; null = none is.</summary>
    public decimal? Target => Figures.FirstOrDefault(f => f.Result is not null)?.Result!.Target;

    /// <summary>The place in the trend from which this target is in force: no later month has another.</summary>
    public int TargetSince => Figures.FirstOrDefault(f => f.Result is { } result && result.Target != Target) is { } other
        ? TrendMonths.Count(month => month <= other.Month)
        : 0;

    /// <summary>From the first month shown to the last, none left out.</summary>
    IReadOnlyList<Month> TrendMonths => [.. Figures[^1].Month.To(Figures[0].Month)];

    /// <summary>The values of these months, the earliest first; null = there is none.</summary>
    public IReadOnlyList<decimal?> Trend
    {
        get
        {
            var values = Figures.ToDictionary(f => f.Month, f => f.Result?.Figure?.Value);
            return [.. TrendMonths.Select(month => values.GetValueOrDefault(month))];
        }
    }

    /// <summary>The places in the trend at which the figures begin again.</summary>
    public IReadOnlyList<int> Restarts => [.. TrendMonths.Index().Where(m => Indicator.RestartsIn(m.Item)).Select(m => m.Index)];

    /// <summary>Whether a line shows something: of a single figure there is no trend.</summary>
    public bool HasTrend => Trend.Count(value => value is not null) > 1;
}
