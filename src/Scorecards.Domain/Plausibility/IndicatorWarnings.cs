namespace Scorecards.Domain;

/// <summary>Finds indicators of an upload that change months which are issued already (docs/domain.md, Plausibility). Pure.</summary>
/// <param name="rules">Those of severity warning count here.</param>
/// <param name="before">The catalogue without the upload.</param>
public sealed class IndicatorWarnings(PlausibilityRules rules, Catalogue before)
{
    /// <param name="stated">The upload's, with their rows and sheets.</param>
    /// <param name="issued">The months that are issued, in the order in which they are named.</param>
    public IReadOnlyList<Fault> Find(
        IReadOnlyList<(Indicator Indicator, long Row, string? Sheet)> stated, IReadOnlyList<ScorecardMonth> issued) =>
        [
            .. stated.Select(i => FindDatedBack(i.Indicator, i.Row, issued) is { } fault ? fault with { Sheet = i.Sheet } : null).OfType<Fault>(),
        ];

    Fault? FindDatedBack(Indicator now, long row, IReadOnlyList<ScorecardMonth> issued)
    {
        if (rules.Bound(PlausibilityRules.IndicatorDatedBack, Severity.Warning, now) is null)
        {
            return null;
        }

        var was = before.Indicator(now.Id);
        List<string> others = was is null ? [] : [.. OtherColumns(was, now)];
        List<ScorecardMonth> changed =
        [
            .. issued.Where(m => was?.IsActive(m.Month) == true
                ? others.Count > 0 || !now.IsActive(m.Month)
                : now.IsActive(m.Month)),
        ];
        if (changed.Count == 0)
        {
            return null;
        }

        var what = others.Count == 0 ? "" : $"by another {string.Join(" and ", others)} ";
        var remedy = was is null ? "upload the row again with their first day in active_from"
            : others.Count == 0 ? "correct active_from and active_to and upload the row again"
            : "upload the row as it was, and give the new definition an id of its own, with its first day in active_from";
        var alone = others.Contains("unit") ? ". A figure that is known as a value alone keeps its number: upload it again in the new unit" : "";
        return new Fault(
            row, "indicator", now.Id.Value,
            $"{now.Id}: changes {what}months that are issued already: {IssuedMonths.Write(changed)}. "
            + $"If only later months are meant, {remedy}{alone}");
    }

    /// <summary>The columns by which the same figure is another, or shown or judged as another.</summary>
    static IEnumerable<string> OtherColumns(Indicator was, Indicator now) =>
        new (string Name, bool IsOther)[]
        {
            ("polarity", was.Polarity != now.Polarity), ("basis", was.Basis != now.Basis), ("unit", was.Unit != now.Unit),
            ("decimals", was.Decimals != now.Decimals), ("formula", was.Formula?.Text != now.Formula?.Text),
            ("figures_from", was.PrefersUploads != now.PrefersUploads),
        }.Where(column => column.IsOther).Select(column => column.Name);
}
