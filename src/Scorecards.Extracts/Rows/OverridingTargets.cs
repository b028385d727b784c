using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Scorecards' own targets that go on counting there in place of a target for all scorecards which begins later.</summary>
static class OverridingTargets
{
    /// <summary>A sentence for each target for all that an upload states, or whose overriding own target it states.</summary>
    /// <param name="rows">The upload's targets.</param>
    /// <param name="catalogue">Without them.</param>
    public static IEnumerable<string> Find(IReadOnlyList<(Target Target, long Row)> rows, Catalogue catalogue)
    {
        var after = new Catalogue(catalogue.Indicators, catalogue.Targets.Concat(rows.Select(r => r.Target)), catalogue.Scorecards);
        var byTarget = rows.ToDictionary(r => r.Target, r => r.Row);
        foreach (var ofIndicator in after.Targets.GroupBy(t => t.Indicator))
        {
            foreach (var general in ofIndicator.Where(t => t.Scorecard is null))
            {
                var own = FindOwn(ofIndicator, general).ToList();
                long? row = byTarget.TryGetValue(general, out var itself) ? itself
                    : own.Where(byTarget.ContainsKey).Select(o => (long?)byTarget[o]).FirstOrDefault();
                if (row is not null && own.Count > 0)
                {
                    yield return $"Row {row}: {general.Indicator} of all scorecards has a target from {IsoDays.TextOf(general.EffectiveFrom)} on. "
                        + $"It does not count for {string.Join(", ", own.Select(Said))}: a target of their own goes before it. "
                        + "To end one, upload it again with its last day in the column effective_to.";
                }
            }
        }
    }

    /// <summary>Each scorecard's own target in force when the one for all begins.</summary>
    static IEnumerable<Target> FindOwn(IEnumerable<Target> ofIndicator, Target general) =>
        from own in ofIndicator
        where own.Scorecard is not null && own.EffectiveFrom < general.EffectiveFrom
        group own by own.Scorecard!.Value into ofScorecard
        select ofScorecard.MaxBy(t => t.EffectiveFrom) into latest
        where !latest.HasEnded(general.EffectiveFrom)
        orderby latest.Scorecard
        select latest;

    static string Said(Target own) => $"{own.Scorecard} (since {IsoDays.TextOf(own.EffectiveFrom)})";
}
