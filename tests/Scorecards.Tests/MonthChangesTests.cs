using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>What is told of two months: good news only where there is a figure in both, and it did it.</summary>
public sealed class MonthChangesTests
{
    static readonly Month April = new(2012, 4);

    static readonly RatingLimits Ninety = RatingLimits.Default(Polarity.H, Unit.Percent, 90);

    static readonly RatingLimits Eighty = RatingLimits.Default(Polarity.H, Unit.Percent, 80);

    const string NoNewTarget = "No target has changed with the new financial year.";

    [Fact]
    public void ByItsFigure_AnIndicatorIsNewlyRed_OrNoLonger()
    {
        var changes = Changes(Kent.May, (Result(95, 90), Result(50, 90)), (Result(50, 90), Result(95, 90)));
        Assert.Equal(["0"], Ids(changes.NewlyRed));
        Assert.Equal(["1"], Ids(changes.NoLongerRed));
        Assert.Empty(changes.LostFigure.Concat(changes.Withheld).Concat(changes.ByTarget));
    }

    /// <summary>Each that the count of other colours has is named on one list, with what it was.</summary>
    [Fact]
    public void ColoursApartFromRed_AreNamed_WithWhatTheyWere()
    {
        var changes = Changes(
            Kent.May,
            (Result(95, 90), Result(85, 90)), // green to amber
            (Result(85, 90), Result(95, 90)),
            (Result(null, 90) with { NoValue = "NA" }, Result(85, 90)),
            (Result(95, 90), Result(50, 90)), // newly red
            (Result(50, 90), Result(95, 90)), // no longer red
            (Result(95, 90), Result(null, 90)), // no figure
            (Result(85, 90), Result(85, 80)), // by its target
            (Result(95, 90), Result(95, 90)));
        Assert.Equal(
            [
                "indicator 0: 85.0%, ▲ Amber, was ● Green at 95.0%",
                "indicator 1: 95.0%, ● Green, was ▲ Amber at 85.0%",
                "indicator 2: 85.0%, ▲ Amber, had no figure last month (NA)",
            ],
            Lines(changes, "Other changes of colour"));
        Assert.Equal(
            Ids(changes.Recoloured).Order(StringComparer.Ordinal),
            Ids([.. changes.NewlyRed, .. changes.NoLongerRed, .. changes.OtherwiseRecoloured, .. changes.LostFigure, .. changes.ByTarget])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ListOfOtherColours_IsLeftOut_WhereNoneHasChanged() =>
        Assert.Equal(
            ["Newly red", "No longer red", "Red but improving"],
            WhatChanged.Lists(Changes(Kent.May, (Result(95, 90), Result(50, 90)), (Result(85, 90), Result(85, 90)))).Select(list => list.Title));

    [Fact]
    public void RedThatHadNeitherFigureNorTarget_IsNotNewlyRed_ButNotCompared()
    {
        var changes = Changes(Kent.May, (Result(null, null), Result(50, 90)), (Result(null, 90), Result(50, 90)));
        Assert.Equal(["1"], Ids(changes.NewlyRed));
        Assert.Equal(["0"], Ids(changes.RedUncompared));
        Assert.Empty(changes.ByTarget);
    }

    [Theory]
    [InlineData("NA", null, "NA")]
    [InlineData(null, 0, "none to count: 0 of 0")]
    [InlineData(null, null, "not received")]
    public void ALostFigure_IsNoGoodNews_AndItsReasonIsSaid(string? symbol, int? denominator, string reason)
    {
        var lost = Result(null, 90) with { NoValue = symbol, Numerator = denominator, Denominator = denominator };
        var changes = Changes(Kent.May, (Result(50, 90), lost));
        Assert.Equal(["0"], Ids(changes.LostFigure));
        Assert.Empty(changes.NoLongerRed);
        Assert.Equal([$"indicator 0: {reason}, was ■ Red at 50.0%"], Lines(changes, "No figure this month"));
    }

    [Fact]
    public void WhatIsWithheld_IsNoGoodNews_AndNoBad()
    {
        var withheld = Result(null, 90) with { IsSuppressed = true };
        var changes = Changes(Kent.May, (Result(50, 90), withheld), (withheld, Result(50, 90)), (withheld, withheld));
        Assert.Equal(["0", "1"], Ids(changes.Withheld));
        Assert.Empty(changes.NoLongerRed.Concat(changes.NewlyRed).Concat(changes.LostFigure));
        Assert.Equal(
            [
                "indicator 0: withheld this month, so the two months cannot be compared",
                "indicator 1: withheld in April 2012, so the two months cannot be compared",
            ],
            Lines(changes, "Withheld from you, this month or the one before"));
    }

    [Theory]
    [InlineData(90, 79, 79, true)] // red by 90, amber by 80, with the same figure
    [InlineData(90, 79, 79.9, true)]
    [InlineData(90, 79, 80, false)] // amber by 90 as well: the figure did it
    [InlineData(90, 79, 85, false)]
    public void ByTarget_IsWhatItsFigureAloneWouldNotHaveChanged(int targetBefore, double before, double now, bool isByTarget)
    {
        var changes = Changes(Kent.May, (Result((decimal)before, targetBefore), Result((decimal)now, 80)));
        Assert.Equal(isByTarget ? ["0"] : [], Ids(changes.ByTarget));
        Assert.Equal(isByTarget ? [] : ["0"], Ids(changes.NoLongerRed));
        Assert.Equal(["0"], Ids(changes.Retargeted));
    }

    [Fact]
    public void OtherLimits_OfTheSameTarget_AreSaid()
    {
        var red = Result(85, 90) with { Rating = Rating.Red };
        var changes = Changes(Kent.May, (Result(85, 90), red)) with { LimitsBefore = new Dictionary<IndicatorId, RatingLimits> { ["0"] = Ninety } };
        Assert.Equal(
            ["indicator 0: 85.0%, ■ Red, was ▲ Amber at 85.0%; target 90% with other limits"],
            Lines(changes, "Another colour because the target has changed"));
    }

    /// <summary>79% is amber by 80%, and red by other limits of the same 80%: nobody is told that no target has changed.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void OtherLimits_OfTheSameTarget_AreAChangedTarget_WithWhatTheyDoToTheCounts(int month)
    {
        const string said = "Targets that have changed (1): indicator 0, 80% with other limits.";
        var changes = Changes(new Month(2012, month), (Result(79, 80), Result(79, 80) with { Rating = Rating.Red })) with
        {
            Limits = new Dictionary<IndicatorId, RatingLimits> { ["0"] = Eighty with { AmberMin = 79.5m } },
        };
        Assert.Equal(
            [$"{said} By last month's targets: 0 green, 1 amber, 0 red, 0 not rated."], WhatChanged.Framework(changes, ScorecardsBelow.Same));
        Assert.Equal(["0"], Ids(changes.ByTarget));

        // By rounded figures the old limits could give another colour.
        var rounded = changes with { IsRounded = true };
        Assert.Equal([said], WhatChanged.Framework(rounded, ScorecardsBelow.Same));
        Assert.Equal((0, 1), (rounded.ByTarget.Count, rounded.NewlyRed.Count));
    }

    [Fact]
    public void SameLimits_OfTheSameTarget_AreNoChange()
    {
        var changes = Changes(April, (Result(79, 80), Result(79, 80))) with
        {
            Limits = new Dictionary<IndicatorId, RatingLimits> { ["0"] = Eighty },
        };
        Assert.Equal([NoNewTarget], WhatChanged.Framework(changes, ScorecardsBelow.Same));
    }

    [Fact]
    public void APreviousFigureThatIsNotShown_IsSaidToBe()
    {
        var improved = Result(50, 90) with { Travel = Travel.Improved };
        Assert.Equal(
            ["indicator 0: from a figure that is not shown to 50.0%, target 90%"],
            Lines(Changes(Kent.May, (Result(null, 90) with { IsSuppressed = true }, improved)), "Red but improving"));
    }

    [Fact]
    public void AnImprovementThatDoesNotShow_IsSaidNotTo()
    {
        var rounded = Changes(Kent.May, (Result(50.01m, 90), Result(50.04m, 90) with
        {
            Travel = Travel.Improved,
            Previous = new Figure(50.01m, IsUnrounded: true),
        }));
        Assert.EndsWith(
            ". The change does not show in rounded numbers.",
            Lines(rounded with { IsRounded = true }, "Red but improving").Single(), StringComparison.Ordinal);

        var improved = Result(50.04m, 90) with { Travel = Travel.Improved, Previous = new Figure(50.01m, IsUnrounded: true) };
        Assert.Equal(
            [
                "indicator 0: from 50.0% to 50.0%, target 90%. The change is too small to be seen at the decimals that are shown.",
                "indicator 1: from 49.9% to 50.0%, target 90%",
            ],
            Lines(
                Changes(
                    Kent.May,
                    (Result(50.01m, 90), improved),
                    (Result(49.9m, 90), improved with { Previous = new Figure(49.9m, IsUnrounded: true) })),
                "Red but improving"));
    }

    [Fact]
    public void ATargetThatEnds_IsNoGoodNews_WhateverTheFigureIs()
    {
        var changes = Changes(Kent.May, (Result(50, 90), Result(95, null)), (Result(50, null), Result(50, 90)));
        Assert.Equal(["0", "1"], Ids(changes.ByTarget));
        Assert.Empty(changes.NoLongerRed.Concat(changes.NewlyRed));
    }

    [Fact]
    public void AYearToDateFigure_IsNotComparedInApril()
    {
        var year = Changes(April, isYearToDate: true, (Result(95, 90), Result(50, 90)), (Result(50, 90), Result(95, 80)));
        Assert.Empty(year.NewlyRed.Concat(year.NoLongerRed).Concat(year.ByTarget));
        Assert.Equal(["0"], Ids(Changes(April, isYearToDate: false, (Result(95, 90), Result(50, 90))).NewlyRed));
        Assert.Equal(["0"], Ids(Changes(Kent.May, isYearToDate: true, (Result(95, 90), Result(50, 90))).NewlyRed));
        Assert.Equal(
            ["Year-to-date figures restart this month and cannot be compared with March 2012. "
                + "1 of 1 indicators is year-to-date and has no direction of travel.", NoNewTarget],
            WhatChanged.Framework(Changes(April, isYearToDate: true, (Result(95, 90), Result(50, 90))), ScorecardsBelow.Same));
    }

    [Fact]
    public void AYearToDateFigure_IsCountedInApril_AmongAllIndicators()
    {
        var said = WhatChanged.Framework(
            Changes(April, isYearToDate: true, (Result(95, 90), Result(50, 90)), (Result(50, 90), Result(95, 90))), ScorecardsBelow.Same);
        Assert.EndsWith(" 2 of 2 indicators are year-to-date and have no direction of travel.", said[0], StringComparison.Ordinal);
    }

    /// <summary>Last year's targets go on until others are uploaded, and the reader of April is told so.</summary>
    [Theory]
    [InlineData(4, 90, 90, true)]
    [InlineData(4, 90, 80, false)]
    [InlineData(4, null, null, false)]
    [InlineData(5, 90, 90, false)]
    public void Framework_SaysInApril_ThatNoTargetHasChanged(int month, int? before, int? now, bool isSaid)
    {
        var changes = Changes(new Month(2012, month), (Result(95, before), Result(95, now)));
        Assert.Equal(isSaid, WhatChanged.Framework(changes, ScorecardsBelow.Same).Contains(NoNewTarget));
    }

    [Theory]
    [InlineData("YTD", "2012-04", false)]
    [InlineData("ytd", "2012-04", false)]
    [InlineData("Year to date", "2012-04", false)]
    [InlineData("Year-to-date", "2012-05", true)]
    [InlineData("YTD", "2012-05", true)]
    [InlineData("YTD", "2012-03", true)]
    [InlineData("Rolling 12 Months", "2012-04", true)]
    [InlineData("Snapshot", "2012-04", true)]
    public void Calculate_ComparesNoYearToDateFigure_AcrossApril(string basis, string month, bool isCompared)
    {
        var indicator = Kent.Indicator(Polarity.H, Unit.Percent) with { Basis = basis };
        var catalogue = new Catalogue([indicator], [], Kent.Catalogue.Scorecards);
        var made = ScorecardCalculation.Calculate(
            catalogue, catalogue.Scorecards.First(), Domain.Month.Parse(month), Stated(50), Stated(40));
        Assert.Equal((isCompared, isCompared), (made.Results[0].Travel is not null, made.HasEarlier));
    }

    [Fact]
    public void Framework_SaysWhatTargetsIndicatorsAndScorecardsDoToTheCounts()
    {
        var before = Scorecard(April, [Named(Result(79, 90), "moved", "YTD"), Named(Result(50, 90), "gone", "YTD")]);
        var now = Scorecard(Kent.May, [Named(Result(79, 80), "moved", "YTD"), Named(Result(95, 90), "new", "YTD")]);
        var changes = new MonthChanges(before, now, new Dictionary<IndicatorId, RatingLimits> { ["moved"] = Ninety, ["gone"] = Ninety });
        Assert.Equal(
            [
                "Targets that have changed (1): indicator moved, from 90% to 80%. By last month's targets: 1 green, 0 amber, 1 red, 0 not rated.",
                "New on the scorecard (1): indicator new. This adds to the counts: 1 green, 0 amber, 0 red, 0 not rated.",
                "No longer on the scorecard (1): indicator gone. This takes from last month's counts: 0 green, 0 amber, 1 red, 0 not rated.",
                "New scorecards below this one (1): Team 9. The counts of this scorecard do not include them.",
                "Closed scorecards below this one (2): Team 1; Team 2. The counts of this scorecard do not include them.",
            ],
            WhatChanged.Framework(changes, new ScorecardsBelow(["Team 9"], ["Team 1", "Team 2"])));
        Assert.Equal(new Summary(1, 1, 0, 0, 0, 0, 0), now.Summary);
    }

    /// <summary>The counts have the colour of what is withheld, and by rounded figures they would be others.</summary>
    [Theory]
    [InlineData(null, true)]
    [InlineData(5, false)]
    public void Mail_SaysWhatTheyDoToTheCounts_UnlessSmallNumbersAreWithheld(int? threshold, bool isSaid)
    {
        var withheld = Result(null, 90) with { IsSuppressed = true };
        var before = Scorecard(April, [Named(Result(79, 90), "moved", "YTD"), Named(withheld, "gone", "YTD")]);
        var now = Scorecard(Kent.May, [Named(Result(79, 80), "moved", "YTD"), Named(withheld, "new", "YTD")]);
        var report = new MonthReport(
            now, [before], new Dictionary<IndicatorId, Commentary>(), new Dictionary<IndicatorId, RatingLimits>(), [], default)
        {
            Profile = threshold is { } most ? new SuppressionProfile(most) : null
        };
        var text = MailText.Write(new MonthEndReport([report], []), _ => null);
        (string Said, string Counts)[] lines =
        [
            ("Targets that have changed (1): indicator moved, from 90% to 80%.", " By last month's targets: "),
            ("New on the scorecard (1): indicator new.", " This adds to the counts: "),
            ("No longer on the scorecard (1): indicator gone.", " This takes from last month's counts: "),
        ];
        Assert.All(lines, line =>
        {
            Assert.Contains(line.Said, text, StringComparison.Ordinal);
            Assert.Equal(isSaid, text.Contains(line.Said + line.Counts, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Framework_CountsWhatHadNoTargetLastMonth_AsNotRatedByIt()
    {
        var before = Scorecard(April, [Named(Result(79, null), "first", "YTD"), Named(Result(50, 90), "same", "YTD")]);
        var now = Scorecard(Kent.May, [Named(Result(79, 80), "first", "YTD"), Named(Result(50, 90), "same", "YTD")]);
        var changes = new MonthChanges(before, now, new Dictionary<IndicatorId, RatingLimits> { ["same"] = Ninety });
        var said = Assert.Single(WhatChanged.Framework(changes, new ScorecardsBelow([], [])));
        Assert.EndsWith("By last month's targets: 0 green, 0 amber, 1 red, 1 not rated.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void ScorecardsBelow_AreThoseActiveInOneOfTheMonths()
    {
        Scorecard Team(int number, DateOnly? from, DateOnly? to) => new()
        {
            Id = $"team-{number}",
            Name = $"Team {number}",
            Parent = "county",
            Slice = Slice.Team,
            Uasc = UascBasis.Included,
            ActiveFrom = from,
            ActiveTo = to
        };
        var catalogue = new Catalogue(
            [],
            [],
            [
                Team(1, null, null), Team(2, new DateOnly(2012, 5, 31), null), Team(3, null, new DateOnly(2012, 5, 30)),
                Team(4, new DateOnly(2012, 6, 1), null), Team(5, null, new DateOnly(2012, 4, 29)),
                Team(6, null, null) with { Id = "county", Name = "County", Parent = null },
            ]);
        var below = ScorecardsBelow.Between(catalogue, "county", April, Kent.May);
        Assert.Equal(["Team 2"], below.Opened);
        Assert.Equal(["Team 3"], below.Closed);
    }

    [Fact]
    public void Trend_HasAGap_WhereAYearToDateFigureBeginsAgain()
    {
        Result yearToDate = Named(Result(50, 90), "0", "YTD"), snapshot = Named(Result(50, 90), "1", "Snapshot");
        var report = new MonthReport(
            Scorecard(Kent.May, [yearToDate, snapshot]),
            [.. new[] { 1, 2, 3 }.Select(back => Scorecard(Kent.May.PlusMonths(-back), [yearToDate, snapshot]))],
            new Dictionary<IndicatorId, Commentary>(),
            new Dictionary<IndicatorId, RatingLimits>(),
            [],
            default);
        Assert.Equal(10, report.Restart(yearToDate.Indicator));
        Assert.Equal(
            "Feb 2012 50.0%, Mar 2012 50.0%; new financial year: Apr 2012 50.0%, May 2012 50.0%", report.TrendText(yearToDate.Indicator));
        Assert.Null(report.Restart(snapshot.Indicator));
        Assert.Equal("Feb 2012 50.0%, Mar 2012 50.0%, Apr 2012 50.0%, May 2012 50.0%", report.TrendText(snapshot.Indicator));
    }

    static List<StatedMeasure> Stated(decimal value) =>
    [
        new(
            new Measure { Scorecard = "s", Indicator = "x", Month = Kent.May, Figure = new Figure(value, IsUnrounded: true) },
            new Source("a.csv", "", null, 2),
            default),
    ];

    static MonthChanges Changes(Month month, params (Result Was, Result Now)[] pairs) => Changes(month, isYearToDate: false, pairs);

    static MonthChanges Changes(Month month, bool isYearToDate, params (Result Was, Result Now)[] pairs)
    {
        var basis = isYearToDate ? "YTD" : "Snapshot";
        return new MonthChanges(
            Scorecard(month.Previous(), [.. pairs.Select((p, i) => Named(p.Was, $"{i}", basis))]),
            Scorecard(month, [.. pairs.Select((p, i) => Named(p.Now, $"{i}", basis))]),
            pairs.Select((p, i) => (Id: $"{i}", Target: p.Was.Target)).Where(p => p.Target is not null)
                .ToDictionary(p => (IndicatorId)p.Id, p => p.Target == 90 ? Ninety : Eighty));
    }

    static MonthlyScorecard Scorecard(Month month, IReadOnlyList<Result> results) =>
        new("s", "S", month, 1, Summary.From([.. results]), results);

    static Result Result(decimal? value, decimal? target) => new()
    {
        Indicator = Kent.Indicator(Polarity.H, Unit.Percent),
        Figure = value is { } known ? new Figure(known, IsUnrounded: true) : null,
        Target = target,
        Rating = value is { } rated && target is { } by ? (by == 90 ? Ninety : Eighty).Rate(rated) : null
    };

    static Result Named(Result result, string id, string basis) =>
        result with { Indicator = result.Indicator with { Id = id, Name = $"indicator {id}", Basis = basis } };

    static IReadOnlyList<string> Ids(IEnumerable<ResultDiff> diffs) => [.. diffs.Select(d => d.Indicator.Id.Value)];

    static IReadOnlyList<string> Lines(MonthChanges changes, string title) =>
        WhatChanged.Lists(changes).Single(list => list.Title == title).Lines;
}
