using Scorecards.Domain;

namespace Scorecards.Tests;

public sealed class MonthTests
{
    [Theory]
    [InlineData("2012-05", 2012, 5)]
    [InlineData("1900-01", 1900, 1)]
    [InlineData("2199-12", 2199, 12)]
    public void TryParse_GivesTheMonth_WhenWrittenAsYearAndMonth(string text, int year, int number)
    {
        Assert.True(Month.TryParse(text, out var month));
        Assert.Equal(new Month(year, number), month);
        Assert.Equal(text, month.ToString());
    }

    [Theory]
    [InlineData("2012-13")]
    [InlineData("2012-00")]
    [InlineData("2012-5")]
    [InlineData("2012/05")]
    [InlineData("1899-12")]
    [InlineData("2200-01")]
    [InlineData("+012-05")]
    [InlineData("2012- 5")]
    [InlineData("2012-5\0")]
    [InlineData("")]
    public void TryParse_Refuses_WhatIsNoMonth(string text) => Assert.False(Month.TryParse(text, out _));

    [Fact]
    public void Default_IsAValidMonth() => Assert.Equal("1900-01", default(Month).ToString());

    [Theory]
    [InlineData("2012-01", "2011-12")]
    [InlineData("2012-06", "2012-05")]
    public void Previous_IsTheMonthBefore_AcrossYears(string month, string previous)
    {
        Assert.Equal(previous, Month.Parse(month).Previous().ToString());
        Assert.Equal(month, Month.Parse(previous).Next().ToString());
    }

    [Theory]
    [InlineData("2012-02", 29)]
    [InlineData("2013-02", 28)]
    [InlineData("1900-02", 28)]
    [InlineData("2000-02", 29)]
    public void LastDay_KnowsLeapYears(string month, int day) => Assert.Equal(day, Month.Parse(month).LastDay.Day);

    [Fact]
    public void PlusMonths_Refuses_WhatIsOutOfBounds()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => default(Month).Previous());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(2199, 12).Next());
    }
}
