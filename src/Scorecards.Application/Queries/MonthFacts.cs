using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>A scorecard's month as the caller is given it, with its facts in printed order.</summary>
public sealed record MonthFacts(StoredSummary Summary, IReadOnlyList<ResultRow> Facts)
{
    public static MonthFacts From(StoredSummary summary, MonthlyScorecard given) => new(
        summary with { Withheld = given.Withheld },
        [.. given.Results.Select(r => new ResultRow(summary.Scorecard, summary.Month, summary.Edition, summary.Changed, r))]);
}
