using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Application.Counting;

/// <summary>What is to be counted of a month.</summary>
/// <param name="Scorecards">For which figures are stated.</param>
/// <param name="Definitions">Of which every table covers the month.</param>
/// <param name="Before">For which figures were counted before: those that are not counted again are taken away.</param>
public sealed record CountedMonth(
    Month Month, IReadOnlyList<Scorecard> Scorecards, IReadOnlyList<Definition> Definitions, IReadOnlyList<Scorecard> Before)
{
    /// <summary>Without indicators that cannot be counted after all.</summary>
    public CountedMonth Without(IReadOnlySet<IndicatorId> failing) =>
        this with { Definitions = [.. Definitions.Where(d => !failing.Contains(d.Indicator))] };
}
