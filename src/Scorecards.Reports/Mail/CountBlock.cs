using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A count that the mail begins with.</summary>
/// <param name="Label">What is counted, with its shape: <c>■ Red</c>.</param>
/// <param name="Count">In the month.</param>
/// <param name="Before">In the month before, as the same reader sees it; null = not known.</param>
/// <param name="Colour">The rating that colours it; null = it has no colour.</param>
public sealed record CountBlock(string Label, int Count, int? Before, Rating? Colour = null)
{
    /// <summary>The count of the month before in words; null = not known.</summary>
    public string? LastMonth => Before is { } before ? $"last month {before}" : null;

    /// <summary>The ratings of the whole scorecard, red first; what is withheld is among them.</summary>
    public static IReadOnlyList<CountBlock> Ratings(MonthReport report)
    {
        var (c, b) = (report.Scorecard.Summary, report.Previous?.Summary);
        return
        [
            new(RatingLabels.Describe(Rating.Red), c.Red, b?.Red, Rating.Red),
            new(RatingLabels.Describe(Rating.Amber), c.Amber, b?.Amber, Rating.Amber),
            new(RatingLabels.Describe(Rating.Green), c.Green, b?.Green, Rating.Green),
            new(RatingLabels.Describe((Rating?)null), c.Unrated, b?.Unrated),
        ];
    }

    /// <summary>The directions of travel, where there is an earlier month, and what is withheld, where anything is.</summary>
    public static IReadOnlyList<CountBlock> Others(MonthReport report)
    {
        var (c, b) = (report.Scorecard.Summary, report.Previous is { HasEarlier: true } before ? before.Summary : null);
        CountBlock[] travels =
        [
            new(RatingLabels.Describe(Travel.Improved), c.Improved, b?.Improved),
            new(RatingLabels.Describe(Travel.Same), c.Same, b?.Same),
            new(RatingLabels.Describe(Travel.Worse), c.Worse, b?.Worse),
        ];
        CountBlock[] withheld = [new("Of these withheld", report.Scorecard.Withheld, report.Previous?.Withheld)];
        return [.. report.Scorecard.HasEarlier ? travels : [], .. report.Scorecard.Withheld > 0 ? withheld : []];
    }

    public override string ToString() => $"{Label} {Count}{(LastMonth is { } last ? $" ({last})" : "")}";
}
