using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Xunit;
using Scorecards.Domain;

namespace Scorecards.Tests;

public sealed class FractionTests
{
    /// <summary>The decimal and the text of a decimal tell each other, whatever the fraction between them was made of.</summary>
    [Property]
    public void ToDecimal_IsTheDecimal_ThatItWasMadeOf(decimal number) => Assert.Equal(number, ((Fraction)number).ToDecimal());

    [Property]
    public void Arithmetic_IsThatOfDecimals_WhereTheseAreExact(int a, int b, int c)
    {
        var (x, y, z) = (a / 1000m, b / 100m, (decimal)c);
        Assert.Equal((x + y) * z, (((Fraction)x + y) * z).ToDecimal());
        Assert.Equal(x - (y * z), ((Fraction)x - ((Fraction)y * z)).ToDecimal());
        Assert.Equal(Math.Abs(x), ((Fraction)x).Size.ToDecimal());
        Assert.Equal(x.CompareTo(y), ((Fraction)x).CompareTo(y));
    }

    [Property]
    public void SharesOfAWhole_AreTheWhole(PositiveInt a, PositiveInt b, PositiveInt c)
    {
        Fraction whole = (decimal)a.Get + b.Get + c.Get;
        var shares = new[] { a, b, c }.Select(n => (Fraction)(decimal)n.Get / whole).ToList();
        Assert.Equal(0, (shares[0] + shares[1] + shares[2]).CompareTo(1m));
        Assert.Equal(0, (1m - shares[0]).CompareTo(shares[1] + shares[2]));
    }

    /// <summary>What is displayed is half up of the exact number, found here in whole numbers.</summary>
    [Property]
    public void Displayed_IsHalfUp_OfTheExactNumber(int numerator, PositiveInt denominator, byte decimals)
    {
        var places = decimals % 7;
        var indicator = Kent.Indicator(Polarity.H, Unit.Average, places);
        var (size, below) = (BigInteger.Abs(numerator) * BigInteger.Pow(10, places), (BigInteger)denominator.Get);
        var half = ((2 * size) + below) / (2 * below);
        var expected = Math.Sign(numerator) * (decimal)half / (decimal)BigInteger.Pow(10, places);
        Assert.Equal(expected, indicator.Displayed(((Fraction)(decimal)numerator / (decimal)denominator.Get).ToDecimal()));
    }

    [Theory]
    [InlineData("0.05", "0.1")]
    [InlineData("-0.05", "-0.1")]
    [InlineData("0.25", "0.3")]
    public void Displayed_RoundsAnExactHalfAwayFromZero(string half, string displayed)
    {
        var indicator = Kent.Indicator(Polarity.H, Unit.Average, decimals: 1);
        Fraction third = Kent.Number(half) / 1m;
        Assert.Equal(Kent.Number(displayed), indicator.Displayed((third * 3m / 3m).ToDecimal()));
    }

    /// <summary>It differs from a half by less than a decimal can hold, and is no half.</summary>
    [Theory]
    [InlineData(1, "0.3")]
    [InlineData(-1, "0.2")]
    public void Displayed_IsNotRoundedTwice(int sign, string displayed)
    {
        var tiny = (Fraction)(decimal)sign / 79_228_162_514_264_337_593_543_950_335m / 7m;
        var indicator = Kent.Indicator(Polarity.H, Unit.Average, decimals: 1);
        Assert.Equal(Kent.Number(displayed), indicator.Displayed((0.25m + tiny).ToDecimal()));
        Assert.Equal(-Kent.Number(displayed), indicator.Displayed((-(0.25m + tiny)).ToDecimal()));
    }

    [Fact]
    public void ToDecimal_HasNoNoughtsAtItsEnd() =>
        Assert.Equal("-0.7", (100m - (Fraction)85.20m - 15.50m).ToDecimal().ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void ToDecimal_Refuses_WhatDoesNotFit()
    {
        Fraction greatest = decimal.MaxValue;
        Assert.Equal(decimal.MaxValue, greatest.ToDecimal());
        Assert.Throws<OverflowException>(() => (greatest + 1m).ToDecimal());
    }

    [Fact]
    public void Multiplication_EndsLongBeforeItTakesTime()
    {
        Fraction grown = 1m / 3m;
        Assert.Throws<OverflowException>(() =>
        {
            for (var i = 0; i < 40; i++)
            {
                grown *= grown;
            }
        });
    }
}
