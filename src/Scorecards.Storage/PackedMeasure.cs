using Scorecards.Domain;

namespace Scorecards.Storage;

readonly record struct PackedMeasure(
    string Indicator, long Row, decimal? Numerator, decimal? Denominator, decimal? Value, bool? IsUnrounded, string? NoValue, bool? IsSecondHand,
    bool? IsConfirmed, string? Reason, bool? IsCounted = null, string? Unit = null, string? Sheet = null)
{
    public static PackedMeasure From(Measure m, string? sheet, long row)
    {
        // Not what follows: a quotient of 28 digits would be a third of a row.
        var figure = m.Unit is null ? m.Figure : null;
        return new PackedMeasure(
            m.Indicator.Value, row, m.Numerator, m.Denominator, figure?.Value, figure?.IsUnrounded, m.NoValue, m.IsSecondHand ? true : null,
            m.IsConfirmed ? true : null, m.Reason, m.IsCounted ? true : null, m.Unit?.Name, sheet);
    }

    /// <summary>Whether it is what a row states. The row of the same number on another sheet states it in another way.</summary>
    public bool IsOf(Measure m, long row) =>
        Row == row && m.Indicator == Indicator && m.StatedAs == Unpack(m.Scorecard, m.Month).StatedAs;

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
        Unit = Unit is null ? null : Domain.Unit.Find(Unit),
        IsCounted = IsCounted ?? false,
    };
}
