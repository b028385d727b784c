using Scorecards.Domain;
using Result = Scorecards.Domain.Result;

namespace Scorecards.Tests;

/// <summary>What an outside reader is given (docs/domain.md, Small numbers).</summary>
public sealed class SuppressionTests
{
    static readonly SuppressionProfile Five = new(5);
    static readonly SuppressionProfile Ten = new(10);

    static readonly Indicator Count = Kent.Indicator(Polarity.L, Unit.Count, 0, "n");
    static readonly Indicator Percent = Kent.Indicator(Polarity.H, Unit.Percent, 1, "p");
    static readonly Indicator Rate = Kent.Indicator(Polarity.H, Unit.Per10000, 1, "r");
    static readonly Indicator Average = Kent.Indicator(Polarity.L, Unit.Average, 1, "a");

    /// <summary>6 and 7 would be given as 5.</summary>
    [Theory]
    [InlineData(5, true, 5, "0", "0")]
    [InlineData(5, true, 5, "0.1", null)]
    [InlineData(5, true, 5, "1", null)]
    [InlineData(5, true, 5, "5", null)]
    [InlineData(5, true, 5, "6", null)]
    [InlineData(5, true, 5, "7.4", null)]
    [InlineData(5, true, 5, "7.5", "10")]
    [InlineData(5, true, 5, "8", "10")]
    [InlineData(5, true, 5, "12", "10")]
    [InlineData(5, true, 5, "13", "15")]
    [InlineData(5, false, 5, "4", null)]
    [InlineData(5, false, 5, "5", "5")]
    [InlineData(5, false, 5, "7", "5")]
    [InlineData(5, true, 10, "5", null)]
    [InlineData(5, true, 10, "6", "10")]
    [InlineData(5, false, 10, "4", null)]
    [InlineData(5, false, 10, "14", "10")]
    [InlineData(10, true, 5, "12", null)]
    [InlineData(10, true, 5, "13", "15")]
    [InlineData(10, false, 5, "9", null)]
    [InlineData(10, false, 5, "10", "10")]
    [InlineData(10, true, 10, "14", null)]
    [InlineData(10, true, 10, "15", "20")]
    public void Counts_AreWithheldOrRounded_OnTheirBoundary(int threshold, bool isInclusive, int roundTo, string count, string? given)
    {
        var (profile, number) = (new SuppressionProfile(threshold, isInclusive, roundTo), Kent.Number(count));
        Assert.All([Made(Count, number), Made(Rate, number, 312_600), Made(Average, number, 1_000)], result =>
        {
            var shown = Show(profile, result);
            Assert.Equal((given is null, given is null ? "c" : null), (shown.IsSuppressed, shown.Reason));
            Assert.Equal(given is null ? null : Kent.Number(given), shown.Numerator);
        });
        Assert.Equal(given is null && number != 0, Show(profile, Made(Average, 1_000, number == 0 ? 1_000 : number)).IsSuppressed);
    }

    [Theory]
    [InlineData("0", "8", "0 10 0%")]
    [InlineData("8", "8", "10 10 100%")]
    [InlineData("0", "3", "withheld")]
    [InlineData("96", "100", "withheld")] // four are left
    [InlineData("94", "100", "95 100 95.0%")]
    [InlineData("58", "97", "60 95 63%")]
    [InlineData("58", "98", "60 100 60.0%")]
    [InlineData("8", "14", "10 15 67%")]
    [InlineData("7", "14", "withheld")]
    [InlineData("18", "12", "20 10 200%")]
    public void Percentage_IsOfTheRoundedNumbers_WithoutDecimalsBelowAHundred(string numerator, string denominator, string given)
    {
        var shown = Show(Five, Made(Percent, Kent.Number(numerator), Kent.Number(denominator)));
        Assert.Equal(given, shown.IsSuppressed ? "withheld" : $"{shown.Numerator} {shown.Denominator} {shown.Display}");
    }

    /// <summary>628 of 632 initial assessments: a ratio of two volumes leaves no children over.</summary>
    [Fact]
    public void Rest_IsOfAPartOnly() =>
        Assert.Equal((false, true), (
            Show(Five, Made(Percent with { NumeratorIsPart = false }, 628, 632)).IsSuppressed,
            Show(Five, Made(Percent with { NumeratorIsPart = true }, 628, 632)).IsSuppressed));

