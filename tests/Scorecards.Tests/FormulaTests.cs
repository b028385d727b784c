using Scorecards.Domain;

namespace Scorecards.Tests;

public sealed class FormulaTests
{
    static readonly Dictionary<string, decimal?> Values = new()
    {
        ["posts-qsw"] = 85.2m,
        ["posts-agency"] = 15.5m,
        ["a"] = 2m,
        ["b"] = 0m,
        ["unknown"] = null
    };

    [Theory]
    [InlineData("100 - posts-qsw - posts-agency", "-0.7")]
    [InlineData("100 - (posts-qsw + posts-agency)", "-0.7")]
    [InlineData("2 + 3 * a", "8")]
    [InlineData("(2 + 3) * a", "10")]
    [InlineData("-a + 10 / 4", "0.5")]
    [InlineData("1.5", "1.5")]
    public void Evaluate_FollowsTheRulesOfArithmetic(string text, string value) => Assert.Equal(Kent.Number(value), Evaluate(text));

    [Theory]
    [InlineData("1 + unknown")]
    [InlineData("1 / b")]
    [InlineData("79228162514264337593543950335 * a")]
    public void Evaluate_IsNull_WhereThereIsNoValue(string text) => Assert.Null(Evaluate(text));

    [Theory]
    [InlineData("")]
    [InlineData("100 -")]
    [InlineData("(100 - a")]
    [InlineData("100 a")]
    [InlineData("100 $ a")]
    [InlineData("1.2.3")]
    [InlineData("a b")]
    public void TryParse_SaysWhatIsWrong(string text)
    {
        Assert.False(Formula.TryParse(text, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Indicators_AreNamedOnce_InTheirOrder()
    {
        Assert.True(Formula.TryParse("b - posts-qsw + b", out var formula, out _));
        Assert.Equal(["b", "posts-qsw"], formula!.Indicators);
    }

    static decimal? Evaluate(string text)
    {
        Assert.True(Formula.TryParse(text, out var formula, out var error), error);
        return formula!.Evaluate(id => Values[id]);
    }
}
