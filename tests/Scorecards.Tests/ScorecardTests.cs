using Scorecards.Domain;

namespace Scorecards.Tests;

public sealed class ScorecardTests
{
    [Fact]
    public async Task Calculate_ReproducesThePrintedScorecard()
    {
        var may = await Kent.ScorecardAsync();
        Assert.Equal(new Summary(16, 16, 12, 0, 28, 5, 11), may.Summary);
        Assert.Equal(
            "As at 31/05/2012, Kent, inc UASC has 16 indicators rated as Green, 16 indicators rated as Amber and 12 indicators rated as Red. "
            + "When comparing performance from last month to this month, 28 indicators have shown an improvement, 5 indicators have remained the "
                + "same and 11 indicators have shown a reduction.",
            may.SummaryText);
        Assert.Equal(Kent.Printed.Select(p => p["id"]), may.Results.Select(r => r.Indicator.Id.Value));
        foreach (var (printed, result) in Kent.Printed.Zip(may.Results))
        {
            var suffix = printed["unit"] == "percent" ? "%" : "";
            Assert.Equal(
                (
                    printed["indicator"],
                    printed["section"],
                    printed["polarity"],
                    printed["period"],
                    printed["value"] + suffix,
                    printed["previous"] + suffix,
                    printed["target"] + suffix,
                    printed["rag"]),
                (
                    result.Indicator.Name,
                    result.Indicator.Section.Id,
                    result.Indicator.Polarity.ToString(),
                    result.Indicator.Basis, result.Display, result.PreviousDisplay, result.TargetDisplay, result.Rating.ToString()![..1]));
        }
    }

    [Fact]
    public async Task Calculate_FollowsTheFormula_WhereItsFiguresAreUnrounded()
    {
        var unfilled = (await Kent.ScorecardAsync()).Results.Single(r => r.Indicator.Id == "posts-unfilled");
        Assert.Equal(-0.97538m, Math.Round(unfilled.Figure!.Value.Value, 5));
        Assert.Equal(-0.6m, unfilled.Previous!.Value.Value);
        Assert.NotNull(unfilled.Source);
    }

    [Fact]
    public void Calculate_GivesNoValue_ForFormulasInACircle()
    {
        var catalogue = new Catalogue(
            [Kent.Indicator(Polarity.H, Unit.Count, id: "a", formula: "b + 1"), Kent.Indicator(Polarity.H, Unit.Count, id: "b", formula: "a + 1")],
            [],
            Kent.Catalogue.Scorecards);
        var results = ScorecardCalculation.Calculate(catalogue, catalogue.Scorecards.First(), Kent.May, [], []).Results;
        Assert.All(results, r => Assert.Null(r.Figure));
    }

    /// <summary>Such a row is refused now, and an earlier version took it in.</summary>
    [Fact]
    public void Calculate_GivesNoValue_ForAFormulaThatNamesNoIndicator()
    {
        var catalogue = new Catalogue([Kent.Indicator(Polarity.H, Unit.Count, id: "a", formula: "100")], [], Kent.Catalogue.Scorecards);
        var result = Assert.Single(ScorecardCalculation.Calculate(catalogue, catalogue.Scorecards.First(), Kent.May, [], []).Results);
        Assert.Null(result.Figure);
    }

    [Fact]
    public void Section_ThatIsWrittenInSeveralWays_IsOne_AsTheLastRowWritesIt()
    {
        var catalogue = new Catalogue(
            [
                In("a", new Section("education", "Education", 1)), In("b", new Section("staff", "Staff", 2)),
                In("c", new Section("education", "education", 3)),
            ],
            [],
            Kent.Catalogue.Scorecards);
        var month = ScorecardCalculation.Calculate(catalogue, catalogue.Scorecards.First(), Kent.May, [], []);
        Assert.Equal(
            [new Section("staff", "Staff", 2), new Section("education", "education", 3)], month.Sections.Select(section => section.Key));
        Assert.Equal(["b", "a", "c"], month.Results.Select(r => r.Indicator.Id.Value));

        static Indicator In(string id, Section section) => Kent.Indicator(Polarity.H, Unit.Count, id: id) with { Section = section };
    }

