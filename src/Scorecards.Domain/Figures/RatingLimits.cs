namespace Scorecards.Domain;

/// <summary>
/// The rating rule (docs/domain.md, Rating): green within the green limits, else amber within the amber limits, else red.
/// All limits are inclusive and in the indicator's unit.
/// </summary>
/// <param name="GreenMin">The least green value; null = unbounded.</param>
/// <param name="GreenMax">The greatest green value; null = unbounded.</param>
/// <param name="AmberMin">The least amber value; null = unbounded.</param>
/// <param name="AmberMax">The greatest amber value; null = unbounded.</param>
public readonly record struct RatingLimits(decimal? GreenMin, decimal? GreenMax, decimal? AmberMin, decimal? AmberMax)
{
    /// <summary>Whether a value can be amber: not where all that is within the amber limits is green, as of a target of 0.</summary>
    public bool HasAmber => (GreenMin is not null && !(AmberMin >= GreenMin)) || (GreenMax is not null && !(AmberMax <= GreenMax));

    /// <summary>The rating of a value.</summary>
    /// <param name="displayed">
    /// The value as displayed, so that a reader never sees "95.0% against 95%, Amber" (docs/domain.md, Rating).
    /// </param>
    public Rating Rate(decimal displayed) =>
        IsWithin(displayed, GreenMin, GreenMax) ? Rating.Green
        : IsWithin(displayed, AmberMin, AmberMax) ? Rating.Amber
        : Rating.Red;

    /// <summary>The default limits, which give all 44 printed letters of May 2012 (docs/domain.md, Rating).</summary>
    /// <param name="target">In the indicator's unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The polarity is N: such an indicator is not rated.</exception>
    public static RatingLimits Default(Polarity polarity, Unit unit, decimal target) => polarity switch
    {
        // Green to 10 %, amber to 15 % of the target on either side.
        Polarity.T => Around(target, green: Math.Abs(target * 0.10m), amber: Math.Abs(target * 0.15m)),

        // Green up to the target, amber up to one and a half times; a target of 0 leaves no amber.
        Polarity.L => new(null, target, null, target * 1.5m),

        // Percentages: amber down to 10 points below, but not below three quarters, else a low target could hardly be missed.
        Polarity.H when unit == Unit.Percent => new(target, null, Math.Max(target - 10m, target * 0.75m), null),
        Polarity.H => new(target, null, target * 0.75m, null),
        _ => throw new ArgumentOutOfRangeException(nameof(polarity), polarity, "An indicator without judgement has no limits."),
    };

    /// <summary>The limits that a scorecard's month was rated by.</summary>
    /// <returns>By indicator. An indicator that is not rated, or whose target was changed since, is left out.</returns>
    public static IReadOnlyDictionary<IndicatorId, RatingLimits> Find(Catalogue catalogue, MonthlyScorecard scorecard)
    {
        var limits = new Dictionary<IndicatorId, RatingLimits>();
        foreach (var result in scorecard.Results)
        {
            if (catalogue.TargetInForce(result.Indicator.Id, scorecard.Scorecard, scorecard.Month) is { } target
                && target.Value == result.Target && target.LimitsFor(result.Indicator) is { } found)
            {
                limits[result.Indicator.Id] = found;
            }
        }

        return limits;
    }

    static RatingLimits Around(decimal target, decimal green, decimal amber) => new(target - green, target + green, target - amber, target + amber);

    static bool IsWithin(decimal value, decimal? min, decimal? max) => (min is null || value >= min) && (max is null || value <= max);
}
