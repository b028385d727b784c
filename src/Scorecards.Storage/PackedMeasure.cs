using Scorecards.Domain;

namespace Scorecards.Storage;

readonly record struct PackedMeasure(
    string Indicator, long Row, decimal? Numerator, decimal? Denominator, decimal? Value, bool? IsUnrounded, string? NoValue, bool? IsSecondHand,
    bool? IsConfirmed, string? Reason, bool? IsCounted = null)
{
    public static PackedMeasure From(Measure m, long row) => new(
        m.Indicator.Value, row, m.Numerator, m.Denominator, m.Figure?.Value, m.Figure?.IsUnrounded, m.NoValue, m.IsSecondHand ? true : null,
        m.IsConfirmed ? true : null, m.Reason, m.IsCounted ? true : null);

    public Measure Unpack(ScorecardId scorecard, Month month) => new()
    {
        Scorecard = scorecard,
        Indicator = Indicator,
        Month = month,
        Numerator = Numerator,
        Denominator = Denominator,
        Figure = Value is decimal value ? new Figure(value, IsUnrounded ?? false) : null,
        NoValue = NoValue,
        IsSecondHand = IsSecondHand ?? false,
        IsConfirmed = IsConfirmed ?? false,
        Reason = Reason,
        IsCounted = IsCounted ?? false,
    };
}