    /// <summary>Where the catalogue does not say whether the numerator is a part, a percentage's is and no other's.</summary>
    [Theory]
    [InlineData(true, 96, true, true)]
    [InlineData(true, 95, true, true)]
    [InlineData(true, 94, false, false)]
    [InlineData(false, 96, false, false)]
    [InlineData(null, 96, false, true)]
    public void Rest_IsWithheld_WhateverTheUnit(bool? isPart, int numerator, bool ofAverage, bool ofPercent)
    {
        Assert.Equal((ofAverage, ofAverage, ofPercent), (IsWithheld(Average), IsWithheld(Rate), IsWithheld(Percent)));

        bool IsWithheld(Indicator indicator) => Show(Five, Made(indicator with { NumeratorIsPart = isPart }, numerator, 100)).IsSuppressed;
    }

    [Fact]
    public void RatingAndTravel_AreThoseOfStaff_UnlessTheFigureIsWithheld()
    {
        var result = Made(Percent, 94, 100) with { Rating = Rating.Red, Travel = Travel.Worse, Target = 95 };
        var shown = Show(Five, result);
        Assert.Equal(
            (Rating.Red, Travel.Worse, "95.0%", null, false),
            (shown.Rating!.Value, shown.Travel!.Value, shown.Display, shown.Source, shown.IsSuppressed));
        var withheld = Show(Ten, result with { NoValue = "x" });
        Assert.Equal(
            result with
            {
                Numerator = null,
                Denominator = null,
                Figure = null,
                Rating = null,
                Travel = null,
                Source = null,
                IsSuppressed = true
            },
            withheld);
    }

    [Theory]
    [InlineData("p", null)]
    [InlineData("n", "65")]
    [InlineData("n small", null)]
    public void ValueWithoutItsNumbers_IsACountOrWithheld(string of, string? given)
    {
        var shown = Show(Five, Made(of == "p" ? Percent : Count, null) with { Figure = new Figure(of == "n small" ? 4 : 66.7m, false) });
        Assert.Equal((given, given is null, null), (shown.Display, shown.IsSuppressed, shown.Numerator));
    }

    [Theory]
    [InlineData("c")]
    [InlineData("[c]")]
    [InlineData("low")]
    [InlineData("supp.")]
    [InlineData("*")]
    [InlineData("<3")]
    [InlineData("1-5")]
    public void WhatTheSourceWithheld_IsWithheld_LikeAnyOther(string stated)
    {
        var shown = Show(Five, Made(Percent, null) with { NoValue = stated, Denominator = 40 });
        Assert.Equal(("c", null, true, null), (shown.Reason, shown.Shown, shown.IsSuppressed, shown.Denominator));
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("x")]
    public void WhatTheSourceDoesNotKnow_StaysSo(string stated)
    {
        var shown = Show(Five, Made(Count, null) with { NoValue = stated });
        Assert.Equal((stated, stated, false), (shown.Reason, shown.Shown, shown.IsSuppressed));
    }

    /// <summary>100 of 205 and 50 of 200 are shown.</summary>
    [Theory]
    [InlineData("f q a", 101, 52, "26.2%")]
    [InlineData("q a f", 101, 3, null)]
    [InlineData("q a f", 200, 52, null)]
    public void Formula_FollowsFromWhatIsShown(string order, int q, int a, string? given)
    {
        var formula = Made(Kent.Indicator(Polarity.L, Unit.Percent, 1, "f", "100 - q - a"), null) with
        {
            Figure = new Figure(100 - (q * 100m / 203) - (a * 100m / 199), true),
            Rating = Rating.Green
        };
        Result[] results = [Made(Percent with { Id = "q" }, q, 203), Made(Percent with { Id = "a" }, a, 199), formula];
        var shown = Suppression.Show(Five, Month([.. order.Split(' ').Select(id => results.Single(r => r.Indicator.Id == id))])).Results
            .Single(r => r.Indicator.Id == "f");
        Assert.Equal((given, given is null, given is null), (shown.Display, shown.IsSuppressed, shown.Rating is null));
    }

