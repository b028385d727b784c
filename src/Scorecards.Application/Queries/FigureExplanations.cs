using System.Globalization;
using Scorecards.Application.Records;
using Scorecards.Domain;
using Scorecards.Records;
using Scorecards.Reports;

namespace Scorecards.Application.Queries;

/// <summary>Why a figure is what it is, and rated as it is: definition, parameters, arithmetic, limits, and the uploads that it came from.</summary>
public sealed class FigureExplanations(CountedFigures figures, SuppressedResults suppressed)
{
    /// <param name="functionKeys">Every key in the request.</param>
    public async Task<FigureExplanation> FindAsync(
        string scorecard, string month, string indicator, IEnumerable<string> functionKeys, CancellationToken ct)
    {
        suppressed.RequireWhole(
            functionKeys, "Explanation not given", "Small numbers are withheld for this key. How a figure came about is for council staff only.");
        return Explain(await figures.FindAsync(scorecard, month, indicator, ct));
    }

    /// <summary>For a page of the council's own staff: whole.</summary>
    /// <param name="month">yyyy-MM or <c>latest</c>.</param>
    /// <exception cref="ProblemException">There is no such scorecard, month or indicator.</exception>
    public async Task<ExplainedFigure> FindAsync(string scorecard, string month, string indicator, CancellationToken ct)
    {
        var figure = await figures.FindAsync(scorecard, month, indicator, ct);
        var inputs = figure.Result.Indicator.Formula is { } formula
            ? figure.Whole.Results.Where(r => formula.Indicators.Contains(r.Indicator.Id))
            : [];
        return new ExplainedFigure(figure.Whole, figure.Result, Explain(figure), [.. inputs]);
    }

    static FigureExplanation Explain(CountedFigure figure)
    {
        var (result, target) = (figure.Result, figure.Catalogue.TargetInForce(figure.Result.Indicator.Id, figure.Scorecard.Id, figure.Month));
        var limits = target?.LimitsFor(result.Indicator);
        return new FigureExplanation(
            figure.Scorecard.Id.Value,
            figure.Month.ToString(),
            result.Indicator.Id.Value,
            result.Indicator.Name,
            Arithmetic(figure),
            result.Display,
            result.Rating?.ToString(),
            Reason(result, limits),
            result.Target,
            result.Rating is not null && limits is { } l ? new ExplainedLimits(l.GreenMin, l.GreenMax, l.AmberMin, l.AmberMax) : null,
            result.Indicator.Formula?.Text,
            figure.IsFollowed,
            figure.Definition is { } definition ? Definition(definition, figure) : null,
            [.. Sources(figure)]);
    }

    static ExplainedDefinition Definition(Definition definition, CountedFigure figure) => new(
        definition.Prose,
        definition.Sql,
        figure.IsOwn,
        figure.Count is not null,
        figure.EarlierRules,
        [
            .. RecordScripts.BuiltIn.TimescalesOf(definition, figure.Month)
                .Select(t => new ExplainedTimescale(t.Name, t.Value, t.Unit, t.Meaning, t.EffectiveFrom)),
        ]);

    /// <summary>Of a count the uploads of its tables, else what stated the figure, or the newest one that it follows from.</summary>
    static IEnumerable<ExplainedSource> Sources(CountedFigure figure)
    {
        if (figure is { Count: not null, Definition: { } definition })
        {
            var tables = RecordScripts.BuiltIn.TablesOf(definition);
            return RecordTables.Layers(figure.CountedFrom).Where(layer => tables.Contains(layer.Kind.Table))
                .OrderBy(layer => layer.Kind.Table, StringComparer.Ordinal)
                .Select(layer => new ExplainedSource(
                    layer.Kind.Table, layer.Entry.Path!, layer.Entry.Sha256!, layer.Entry.Received, layer.Entry.RowsOf(layer.Kind.Name), null, null));
        }

        // A count is not among what it was counted from.
        return figure.Result.Source is { } source
            && (figure.Count ?? (figure.CountedFrom.OfBytes(source.Sha256) is { } n ? figure.CountedFrom[n] : null)) is { } stating
            ? [new ExplainedSource(null, source.Extract, source.Sha256, stating.Received, null, source.Sheet, source.Row)]
            : [];
    }

    static string? Arithmetic(CountedFigure figure) => figure.Result switch
    {
        { Indicator.Formula: { } formula } when figure.IsFollowed == true => formula.Text,
        { Numerator: { } n, Denominator: { } d, Indicator.Unit.Factor: { } factor, Figure: { } counted } result =>
            $"{Text(n)} / {Text(d)}{(factor == 1 ? "" : $" × {Text(factor)}")} = {Text(result, counted)}, shown as {result.Display}",
        { Figure: { } stated } result => $"{Text(result, stated)}, shown as {result.Display}",
        _ => null,
    };

    static string Reason(Result result, RatingLimits? limits) => (result, limits) switch
    {
        ({ Figure: null }, _) => "Not rated: there is no figure.",
        (_, null) => result.Indicator.Polarity == Polarity.N ? "Not rated: the indicator has no judgement." : "Not rated: no target is in force.",
        ({ Rating: { } rating, Display: { } display }, { } l) =>
            $"{rating}: {display} as displayed; green is {Range(l.GreenMin, l.GreenMax)}, "
            + $"{(l.HasAmber ? $"amber {Range(l.AmberMin, l.AmberMax)}" : "no amber")}, red otherwise.",
        _ => "Not rated.",
    };

    static string Range(decimal? least, decimal? most) => (least, most) switch
    {
        ({ } a, { } b) => $"from {Text(a)} to {Text(b)}",
        ({ } a, null) => $"{Text(a)} or more",
        (null, { } b) => $"{Text(b)} or less",
        _ => "any value",
    };

    static string Text(Result result, Figure figure) => Text(ScorecardDocuments.Value(result.Indicator, figure));

    /// <summary>Without zeros at its end; the digits are those of the page and the workbook.</summary>
    static string Text(decimal number) => number.ToString("#,0.############", CultureInfo.InvariantCulture);
}
