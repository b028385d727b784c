using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>How long an action stays with its indicator.</summary>
public sealed class OpenActionTests
{
    /// <summary>The months up to May 2012, the earliest first, each with the rating and the action of its row; <c>none</c> is no figure,
    /// <c>gone</c> no results. So April lies among them, and the indicator is a year-to-date one.</summary>
    [Theory]
    [InlineData("red Recruit, red, red", "Recruit", "2012-03", 3)]
    [InlineData("red Recruit, red", "Recruit", "2012-04", 2)]
    [InlineData("red, red Recruit", "Recruit", null, null)]
    [InlineData("red, red, red", null, null, null)]
    [InlineData("red Recruit, green, red", null, null, null)] // no longer red: it does not come back
    [InlineData("red Recruit, amber, red", null, null, null)]
    [InlineData("red Recruit, unrated, red", null, null, null)]
    [InlineData("red Recruit, none, red", "Recruit", "2012-03", 3)] // no figure says nothing
    [InlineData("red Recruit, gone, red", "Recruit", "2012-03", 3)]
    [InlineData("green Recruit, red", null, null, null)] // it was about another state of things
    [InlineData("red Recruit, red closed", "closed", null, null)] // closed in the month shown
    [InlineData("red Recruit, red closed, red", null, null, null)]
    [InlineData("red Recruit, red Closed., red", null, null, null)]
    [InlineData("red closed, red", null, null, null)]
    [InlineData("red Recruit, red closed, red Train, red", "Train", "2012-04", 2)]
    [InlineData("red Recruit, red closed, red Recruit, red", "Recruit", "2012-04", 2)]
    [InlineData("red Recruit, red Close a team, red", "Close a team", "2012-04", 2)] // the newer one, and only the word alone closes
    [InlineData("red Recruit, red recruit", "recruit", "2012-04", 2)] // last month's row copied
    [InlineData("red Recruit, red, red Recruit, red", "Recruit", "2012-02", 4)]
    [InlineData("red Recruit, red Train, red Recruit", "Recruit", null, null)]
    public void AnAction_Stays_UntilItIsClosedOrTheFigureIsNoLongerRed(string months, string? action, string? since, int? age)
    {
        var shown = Shown(months);
        Assert.Equal((action, since, age), (shown?.Action, shown?.Since?.ToString(), shown?.Age));
        Assert.Equal(Kent.May, shown?.Month ?? Kent.May);
    }

    [Fact]
    public void TheMonthsOwnWords_GoBeforeTheEarlierOnes()
    {
        var march = Said(new Month(2012, 3), "Recruit") with { Owner = "Head of Duty", Due = new DateOnly(2012, 4, 30) };
        var april = Said(new Month(2012, 4), null) with { Due = new DateOnly(2012, 6, 30) };
        var own = Said(Kent.May, null) with { Comment = "Two have begun." };
        var shown = OpenAction.Add(Kent.May, own, [(Result("red"), april), (Result("red"), march)]);
        Assert.Equal(own with { Action = "Recruit", Owner = "Head of Duty", Due = april.Due, Since = march.Month }, shown);
        shown = OpenAction.Add(Kent.May, own with { Owner = "Head of Assessment" }, [(Result("red"), april), (Result("red"), march)]);
        Assert.Equal("Head of Assessment", shown!.Owner);
    }

    [Fact]
    public void ANewAction_TakesNeitherOwnerNorDayOfTheOneBefore()
    {
        var april = Said(new Month(2012, 4), "Recruit") with { Owner = "Head of Duty", Due = new DateOnly(2012, 4, 30) };
        var own = Said(Kent.May, "Train");
        Assert.Equal(own, OpenAction.Add(Kent.May, own, [(Result("red"), april)]));
    }

    [Fact]
    public void AnEarlierComment_IsNotToldAgain()
    {
        Assert.Null(Shown("red Recruit, red")!.Comment);
        Assert.Null(Shown("red Recruit, red")!.Owner);
    }

    static Commentary? Shown(string months)
    {
        var latestFirst = months.Split(", ").Reverse()
            .Select((words, back) => (Words: words.Split(' ', 2), Month: Kent.May.PlusMonths(-back)))
            .Select(m => (Result(m.Words[0]), m.Words.Length == 1 ? null : Said(m.Month, m.Words[1]))).ToList();
        return OpenAction.Add(Kent.May, latestFirst[0].Item2, latestFirst.Skip(1));
    }

    static Result? Result(string rating) => rating == "gone" ? null : new Result
    {
        Indicator = Kent.Indicator(Polarity.H, Unit.Percent) with { Basis = "YTD" },
        Figure = rating == "none" ? null : new Figure(50, IsUnrounded: true),
        Rating = Enum.TryParse<Rating>(rating, ignoreCase: true, out var known) ? known : null,
    };

    static Commentary Said(Month month, string? action) =>
        new() { Scorecard = "s", Indicator = "x", Month = month, Comment = $"Said of {month}.", Action = action };
}
