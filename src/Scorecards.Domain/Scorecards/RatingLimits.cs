namespace Scorecards.Domain;

/// <summary>The limits that a scorecard's month was rated by.</summary>
public static class RatingLimits
{
    /// <returns>By indicator. An indicator that is not rated, or whose target was changed since, is left out.</returns>
    public static IReadOnlyDictionary<IndicatorId, Limits> Find(Catalogue catalogue, MonthlyScorecard scorecard)
    {
        var limits = new Dictionary<IndicatorId, Limits>();
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
}
