using System.Globalization;

namespace Scorecards.Domain;

/// <summary>One line of a scorecard: what is measured and how it is judged. Indicators are data (files of kind <c>indicator</c>).</summary>
public sealed record Indicator
{
    /// <summary>The most decimals that a value can be displayed with.</summary>
    public const int MostDecimals = 6;

    /// <summary>The key, such as <c>caf-rate</c>.</summary>
    public required IndicatorId Id { get; init; }

    /// <summary>The section of the scorecard that it is printed in.</summary>
    public required Section Section { get; init; }

    /// <summary>The place within the section, from 1.</summary>
    public required int Order { get; init; }

    /// <summary>The name as printed.</summary>
    public required string Name { get; init; }

    /// <summary>What counts as good.</summary>
    public required Polarity Polarity { get; init; }

    /// <summary>The period that a value covers: one of <see cref="BasisNames"/>, or what an older version took in.</summary>
    public required string Basis { get; init; }

    /// <summary>The unit of values and targets.</summary>
    public required Unit Unit { get; init; }

    /// <summary>Decimals displayed and rated on, 0 to <see cref="MostDecimals"/>.</summary>
    public required int Decimals { get; init; }

    /// <summary>Set when the value follows from other indicators of the same scorecard and month.</summary>
    public Formula? Formula { get; init; }

    /// <summary>Whether numerator, denominator and the value of a count are whole numbers, as the catalogue says; null = it does not say.</summary>
    public bool? HasWholeCounts { get; init; }

    /// <summary>Whether the numerator is a part of the denominator, so that no percentage is above 100; null = the catalogue does not say.</summary>
    public bool? NumeratorIsPart { get; init; }

    /// <summary>Whether what it counts is counted whole; where the catalogue does not say: all but averages, and counts that show decimals.</summary>
    public bool CountsWhole => HasWholeCounts ?? (Unit == Unit.Count ? Decimals == 0 : Unit != Unit.Average);

    /// <summary>Whether its uploaded figures count before those that are counted from records.</summary>
    public bool PrefersUploads { get; init; }

    /// <summary>The first day on which it is active; null = no beginning.</summary>
    public DateOnly? ActiveFrom { get; init; }

    /// <summary>The last day on which it is active; null = no end.</summary>
    public DateOnly? ActiveTo { get; init; }

    /// <summary>Whether the indicator is on the scorecard of the month: active on the month's last day.</summary>
    public bool IsActive(Month month) => Active.On(month, ActiveFrom, ActiveTo);

    /// <summary>Whether its last day was before a day.</summary>
    public bool HasEnded(DateOnly day) => ActiveTo < day;

    /// <summary>Whether its figures begin again with the month and are not compared with the one before (docs/domain.md, Travel).</summary>
    public bool RestartsIn(Month month) => month.IsFirstOfYear && IsYearToDate();

    /// <summary>Whether its figures are counted from 1 April on.</summary>
    public bool IsYearToDate() => BasisNames.Find(Basis) == BasisNames.YearToDate;

    /// <summary>The value as displayed: half up (away from zero) to <see cref="Decimals"/> (docs/domain.md, Arithmetic).</summary>
    public decimal Displayed(decimal value) => Math.Round(value, Decimals, MidpointRounding.AwayFromZero);

    /// <summary>The value of a figure as displayed, with the decimals that it is displayed with.</summary>
    public decimal Displayed(Figure figure) => WithDecimalsOf(figure).Displayed(figure.Value);

    /// <summary>The text of a value, as the scorecard prints it, such as <c>66.0</c> or <c>-1.0%</c>.</summary>
    public string Display(decimal value)
    {
        var displayed = Displayed(value);

        // A decimal that rounds to zero keeps its sign: without this it would read "-0.0".
        return (displayed == 0 ? 0m : displayed).ToString("F" + Decimals, CultureInfo.InvariantCulture) + Unit.Suffix;
    }

    /// <summary>The text of a figure, with the decimals that it is displayed with.</summary>
    public string Display(Figure figure) => WithDecimalsOf(figure).Display(figure.Value);

    /// <summary>The text of a target: with the decimals it was stated with, such as <c>85%</c> or <c>98.0%</c>.</summary>
    public string DisplayTarget(decimal target) => target.ToString(CultureInfo.InvariantCulture) + Unit.Suffix;

    Indicator WithDecimalsOf(Figure figure) => figure.Decimals is int decimals ? this with { Decimals = decimals } : this;
}
