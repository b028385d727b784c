namespace Scorecards.Domain;

/// <summary>A scorecard of one month: its results and its summary.</summary>
/// <param name="Scorecard">The scorecard's id.</param>
/// <param name="Name">The scorecard's name, as printed.</param>
/// <param name="Edition">0 until the month was issued; each change after that makes the next.</param>
/// <param name="Results">In printed order.</param>
public sealed record MonthlyScorecard(string Scorecard, string Name, Month Month, int Edition, Summary Summary, IReadOnlyList<Result> Results)
{
    /// <summary>The calculation that made the results, as a W3C traceparent; null = not known.</summary>
    public string? Trace { get; init; }

    /// <summary>The summary as a sentence for leadership (docs/domain.md, Summary).</summary>
    public string SummaryText => Summary.Text(Name, Month);

    /// <summary>The results by section, in printed order.</summary>
    public IEnumerable<IGrouping<Section, Result>> Sections => Results.GroupBy(r => r.Indicator.Section);
}
