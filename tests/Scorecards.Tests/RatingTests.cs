using FsCheck.Xunit;
using Scorecards.Domain;

namespace Scorecards.Tests;

public sealed class RatingTests
{
    // Each default rule of docs/domain.md, Rating, on both sides of both boundaries.
    [Theory]
    [InlineData("T", "percent", "100", "90", "Green")]
    [InlineData("T", "percent", "100", "89.9", "Amber")]
    [InlineData("T", "percent", "100", "110", "Green")]
    [InlineData("T", "percent", "100", "110.1", "Amber")]
    [InlineData("T", "percent", "100", "85", "Amber")]
    [InlineData("T", "percent", "100", "84.9", "Red")]
    [InlineData("T", "percent", "100", "115", "Amber")]
    [InlineData("T", "percent", "100", "115.1", "Red")]
    [InlineData("T", "count", "0", "0", "Green")]
    [InlineData("T", "count", "0", "1", "Red")]
    [InlineData("T", "count", "-10", "-11", "Green")]
    [InlineData("L", "percent", "10", "10", "Green")]
    [InlineData("L", "percent", "10", "10.1", "Amber")]
    [InlineData("L", "percent", "10", "15", "Amber")]
    [InlineData("L", "percent", "10", "15.1", "Red")]
    [InlineData("L", "percent", "10", "-1", "Green")]
    [InlineData("L", "count", "0", "0", "Green")]
    [InlineData("L", "count", "0", "1", "Red")]
    [InlineData("H", "percent", "95", "95", "Green")]
    [InlineData("H", "percent", "95", "94.9", "Amber")]
    [InlineData("H", "percent", "95", "85", "Amber")]
    [InlineData("H", "percent", "95", "84.9", "Red")]
    [InlineData("H", "percent", "6.4", "4.8", "Amber")]
    [InlineData("H", "percent", "6.4", "4.7", "Red")]
    [InlineData("H", "percent", "40", "30", "Amber")]
    [InlineData("H", "percent", "40", "29.9", "Red")]
    [InlineData("H", "per10000", "80", "80", "Green")]
    [InlineData("H", "per10000", "80", "79.9", "Amber")]
    [InlineData("H", "per10000", "80", "60", "Amber")]
    [InlineData("H", "per10000", "80", "59.9", "Red")]
    public void Default_Rates_OnItsBoundaries(string polarity, string unit, string target, string displayed, string rating) =>
        Assert.Equal(
            Enum.Parse<Rating>(rating),
            RatingLimits.Default(Enum.Parse<Polarity>(polarity), Unit.Find(unit)!, Kent.Number(target)).Rate(Kent.Number(displayed)));

    [Fact]
    public void LimitsFor_EqualsTheResolvedTable_ForAll44()
    {
        foreach (var row in Kent.Thresholds)
        {
            var indicator = Kent.Catalogue.Indicator(row["id"])!;
            var limits = Kent.Catalogue.TargetInForce(indicator.Id, "kent-inc-uasc", Kent.May)!.LimitsFor(indicator)!.Value;
            Assert.Equal(
                (Kent.Maybe(row["green_min"]), Kent.Maybe(row["green_max"]), Kent.Maybe(row["amber_min"]), Kent.Maybe(row["amber_max"])),
                (limits.GreenMin, limits.GreenMax, limits.AmberMin, limits.AmberMax));
        }
    }

    [Fact]
    public void Rate_GivesThePrintedLetter_ForAll44()
    {
        foreach (var row in Kent.Printed)
        {
            var indicator = Kent.Catalogue.Indicator(row["id"])!;
            var limits = Kent.Catalogue.TargetInForce(indicator.Id, "kent-inc-uasc", Kent.May)!.LimitsFor(indicator)!.Value;
            Assert.Equal(row["rag"], limits.Rate(Kent.Number(row["value"])).ToString()[..1]);
        }
    }

    [Fact]
    public void LimitsFor_ReplacesOnlyTheLimitsThatAreGiven()
    {
        var indicator = Kent.Indicator(Polarity.H, Unit.Percent);
        var target = new Target { Indicator = indicator.Id, EffectiveFrom = default, Value = 98m, Limits = new RatingLimits(null, null, 95m, null) };
        Assert.Equal(Rating.Red, target.LimitsFor(indicator)!.Value.Rate(94.9m));
        Assert.Equal(Rating.Amber, target.LimitsFor(indicator)!.Value.Rate(95m));
        Assert.Equal(Rating.Green, target.LimitsFor(indicator)!.Value.Rate(98m));
    }

    [Fact]
    public void LimitsFor_IsNull_WithoutTargetOrJudgement()
    {
        Assert.Null(new Target { Indicator = "x", EffectiveFrom = default }.LimitsFor(Kent.Indicator(Polarity.H, Unit.Percent)));
        Assert.Null(new Target { Indicator = "x", EffectiveFrom = default, Value = 1 }.LimitsFor(Kent.Indicator(Polarity.N, Unit.Percent)));
    }

    [Property]
    public void Rate_NeverGetsWorse_WhenAHighValueIsGoodAndRises(decimal target, decimal value, decimal more)
    {
        var (t, v) = (Math.Abs(target % 1000), value % 1000);
        var limits = RatingLimits.Default(Polarity.H, Unit.Percent, t);
        Assert.True(limits.Rate(v + Math.Abs(more % 1000)) <= limits.Rate(v));
    }

    [Property]
    public void Rate_NeverGetsWorse_WhenALowValueIsGoodAndFalls(decimal target, decimal value, decimal less)
    {
        var limits = RatingLimits.Default(Polarity.L, Unit.Count, Math.Abs(target % 1000));
        Assert.True(limits.Rate((value % 1000) - Math.Abs(less % 1000)) <= limits.Rate(value % 1000));
    }

    [Property]
    public void Rate_IsTheSame_OnBothSidesOfATarget(decimal target, decimal distance)
    {
        var (t, d) = (target % 1000, distance % 1000);
        var limits = RatingLimits.Default(Polarity.T, Unit.Percent, t);
        Assert.Equal(limits.Rate(t - d), limits.Rate(t + d));
    }

    [Theory]
    [InlineData("L", "0", false)]
    [InlineData("H", "0", false)]
    [InlineData("T", "0", false)]
    [InlineData("L", "10", true)]
    [InlineData("H", "10", true)]
    [InlineData("T", "10", true)]
    public void ATargetOfZero_LeavesNoAmber(string polarity, string target, bool hasAmber) =>
        Assert.Equal(hasAmber, RatingLimits.Default(Enum.Parse<Polarity>(polarity), Unit.Count, Kent.Number(target)).HasAmber);

    [Property]
    public void Rate_IsNeverAmber_WhereThereIsNoAmber(int? greenMin, int? greenMax, int? amberMin, int? amberMax, int value)
    {
        var limits = new RatingLimits(greenMin, greenMax, amberMin, amberMax);
        Assert.True(limits.HasAmber || limits.Rate(value) != Rating.Amber);
    }
}
