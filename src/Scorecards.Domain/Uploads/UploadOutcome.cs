namespace Scorecards.Domain;

/// <summary>What an upload has led to, once every scorecard's month that follows from it is calculated.</summary>
/// <param name="Changes">The latest months first, at most the number that a receipt shows.</param>
/// <param name="IsNothing">Whether it has months and every one of them is as before: it brought no edition either.</param>
/// <param name="Overruled">Values that do not count after all, since they do not agree with the counts in force.</param>
/// <param name="Warnings">
/// Of the figures that it states, and the first of the uploaded figures that it replaces, has a symbol for, or that a formula contradicts.
/// </param>
/// <param name="NotLookedAt">How many months that it states were not looked through for warnings, the earliest ones of a long history.</param>
/// <param name="Replaced">
/// Of a count, how many uploaded figures it has taken the place of; of an upload, in place of how many figures it has a symbol; and how many
/// figures are contradicted by a formula.
/// </param>
/// <param name="NotNeeded">
/// The indicators of the figures that it states, or brings the formula of, and that do not count, as a formula gives the same unrounded: each as
/// often as there are such figures.
/// </param>
public sealed record UploadOutcome(
    IReadOnlyList<ScorecardChange> Changes, bool IsNothing, IReadOnlyList<OverruledValue> Overruled, IReadOnlyList<WarnedRow> Warnings,
    int NotLookedAt, int Replaced, IReadOnlyList<IndicatorId> NotNeeded)
{
    /// <summary>The rows as they are with those refused after all; each counts once.</summary>
    /// <param name="rows">As they were when the file was read.</param>
    public RowCounts Rows(RowCounts rows)
    {
        var refused = Overruled.Select(o => o.Said.Source).Distinct().Count();
        return rows with { Accepted = rows.Accepted - refused, Refused = rows.Refused + refused };
    }
}
