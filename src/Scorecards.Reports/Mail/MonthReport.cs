using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A scorecard's month with all that the mail and the workbook say of it.</summary>
/// <param name="Scorecard">The month itself.</param>
/// <param name="Earlier">Those of the <see cref="Months"/> - 1 months before it that have results, in any order.</param>
/// <param name="Commentary">On the month, by indicator; ids ignore case.</param>
/// <param name="Limits">That the month is rated by, by indicator; an indicator without is not rated.</param>
/// <param name="Corrected">Of the month and the earlier ones, as far as no earlier mail has named it.</param>
/// <param name="Generated">When the report is made.</param>
public sealed record MonthReport(
    MonthlyScorecard Scorecard,
    IReadOnlyList<MonthlyScorecard> Earlier,
    IReadOnlyDictionary<string, Commentary> Commentary,
    IReadOnlyDictionary<string, Limits> Limits,
    IReadOnlyList<CorrectedFigure> Corrected,
    DateTimeOffset Generated)
{
    /// <summary>A trend's.</summary>
    public const int Months = 12;

    const int NewYear = 4;

    /// <summary>Of a trend, the earliest first.</summary>
    public IReadOnlyList<Month> TrendMonths => [.. Enumerable.Range(1 - Months, Months).Select(Scorecard.Month.PlusMonths)];

    public IReadOnlyList<Result> Reds => [.. Scorecard.Results.Where(r => r.Rating == Rating.Red)];

    /// <summary>The month before; null = it has no results, so that nothing can be compared.</summary>
    public MonthlyScorecard? Previous => Earlier.FirstOrDefault(m => m.Month == Scorecard.Month.Previous());

    public IReadOnlyList<Result> NewlyRed =>
        Previous is null ? [] : [.. Reds.Where(r => Before(r) is not { Rating: Rating.Red })];

    public IReadOnlyList<Result> NoLongerRed =>
        [.. Scorecard.Results.Where(r => r.Rating != Rating.Red && Before(r) is { Rating: Rating.Red })];

    public IReadOnlyList<Result> RedButImproving => [.. Reds.Where(r => r.Travel == Travel.Improved)];

    /// <summary>What a reader should know about the figures.</summary>
    public IReadOnlyList<string> DataNotes
    {
        get
        {
            var missing = Scorecard.Results.Where(r => r.Figure is null).Select(r => $"{r.Indicator.Name} ({RatingLabels.WhyNoFigure(r)})").ToList();
            var small = Scorecard.Results.Where(r => r.IsSmallBase)
                .Select(r => $"{r.Indicator.Name} ({RatingLabels.Plain(r.Numerator)} of {RatingLabels.Plain(r.Denominator)})").ToList();
            List<string> notes = [];
            if (missing.Count > 0)
            {
                notes.Add($"No figure for {missing.Count} of {Scorecard.Results.Count} indicators: {string.Join("; ", missing)}.");
            }

            notes.AddRange(Corrected.Select(c =>
                $"Corrected since {c.Month.ToLongString()} was issued: {c.Indicator.Name}, was {c.Was ?? "missing"}, now {c.Now ?? "missing"}."));
            if (small.Count > 0)
            {
                notes.Add(
                    $"Percentages based on fewer than {RatingLabels.Plain(Result.SmallBase)}, which can change a lot from month to month: "
                    + $"{string.Join("; ", small)}.");
            }

            if (Scorecard.Month.Number == NewYear)
            {
                notes.Add($"Year-to-date figures restart this month and cannot be compared with {Scorecard.Month.Previous().ToLongString()}.");
            }

            return notes.Count > 0 ? notes : ["Every indicator has a figure, and none has been corrected since it was issued."];
        }
    }

    /// <summary>The indicator in the month before.</summary>
    public Result? Before(Result result) => Find(Previous, result.Indicator);

    /// <summary>
    /// The indicator's values of the <see cref="TrendMonths"/>; where a month has none, what the following month has as its previous one.
    /// </summary>
    public IReadOnlyList<decimal?> Trend(Indicator indicator)
    {
        var months = Earlier.Append(Scorecard).ToDictionary(m => m.Month);
        return
        [
            .. TrendMonths.Select(m =>
                Find(months.GetValueOrDefault(m), indicator)?.Figure?.Value ?? Find(months.GetValueOrDefault(m.Next()), indicator)?.Previous?.Value),
        ];
    }

    /// <summary>A trend in words: <c>Apr 2012 66.7, May 2012 66.0</c>.</summary>
    public string TrendText(Indicator indicator) => string.Join(
        ", ",
        TrendMonths.Zip(Trend(indicator)).Where(t => t.Second is not null).Select(t => $"{Short(t.First)} {indicator.Display(t.Second!.Value)}"));

    internal static string Short(Month month) => month.FirstDay.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    static Result? Find(MonthlyScorecard? month, Indicator indicator) =>
        month?.Results.FirstOrDefault(r => r.Indicator.Id.Equals(indicator.Id, StringComparison.OrdinalIgnoreCase));
}
