using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>What makes a month complete.</summary>
public sealed class MissingFiguresTests
{
    static readonly Scorecard County = Kent.Catalogue.Scorecard("kent-inc-uasc")!;

    static readonly IReadOnlyList<Indicator> Indicators = [.. Kent.Catalogue.ActiveIndicators(Kent.May).Take(3)];

    [Fact]
    public void MonthIsComplete_WhenItHasEveryFigureThatTheMonthBeforeHad()
    {
        var before = Month(Figure(0), Figure(1));
        Assert.Null(Find(Month(Figure(0), Figure(1)), before));
        Assert.Null(Find(Month(Figure(0), Figure(1), Figure(2)), before));
    }

    [Fact]
    public void FigureThatTheMonthBeforeHad_IsMissing_AndTheExtractThatItCameInIsNamed()
    {
        var missing = Find(Month(Figure(1)), Month(Figure(0), Figure(1)))!;
        Assert.Equal([new MissingFigure(Indicators[0], "april.csv")], missing.Missing);
        Assert.Equal(("Kent, inc UASC", true, 2), (missing.Name, missing.HasFigures, missing.Expected));
    }

    [Fact]
    public void SymbolInPlaceOfAFigure_Counts() => Assert.Null(Find(Month(Symbol(0)), Month(Figure(0))));

    [Fact]
    public void NoneToCount_Counts() => Assert.Null(Find(Month(None(0)), Month(Figure(0))));

    [Fact]
    public void Formula_IsNotMissing_WhereWhatItFollowsFromIsThere()
    {
        Indicator[] staff = [.. Kent.Catalogue.ActiveIndicators(Kent.May).Where(i => i.Id.Value.StartsWith("posts-", StringComparison.Ordinal))];
        Assert.Equal("posts-unfilled", staff[0].Id);
        MonthlyScorecard before = Month([.. staff.Select(i => Figure(0) with { Indicator = i })]);
        Result[] now = [.. staff.Select(i => None(0) with { Indicator = i, Denominator = i.Formula is null ? 0 : null })];
        Assert.Null(Find(Month(now), before));
        Assert.Equal([staff[2].Id], Find(Month(now[..2]), before)!.Missing.Select(m => m.Indicator.Id));
    }

    [Theory]
    [InlineData(0, 0, "none", "none to count")]
    [InlineData(3, 0, "no value", "no value")]
    [InlineData(0, 5, null, null)]
    [InlineData(0, null, null, null)]
    public void NoneToCount_IsAReason_AndIsShown(int numerator, int? denominator, string? reason, string? shown)
    {
        var result = new Result { Indicator = Indicators[0], Numerator = numerator, Denominator = denominator };
        Assert.Equal((reason, shown, reason is not null), (result.Reason, result.Shown, result.IsStated));
        var withheld = result with { IsSuppressed = true };
        Assert.Equal(("c", null), (withheld.Reason, withheld.Shown));
    }

    [Fact]
    public void FigureThatTheMonthBeforeDidNotHave_IsNotWaitedFor() => Assert.Null(Find(Month(Figure(0)), Month(Figure(0), Nothing(1))));

    [Fact]
    public void MonthWithoutAnyFigure_LacksAllThatTheMonthBeforeHad()
    {
        var missing = Find(null, Month(Figure(0), Symbol(1)))!;
        Assert.Equal((false, 2, 2), (missing.HasFigures, missing.Missing.Count, missing.Expected));
    }

    [Fact]
    public void FirstMonth_ShouldHaveEveryActiveIndicator()
    {
        var missing = Find(Month(Figure(0)), null)!;
        Assert.Equal((42, 43, null), (missing.Missing.Count, missing.Expected, missing.Missing[0].LastExtract));
    }

    [Fact]
    public void ScorecardThatNeverHadAFigure_IsNotWaitedFor() => Assert.Null(Find(null, null));

    [Fact]
    public void ScorecardThatIsNotActive_IsNotWaitedFor() => Assert.Null(
        MissingFigures.Find(Kent.Catalogue, County with { ActiveTo = new DateOnly(2012, 4, 30) }, Kent.May, null, Month(Figure(0)), []));

    /// <summary>Nobody can state it any more: a row of such a month is refused.</summary>
    [Theory]
    [InlineData("2012-05-30", false)]
    [InlineData("2012-05-31", true)]
    public void FigureOfAnIndicatorThatHasEnded_IsNotWaitedFor(string lastDay, bool isWaitedFor)
    {
        var ended = Indicators[1] with { ActiveTo = DateOnly.ParseExact(lastDay, "yyyy-MM-dd") };
        var catalogue = new Catalogue([Indicators[0], ended], [], Kent.Catalogue.Scorecards);
        var missing = MissingFigures.Find(catalogue, County, Kent.May, Month(Figure(0)), Month(Figure(0), Figure(1)), []);
        Assert.Equal(isWaitedFor ? 1 : 0, missing?.Missing.Count ?? 0);
    }

    static MissingFigures? Find(MonthlyScorecard? now, MonthlyScorecard? before) =>
        MissingFigures.Find(Kent.Catalogue, County, Kent.May, now, before, []);

    static MonthlyScorecard Month(params IReadOnlyList<Result> results) =>
        new(County.Id, County.Name, Kent.May, 0, Summary.From([.. results]), results);

    static Result Figure(int indicator) =>
        new() { Indicator = Indicators[indicator], Figure = new Figure(1, true), Source = new Source("april.csv", new string('a', 64), null, 2) };

    static Result Symbol(int indicator) => new() { Indicator = Indicators[indicator], NoValue = "NA" };

    static Result None(int indicator) => new() { Indicator = Indicators[indicator], Numerator = 0, Denominator = 0 };

    static Result Nothing(int indicator) => new() { Indicator = Indicators[indicator] };
}
