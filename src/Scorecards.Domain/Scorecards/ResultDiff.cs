namespace Scorecards.Domain;

/// <summary>One indicator in two editions of a month.</summary>
/// <param name="Was">Null: it was not on the scorecard.</param>
/// <param name="Now">Null: it is no longer on the scorecard. One of the two is there.</param>
public sealed record ResultDiff(Result? Was, Result? Now)
{
    public Indicator Indicator => (Now ?? Was)!.Indicator;

    /// <summary>As displayed, or what is stated in its place; null = neither.</summary>
    public string? ShownBefore => Was?.Shown;

    /// <inheritdoc cref="ShownBefore"/>
    public string? ShownNow => Now?.Shown;

    public bool IsRatingChanged => Was?.Rating != Now?.Rating;

    public bool IsTravelChanged => Was?.Travel != Now?.Travel;

    /// <summary>Whether what a reader sees in place of the figure is another.</summary>
    public bool IsFigureChanged => Was is null || Now is null || ShownBefore != ShownNow;

    /// <summary>Whether the displayed figure, where there is one, is another.</summary>
    public bool IsDisplayChanged => Was?.Display != Now?.Display;

    /// <summary>Whether anything is another, also what no reader sees.</summary>
    public bool IsChanged =>
        IsRatingChanged || IsTravelChanged || IsDisplayChanged || ShownBefore != ShownNow || Was?.Figure != Now?.Figure
        || Was?.Numerator != Now?.Numerator || Was?.Denominator != Now?.Denominator;
}
