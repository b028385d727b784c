using System.Globalization;

namespace Scorecards.Domain;

/// <summary>Where a figure came from.</summary>
/// <param name="Extract">The path of the file in the container <c>extracts</c>.</param>
/// <param name="Sha256">Of the file's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Row">As a spreadsheet counts: the header is row 1.</param>
public sealed record Source(string Extract, string Sha256, long Row);

/// <summary>A measure that counts, and where it came from.</summary>
/// <param name="Rank">Where its statement comes in the order of statements.</param>
public sealed record StatedMeasure(Measure Measure, Source Source, Rank Rank);

/// <summary>What an extract says of one indicator, for one scorecard and month. Its figures have passed <see cref="Check"/>.</summary>
public sealed record Measure
{
    /// <summary>Numerators and values below this (10^12) and denominators above <see cref="LeastDenominator"/> never overflow a decimal.</summary>
    public const decimal Bound = 1_000_000_000_000m;

    public const decimal LeastDenominator = 0.000001m;

    /// <summary>Half a unit of the last decimal, by the number of decimals.</summary>
    static readonly decimal[] HalfUnits = [0.5m, 0.05m, 0.005m, 0.0005m, 0.00005m, 0.000005m, 0.0000005m, 0.00000005m, 0.000000005m];

    public required string Scorecard { get; init; }

    public required string Indicator { get; init; }

    public required Month Month { get; init; }

    public decimal? Numerator { get; init; }

    public decimal? Denominator { get; init; }

    /// <summary>
    /// Unrounded where numerator and denominator are known, else as given. Null: there is none (the denominator is zero, or <see cref="NoValue"/>).
    /// </summary>
    public Figure? Figure { get; init; }

    /// <summary>Why there is no figure, as the source writes it: c, x, z, u, k, low, .., - or NA.</summary>
    public string? NoValue { get; init; }

    /// <summary>Whether it is only another month's word for it, such as the column "previous": it counts where nothing else is stated.</summary>
    public bool IsSecondHand { get; init; }

    /// <summary>
    /// Checks the figures of one row against each other (domain/indicators.md A, Arithmetic; B, zero denominator) and finds the value.
    /// </summary>
    /// <param name="indicator">The catalogue's, for unit and decimals.</param>
    /// <param name="numerator">0 or more.</param>
    /// <param name="denominator">0 or more; 0 = no value.</param>
    /// <param name="value">In the indicator's unit; must agree, at the decimals it is given with, with numerator and denominator.</param>
    /// <param name="figure">The value found; null without an error: there is none.</param>
    /// <param name="column">The column at fault.</param>
    /// <returns>What is wrong and how to put it right; null = nothing.</returns>
    public static string? Check(Indicator indicator, decimal? numerator, decimal? denominator, decimal? value, out Figure? figure, out string column)
    {
        figure = null;
        column = "value";
        if (CheckBounds(numerator, denominator, value, out column) is string fault)
        {
            return fault;
        }

        if (indicator.Unit.Factor is not decimal factor)
        {
            return CheckCount(indicator, numerator, value, out figure, out column);
        }

        column = "value";
        if (numerator is decimal n && denominator is decimal d)
        {
            if (d == 0)
            {
                return value is null ? null : "the denominator is 0, so there is no value: leave the value blank or correct the denominator";
            }

            var computed = n * factor / d;
            figure = new Figure(computed, IsUnrounded: true);
            return value is decimal given && !Agree(given, computed)
                ? $"does not agree with numerator and denominator, which give {computed.ToString("0.####", CultureInfo.InvariantCulture)}: correct one of the three"
                : null;
        }

        if (value is decimal only)
        {
            figure = new Figure(only, IsUnrounded: only.Scale > indicator.Decimals);
            return null;
        }

        if (numerator is null && denominator is null)
        {
            return "the row has no figure: fill in numerator and denominator, or the value";
        }

        column = numerator is null ? "numerator" : "denominator";
        return $"is blank: a value in {indicator.Unit} needs numerator and denominator, or the value itself";
    }

    static string? CheckCount(Indicator indicator, decimal? numerator, decimal? value, out Figure? figure, out string column)
    {
        column = "value";
        figure = null;
        if ((value ?? numerator) is not decimal count)
        {
            return "the row has no figure: a count needs a value or a numerator";
        }

        if (numerator is decimal n && n != count)
        {
            return $"does not agree with the numerator {n.ToString(CultureInfo.InvariantCulture)}: the value of a count is its numerator";
        }

        figure = new Figure(count, IsUnrounded: numerator is not null || count.Scale > indicator.Decimals);
        return null;
    }

    /// <summary>Checks each figure by itself.</summary>
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
    /// Within half a unit of the last decimal given, so that half up and half even both pass; at most eight decimals, since a spreadsheet's last ones
    /// are noise.
    /// </summary>
    static bool Agree(decimal given, decimal computed) => Math.Abs(given - computed) <= HalfUnits[Math.Min((int)given.Scale, HalfUnits.Length - 1)];
}
