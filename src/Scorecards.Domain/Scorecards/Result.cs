namespace Scorecards.Domain;

/// <summary>One indicator of a scorecard in a month, rated. Null = unknown.</summary>
public sealed record Result
{
    /// <summary>A percentage of fewer than these 20 "swings widely" (docs/domain.md, Small numbers).</summary>
    public const decimal SmallBase = 20m;

    /// <summary>What is shown of 0 of 0.</summary>
    public const string NoneToCount = "none to count";

    /// <summary>The indicator as the catalogue has it.</summary>
    public required Indicator Indicator { get; init; }

    /// <summary>0 or more; null = unknown, or the value follows from a formula.</summary>
    public decimal? Numerator { get; init; }

    /// <summary>0 or more; null = unknown, or the value follows from a formula.</summary>
    public decimal? Denominator { get; init; }

    /// <summary>The value in the indicator's unit; null = missing, without a value, or withheld.</summary>
    public Figure? Figure { get; init; }

    /// <summary>Why there is no figure, as the source writes it (docs/domain.md, Missing figures).</summary>
    public string? NoValue { get; init; }

    /// <summary>The figure of the month before; null = unknown, or a year-to-date figure that begins again.</summary>
    public Figure? Previous { get; init; }

    /// <summary>The target in force in the month, in the indicator's unit.</summary>
    public decimal? Target { get; init; }

    /// <summary>Null = not rated: no figure, no target, or an indicator without judgement.</summary>
    public Rating? Rating { get; init; }

    /// <summary>Null = no figure this month or the month before, or an indicator without judgement.</summary>
    public Travel? Travel { get; init; }

    /// <summary>Null where there is no figure; for a formula, the newest of the figures that it follows from.</summary>
    public Source? Source { get; init; }

    /// <summary>Whether the row of the figure says that it is right, however implausible.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Why the row of the figure states it, as a person wrote it; null = it does not say. No part of the data answers.</summary>
    public string? StatedReason { get; init; }

    /// <summary>Whether the value is a percentage of a small base: too few to read much into a change.</summary>
    public bool IsSmallBase => Indicator.Unit == Unit.Percent && Figure is not null && Denominator < SmallBase;

    /// <summary>Whether the figures exist and are withheld from the reader.</summary>
    public bool IsSuppressed { get; init; }

    /// <summary>Whether the denominator is stated as 0: there was nothing to count, nothing is missing (docs/domain.md, Missing figures).</summary>
    public bool IsNoneToCount => Figure is null && NoValue is null && !IsSuppressed && Denominator == 0;

    /// <summary>Whether the month's file says something about it: a figure, a symbol, or that there was nothing to count.</summary>
    public bool IsStated => Figure is not null || NoValue is not null || IsNoneToCount;

    /// <summary>
    /// Why there is no figure: the source's symbol; <c>none</c> where there was nothing to count, <c>no value</c> where there was something and
    /// nothing to divide it by; <c>c</c> for a withheld figure, whatever it is withheld for.
    /// </summary>
    public string? Reason =>
        IsSuppressed ? Suppression.Reason : Figure is not null ? null : IsNoneToCount && Numerator is not > 0 ? "none" : Shown;

    /// <summary>The figure as printed, with its unit; null = there is none.</summary>
    public string? Display => Figure is { } figure ? Indicator.Display(figure) : null;

    /// <summary>The figure as printed, or what is stated in its place; null = nothing is.</summary>
    public string? Shown => Display ?? NoValue ?? (!IsNoneToCount ? null : Numerator > 0 ? "no value" : NoneToCount);

    /// <summary>The figure of the month before as printed, with its unit; null = there is none.</summary>
    public string? PreviousDisplay => Previous is { } previous ? Indicator.Display(previous) : null;

    /// <summary>The target as printed, with its unit; null = there is none.</summary>
    public string? TargetDisplay => Target is decimal target ? Indicator.DisplayTarget(target) : null;
}
