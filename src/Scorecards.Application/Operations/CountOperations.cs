using Scorecards.Application.Counting;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>Counts months again that an administrator names: a history, or months that were issued.</summary>
public sealed class CountOperations(RecordCounting counting, ResultTable results)
{
    const int MostShown = 500;

    /// <param name="from">yyyy-MM, the first month.</param>
    /// <param name="to">yyyy-MM, the last one; blank = the same.</param>
    /// <param name="isPreview">Whether nothing is to be changed: the answer says what would.</param>
    public async Task<object> CalculateAsync(string from, string to, bool isPreview, CancellationToken ct)
    {
        var (first, last) = (Read(nameof(from), from), Read(nameof(to), to == "" ? from : to));
        if (last < first)
        {
            throw new ProblemException(400, "Months backwards", $"{to} is before {from}. Write the first month as from, the last one as to.");
        }

        var (changed, count) = (new List<object>(), 0);
        var months = await counting.CountAsync([.. first.To(last).Reverse()], async file =>
        {
            var differences = await DifferencesAsync(file, ct);
            count += differences.Count;
            changed.AddRange(differences.Take(MostShown - changed.Count));
            return !isPreview;
        }, ct);
        return new
        {
            Preview = isPreview,
            Months = months.Select(month => month.ToString()),
            Figures = count,
            Changed = changed,
        };
    }

    async Task<List<object>> DifferencesAsync(CountedFile file, CancellationToken ct)
    {
        List<object> differences = [];
        var checks = new PlausibilityChecks((await BuiltInCatalogue.ReadAsync(ct)).Plausibility, DateOnly.MaxValue);

        // Of each month, the figures that go are listed after the others.
        foreach (var ofMonth in file.Rows.OrderBy(row => row.Figure is null).GroupBy(row => new ScorecardMonth(row.Scorecard.Id, row.Month)))
        {
            var was = (await results.FindOrDamagedAsync(ofMonth.Key.Scorecard, ofMonth.Key.Month, ct))?.Scorecard?.Results
                .ToDictionary(r => r.Indicator.Id) ?? [];
            differences.AddRange(ofMonth.Select(row => (row.Indicator, row.Figure, Before: was.GetValueOrDefault(row.Indicator.Id)))
                .Where(f => !IsOverruled(f.Indicator, f.Before))
                .Select(f => Difference(
                    ofMonth.Key, f.Before, f.Indicator, f.Figure is { } figure && IsStated(checks, f.Indicator, figure) ? figure : null))
                .OfType<object>());
        }

        return differences;
    }

    /// <summary>Whether an uploaded figure is shown whatever is counted, since the indicator's figures are from uploads.</summary>
    static bool IsOverruled(Indicator indicator, Result? before) => indicator.PrefersUploads && before?.Source?.IsCounted() == false;

    /// <summary>Whether it can be right. Else the figure goes, as in the receipt of the count.</summary>
    static bool IsStated(PlausibilityChecks checks, Indicator indicator, RecordFigure figure)
    {
        var denominator = indicator.Unit == Unit.Count ? null : figure.Denominator;
        return Measure.Check(indicator, figure.Numerator, denominator, null, out _) is null
            && (denominator == 0 || checks.FindFault(indicator, figure.Numerator, denominator, FigureOf(indicator, figure)?.Value, out _) is null);
    }

    static Figure? FigureOf(Indicator indicator, RecordFigure figure) => Figure.From(indicator, figure.Numerator, figure.Denominator, null);

    static Month Read(string name, string text) => Month.TryParse(text, out var month)
        ? month
        : throw new ProblemException(
            400, "Not a month", $"{name} is no month: '{text}'. Write it as yyyy-MM, such as 2012-05, from {Month.First} to {Month.Last}.");

    /// <param name="figure">Null: it cannot be counted any more. Where somebody has uploaded one, that comes back in its place.</param>
    /// <returns>Null: the figure is the same, or none was counted that could go.</returns>
    static object? Difference(ScorecardMonth of, Result? before, Indicator indicator, RecordFigure? figure)
    {
        var isSame = figure is null
            ? before?.Source?.IsCounted() != true
            : before is not null && before.Numerator == figure.Numerator
                && (before.Denominator == figure.Denominator || figure.Denominator is null);
        return isSame ? null : new
        {
            Scorecard = of.Scorecard.Value,
            Month = of.Month.ToString(),
            Indicator = indicator.Id.Value,
            Was = new { before?.Numerator, before?.Denominator, before?.Display },
            Now = new
            {
                figure?.Numerator,
                figure?.Denominator,
                Display = figure is not null && FigureOf(indicator, figure) is { } now ? indicator.Display(now) : null,
            },
        };
    }
}
