namespace Scorecards.Domain;

/// <summary>The unit of a value, and how a value follows from numerator and denominator (docs/domain.md, Arithmetic).</summary>
public sealed class Unit
{
    /// <summary>A rate for each 10,000 of the population.</summary>
    public static readonly Unit Per10000 = new("per10000", 10_000m, "");

    /// <summary>A percentage: 66.0 is 66 %.</summary>
    public static readonly Unit Percent = new("percent", 100m, "%");

    /// <summary>A number of children, cases or events.</summary>
    public static readonly Unit Count = new("count", null, "");

    /// <summary>Numerator divided by denominator, such as cases for each worker.</summary>
    public static readonly Unit Average = new("average", 1m, "");

    /// <summary>The four units, in the order of the documentation.</summary>
    public static IReadOnlyList<Unit> All { get; } = [Per10000, Percent, Count, Average];

    Unit(string name, decimal? factor, string suffix) => (Name, Factor, Suffix) = (name, factor, suffix);

    /// <summary>The name as written in files, storage and JSON.</summary>
    public string Name { get; }

    /// <summary>value = numerator × factor ÷ denominator; null for a count, whose value is its numerator.</summary>
    public decimal? Factor { get; }

    /// <summary>The text printed after a value: <c>%</c> or nothing.</summary>
    public string Suffix { get; }

    /// <summary>Whether a value follows from what is stated.</summary>
    /// <param name="numerator">Null = not stated.</param>
    /// <param name="denominator">Null = not stated.</param>
    public bool Divides(decimal? numerator, decimal? denominator) => Factor is not null && numerator is not null && denominator is not null;

    /// <summary>The value, unrounded; null = there is none, since the denominator is 0. Not of a count.</summary>
    public Figure? Divide(decimal numerator, decimal denominator) =>
        denominator == 0 ? null : new Figure(numerator * Factor!.Value / denominator, IsUnrounded: true);

    /// <summary>Finds the unit with a name.</summary>
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
