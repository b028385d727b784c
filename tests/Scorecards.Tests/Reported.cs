using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>Reports for the mail and the workbook.</summary>
static class Reported
{
    /// <summary>May 2012 with April before it and commentary on three indicators.</summary>
    public static async Task<MonthReport> KentAsync()
    {
        var may = await Kent.ScorecardAsync();
        var april = ScorecardCalculation.Calculate(
            Kent.Catalogue, Kent.Catalogue.Scorecard("kent-inc-uasc")!, Kent.May.Previous(), await Kent.SampleAsync("measure-2012-04.csv"), []);
        return Of(
            may with { Edition = 1 },
            [april],
            Comment(
                "ni68-referral-to-ia", "Nearly every referral goes on: thresholds are being reviewed.", "Head of Duty & Assessment",
                "Review the thresholds", new DateOnly(2012, 9, 30)),
            Comment("ca-rate", "Updated assessments are counted with the new ones.", "Performance team", null, null),
            Comment("caf-rate", "=HYPERLINK(\"https://example.org\")", "+44", "@recruit", null));
    }

    /// <summary>Every indicator red and commented on at length, in a new financial year.</summary>
    public static async Task<MonthReport> WorstAsync()
    {
        var text = string.Concat(Enumerable.Repeat("It’s late & it \"costs\" <more>; ", 19));
        var may = await Kent.ScorecardAsync();
        var reds = may.Results.Select(r => r with { Rating = Rating.Red, Travel = Travel.Improved }).ToList();
        var all = may with { Month = new Month(2012, 4), Results = reds, Summary = Summary.From(reds) };
        List<MonthlyScorecard> earlier = [
            .. Enumerable.Range(1, MonthReport.Months - 1).Select(back => may with { Month = all.Month.PlusMonths(-back) })];
        return Of(all, earlier, [.. reds.Select(r => Worst(r.Indicator.Id))]);

        Commentary Worst(IndicatorId indicator) =>
            Comment(indicator, text, text[..99], text, new DateOnly(2012, 9, 30)) with { Since = new Month(2011, 9) };
    }

    public static Commentary Comment(IndicatorId indicator, string comment, string? owner, string? action, DateOnly? due) =>
        new() { Scorecard = "kent-inc-uasc", Indicator = indicator, Month = Kent.May, Comment = comment, Owner = owner, Action = action, Due = due };

    static MonthReport Of(MonthlyScorecard scorecard, IReadOnlyList<MonthlyScorecard> earlier, params Commentary[] commentary) => new(
        scorecard,
        earlier,
        commentary.ToDictionary(c => c.Indicator),
        scorecard.Results.ToDictionary(
            r => r.Indicator.Id,
            r => Kent.Catalogue.TargetInForce(r.Indicator.Id, scorecard.Scorecard, scorecard.Month)!.LimitsFor(r.Indicator)!.Value),
        [new CorrectedFigure(Kent.May.Previous(), scorecard.Results[0].Indicator, "66.7", "67.1", "Why: figure corrected in april-2.csv, row 2.")],
        new DateTimeOffset(2012, 6, 14, 6, 0, 0, TimeSpan.Zero));
}
