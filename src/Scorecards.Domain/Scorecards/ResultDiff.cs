namespace Scorecards.Domain;

/// <summary>One indicator in two editions of a month.</summary>
/// <param name="Was">Null: it was not on the scorecard.</param>
/// <param name="Now">Null: it is no longer on the scorecard. One of the two is there.</param>
public sealed record ResultDiff(Result? Was, Result? Now)
{
    public Indicator Indicator => (Now ?? Was)!.Indicator;

    /// <summary>As displayed, or the symbol in its place; null = neither.</summary>
    public string? ShownBefore => Was?.Display ?? Was?.NoValue;

    /// <inheritdoc cref="ShownBefore"/>
    public string? ShownNow => Now?.Display ?? Now?.NoValue;

    public bool IsRatingChanged => Was?.Rating != Now?.Rating;

    public bool IsTravelChanged => Was?.Travel != Now?.Travel;

    /// <summary>Whether what a reader sees in place of the figure is another.</summary>
    public bool IsFigureChanged => Was is null || Now is null || ShownBefore != ShownNow;

    /// <summary>Whether the displayed figure, where there is one, is another.</summary>
    public bool IsDisplayChanged => Was?.Display != Now?.Display;

    /// <summary>Whether anything is another, also what no reader sees.</summary>
    public bool IsChanged =>
        IsRatingChanged || IsTravelChanged || IsDisplayChanged || Was?.NoValue != Now?.NoValue || Was?.Figure != Now?.Figure
        || Was?.Numerator != Now?.Numerator || Was?.Denominator != Now?.Denominator;
}
