namespace Scorecards.Domain;

/// <summary>Results by formula, computed from the figures that are shown; withheld where one of those is not.</summary>
sealed class FollowedResults(IReadOnlyList<Result> results)
{
    readonly Dictionary<IndicatorId, Result> byIndicator = results.ToDictionary(r => r.Indicator.Id);
    readonly Dictionary<IndicatorId, (Result Result, Fraction? Exact)> found = [];

    /// <summary>Whether a figure has no counts of its own and a formula to follow.</summary>
    public static bool IsFollowed(Result result) => result is { Figure: not null, Numerator: null, Denominator: null, Indicator.Formula: not null };

    /// <summary>In their order.</summary>
    public IEnumerable<Result> All() => results.Select(r => IsFollowed(r) ? Find(r.Indicator.Id).Result : r);

    (Result Result, Fraction? Exact) Find(IndicatorId indicator)
    {
        if (found.TryGetValue(indicator, out var known))
        {
            return known;
        }

        var result = byIndicator[indicator];

        // Formulas that name each other in a circle have no value.
        found[indicator] = (Suppression.Withheld(result), null);
        return found[indicator] = IsFollowed(result) ? Follow(result)
            : (result, result.Figure is { } figure
                ? ExactFigure.From(result.Numerator, result.Denominator, result.Indicator, figure).Value
                : null);
    }

    (Result Result, Fraction? Exact) Follow(Result result)
    {
        var inputs = result.Indicator.Formula!.Indicators.Where(byIndicator.ContainsKey).ToDictionary(id => id, Find);
        if (result.Indicator.Formula.Evaluate(id => inputs.GetValueOrDefault(id).Exact) is not (var exact, var value))
        {
            return (Suppression.Withheld(result), null);
        }

        var isWhole = inputs.Values.Any(i => i.Result.Figure?.Decimals == 0);
        return (result with { Figure = new Figure(value, IsUnrounded: false) { Decimals = isWhole ? 0 : null } }, exact);
    }
}
