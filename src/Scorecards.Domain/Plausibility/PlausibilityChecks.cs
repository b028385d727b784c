using System.Globalization;

namespace Scorecards.Domain;

/// <summary>Finds what cannot be true, in an upload of a day (docs/domain.md, Plausibility).</summary>
/// <param name="rules">Those of severity refusal count here.</param>
/// <param name="received">The day that the upload was received, in London.</param>
public sealed class PlausibilityChecks(PlausibilityRules rules, DateOnly received)
{
    readonly bool mustHaveEnded = rules.Bound(PlausibilityRules.MonthEnded, Severity.Refusal) is not null;
    readonly decimal earliest = rules.Bound(PlausibilityRules.EarliestYear, Severity.Refusal) ?? Month.First.Year;

    /// <summary>The day that the upload was received, in London.</summary>
    public DateOnly Received => received;

    /// <summary>Whether a month was over on the day of receipt.</summary>
    public bool HasEnded(Month month) => !mustHaveEnded || month.LastDay < received;

    /// <summary>Checks a month that something is stated of.</summary>
    /// <returns>What is wrong and how to put it right; null = nothing.</returns>
    public string? FindFault(Month month)
    {
        if (!HasEnded(month))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{month.ToLongString()} had not ended when the file was received on {received:d MMMM yyyy}: the current month is then "
                + $"{Month.Containing(received).ToLongString()}. Correct the month, or upload its figures once it has ended");
        }

        return month.Year < earliest
            ? $"{month.ToLongString()} is before {earliest}, and figures are kept from {earliest} on. Correct the month, or remove the row"
            : null;
    }

    /// <summary>Checks what a row states of one indicator, after <see cref="Measure.Check"/>; null = not stated.</summary>
    /// <param name="indicator">Of the catalogue.</param>
    /// <param name="numerator">0 or more.</param>
    /// <param name="denominator">0 or more.</param>
    /// <param name="value">In the indicator's unit; as stated, else as it follows from the other two.</param>
    /// <param name="column">The column at fault.</param>
    /// <param name="symbol">What is written in place of a denominator, such as c; null = nothing.</param>
    /// <returns>What is wrong and how to put it right; null = nothing.</returns>
    public string? FindFault(
        Indicator indicator, decimal? numerator, decimal? denominator, decimal? value, out string column, string? symbol = null) =>
        FindFraction(indicator, numerator, out column, "numerator") ?? FindFraction(indicator, denominator, out column, "denominator")
        ?? (indicator.Unit == Unit.Count ? FindFraction(indicator, value, out column, "value") : null)
        ?? FindHalf(indicator, numerator, denominator, symbol, out column)
        ?? FindOverWhole(indicator, numerator, denominator, value, out column);

    /// <summary>Half a child: a count that is no whole number.</summary>
    string? FindFraction(Indicator indicator, decimal? count, out string column, string at)
    {
        column = at;
        var isFraction = count is { } number && number != decimal.Truncate(number);
        return isFraction && indicator.CountsWhole && IsRefused(PlausibilityRules.WholeCounts, indicator)
            ? "is not a whole number, and children, plans and cases are counted whole. Correct it. "
              + "If the indicator counts posts, upload its indicator row with whole_counts = no first"
            : null;
    }

    /// <summary>A numerator that nothing can be divided by.</summary>
    string? FindHalf(Indicator indicator, decimal? numerator, decimal? denominator, string? symbol, out string column)
    {
        column = "denominator";
        if (indicator.Unit == Unit.Count || numerator is null)
        {
            return null;
        }

        return denominator switch
        {
            null when IsRefused(PlausibilityRules.NumeratorAlone, indicator) => symbol is null
                ? $"is blank although the row has a numerator: a value in {indicator.Unit} needs both. "
                    + "Fill it in, or leave both blank and give the value"
                : $"is not a number although the row has a numerator: a value in {indicator.Unit} needs both. "
                    + $"Write the number; or leave both blank, and write the value, or {symbol} as the value",
            0 when numerator != 0 && IsRefused(PlausibilityRules.ZeroDenominator, indicator) =>
                "is 0 although the numerator is not. Correct one of the two",
            _ => null,
        };
    }

    string? FindOverWhole(Indicator indicator, decimal? numerator, decimal? denominator, decimal? value, out string column)
    {
        column = numerator > denominator ? "numerator" : "value";
        if (indicator.NumeratorIsPart != true || rules.Bound(PlausibilityRules.OverWhole, Severity.Refusal, indicator) is not { } most)
        {
            return null;
        }

        return numerator > denominator
            ? $"is more than the denominator {denominator.Value.ToString(CultureInfo.InvariantCulture)}, of which it is a part: "
              + "the two may have been swapped. Correct them"
            : value > most
                ? $"is more than {most}%, and the numerator is a part of the denominator: a decimal point may be missing. Correct it"
                : null;
    }

    bool IsRefused(string rule, Indicator indicator) => rules.Bound(rule, Severity.Refusal, indicator) is not null;
}
