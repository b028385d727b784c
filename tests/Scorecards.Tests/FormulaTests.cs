using FsCheck;
using FsCheck.Xunit;
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
    [InlineData("1 / b", true)]
    [InlineData("2 * (a + 1 / (a * b))", true)]
    [InlineData("a / (b / a)", true)]
    [InlineData("b / a", false)]
    [InlineData("1 / unknown", false)]
    [InlineData("79228162514264337593543950335 * a", false)]
    public void DividesByZero_WhereADivisorIsZero(string text, bool isSo)
    {
        Assert.True(Formula.TryParse(text, out var formula, out var error), error);
        Assert.Equal(isSo, formula!.DividesByZero(id => Values[id.Value]));
    }

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

    /// <summary>The rests of a whole move and their sum does not: in rounded quotients one such month in twenty would be told as a change.</summary>
    [Property]
    public void TravelOfAFormula_IsSame_WhereItsShareIs(PositiveInt a, PositiveInt b, PositiveInt moved)
    {
        var (one, other, posts) = (a.Get % 1000m, b.Get % 1000m, (a.Get % 1000m) + (b.Get % 1000m) + (moved.Get % 1000m) + 1);
        var step = Math.Min(other, moved.Get % 1000m);
        var catalogue = new Catalogue(
            [
                Kent.Indicator(Polarity.L, Unit.Percent, id: "rest", formula: "100 - one - other"),
                Kent.Indicator(Polarity.N, Unit.Percent, id: "one"),
                Kent.Indicator(Polarity.N, Unit.Percent, id: "other"),
            ],
            [],
            Kent.Catalogue.Scorecards);
        var made = ScorecardCalculation.Calculate(
            catalogue, catalogue.Scorecards.First(), Kent.May, Shares(one + step, other - step, posts), Shares(one, other, posts));
        Assert.Equal(Travel.Same, made.Results.Single(r => r.Indicator.Id == "rest").Travel);
    }

    /// <summary>A whole count is exact, though it is stated with no more decimals than are shown.</summary>
    [Theory]
    [InlineData(22, true)]
    [InlineData(23, false)]
    public void StatedCount_AgreesWithItsFormula_WhereItIsTheSame(int total, bool agrees)
    {
        var catalogue = new Catalogue(
            [
                Kent.Indicator(Polarity.N, Unit.Count, decimals: 0, id: "total", formula: "one + other"),
                Kent.Indicator(Polarity.N, Unit.Count, decimals: 0, id: "one"),
                Kent.Indicator(Polarity.N, Unit.Count, decimals: 0, id: "other"),
            ],
            [],
            Kent.Catalogue.Scorecards);
        Assert.Equal(agrees, Assert.Single(Beside(catalogue, ("total", total), ("one", 10), ("other", 12))).Agrees);
    }

    /// <summary>The two shares and the stated figure may each be 0.05 away, also where another formula is between them.</summary>
    [Theory]
    [InlineData("30.2", true)]
    [InlineData("30.3", false)]
    public void StatedShare_AgreesWithItsFormula_WithinTheRoundingOfItsFigures(string stated, bool agrees)
    {
        var catalogue = new Catalogue(
            [
                Kent.Indicator(Polarity.L, Unit.Percent, id: "rest", formula: "100 - most"),
                Kent.Indicator(Polarity.N, Unit.Percent, id: "most", formula: "one + other"),
                Kent.Indicator(Polarity.N, Unit.Percent, id: "one"),
                Kent.Indicator(Polarity.N, Unit.Percent, id: "other"),
            ],
            [],
            Kent.Catalogue.Scorecards);
        Assert.Equal(agrees, Assert.Single(Beside(catalogue, ("rest", Kent.Number(stated)), ("one", 40.5m), ("other", 29.4m))).Agrees);
    }

    static IReadOnlyList<StatedBesideFormula> Beside(Catalogue catalogue, params (string Id, decimal Value)[] values) =>
        ScorecardCalculation.FindBesideFormulas(catalogue, Kent.May, values.Select((v, i) => new StatedMeasure(
            new Measure { Scorecard = "kent-inc-uasc", Indicator = v.Id, Month = Kent.May, Figure = new Figure(v.Value, IsUnrounded: false) },
            new Source("a.csv", "", null, i + 2),
            default)));

    static List<StatedMeasure> Shares(decimal one, decimal other, decimal posts) =>
    [
        .. new[] { ("one", one), ("other", other) }.Select(share => new StatedMeasure(
            new Measure
            {
                Scorecard = "kent-inc-uasc",
                Indicator = share.Item1,
                Month = Kent.May,
                Numerator = share.Item2,
                Denominator = posts,
                Figure = new Figure(share.Item2 * 100 / posts, IsUnrounded: true)
            },
            new Source("a.csv", "", null, 2),
            default)),
    ];

    [Fact]
    public void Indicators_AreNamedOnce_InTheirOrder()
    {
        Assert.True(Formula.TryParse("b - posts-qsw + b", out var formula, out _));
        Assert.Equal(["b", "posts-qsw"], formula!.Indicators);
    }

    static decimal? Evaluate(string text)
    {
        Assert.True(Formula.TryParse(text, out var formula, out var error), error);
        return formula!.Evaluate(id => Values[id.Value])?.Value;
    }
}
