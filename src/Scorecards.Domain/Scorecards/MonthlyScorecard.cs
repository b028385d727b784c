namespace Scorecards.Domain;

/// <summary>One indicator of a scorecard in a month, rated. What is unknown is null.</summary>
public sealed record Result
{
    /// <summary>A percentage of fewer than these "swings wildly" (domain/indicators.md E, Small numbers).</summary>
    public const decimal SmallBase = 20m;

    public required Indicator Indicator { get; init; }

    public decimal? Numerator { get; init; }

    public decimal? Denominator { get; init; }

    public Figure? Figure { get; init; }

    /// <summary>Why there is no figure, as the source writes it.</summary>
    public string? NoValue { get; init; }

    /// <summary>The month before.</summary>
    public Figure? Previous { get; init; }

    /// <summary>In force in the month, in the indicator's unit.</summary>
    public decimal? Target { get; init; }

    public Rating? Rating { get; init; }

    public Travel? Travel { get; init; }

    /// <summary>Null where there is no figure; for a formula, the newest of the figures it follows from.</summary>
    public Source? Source { get; init; }

    /// <summary>Whether the value is a percentage of a small base: too few to read much into a change.</summary>
    public bool IsSmallBase => Indicator.Unit == Unit.Percent && Denominator < SmallBase;

    /// <summary>Set where the figures are there and are not given to the reader.</summary>
    public SuppressedAs? Suppressed { get; init; }

    /// <summary>
    /// Why there is no figure: the source's symbol, or <c>c</c> (a small number), <c>secondary</c> or <c>unchecked</c> where it is suppressed.
    /// </summary>
    public string? Reason => Suppressed switch
    {
        null => Figure is null ? NoValue : null,
        SuppressedAs.SmallNumber => "c",
        SuppressedAs.Secondary => "secondary",
        _ => "unchecked",
    };

    public string? Display => Figure is { } figure ? Indicator.Display(figure.Value) : null;

    public string? PreviousDisplay => Previous is { } previous ? Indicator.Display(previous.Value) : null;

    public string? TargetDisplay => Target is decimal target ? Indicator.DisplayTarget(target) : null;
}

/// <summary>A scorecard of one month: its results in printed order and its summary.</summary>
/// <param name="Edition">0 until the month was issued; each change after that makes the next.</param>
public sealed record MonthlyScorecard(string Scorecard, string Name, Month Month, int Edition, Summary Summary, IReadOnlyList<Result> Results)
{
    /// <summary>The calculation that made the results, as a W3C traceparent; null = none is known.</summary>
    public string? Trace { get; init; }

    public string SummaryText => Summary.Text(Name, Month);

    /// <summary>The results by section, in printed order.</summary>
    public IEnumerable<IGrouping<Section, Result>> Sections => Results.GroupBy(r => r.Indicator.Section);
}
