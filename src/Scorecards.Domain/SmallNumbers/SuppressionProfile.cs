namespace Scorecards.Domain;

/// <summary>Which numbers are small for readers outside (docs/domain.md, Small numbers).</summary>
/// <param name="Threshold">5 or 10 children.</param>
/// <param name="IsInclusive">Whether the threshold itself is small: the Department for Education replaces 1 to 5.</param>
public sealed record SuppressionProfile(int Threshold, bool IsInclusive = true)
{
    /// <summary>Whether a count is small. Zero never is: zeros are shown. Posts may be fractions, so anything above zero counts.</summary>
    public bool IsSmall(decimal count) => Math.Abs(count) is var size && size > 0 && (IsInclusive ? size <= Threshold : size < Threshold);
}
