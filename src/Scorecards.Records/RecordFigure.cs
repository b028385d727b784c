using Scorecards.Domain;

namespace Scorecards.Records;

/// <summary>What an indicator is for one slice and basis in a month.</summary>
/// <param name="SliceCode">The code of team.csv; null = the whole county.</param>
/// <param name="Numerator">Negative only for posts-unfilled, where more is filled than there should be.</param>
/// <param name="Denominator">Null for a count, and for a rate where the population is not known.</param>
public sealed record RecordFigure(
    IndicatorId Indicator, Slice Slice, string? SliceCode, UascBasis Uasc, decimal Numerator, decimal? Denominator);
