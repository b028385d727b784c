namespace Scorecards.Domain;

/// <summary>
/// Finds scorecards of an upload that end before months that have figures, or begin after other ones than the month before their first
/// (docs/domain.md, Plausibility). Pure.
/// </summary>
/// <param name="rules">Those of severity warning count here.</param>
/// <param name="before">The catalogue without the upload.</param>
public sealed class ScorecardWarnings(PlausibilityRules rules, Catalogue before)
{
    /// <param name="stated">The upload's, with their rows and sheets.</param>
    /// <param name="withFigures">The months that have figures, in the order in which they are named.</param>
    /// <param name="issued">Those that are issued.</param>
    public IReadOnlyList<Fault> Find(
        IReadOnlyList<(Scorecard Scorecard, long Row, string? Sheet)> stated, IReadOnlyList<ScorecardMonth> withFigures,
        IReadOnlyList<ScorecardMonth> issued) =>
        rules.Bound(PlausibilityRules.ScorecardDatedBack, Severity.Warning) is null ? [] :
        [
            .. stated.Select(s => FindDatedBack(s.Scorecard, s.Row, withFigures, issued) is { } fault ? fault with { Sheet = s.Sheet } : null)
                .OfType<Fault>(),
        ];

    Fault? FindDatedBack(Scorecard now, long row, IReadOnlyList<ScorecardMonth> withFigures, IReadOnlyList<ScorecardMonth> issued)
    {
        var was = before.Scorecard(now.Id);
        List<ScorecardMonth> left =
        [
            .. withFigures.Where(m => m.Scorecard == now.Id && was?.IsActive(m.Month) != false && !now.IsActive(m.Month)),
        ];
        if (left.TrueForAll(m => IsBeforeFirst(now, m.Month) && !issued.Contains(m)))
        {
            return null;
        }

        var (column, day, place, remedy) = left.Exists(m => now.HasEnded(m.Month.LastDay))
            ? ("active_to", now.ActiveTo, "ends before", "last day of the last month")
            : ("active_from", now.ActiveFrom, "begins after", "first day of the first month");
        return new Fault(
            row, column, $"{day:yyyy-MM-dd}",
            $"{now.Id}: {place} months that have figures: {IssuedMonths.Write(left)}. "
            + "What was uploaded of them stays on its pages and in the feed, and is in no mail any more. "
            + $"Write the {remedy} that has figures into {column}, or withdraw these figures");
    }

    /// <summary>Whether a month is the one that the scorecard's first is compared with: its figures are uploaded before active_from is.</summary>
    static bool IsBeforeFirst(Scorecard now, Month month) =>
        now.ActiveFrom?.AddMonths(-1) is { } earlier && (earlier.Year, earlier.Month) == (month.Year, month.Number);
}
