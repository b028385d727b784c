namespace Scorecards.Domain;

/// <summary>How a published table, with a row for each area, states one of our indicators (docs/extracts.md, mapping).</summary>
public sealed record Mapping
{
    /// <summary>The key, such as <c>dfe-cla-rate</c>; compared without regard to case.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the indicator that the table gives.</summary>
    public required IndicatorId Indicator { get; init; }

    /// <summary>The month in which a year of the table ends, 1 to 12: its figures are of that month.</summary>
    public required int YearEnd { get; init; }

    /// <summary>The id of the scorecard that every row is of; null = <see cref="ScorecardColumn"/> says it.</summary>
    public ScorecardId? Scorecard { get; init; }

    /// <summary>Their column with a scorecard's id, name or slice code; null = <see cref="Scorecard"/> says it.</summary>
    public string? ScorecardColumn { get; init; }

    /// <summary>Their column with the year; null = each year is a column of its own, with the value.</summary>
    public string? PeriodColumn { get; init; }

    /// <summary>Their column with the numerator; null = none.</summary>
    public string? NumeratorColumn { get; init; }

    /// <summary>Their column with the denominator; null = none.</summary>
    public string? DenominatorColumn { get; init; }

    /// <summary>Their column with the value; null = none.</summary>
    public string? ValueColumn { get; init; }

    /// <summary>Which rows are meant, such as <c>geographic_level = Local authority; sex = Total</c>; null = all.</summary>
    public string? Filter { get; init; }
}
