using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Application.Calculation;

/// <summary>Reads what a month is compared with, and finds what somebody should look at.</summary>
public static class MonthWarnings
{
    /// <param name="catalogue">In force.</param>
    /// <param name="read">Gives a scorecard's month as of the same number; null = it has no figures.</param>
    public static async Task<IReadOnlyList<PlausibilityWarning>> FindAsync(
        MonthlyScorecard now, Catalogue catalogue, Func<ScorecardId, Month, CancellationToken, Task<MonthlyScorecard?>> read, CancellationToken ct)
    {
        List<(MonthlyScorecard, MonthlyScorecard?)> children = [];
        foreach (var child in new ScorecardTree(catalogue.Scorecards).Children(now.Scorecard).Where(c => c.IsActive(now.Month)))
        {
            if (await read(child.Id, now.Month, ct) is { } below)
            {
                children.Add((below, await BeforeAsync(below)));
            }
        }

        return new PlausibilityWarnings((await BuiltInCatalogue.ReadAsync(ct)).Plausibility, catalogue).Find(now, await BeforeAsync(now), children);

        async Task<MonthlyScorecard?> BeforeAsync(MonthlyScorecard of) =>
            of.Month == Month.First ? null : await read(of.Scorecard, of.Month.Previous(), ct);
    }
}
