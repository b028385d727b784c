using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>A scorecard's month as the caller may see it, with its facts in printed order.</summary>
public sealed record MonthFacts(StoredSummary Summary, IReadOnlyList<ResultRow> Facts)
{
    /// <param name="summary">Read with the month or before it.</param>
    /// <param name="given">What it says of itself counts: it may be a later edition than the summary is of.</param>
    public static MonthFacts From(StoredSummary summary, MonthlyScorecard given)
    {
        var own = summary with
        {
            Name = given.Name,
            Edition = given.Edition,
            Summary = given.Summary,
            Changed = given.Changed ?? summary.Changed,
            Count = given.Results.Count,
            Withheld = given.Withheld,
        };
        return new MonthFacts(own, [.. given.Results.Select(r => new ResultRow(own.Scorecard, own.Month, own.Edition, own.Changed, r))]);
    }
}
