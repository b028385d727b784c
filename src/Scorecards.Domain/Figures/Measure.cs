using System.Globalization;

namespace Scorecards.Domain;

/// <summary>What an extract states about one indicator, for one scorecard and month. Its figures have passed <see cref="Check"/>.</summary>
public sealed record Measure
{
    /// <summary>Numerators and values below this (10^12) and denominators above <see cref="LeastDenominator"/> never overflow a decimal.</summary>
    public const decimal Bound = 1_000_000_000_000m;

    /// <summary>The least denominator that is not 0.</summary>
    public const decimal LeastDenominator = 0.000001m;

    /// <summary>Half a unit of the last decimal, by the number of decimals.</summary>
    static readonly decimal[] HalfUnits = [0.5m, 0.05m, 0.005m, 0.0005m, 0.00005m, 0.000005m, 0.0000005m, 0.00000005m, 0.000000005m];

    /// <summary>The scorecard's id, as the catalogue spells it.</summary>
    public required ScorecardId Scorecard { get; init; }

    /// <summary>The indicator's id, as the catalogue spells it.</summary>
    public required IndicatorId Indicator { get; init; }

    public required Month Month { get; init; }

    /// <summary>From 0 to below <see cref="Bound"/>; null = not stated.</summary>
    public decimal? Numerator { get; init; }

    /// <summary>0, or from <see cref="LeastDenominator"/> to below <see cref="Bound"/>; null = not stated.</summary>
    public decimal? Denominator { get; init; }

    /// <summary>
    /// Unrounded if numerator and denominator are known, else as stated. Null = no figure: the denominator is zero, or <see cref="NoValue"/> says
    /// why. Where it follows in a <see cref="Unit"/> it is reckoned whenever it is asked for: most rows are read and kept long before that.
    /// </summary>
    public Figure? Figure
    {
        get => Unit is not null && Numerator is { } numerator && Denominator is { } denominator ? Unit.Divide(numerator, denominator) : field;
        init;
    }

    /// <summary>In which the figure follows from numerator and denominator; null = it does not.</summary>
    public Unit? Unit { get; init; }

    /// <summary>The <see cref="NoValue"/> that takes an earlier figure away.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>Why there is no figure, as the source writes it: c, x, z, u, k, low, .., - or NA (docs/domain.md, Missing figures).</summary>
    public string? NoValue { get; init; }

    /// <summary>Whether another month's row states it, such as the column "previous": it counts only if nothing else is stated.</summary>
    public bool IsSecondHand { get; init; }

    /// <summary>In which way its row states it.</summary>
    public StatedAs StatedAs => IsSecondHand ? StatedAs.SecondHand : Unit is null ? StatedAs.Alone : StatedAs.Counts;

    /// <summary>Whether it was counted from records: then it counts before what is uploaded, unless the indicator says otherwise.</summary>
    public bool IsCounted { get; init; }

    /// <summary>Whether its row says that it is right, however implausible: then nobody is warned.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The longest <see cref="Reason"/>, in characters.</summary>
    public const int LongestReason = 300;

    /// <summary>Why its row states it, in the words of whoever wrote it, such as late recording; null = it does not say.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// The same in the unit that its indicator has by now: numerator and denominator are what was stated, and the figure follows from them. A value
    /// alone stays as it is.
    /// </summary>
    public Measure InUnit(Unit unit)
    {
        // The figure of a count is its numerator.
        var isCount = Unit is null && Figure is { } figure && figure.Value == Numerator;
        if (Unit == unit || (Unit is null && !isCount))
        {
            return this;
        }

        return unit.Divides(Numerator, Denominator) ? this with { Unit = unit }
            : Unit is null ? this
            : this with { Unit = null, Figure = new Figure(Numerator!.Value, IsUnrounded: true) };
    }

    /// <summary>
    /// The same with the number of decimals that its indicator is displayed with by now: a value alone, which is no count's numerator, is unrounded
    /// where it came with more.
    /// </summary>
    public Measure InDecimals(int decimals) =>
        this is { Unit: null, Figure: { } figure } && (Numerator is null || (Denominator is null && figure.Value != Numerator))
            && figure.IsUnrounded != figure.Value.Scale > decimals
            ? this with { Figure = figure with { IsUnrounded = !figure.IsUnrounded } }
            : this;

