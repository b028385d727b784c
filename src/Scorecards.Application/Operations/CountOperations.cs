using Scorecards.Application.Counting;
using Scorecards.Domain;
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
            foreach (var ofMonth in file.Figures.GroupBy(f => new ScorecardMonth(f.Scorecard.Id, f.Month)))
            {
                var was = (await results.FindOrDamagedAsync(ofMonth.Key.Scorecard, ofMonth.Key.Month, ct))?.Scorecard?.Results
                    .ToDictionary(r => r.Indicator.Id) ?? [];
                foreach (var (_, _, figure) in ofMonth)
                {
                    var before = was.GetValueOrDefault(figure.Indicator);
                    if (Difference(ofMonth.Key, before, catalogue.Indicator(figure.Indicator)!, figure) is { } difference && ++count <= MostShown)
                    {
                        changed.Add(difference);
                    }
                }
            }

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

    static Month Read(string name, string text) => Month.TryParse(text, out var month)
        ? month
        : throw new ProblemException(400, "Not a month", $"{name} is no month: '{text}'. Write it as yyyy-MM, such as 2012-05.");

    /// <returns>Null: the figure is the same.</returns>
    static object? Difference(ScorecardMonth of, Result? before, Indicator indicator, RecordFigure figure)
    {
        Measure.Check(indicator, figure.Numerator, figure.Denominator, null, out var value, out _);
        var isSame = before is not null && before.Numerator == figure.Numerator
            && (before.Denominator == figure.Denominator || figure.Denominator is null);
        return isSame ? null : new
        {
            Scorecard = of.Scorecard.Value,
            Month = of.Month.ToString(),
            Indicator = indicator.Id.Value,
            Was = new { before?.Numerator, before?.Denominator, before?.Display },
            Now = new { figure.Numerator, figure.Denominator, Display = value is { } now ? indicator.Display(now) : null },
        };
    }
}
