namespace Scorecards.Domain;

/// <summary>A scorecard's month as a reader outside sees it, but for what it says of the month before.</summary>
/// <param name="Whole">As staff see it.</param>
/// <param name="Results">In the order of <paramref name="Whole"/>, each without its source.</param>
public sealed record ShownMonth(MonthlyScorecard Whole, IReadOnlyList<Result> Results)
{
    /// <summary>
    /// The month with the previous figures that the reader was shown for the month before. A previous figure that is not the one of that month as
    /// shown here is left out.
    /// </summary>
    /// <param name="before">The month before; null = there is none, or it cannot be read.</param>
    /// <returns>With the summary of the whole scorecard.</returns>
    public MonthlyScorecard After(ShownMonth? before)
    {
        Dictionary<IndicatorId, (Figure? Whole, Figure? Shown)> figures = [];
        for (var i = 0; i < before?.Results.Count; i++)
        {
            figures[before.Results[i].Indicator.Id] = (before.Whole.Results[i].Figure, before.Results[i].Figure);
        }

        return Whole with
        {
            Results = [.. Results.Select(r => r.Previous is { } previous ? r with { Previous = Earlier(r.Indicator.Id, previous) } : r)]
        };

        Figure? Earlier(IndicatorId indicator, Figure previous) =>
            figures.TryGetValue(indicator, out var then) && then.Whole?.Value == previous.Value ? then.Shown : null;
    }
}
