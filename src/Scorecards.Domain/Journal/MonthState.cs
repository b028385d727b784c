namespace Scorecards.Domain;

/// <summary>A scorecard's month as of a number of the journal.</summary>
/// <param name="AsOf">The number; 0 = nothing is known yet.</param>
/// <param name="Edition">0 until the month was issued.</param>
/// <param name="Changed">When it became as it is, UTC.</param>
/// <param name="Scorecard">Null: it has no figures.</param>
public sealed record MonthState(long AsOf, int Edition, DateTimeOffset Changed, MonthlyScorecard? Scorecard)
{
    public static readonly MonthState Unknown = new(0, 0, default, null);

    /// <summary>
    /// Whether two states say the same in every value that a reader can see. This list is versioned with the rules of calculation
    /// (<see cref="MonthFold.Rules"/>): where a figure came from is not on it, so the same figures in other bytes change nothing.
    /// </summary>
    public static bool IsSame(MonthlyScorecard? one, MonthlyScorecard? other) => one is null || other is null
        ? one is null && other is null
        : one.Name == other.Name && one.Results.Count == other.Results.Count && one.Results.Zip(other.Results).All(pair => Seen(pair.First).Equals(Seen(pair.Second)));

    static object Seen(Result r) => (
        (r.Indicator.Id, r.Indicator.Section, r.Indicator.Order, r.Indicator.Name, r.Indicator.Polarity, r.Indicator.Basis, r.Indicator.Unit.Name),
        (r.Indicator.Decimals, r.Indicator.Formula?.Text),
        (r.Numerator, r.Denominator, r.Figure?.Value, r.NoValue, r.Display),
        (r.Previous?.Value, r.PreviousDisplay, r.Target, r.TargetDisplay, r.Rating, r.Travel));
}
