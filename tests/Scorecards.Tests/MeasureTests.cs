using FsCheck.Xunit;
using Scorecards.Domain;

namespace Scorecards.Tests;

public sealed class MeasureTests
{
    static readonly Indicator Percent = Kent.Indicator(Polarity.H, Unit.Percent);

    [Fact]
    public void Check_AcceptsEveryPrintedRow_WithCasesOverWorkers()
    {
        foreach (var row in Kent.Printed)
        {
            var (n, d) = row["id"] == "avg-caseload" ? ("denominator", "numerator") : ("numerator", "denominator");
            var indicator = Kent.Catalogue.Indicator(row["id"])!;
            var (numerator, denominator, value) = (Kent.Maybe(row[n]), Kent.Maybe(row[d]), Kent.Number(row["value"]));
            Assert.Null(Measure.Check(indicator, numerator, denominator, value, out _));
            Assert.Equal(value, indicator.Displayed(Figure.From(indicator, numerator, denominator, value)!.Value.Value));
        }
    }

    // The value must agree at the decimals that it is given with.
    [Theory]
    [InlineData("1683", "1740", "96.7", true)]
    [InlineData("1683", "1740", "96.72", true)]
    [InlineData("1683", "1740", "96.72413793103448", true)]
    [InlineData("1683", "1740", "97", true)]
    [InlineData("1683", "1740", "96.6", false)]
    [InlineData("1683", "1740", "96.8", false)]
    [InlineData("1683", "1740", "0.967", false)]
    [InlineData("1", "16", "6.2", true)]
    [InlineData("1", "16", "6.3", true)]
    [InlineData("8674", "434.8", "5.0", false)]
    public void Check_HoldsTheValueAgainstNumeratorAndDenominator(string numerator, string denominator, string value, bool agrees)
    {
        var fault = Measure.Check(Percent, Kent.Number(numerator), Kent.Number(denominator), Kent.Number(value), out var column);
        Assert.Equal(agrees, fault is null);
        Assert.Equal("value", column);
    }

    [Fact]
    public void Check_GivesNoValue_ForAZeroDenominator()
    {
        Assert.Null(Measure.Check(Percent, 0, 0, null, out _));
        Assert.Null(Figure.From(Percent, 0, 0, null));
        Assert.NotNull(Measure.Check(Percent, 0, 0, 0, out _));
    }

    [Fact]
    public void Check_RefusesWhatStatesNoFigure()
    {
        Assert.NotNull(Measure.Check(Percent, null, null, null, out _));
        Assert.NotNull(Measure.Check(Percent, 1, null, null, out var missing));
        Assert.Equal("denominator", missing);
        Assert.NotNull(Measure.Check(Percent, null, 1, null, out missing));
        Assert.Equal("numerator", missing);
        Assert.NotNull(Measure.Check(Percent, -1, 1, null, out missing));
        Assert.Equal("numerator", missing);
        Assert.NotNull(Measure.Check(Percent, 1, 0.0000001m, null, out missing));
        Assert.Equal("denominator", missing);
    }

    [Fact]
    public void Check_TakesACountFromValueOrNumerator()
    {
        var count = Kent.Indicator(Polarity.L, Unit.Count, decimals: 0);
        Assert.Null(Measure.Check(count, 22, null, null, out _));
        Assert.Equal(new Figure(22, IsUnrounded: true), Figure.From(count, 22, null, null));
        Assert.Null(Measure.Check(count, null, null, 22, out _));
        Assert.Equal(new Figure(22, IsUnrounded: false), Figure.From(count, null, null, 22));
        Assert.NotNull(Measure.Check(count, 22, null, 23, out _));
    }

    [Fact]
    public void Figure_KnowsWhatIsUnrounded()
    {
        Assert.False(Figure.From(Percent, null, null, 66.7m)!.Value.IsUnrounded);
        Assert.True(Figure.From(Percent, null, null, 66.71m)!.Value.IsUnrounded);
        Assert.True(Figure.From(Percent, 2, 3, 66.7m)!.Value.IsUnrounded);
    }

    [Fact]
    public void Figure_FollowsInTheUnitThatTheIndicatorHasByNow_AndAValueAloneStays()
    {
        var alone = new Measure { Scorecard = "s", Indicator = "x", Month = Kent.May, Figure = new Figure(0.7m, false) };
        var share = alone with { Figure = null, Numerator = 3, Denominator = 4, Unit = Unit.Percent };
        var count = share with { Unit = null, Figure = new Figure(3, true) };
        Assert.Equal(new Figure(7500, true), share.InUnit(Unit.Per10000).Figure);
        Assert.Equal(new Figure(3, true), share.InUnit(Unit.Count).Figure);
        Assert.Equal(new Figure(75, true), count.InUnit(Unit.Percent).Figure);
        Assert.Equal(new Figure(0.7m, false), alone.InUnit(Unit.Per10000).Figure);
        Assert.Null((share with { Numerator = 0, Denominator = 0 }).InUnit(Unit.Per10000).Figure);
        Assert.Null((share with { Unit = null, NoValue = "c" }).InUnit(Unit.Per10000).Figure);
    }

    [Property]
    public void Check_AcceptsTheValueThatItComputes_AtAnyDecimals(int numerator, int denominator, byte decimals)
    {
        var (n, d) = (Math.Abs((decimal)numerator), Math.Abs((decimal)denominator) + 1);
        var computed = Figure.From(Percent, n, d, null)!.Value.Value;
        Assert.Null(Measure.Check(Percent, n, d, Math.Round(computed, decimals % 15, MidpointRounding.AwayFromZero), out _));
    }

    [Theory]
    [InlineData("66.05", "66.1")]
    [InlineData("66.0499999", "66.0")]
    [InlineData("-0.975", "-1.0")]
    [InlineData("-0.04", "0.0")]
    [InlineData("85", "85.0")]
    public void Display_RoundsHalfUp_ToTheIndicatorsDecimals(string value, string display) =>
        Assert.Equal(display, Kent.Indicator(Polarity.H, Unit.Per10000).Display(Kent.Number(value)));
}
