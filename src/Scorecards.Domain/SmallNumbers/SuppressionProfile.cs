namespace Scorecards.Domain;

/// <summary>Which numbers are small for readers outside, and how the others are rounded (docs/domain.md, Small numbers).</summary>
/// <param name="Threshold">5 or 10 children.</param>
/// <param name="IsInclusive">Whether the threshold itself is small: the Department for Education replaces 1 to 5.</param>
/// <param name="RoundTo">5 or 10: numerators and denominators are rounded to its multiples.</param>
public sealed record SuppressionProfile(int Threshold, bool IsInclusive = true, int RoundTo = SuppressionProfile.UsualRoundTo)
{
    /// <summary>As the health service rounds its counts below the national level.</summary>
    public const int UsualRoundTo = 5;

    /// <summary>What a reader should know of the numbers.</summary>
    public string Text => $"Numbers from 1 to {(IsInclusive ? Threshold : Threshold - 1)}, and those that would be rounded to one of these, are "
        + $"withheld. Others are rounded to the nearest {RoundTo}. Ratings and directions of travel come from the exact numbers.";

    /// <summary>Whether a count is small. Zero never is: zeros are shown. Posts may be fractions, so anything above zero counts.</summary>
    public bool IsSmall(decimal count) => Math.Abs(count) is var size && size > 0 && (IsInclusive ? size <= Threshold : size < Threshold);

    /// <summary>The nearest multiple; half way, the one further from zero.</summary>
    public decimal Rounded(decimal count) => Math.Round(count / RoundTo, MidpointRounding.AwayFromZero) * RoundTo;

    /// <summary>Whether a count is not given: it is small, or would be given as a small number, as 6 and 7 are nearest to 5.</summary>
    public bool IsWithheld(decimal count) => count != 0 && (IsSmall(count) || Rounded(count) is var given && (given == 0 || IsSmall(given)));
}
