using Scorecards.Application.Calculation;
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
        var months = await counting.CountAsync(CountedMonths.Between(first, last), async (file, catalogue) =>
        {
            var differences = await DifferencesAsync(file, catalogue, ct);
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

    async Task<List<object>> DifferencesAsync(CountedFile file, Catalogue catalogue, CancellationToken ct)
    {
        List<object> differences = [];
        var checks = new PlausibilityChecks((await BuiltInCatalogue.ReadAsync(ct)).Plausibility, DateOnly.MaxValue);
        var stated = file.Figures.Select(f => (f.Scorecard, f.Month, f.Figure.Indicator, Figure: (RecordFigure?)f.Figure));
        var withdrawn = file.Withdrawn.Select(w => (w.Scorecard, w.Month, w.Indicator, Figure: (RecordFigure?)null));
        foreach (var ofMonth in stated.Concat(withdrawn).GroupBy(f => new ScorecardMonth(f.Scorecard.Id, f.Month)))
        {
            var was = (await results.FindOrDamagedAsync(ofMonth.Key.Scorecard, ofMonth.Key.Month, ct))?.Scorecard?.Results
                .ToDictionary(r => r.Indicator.Id) ?? [];
            var shown = ofMonth.Where(f => !IsOverruled(catalogue.Indicator(f.Indicator)!, was.GetValueOrDefault(f.Indicator)));
            differences.AddRange(shown.Select(f => f.Figure is { } figure && IsStated(checks, catalogue.Indicator(f.Indicator)!, figure)
                ? Difference(ofMonth.Key, was.GetValueOrDefault(f.Indicator), catalogue.Indicator(f.Indicator)!, figure)
                : Loss(ofMonth.Key, was.GetValueOrDefault(f.Indicator))).OfType<object>());
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
        : throw new ProblemException(400, "Not a month", $"{name} is no month: '{text}'. Write it as yyyy-MM, such as 2012-05.");

    /// <summary>Of a figure that was counted and cannot be counted any more. Where somebody has uploaded one, it comes back in its place.</summary>
    /// <returns>Null: there is no such figure.</returns>
    static object? Loss(ScorecardMonth of, Result? before) =>
        before?.Source?.IsCounted() != true ? null : new
        {
            Scorecard = of.Scorecard.Value,
            Month = of.Month.ToString(),
            Indicator = before.Indicator.Id.Value,
            Was = new { before.Numerator, before.Denominator, before.Display },
            Now = new { Numerator = (decimal?)null, Denominator = (decimal?)null, Display = (string?)null },
        };

    /// <returns>Null: the figure is the same.</returns>
    static object? Difference(ScorecardMonth of, Result? before, Indicator indicator, RecordFigure figure)
    {
        var isSame = before is not null && before.Numerator == figure.Numerator
            && (before.Denominator == figure.Denominator || figure.Denominator is null);
        return isSame ? null : new
        {
            Scorecard = of.Scorecard.Value,
            Month = of.Month.ToString(),
            Indicator = indicator.Id.Value,
            Was = new { before?.Numerator, before?.Denominator, before?.Display },
            Now = new { figure.Numerator, figure.Denominator, Display = FigureOf(indicator, figure) is { } now ? indicator.Display(now) : null },
        };
    }
}
