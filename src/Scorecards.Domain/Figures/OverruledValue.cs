using System.Globalization;

namespace Scorecards.Domain;

/// <summary>
/// A value that does not count: it does not agree with the numerator and denominator in force (docs/domain.md, Arithmetic), is a symbol where there
/// is a figure (docs/domain.md, Missing figures), or records and an upload say different things (docs/domain.md, Figures from records).
/// </summary>
/// <param name="Said">What does not count.</param>
/// <param name="InForce">What goes on counting.</param>
public sealed record OverruledValue(StatedMeasure Said, StatedMeasure InForce)
{
    const string ToHaveUploadsCount = "To have uploaded figures count, write uploads as figures_from of the indicator";

    /// <summary>Whether records have taken the place of an uploaded figure, and not only of a symbol for none.</summary>
    public bool IsByCount => InForce.Measure.IsCounted && Said.Measure is { IsCounted: false } and not { Figure: null, Numerator: null };

    /// <summary>
    /// Whether it is a symbol in place of a figure, uploaded or counted: its row is not refused, as nothing that it states is lost. Numbers beside
    /// the symbol are, where records give others.
    /// </summary>
    public bool IsSymbol => !Said.Measure.IsCounted && MeasuresInForce.IsSymbol(Said.Measure)
        && !(InForce.Measure.IsCounted && Said.Measure.Numerator is not null);

    /// <summary>For the receipt of the upload that stated it: the row is refused after all; a symbol is warned of.</summary>
    public Fault ToFault() => Said.Source.ToFault("value", Said.Measure.NoValue ?? Text(Said.Measure.Figure?.Value), Reason());

    /// <summary>For the receipt of the upload that stated a symbol: it is warned of.</summary>
    public WarnedRow ToWarnedSymbol() => new(Said.Source, RowFigure.From(Said.Measure), ToFault());

    /// <summary>For the receipt of the count that has taken its place: the row of the count, which names both figures.</summary>
    public WarnedRow ToWarning() => new(
        InForce.Source, RowFigure.From(InForce.Measure), InForce.Source.ToFault(
            "numerator", Text(InForce.Measure.Numerator),
            $"replaces {Figures(Said.Measure)}, which {Said.Source.RowWords()} gives for {Place()}: the records give "
            + $"{Figures(InForce.Measure)}, and these count. {ToHaveUploadsCount}"));

    string Reason() => (Said.Measure.IsCounted, InForce.Measure.IsCounted) switch
    {
        (false, true) when IsSymbol => $"is not a figure, and the records give one for {Place()}: {Figures(InForce.Measure)}. "
            + "This goes on counting, as where a table only withholds it. "
            + $"To take it away, write uploads as figures_from of the indicator, and {Measure.Withdrawn} as the value",
        (false, true) => $"{Differs()}: the records give {Figures(InForce.Measure)}, and these count. Correct the records, or this row. "
            + ToHaveUploadsCount,
        (true, false) => $"{Differs()}: {InForce.Source.RowWords()} gives {Figures(InForce.Measure)}, and the indicator says that uploads count",
        _ when IsSymbol => $"is not a figure, and {InForce.Source.RowWords()} has one for {Place()}: {Figures(InForce.Measure)}. "
            + $"This goes on counting, as where a table only withholds it. To take it away, write {Measure.Withdrawn} as the value",
        _ => $"does not agree with numerator and denominator in force for {Place()}: {Figures(InForce.Measure)}. "
            + "These stay, and what else the row states counts. To correct them, upload numerator and denominator",
    };

    string Differs() => $"differs for {Place()}";

    string Place() => $"{InForce.Measure.Indicator} of {InForce.Measure.Scorecard}, {InForce.Measure.Month.ToLongString()}";

    static string Figures(Measure measure)
    {
        var value = measure.Figure?.Value.ToString("0.####", CultureInfo.InvariantCulture) ?? "no value";
        return measure is { Numerator: { } numerator, Denominator: { } denominator }
            ? $"{value} ({Text(numerator)} over {Text(denominator)})"
            : value;
    }

    static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
