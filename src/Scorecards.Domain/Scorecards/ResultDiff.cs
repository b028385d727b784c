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

    /// <summary>Whether numerator or denominator is another.</summary>
    public bool IsCountChanged => Was?.Numerator != Now?.Numerator || Was?.Denominator != Now?.Denominator;

    /// <summary>
    /// Whether what is stated is another, however it is shown. By another unit or with other decimals the same statement is shown as another figure,
    /// and two statements may be shown as the same one.
    /// </summary>
    public bool IsStatementChanged => IsCountChanged || Was?.NoValue != Now?.NoValue || (Was?.Figure is null) != (Now?.Figure is null)
        || Was?.Figure?.Decimals != Now?.Figure?.Decimals || (!IsOtherByUnit && Was?.Figure?.Value != Now?.Figure?.Value);

    /// <summary>Whether the same figure was known as displayed only, and is known unrounded.</summary>
    public bool IsMoreExact =>
        Was?.Figure is { IsUnrounded: false } && Now?.Figure is { IsUnrounded: true } && ShownBefore == ShownNow;

    /// <summary>Whether anything is another, also what no reader sees.</summary>
    public bool IsChanged =>
        IsRatingChanged || IsTravelChanged || IsDisplayChanged || ShownBefore != ShownNow || Was?.Figure != Now?.Figure || IsCountChanged;

    /// <summary>Whether the same numerator and denominator make another value in another unit.</summary>
    bool IsOtherByUnit => Was is { Numerator: not null, Denominator: not null } && Was.Indicator.Unit != Now?.Indicator.Unit;
}