    /// <summary>Checks the figures of one row against each other (docs/domain.md, Arithmetic).</summary>
    /// <param name="indicator">The indicator of the catalogue, for unit and decimals.</param>
    /// <param name="numerator">0 or more.</param>
    /// <param name="denominator">0 or more; 0 = no value.</param>
    /// <param name="value">In the indicator's unit; must agree with numerator and denominator to its own last decimal.</param>
    /// <param name="column">The column at fault.</param>
    /// <returns>What is wrong and how to put it right; null = nothing.</returns>
    public static string? Check(Indicator indicator, decimal? numerator, decimal? denominator, decimal? value, out string column)
    {
        if (CheckBounds(numerator, denominator, value, out column) is string fault)
        {
            return fault;
        }

        if (indicator.Unit.Factor is not decimal factor)
        {
            return CheckCount(numerator, value, out column);
        }

        column = "value";
        if (numerator is decimal n && denominator is decimal d)
        {
            return CheckQuotient(n, d, factor, value);
        }

        if (value is not null)
        {
            return null;
        }

        if (numerator is null && denominator is null)
        {
            return "the row has no figure: fill in numerator and denominator, or the value. "
                + "To take an earlier figure away, write withdrawn as the value";
        }

        column = numerator is null ? "numerator" : "denominator";
        return $"is blank: a value in {indicator.Unit} needs numerator and denominator, or the value itself";
    }

    static string? CheckQuotient(decimal numerator, decimal denominator, decimal factor, decimal? value)
    {
        if (denominator == 0)
        {
            return value is null ? null : "the denominator is 0, so there is no value: leave the value blank or correct the denominator";
        }

        var whole = numerator * factor;
        return value is decimal given && !Agree(given, whole, denominator)
            ? "does not agree with numerator and denominator, "
              + $"which give {(whole / denominator).ToString("0.####", CultureInfo.InvariantCulture)}: correct one of the three"
            : null;
    }

    static string? CheckCount(decimal? numerator, decimal? value, out string column)
    {
        column = "value";
        if ((value ?? numerator) is not decimal count)
        {
            return "the row has no figure: a count needs a value or a numerator. To take an earlier figure away, write withdrawn as the value";
        }

        return numerator is decimal n && n != count
            ? $"does not agree with the numerator {n.ToString(CultureInfo.InvariantCulture)}: the value of a count is its numerator"
            : null;
    }

    /// <summary>Checks that each figure is within its bounds.</summary>
    /// <param name="column">The column at fault.</param>
    /// <returns>What is wrong and how to put it right; null = nothing.</returns>
    public static string? CheckBounds(decimal? numerator, decimal? denominator, decimal? value, out string column)
    {
        column = "numerator";
        if (numerator is < 0 or >= Bound)
        {
            return "is not a number from 0 to below 1,000,000,000,000";
        }

        column = "denominator";
        if (denominator is < 0 or >= Bound or (> 0 and < LeastDenominator))
        {
            return "is not 0, nor a number from 0.000001 to below 1,000,000,000,000";
        }

        column = "value";
        return value is <= -Bound or >= Bound ? "is not a number between -1,000,000,000,000 and 1,000,000,000,000" : null;
    }

    /// <summary>
    /// Whether a value that is stated agrees with one that is reckoned: within half a unit of its last decimal, so that half up and half even both
    /// pass; at most eight decimals, because the last ones of a spreadsheet are noise.
    /// </summary>
    /// <param name="given">With the decimals that it was stated with.</param>
    /// <param name="numerator">In the indicator's unit, unrounded.</param>
    /// <param name="denominator">Above 0.</param>
    // Multiplied out, since decimals of 28 digits, as a quotient has, are slow to compare.
    public static bool Agree(decimal given, decimal numerator, decimal denominator = 1) =>
        Math.Abs((given * denominator) - numerator) <= HalfUnit(given.Scale) * denominator;

    /// <summary>Half a unit of the last of a number of decimals; at most eight of these count.</summary>
    public static decimal HalfUnit(int decimals) => HalfUnits[Math.Min(decimals, HalfUnits.Length - 1)];
}
