using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>The page of a figure that was counted from records.</summary>
public sealed class ExplanationPageTests
{
    [Fact]
    public async Task CountedFigure_NamesItsDefinition_ItsLimitsOfTime_AndItsTables()
    {
        var received = new DateTimeOffset(2012, 6, 6, 8, 0, 5, TimeSpan.Zero);
        var may = await Kent.ScorecardAsync() with { Scorecard = "kent/inc" };
        var result = may.Results.Single(r => r.Indicator.Id == "ni59-ia-7wd");
        var why = new FigureExplanation(
            "kent/inc", "2012-05", "ni59-ia-7wd", result.Indicator.Name, "1 / 2 × 100 = 50, shown as 50.0%", "50.0%", "Red", "Red: so it is.",
            1, null, null, null,
            new ExplainedDefinition(
                "Assessments <in time>.", "SELECT 1", IsOwn: true, IsUsed: true, EarlierRules: null,
                [
                    new ExplainedTimescale("ia", 7, "working days", "From referral to completion", new DateOnly(2010, 4, 1)),
                    new ExplainedTimescale("age", null, "months", "How old it may be", new DateOnly(2011, 4, 1)),
                ]),
            [
                new ExplainedSource("assessment", "records.zip", new string('0', 64), received, 12_345, null, null),
                new ExplainedSource("population", "records.zip", new string('0', 64), received, 1, null, null),
                new ExplainedSource("referral", "records.zip", new string('0', 64), received, null, null, null),
            ]);
        var page = await PageText.Html.ExplanationAsync(new ExplainedFigure(may, result, why, []));
        Assert.Contains(
            "The figure was counted from records, like this: Assessments <in time>. The council wrote this definition. ", PageText.Read(page),
            StringComparison.Ordinal);
        string[] expected =
        [
            "From referral to completion 7 working days 01/04/2010", "How old it may be no limit 01/04/2011",
            "records.zip 2012-06-06 08:00:05 assessment, 12,345 records", "records.zip 2012-06-06 08:00:05 population, 1 record",
            "records.zip 2012-06-06 08:00:05 referral",
        ];
        var rows = PageText.Rows(page);
        Assert.All(expected, row => Assert.Contains(row, rows));
        var earlier = why with { Definition = why.Definition! with { EarlierRules = "Counted by earlier rules." } };
        Assert.Contains(
            "What it counts Counted by earlier rules. Assessments <in time>.",
            PageText.Read(await PageText.Html.ExplanationAsync(new ExplainedFigure(may, result, earlier, []))), StringComparison.Ordinal);
        Assert.Contains("<pre><code>SELECT 1</code></pre>", page, StringComparison.Ordinal);

        // An id may have a slash, which stays within its part of the address.
        Assert.Contains("/scorecards/kent%2Finc/indicators/ni59-ia-7wd", PageText.Links(page));
    }
}
