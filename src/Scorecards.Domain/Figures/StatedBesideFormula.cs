using System.Globalization;

namespace Scorecards.Domain;

/// <summary>
/// A figure, or a symbol in place of one, that is stated of an indicator with a formula, and what the formula gives (docs/domain.md, Arithmetic).
/// </summary>
/// <param name="Said">The stated figure or symbol.</param>
/// <param name="Newest">The newest of the figures in the formula.</param>
/// <param name="Formula">The indicator's.</param>
/// <param name="Given">What the formula gives. Where it is unrounded it counts, else the stated figure does.</param>
/// <param name="Agrees">Whether both may be right, at the decimals that they are known with.</param>
public sealed record StatedBesideFormula(StatedMeasure Said, StatedMeasure Newest, Formula Formula, Figure Given, bool Agrees)
{
    const string ToHaveUploadsCount = "To have uploaded figures of the indicator count, upload its indicator row without the formula";

    /// <summary>Whether no figure is stated, so that nothing is lost: that it has no effect concerns only those who stated it.</summary>
    public bool IsSymbol => Said.Measure.Figure is null;

    /// <summary>Whether the stated figure is another than the formula gives. One that counts may be confirmed.</summary>
    public bool IsWarnedOf => !Agrees && (Given.IsUnrounded || !Said.Measure.IsConfirmed);

    /// <summary>Whether the stated figure does not count, and nothing is lost by that.</summary>
    public bool IsNotNeeded => Agrees && Given.IsUnrounded;

    string Gives => $"the formula of {Said.Measure.Indicator}, {Formula}, gives {Text(Given.Value)}";

    string ThisOne => Newest.Measure.IsCounted ? "the records" : "this one";

    /// <summary>Whether the entry of a place states the figure.</summary>
    public bool IsSaidAt(long place) => Said.Rank.Place == place;

    /// <summary>Whether the newest of the figures in the formula is of the entry of a place.</summary>
    public bool IsFollowedFrom(long place) => Newest.Rank.Place == place;

    /// <summary>
    /// For the receipt of the upload that brings it about: at the row of the stated figure, or of the newest one in the formula. An upload that has
    /// neither brings the formula, or the indicators in it: the warning is at no row.
    /// </summary>
    /// <param name="place">The upload's.</param>
    public WarnedRow ToWarning(long place) => IsSaidAt(place)
        ? Warn(
            Said,
            (Given.IsUnrounded, IsSymbol) switch
            {
                (true, true) => $"has no effect: {Gives}, and that counts, as all figures in it are known unrounded. "
                    + (Newest.Measure.IsCounted ? "" : $"To take it away, write {Measure.Withdrawn} as the value of one of these. ")
                    + ToHaveUploadsCount,
                (true, _) => $"is not used: {Gives}, and that counts, as all figures in it are known unrounded. Correct these, or this row. "
                    + ToHaveUploadsCount,
                _ => $"is used, but {Gives}. Correct this row, or the figures in the formula. If this row is right, upload it again with "
                    + "confirmed = yes",
            })
        : IsFollowedFrom(place)
        ? Warn(Newest, $"with it {Both} {Counts(ThisOne)}")
        : new WarnedRow(Said.Source, RowFigure.From(Said.Measure), new Fault(0, "formula", Formula.Text, About(Said.Measure, Both)
            + $" {Counts("the formula")}{(Given.IsUnrounded ? $". {ToHaveUploadsCount}" : "")}"));

    string Both => $"{Gives}, and {Said.Source.RowWords()} gives {Text(Said.Measure.Figure?.Value)}.";

    string Counts(string other) => Given.IsUnrounded
        ? $"What the formula gives counts, as all figures in it are known unrounded now. Correct that row, or {other}"
        : $"That row is used. Correct it, or {other}. If it is right, upload it again with confirmed = yes";

    static WarnedRow Warn(StatedMeasure at, string reason)
    {
        var (m, hasCounts) = (at.Measure, at.Measure.StatedAs == StatedAs.Counts || at.Measure.Numerator is not null);
        return new WarnedRow(at.Source, RowFigure.From(m), at.Source.ToFault(
            hasCounts ? "numerator" : "value", m.NoValue ?? Text(hasCounts ? m.Numerator : m.Figure?.Value), About(m, reason)));
    }

    static string About(Measure m, string reason) => $"{m.Indicator}, {m.Scorecard}, {m.Month.ToLongString()}: {reason}";

    static string Text(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