    [Fact]
    public void Calculate_ShowsWhatIsMissing_AsUnknown()
    {
        var results = ScorecardCalculation.Calculate(Kent.Catalogue, Kent.Catalogue.Scorecard("kent-inc-uasc")!, Kent.May, [], []);
        Assert.Equal(44, results.Summary.Unrated);
        Assert.All(results.Results, r => Assert.Equal((null, null, null), (r.Display, r.Rating, r.Travel)));
        Assert.EndsWith("No indicator can be compared with last month.", results.SummaryText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2012-03", null)]
    [InlineData("2012-04", "1")]
    [InlineData("2012-05", "1")]
    [InlineData("2012-06", "2")]
    [InlineData("2012-07", null)]
    public void TargetInForce_IsTheLatestOfTheMonth(string month, string? target)
    {
        var targets = new[] { Target("2012-04-01", 1), Target("2012-06-30", 2), Target("2012-07-31", null) };
        Assert.Equal(target is null ? null : Kent.Number(target), new Catalogue([], targets, []).TargetInForce("X", "s", Month.Parse(month))?.Value);
    }

    [Fact]
    public void TargetInForce_PrefersTheScorecardsOwn()
    {
        var catalogue = new Catalogue([], [Target("2012-05-01", 1), Target("2011-04-01", 2) with { Scorecard = "own" }], []);
        Assert.Equal(2, catalogue.TargetInForce("x", "OWN", Kent.May)!.Value);
        Assert.Equal(1, catalogue.TargetInForce("x", "other", Kent.May)!.Value);
    }

    [Fact]
    public void Text_CountsOneAsOne() => Assert.Equal(
        "As at 31/05/2012, Ashford has 1 indicator rated as Green, 0 indicators rated as Amber and 2 indicators rated as Red. "
        + "When comparing performance from last month to this month, 1 indicator has shown an improvement, 0 indicators have remained the same "
            + "and 1 indicator has shown a reduction.",
        new Summary(1, 0, 2, 0, 1, 0, 1).Text("Ashford", Kent.May));

    /// <summary>What is passed on alone does not read as a smaller scorecard.</summary>
    [Theory]
    [InlineData(22, 0, "and 6 indicators rated as Red. 22 indicators are not rated. No indicator can be compared with last month.")]
    [InlineData(1, 2, "and 6 indicators rated as Red. 1 indicator is not rated. 2 indicators are withheld as small numbers: ")]
    [InlineData(0, 0, "and 6 indicators rated as Red. No indicator can be compared with last month.")]
    public void Text_SaysHowManyAreNotRated(int unrated, int withheld, string said) => Assert.Contains(
        said, new Summary(8, 8, 6, unrated, 0, 0, 0).Text("Ashford", Kent.May, withheld), StringComparison.Ordinal);

    /// <summary>A council may upload the next year's target before it corrects this year's.</summary>
    [Theory]
    [InlineData("2013-03", 2)]
    [InlineData("2013-04", 1)]
    public void TargetInForce_IsTheOneThatBeganLast_WhateverTheirOrder(string month, int target)
    {
        var catalogue = new Catalogue([], [Target("2013-04-01", 1), Target("2012-04-01", 2)], []);
        Assert.Equal(target, catalogue.TargetInForce("x", "s", Month.Parse(month))!.Value);
    }

    [Fact]
    public void TargetInForce_OfItsOwnWithoutAValue_EndsTheOneForAll()
    {
        var catalogue = new Catalogue([], [Target("2012-04-01", 1), Target("2012-05-01", null) with { Scorecard = "own" }], []);
        Assert.Null(catalogue.TargetInForce("x", "own", Kent.May)!.Value);
        Assert.Equal(1, catalogue.TargetInForce("x", "own", Kent.May.Previous())!.Value);
    }

    static Target Target(string from, decimal? value) =>
        new() { Indicator = "x", EffectiveFrom = DateOnly.ParseExact(from, "yyyy-MM-dd"), Value = value };
}
