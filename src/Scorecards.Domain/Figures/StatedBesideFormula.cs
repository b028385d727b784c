using System.Globalization;

namespace Scorecards.Domain;

/// <summary>A figure that is stated of an indicator with a formula, and what the formula gives (docs/domain.md, Arithmetic).</summary>
/// <param name="Said">The stated figure.</param>
/// <param name="Newest">The newest of the figures in the formula.</param>
/// <param name="Formula">The indicator's.</param>
/// <param name="Given">What the formula gives. Where it is unrounded it counts, else the stated figure does.</param>
/// <param name="Agrees">Whether both may be right, at the decimals that they are known with.</param>
public sealed record StatedBesideFormula(StatedMeasure Said, StatedMeasure Newest, Formula Formula, Figure Given, bool Agrees)
{
    /// <summary>Whether the stated figure is another than the formula gives. One that counts may be confirmed.</summary>
    public bool IsWarnedOf => !Agrees && (Given.IsUnrounded || !Said.Measure.IsConfirmed);

    /// <summary>Whether the stated figure does not count, and nothing is lost by that.</summary>
    public bool IsNotNeeded => Agrees && Given.IsUnrounded;

    string Gives => $"the formula of {Said.Measure.Indicator}, {Formula}, gives {Text(Given.Value)}";

    string ThisOne => Newest.Measure.IsCounted ? "the records" : "this one";

    /// <summary>Whether the entry of a place states the figure.</summary>
    public bool IsSaidAt(long place) => Said.Rank.Place == place;

    /// <summary>For the receipt of the upload that has one of them: at the row of the stated figure, or of the newest one in the formula.</summary>
    /// <param name="place">The upload's.</param>
    public WarnedRow ToWarning(long place) => IsSaidAt(place)
        ? Warn(
            Said,
            Given.IsUnrounded
                ? $"is not used: {Gives}, and that counts, as all figures in it are known unrounded. Correct these, or this row. "
                    + "To have uploaded figures of the indicator count, upload its indicator row without the formula"
                : $"is used, but {Gives}. Correct this row, or the figures in the formula. If this row is right, upload it again with "
                    + "confirmed = yes")
        : Warn(
            Newest,
            $"with it {Gives}, and {Said.Source.RowWords()} gives {Text(Said.Measure.Figure?.Value)}. "
            + (Given.IsUnrounded
                ? $"What the formula gives counts, as all figures in it are known unrounded now. Correct that row, or {ThisOne}"
                : $"That row is used. Correct it, or {ThisOne}. If it is right, upload it again with confirmed = yes"));

    static WarnedRow Warn(StatedMeasure at, string reason)
    {
        var (m, hasCounts) = (at.Measure, at.Measure.StatedAs == StatedAs.Counts || at.Measure.Numerator is not null);
        return new WarnedRow(at.Source, RowFigure.From(m), new Fault(
            at.Source.Row, hasCounts ? "numerator" : "value", Text(hasCounts ? m.Numerator : m.Figure?.Value),
            $"{m.Indicator}, {m.Scorecard}, {m.Month.ToLongString()}: {reason}"));
    }

    static string Text(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
