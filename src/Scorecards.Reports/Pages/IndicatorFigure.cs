using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>One indicator in a scorecard's month: a line of a table.</summary>
/// <param name="Name">The scorecard's name.</param>
/// <param name="Result">Null = there is none.</param>
/// <param name="Instead">What is said in its place; null = there is a result.</param>
public sealed record IndicatorFigure(ScorecardId Scorecard, string Name, Month Month, Result? Result, string? Instead)
{
    /// <summary>Of the month: 0 until it was issued; null = there is none, or it cannot be read.</summary>
    public int? Edition { get; init; }

    public const string NoMonth = "No figures for this month.";
    public const string NotOnScorecard = "Not on the scorecard in this month.";
    public const string Unreadable = "What is stored of this month cannot be read. Ask your administrator to recalculate it.";
}
