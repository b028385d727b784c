namespace Scorecards.Domain;

/// <summary>Green: the target is achieved. Amber: below it, above the floor. Red: below the floor standard.</summary>
public enum Rating
{
    Green,
    Amber,
    Red,
}

/// <summary>
/// The rating rule: green within the green limits, else amber within the amber limits, else red. Limits are inclusive; null is unbounded.
/// </summary>
public readonly record struct Limits(decimal? GreenMin, decimal? GreenMax, decimal? AmberMin, decimal? AmberMax)
{
    /// <param name="displayed">The value as displayed (domain/indicators.md A.1, Precision): a reader never sees "95.0% against 95%, Amber".</param>
    public Rating Rate(decimal displayed) =>
        IsWithin(displayed, GreenMin, GreenMax) ? Rating.Green
        : IsWithin(displayed, AmberMin, AmberMax) ? Rating.Amber
        : Rating.Red;

    /// <summary>The default rules, which give all 44 printed letters of May 2012 (domain/indicators.md A.1).</summary>
    public static Limits Default(Polarity polarity, Unit unit, decimal target) => polarity switch
    {
        // Green to 10 %, amber to 15 % of the target on either side.
        Polarity.T => new(target - Math.Abs(target * 0.10m), target + Math.Abs(target * 0.10m), target - Math.Abs(target * 0.15m), target + Math.Abs(target * 0.15m)),

        // Green up to the target, amber up to one and a half times; a target of 0 leaves no amber.
        Polarity.L => new(null, target, null, target * 1.5m),

        // Percentages: amber down to 10 points below, but not below three quarters, else a low target could hardly be missed.
        Polarity.H when unit == Unit.Percent => new(target, null, Math.Max(target - 10m, target * 0.75m), null),
        Polarity.H => new(target, null, target * 0.75m, null),
        _ => throw new ArgumentOutOfRangeException(nameof(polarity), polarity, "An indicator without judgement has no limits."),
    };

    static bool IsWithin(decimal value, decimal? min, decimal? max) => (min is null || value >= min) && (max is null || value <= max);
}
