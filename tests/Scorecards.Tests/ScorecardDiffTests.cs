using FsCheck.Xunit;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>What is another in two editions of a month.</summary>
public sealed class ScorecardDiffTests
{
    static readonly IReadOnlyList<Indicator> Indicators = [.. Kent.Catalogue.ActiveIndicators(Kent.May).Take(4)];

    [Fact]
    public void Receipt_SaysEveryFigureThatIsAnother_AndWhichAreGone()
    {
        var was = Month(1, Of(0, 10, Rating.Green), Of(1, 20, Rating.Amber), Of(2, 30, null));
        var now = Month(2, Of(0, 10, Rating.Green), Of(1, 25, Rating.Red), Of(3, 40, null));
        var change = ScorecardDiff.Between(was, now).ForReceipt()!;
        Assert.Equal(
            [
                new ResultChange(Indicators[1].Id, "20.0", "25.0", Rating.Amber, Rating.Red),
                new ResultChange(Indicators[3].Id, null, "40.0", null, null) { IsAdded = true },
                new ResultChange(Indicators[2].Id, "30.0%", null, null, null) { IsRemoved = true },
            ],
            change.Results);
        Assert.Equal((2, was.Summary, now.Summary), (change.Edition, change.Before, change.After));
    }

    /// <summary>Each is counted as not rated.</summary>
    [Fact]
    public void Receipt_NamesIndicatorsThatComeAndGo_WithoutAnyFigure()
    {
        var (was, now) = (Month(1, Of(0, 10, null), Without(1)), Month(2, Of(0, 10, null), Without(2)));
        Assert.Equal(
            [(Indicators[2].Id, true, false), (Indicators[1].Id, false, true)],
            ScorecardDiff.Between(was, now).ForReceipt()!.Results.Select(r => (r.Indicator, r.IsAdded, r.IsRemoved)));
        Assert.Equal([Indicators[0].Id], ScorecardDiff.Between(null, now).ForReceipt()!.Results.Select(r => r.Indicator));
        Assert.Equal([Indicators[0].Id], ScorecardDiff.Between(now, Month(3)).ForReceipt()!.Results.Select(r => r.Indicator));
    }

    [Fact]
    public void Receipt_SaysWhatElseIsAnother_WhereTheFigureIsDisplayedAsBefore()
    {
        var was = Of(0, 10, null) with { Numerator = 1, Travel = Travel.Same };
        var now = Of(0, 10, null) with { Denominator = 2, Travel = Travel.Worse };
        var change = Assert.Single(ScorecardDiff.Between(Month(1, was), Month(2, now)).ForReceipt()!.Results);
        Assert.Equal((Travel.Same, 1m, null), (change.TravelBefore, change.NumeratorBefore, change.DenominatorBefore));
        Assert.Equal((Travel.Worse, null, 2m), (change.TravelAfter, change.NumeratorAfter, change.DenominatorAfter));
    }

    [Fact]
    public void Receipt_OfAFirstEdition_HasNoCountsBefore() =>
        Assert.Null(ScorecardDiff.Between(null, Month(1, Of(0, 10, null))).ForReceipt()!.Before);

    [Theory]
    [InlineData(11, Rating.Green, false)]
    [InlineData(10, Rating.Red, true)]
    [InlineData(10, null, true)]
    public void Leadership_IsToldOfRatingsAndCounts_NotOfFiguresAlone(int figure, Rating? rating, bool isTold) =>
        Assert.Equal(isTold, ScorecardDiff.Between(Month(1, Of(0, 10, Rating.Green)), Month(2, Of(0, figure, rating))).AltersRatingsOrCounts);

    [Fact]
    public void Leadership_IsTold_WhereTwoRatingsChangePlaces_AndTheCountsStayTheSame() => Assert.True(
        ScorecardDiff.Between(
            Month(1, Of(0, 10, Rating.Green), Of(1, 10, Rating.Red)),
            Month(2, Of(0, 10, Rating.Red), Of(1, 10, Rating.Green))).AltersRatingsOrCounts);

    [Property(MaxTest = 300)]
    public bool Edition_DoesNotDifferFromItself(byte[] results)
    {
        var month = Any(results);
        return ScorecardDiff.Between(month, month) is { AltersRatingsOrCounts: false } diff
            && diff.ForReceipt() is null
            && diff.Results.All(r => !r.IsChanged && !r.IsFigureChanged);
    }

    [Property(MaxTest = 300)]
    public bool WhatLeadershipIsToldOf_DoesNotDependOnTheDirection(byte[] one, byte[] other) =>
        ScorecardDiff.Between(Any(one), Any(other)).AltersRatingsOrCounts == ScorecardDiff.Between(Any(other), Any(one)).AltersRatingsOrCounts;

    [Property(MaxTest = 300)]
    public bool EveryIndicatorOfBoth_IsComparedOnce(byte[] one, byte[] other)
    {
        var (was, now) = (Any(one), Any(other));
        var both = was.Results.Concat(now.Results).Select(r => r.Indicator.Id).Distinct().Order();
        return ScorecardDiff.Between(was, now).Results.Select(r => r.Indicator.Id).Order().SequenceEqual(both);
    }

    /// <summary>Each of the four indicators is there or not, with a figure of 0 to 3 and a rating or none.</summary>
    static MonthlyScorecard Any(byte[]? bytes) => Month(
        1,
        [
            .. (bytes ?? []).Take(Indicators.Count).Select((b, i) => (Byte: b, Index: i)).Where(c => c.Byte % 2 == 0)
                .Select(
                    c => Of(c.Index, c.Byte / 2 % 4, (c.Byte / 8 % 4) switch { 0 => Rating.Green, 1 => Rating.Amber, 2 => Rating.Red, _ => null })),
        ]);

    static Result Of(int indicator, decimal figure, Rating? rating) =>
        new() { Indicator = Indicators[indicator], Figure = new Figure(figure, true), Rating = rating };

    static Result Without(int indicator) => new() { Indicator = Indicators[indicator] };

    static MonthlyScorecard Month(int edition, params IReadOnlyList<Result> results) =>
        new("kent", "Kent", Kent.May, edition, Summary.From([.. results]), results);
}