    [Fact]
    public void Formula_OverFormulas_OverAnUnknownOne_AndASmallCount()
    {
        var one = Made(Kent.Indicator(Polarity.L, Unit.Count, 0, "one", "n + n"), null) with { Figure = new Figure(42, true) };
        var two = Made(Kent.Indicator(Polarity.L, Unit.Count, 0, "two", "one - n"), null) with { Figure = new Figure(21, true) };
        var gone = Made(Kent.Indicator(Polarity.L, Unit.Count, 0, "gone", "n - elsewhere"), null) with { Figure = new Figure(30, true) };
        var small = Made(Kent.Indicator(Polarity.L, Unit.Count, 0, "small", "n - 18"), null) with { Figure = new Figure(3, true) };
        var circle = Made(Kent.Indicator(Polarity.L, Unit.Count, 0, "circle", "circle + n"), null) with { Figure = new Figure(30, true) };
        var shown = Suppression.Show(Five, Month(two, one, Made(Count, 21), gone, small, circle)).Results;
        Assert.Equal(["20", "40", "20", "c", "c", "c"], shown.Select(r => r.Display ?? r.Reason));
    }

    [Fact]
    public async Task PrintedScorecard_HasItsOwnCountsAndSaysWhatIsWithheld()
    {
        var may = await Kent.ScorecardAsync();
        Assert.Equal(["ni67-cpp-reviews", "care-leavers-sgo"], Hidden(Five));
        Assert.Equal(["ni67-cpp-reviews", "adoption-12m-from-decision", "care-leavers-sgo"], Hidden(Ten));
        var shown = Suppression.Show(Five, may).After(null);
        Assert.Equal((may.Summary, 2), (shown.Summary, shown.Withheld));
        Assert.Contains(
            " 2 indicators are withheld as small numbers: these counts are of the whole scorecard and include them. ",
            shown.SummaryText,
            StringComparison.Ordinal);
        Assert.All(shown.Results.Zip(may.Results).Where(pair => !pair.First.IsSuppressed), pair =>
        {
            Assert.Equal((pair.Second.Rating, pair.Second.Travel), (pair.First.Rating, pair.First.Travel));
            Assert.Equal((0m, 0m), ((pair.First.Numerator ?? 0) % 5, (pair.First.Denominator ?? 0) % 5));
        });

        string[] Hidden(SuppressionProfile profile) =>
            [.. Suppression.Show(profile, may).Results.Where(r => r.IsSuppressed).Select(r => r.Indicator.Id.Value)];
    }

    [Fact]
    public void Previous_IsWhatWasShownForTheMonthBefore()
    {
        var before = Month(
            Made(Count with { Id = "small" }, 4), Made(Count with { Id = "m" }, 41), Made(Count with { Id = "restated" }, 41), Made(Percent, 58, 97));
        var now = Month(
            Later(Count with { Id = "small" }, 40, 4), Later(Count with { Id = "m" }, 4, 41), Later(Count with { Id = "restated" }, 50, 40),
            Made(Percent, 58, 98) with { Previous = before.Results[3].Figure }, Later(Count with { Id = "new" }, 50, 40));
        Assert.Equal(
            ["40 ", " 40", "50 ", "60.0% 63%", "50 "],
            Suppression.Show(Five, now).After(Suppression.Show(Five, before)).Results.Select(r => $"{r.Display} {r.PreviousDisplay}"));
        Assert.All(Suppression.Show(Five, now).After(null).Results, r => Assert.Null(r.Previous));

        static Result Later(Indicator indicator, decimal count, decimal previous) =>
            Made(indicator, count) with { Previous = new Figure(previous, true) };
    }

    static Result Show(SuppressionProfile profile, Result result) => Suppression.Show(profile, Month(result)).Results[0];

    static Result Made(Indicator indicator, decimal? numerator, decimal? denominator = null) => new()
    {
        Indicator = indicator,
        Numerator = numerator,
        Denominator = denominator,
        Figure = numerator is null || (indicator.Unit.Factor is not null && denominator is null or 0)
            ? null
            : new Figure(indicator.Unit.Factor is { } factor ? numerator.Value * factor / denominator!.Value : numerator.Value, true),
        Source = new Source("x.csv", new string('0', 64), null, 2),
    };

    static MonthlyScorecard Month(params Result[] results) => new("s", "s", Kent.May, 0, Summary.From(results), results);
}
