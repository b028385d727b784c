using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>A scorecard's month as the caller is given it, with its facts in printed order.</summary>
/// <param name="Summary">Of what the caller is given.</param>
public sealed record MonthFacts(StoredSummary Summary, IReadOnlyList<ResultRow> Facts)
{
    public static MonthFacts From(StoredSummary summary, MonthlyScorecard given) => new(
        summary with { Summary = given.Summary },
        [.. given.Results.Select(r => new ResultRow(summary.Scorecard, summary.Month, summary.Edition, summary.Changed, r))]);
}
