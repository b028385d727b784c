using System.Globalization;

namespace Scorecards.Domain;

/// <summary>What counts as good (design.md 1). The letters are the field's own, as the scorecard prints them.</summary>
public enum Polarity
{
    /// <summary>High is good.</summary>
    H,

    /// <summary>Low is good.</summary>
    L,

    /// <summary>Close to the target is good, on either side.</summary>
    T,

    /// <summary>No judgement: value and change are shown, never rated.</summary>
    N,
}

/// <summary>What a value is counted in, with how it follows from numerator and denominator.</summary>
public sealed class Unit
{
    public static readonly Unit Per10000 = new("per10000", 10_000m, "");
    public static readonly Unit Percent = new("percent", 100m, "%");
    public static readonly Unit Count = new("count", null, "");
    public static readonly Unit Average = new("average", 1m, "");

    public static IReadOnlyList<Unit> All { get; } = [Per10000, Percent, Count, Average];

    Unit(string name, decimal? factor, string suffix) => (Name, Factor, Suffix) = (name, factor, suffix);

    /// <summary>As written in files, storage and JSON.</summary>
    public string Name { get; }

    /// <summary>value = numerator × factor ÷ denominator; null for a count, whose value is its numerator.</summary>
    public decimal? Factor { get; }

    /// <summary>What is printed behind a value.</summary>
    public string Suffix { get; }

    /// <returns>Null when no unit has the name (case is ignored).</returns>
    public static Unit? Find(ReadOnlySpan<char> name)
    {
        foreach (var unit in All)
        {
            if (name.Equals(unit.Name, StringComparison.OrdinalIgnoreCase))
            {
                return unit;
            }
        }

        return null;
    }

    public override string ToString() => Name;
}

/// <summary>A part of the printed scorecard, such as "How much are we dealing with?".</summary>
/// <param name="Id">As in JSON and storage: <c>how-much</c>.</param>
/// <param name="Name">As printed.</param>
/// <param name="Order">Its place on the scorecard, from 1.</param>
public sealed record Section(string Id, string Name, int Order);

/// <summary>One line of a scorecard: what is measured and how it is judged. Indicators are data (files of kind <c>indicator</c>).</summary>
public sealed record Indicator
{
    /// <summary>The most decimals that a value can be displayed with.</summary>
    public const int MostDecimals = 6;

    /// <summary>The key, such as <c>caf-rate</c>; compared without regard to case.</summary>
    public required string Id { get; init; }

    public required Section Section { get; init; }

    /// <summary>Its place within the section, from 1.</summary>
    public required int Order { get; init; }

    /// <summary>As printed.</summary>
    public required string Name { get; init; }

    public required Polarity Polarity { get; init; }

    /// <summary>The period that a value covers: Rolling 12 Months, YTD, Snapshot.</summary>
    public required string Basis { get; init; }

    public required Unit Unit { get; init; }

    /// <summary>Decimals displayed and rated on, 0 to <see cref="MostDecimals"/>.</summary>
    public required int Decimals { get; init; }

    /// <summary>Set when the value follows from other indicators of the same scorecard and month.</summary>
    public Formula? Formula { get; init; }

    public DateOnly? ActiveFrom { get; init; }

    public DateOnly? ActiveTo { get; init; }

    /// <summary>Whether the indicator is on the scorecard of the month: active on the month's last day.</summary>
    public bool IsActive(Month month) => Active.On(month, ActiveFrom, ActiveTo);

    /// <summary>The value as displayed: half up (away from zero) to <see cref="Decimals"/> (domain/indicators.md A, Arithmetic).</summary>
    public decimal Displayed(decimal value) => Math.Round(value, Decimals, MidpointRounding.AwayFromZero);

    /// <summary>The text of a value as the scorecard prints it, such as <c>66.0</c> or <c>-1.0%</c>.</summary>
    public string Display(decimal value)
    {
        var displayed = Displayed(value);

        // A value that rounds to nothing keeps its sign in a decimal, and nobody wants to read "-0.0".
        return (displayed == 0 ? 0m : displayed).ToString("F" + Decimals, CultureInfo.InvariantCulture) + Unit.Suffix;
    }

    /// <summary>The text of a target: the decimals it was given with, such as <c>85%</c> or <c>98.0%</c>.</summary>
    public string DisplayTarget(decimal target) => target.ToString(CultureInfo.InvariantCulture) + Unit.Suffix;
}

static class Active
{
    /// <summary>On the month's last day, which is not asked for where nothing limits it.</summary>
    public static bool On(Month month, DateOnly? from, DateOnly? to) => (from is null && to is null) || On(month.LastDay, from, to);

    public static bool On(DateOnly day, DateOnly? from, DateOnly? to) => (from is null || from <= day) && (to is null || day <= to);
}
