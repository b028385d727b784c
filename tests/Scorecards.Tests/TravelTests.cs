using System.Numerics;
using FsCheck;
using FsCheck.Xunit;
using Scorecards.Domain;

namespace Scorecards.Tests;

public sealed class TravelTests
{
    [Theory]
    [InlineData("H", "1", "2", "Improved")]
    [InlineData("H", "2", "1", "Worse")]
    [InlineData("L", "1", "2", "Worse")]
    [InlineData("L", "2", "1", "Improved")]
    [InlineData("L", "-0.6", "-1.0", "Improved")]
    [InlineData("T", "4", "5", "Improved")]
    [InlineData("T", "6", "5", "Improved")]
    [InlineData("T", "4", "6", "Same")]
    [InlineData("T", "5", "6", "Worse")]
    [InlineData("T", "5", "4", "Worse")]
    [InlineData("H", "2", "2", "Same")]
    [InlineData("N", "1", "2", null)]
    public void TravelFrom_FollowsThePolarity(string polarity, string before, string now, string? travel) =>
        Assert.Equal(
            travel, Shown(now).TravelFrom(Shown(before), Kent.Indicator(Enum.Parse<Polarity>(polarity), Unit.Percent), target: 5)?.ToString());

    [Fact]
    public void TravelFrom_IsUnknown_ForAnUnknownTarget() =>
        Assert.Null(Shown("1").TravelFrom(Shown("2"), Kent.Indicator(Polarity.T, Unit.Percent), target: null));

    [Theory]
    [InlineData(true, true, "Worse")]
    [InlineData(true, false, "Same")]
    [InlineData(false, true, "Same")]
    [InlineData(false, false, "Same")]
    public void TravelFrom_ComparesUnrounded_WhereBothMonthsAre(bool before, bool now, string travel) =>
        Assert.Equal(
            travel,
            new ExactFigure(19.949m, now)
                .TravelFrom(new ExactFigure(19.9m, before), Kent.Indicator(Polarity.L, Unit.Average), target: 20)?.ToString());

    [Fact]
    public void TravelFrom_IsSame_ForTheSameShareOfOtherNumbers()
    {
        var indicator = Kent.Indicator(Polarity.H, Unit.Percent);
        Assert.Equal(Travel.Same, Share(2, 6, indicator).TravelFrom(Share(1, 3, indicator), indicator, null));
    }

    /// <summary>Rounded to decimals, 9.666...667 is nearer to 10 than 10.333...33 is.</summary>
    [Fact]
    public void TravelFrom_IsSame_ForTheSameDistanceOnTheOtherSide()
    {
        var indicator = Kent.Indicator(Polarity.T, Unit.Average);
        Assert.Equal(Travel.Same, Share(29, 3, indicator).TravelFrom(Share(31, 3, indicator), indicator, target: 10));
    }

    [Property]
    public void TravelFrom_IsThatOfTheFractions(PositiveInt a, PositiveInt b, PositiveInt c, PositiveInt d)
    {
        var indicator = Kent.Indicator(Polarity.H, Unit.Percent);
        var order = ((BigInteger)a.Get * d.Get).CompareTo((BigInteger)c.Get * b.Get);
        Travel[] expected = [Travel.Worse, Travel.Same, Travel.Improved];
        Assert.Equal(
            expected[order + 1],
            Share(a.Get, b.Get, indicator).TravelFrom(Share(c.Get, d.Get, indicator), indicator, null));
    }

    [Property]
    public void TravelFrom_TurnsAround_WhenTheMonthsChangePlaces(decimal a, decimal b, bool unrounded)
    {
        var (before, now) = (new ExactFigure(a % 1000, unrounded), new ExactFigure(b % 1000, unrounded));
        foreach (var polarity in new[] { Polarity.H, Polarity.L, Polarity.T })
        {
            var indicator = Kent.Indicator(polarity, Unit.Percent);
            Travel? turned = now.TravelFrom(before, indicator, 50) switch
            {
                Travel.Improved => Travel.Worse,
                Travel.Worse => Travel.Improved,
                var same => same,
            };
            Assert.Equal(turned, before.TravelFrom(now, indicator, 50));
        }
    }

    static ExactFigure Share(decimal numerator, decimal denominator, Indicator indicator)
    {
        Assert.Null(Measure.Check(indicator, numerator, denominator, null, out _));
        return ExactFigure.From(numerator, denominator, indicator, Figure.From(indicator, numerator, denominator, null)!.Value);
    }

    static ExactFigure Shown(string value) => new(Kent.Number(value), IsUnrounded: false);
}
