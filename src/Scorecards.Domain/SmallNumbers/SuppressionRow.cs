namespace Scorecards.Domain;

/// <summary>A relation in one kind of count. Its rest is the total minus its parts.</summary>
sealed record SuppressionRow(SuppressionCell Total, IReadOnlyList<SuppressionCell> Parts, bool IsRestSmall)
{
    readonly HashSet<SuppressionCell> parts = [.. Parts];

    public bool Contains(SuppressionCell cell) => Total == cell || parts.Contains(cell);

    public bool HasHidden() => Total.IsHidden || Parts.Any(c => c.IsHidden);

    /// <summary>Whether it alone gives away what is hidden: its small rest, or its only hidden member.</summary>
    public bool GivesAway() => IsRestSmall ? !HasHidden() : Parts.Append(Total).Count(c => c.IsHidden) == 1;

    public int SignOf(SuppressionCell cell) => Total == cell ? 1 : parts.Contains(cell) ? -1 : 0;

    /// <returns>
    /// Null where the relation gives nothing away: its rest is large and unknown outside, a number does not exist, or results were withheld before.
    /// </returns>
    public static SuppressionRow? Find(SuppressionProfile profile, int kind, SuppressionCell total, List<SuppressionCell> parts)
    {
        var all = parts.Append(total).ToList();
        if (all.Any(c => c.WasSuppressed || (c.Counts[kind] is null && !c.IsUnknown)))
        {
            return null;
        }

        // With an unknown number the rest is unknown too: zero is the worst case. Posts are rounded, so less than one is zero.
        var rest = all.Any(c => c.IsUnknown) ? 0 : total.Counts[kind]!.Value - parts.Sum(c => c.Counts[kind]!.Value);
        return Math.Abs(rest) < 1 ? new SuppressionRow(total, parts, IsRestSmall: false)
            : profile.IsSmall(rest) ? new SuppressionRow(total, parts, IsRestSmall: true)
            : null;
    }
}
