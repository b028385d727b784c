using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>A correction is named in the next mail, and in no later one.</summary>
public sealed class CorrectionsTests
{
    static readonly Month April = Kent.May.Previous();

    [Theory]
    [InlineData("2012-04", 10)]
    [InlineData("2012-05", 10)]
    [InlineData("2012-06", 20)]
    [InlineData("2012-07", 30)]
    public void Since_IsTheIssueOfTheMailBefore(string reported, long number) =>
        Assert.Equal(number, Corrections.Since(April, Month.Parse(reported), Issue));

    [Fact]
    public void Since_IsTheLastMailThere_WhereAMonthWasNotIssued() => Assert.Equal(30, Corrections.Since(April, new Month(2012, 9), Issue));

    [Fact]
    public void Since_IsTheMonthsOwnIssue_WhereALaterMonthWasIssuedBeforeIt() =>
        Assert.Equal(40, Corrections.Since(April, new Month(2012, 6), m => m == April ? 40 : Issue(m)));

    [Fact]
    public void NothingIsACorrection_BeforeTheMonthIsIssued() => Assert.Null(Corrections.Since(April.Previous(), April, Issue));

    static long? Issue(Month month) => month.ToString() switch
    {
        "2012-04" => 10,
        "2012-05" => 20,
        "2012-06" => 30,
        _ => null,
    };
}
