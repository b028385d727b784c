using System.Globalization;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>Why a result of an issued month is another: the true reason, and every one.</summary>
public sealed class ChangeReasonsTests
{
    static readonly Indicator Indicator = Kent.Indicator(Polarity.H, Unit.Percent);

    static readonly Source First = new("may-1.csv", new string('a', 64), null, 3);

    static readonly Result Half = Counted(1001, 2001);

    [Fact]
    public void FigureCorrectedBelowItsDecimals_WhereItWasUnrounded_IsSaidToBeCorrected() => Assert.Equal(
        "Why: figure corrected in may-2.csv, row 7, but still shown as 50.0%. Reason given: Late recording.",
        Why(Half with { Travel = Travel.Improved }, Counted(999, 1999) with { Travel = Travel.Worse, StatedReason = "Late recording." }));

    [Fact]
    public void FigureKnownAsDisplayed_ThatIsNowCounted_IsKnownToMoreDecimalPlaces() => Assert.Equal(
        "Why: the same figure is now known to more decimal places.",
        Why(
            Half with { Numerator = null, Denominator = null, Figure = new Figure(50.0m, false), Travel = Travel.Same },
            Half with { Travel = Travel.Improved }));

    [Fact]
    public void FigureAndTarget_ChangedTogether_AreBothReasons() => Assert.Equal(
        "Why: figure corrected in may-2.csv, row 7. The target was 90% and is now 70%.",
        Why(Counted(870, 1000) with { Target = 90, Rating = Rating.Amber }, Counted(860, 1000) with { Target = 70, Rating = Rating.Green }));

    [Fact]
    public void SameFigure_WithOtherDecimals_IsNotSaidToBeCorrected() => Assert.Equal(
        "Why: it is now shown with other decimals.",
        Why(Half with { Indicator = Indicator with { Decimals = 2 }, Rating = Rating.Amber }, Half with { Rating = Rating.Green }));

    [Fact]
    public void SameCounts_InAnotherUnit_AreNotSaidToBeCorrected() => Assert.Equal(
        "Why: its unit has changed.",
        Why(Half with { Indicator = Indicator with { Unit = Unit.Per10000 }, Figure = Unit.Per10000.Divide(1001, 2001) }, Half));

    /// <summary>March was known all the time: it is compared now.</summary>
    [Fact]
    public void OtherPeriod_WhichDoesNotBeginAgainInApril_IsTheReason() => Assert.Equal(
        "Why: the period that it covers has changed.",
        Why(
            Half with { Indicator = Indicator with { Basis = "YTD" } },
            Half with { Indicator = Indicator with { Basis = "Rolling 12 Months" }, Previous = Known("65", true), Travel = Travel.Worse },
            month: new Month(2012, 4)));

    [Fact]
    public void SamePeriod_InOtherWords_IsNoReason() => Assert.Equal(
        "Why: the list of indicators has changed.",
        Why(Half with { Indicator = Indicator with { Basis = "R12M" } }, Half with { Indicator = Indicator with { Basis = "Rolling 12 Months" } }));

    /// <summary>No figure was corrected, whether it was calculated before or uploaded.</summary>
    [Theory]
    [InlineData("a - b", "a + b")]
    [InlineData(null, "a + b")]
    [InlineData("a - b", null)]
    public void OtherFormula_IsTheReason_OfThisMonthsFigureAndOfTheOneBefore(string? was, string? now) => Assert.Equal(
        "Why: how it is calculated has changed.",
        Why(
            Counted(870, 1000) with { Indicator = By(was), Previous = Known("65", true), Travel = Travel.Improved },
            Counted(860, 1000) with { Indicator = By(now), Previous = Known("95", true), Travel = Travel.Worse }));

    [Theory]
    [InlineData("49.96", true, "49.99", true, "was corrected, but is still shown as 50.0%.")]
    [InlineData("50.0", false, "49.99", true, "is now known to more decimal places.")]
    [InlineData("49.96", true, "51", true, "was 50.0% and is now 51.0%.")]
    public void FigureOfTheMonthBefore_ThatTurnedTheTravel_IsTheReason(string was, bool wasUnrounded, string now, bool isUnrounded, string said) =>
        Assert.Equal(
            $"Why: the figure for April 2012 {said}",
            Why(
                Half with { Previous = Known(was, wasUnrounded), Travel = Travel.Same },
                Half with { Previous = Known(now, isUnrounded), Travel = Travel.Improved }));

    [Theory]
    [InlineData(EntryKind.Withdrawal, "may-3.csv was withdrawn, so the figure of may-2.csv, row 7 counts again. Reason given: the wrong year.")]
    [InlineData(EntryKind.Erasure, "the upload that had corrected it was erased, so the figure of may-2.csv, row 7 counts again.")]
    [InlineData(EntryKind.Fence, "the figure of may-2.csv, row 7 now counts.")]
    public void FigureOfAnEarlierUpload_CountsAgain_AndWasNotCorrectedInIt(EntryKind kind, string said)
    {
        var later = new Source("may-3.csv", new string('c', 64), null, 4);
        var was = Counted(870, 1000) with { Source = later };
        var now = Counted(860, 1000) with { StatedReason = "Late recording." };
        var journal = MonthEndCases.Journal(
            Upload(now.Source!, 1), Upload(later, 2), MonthEndCases.Entry(kind) with { Place = 2, Message = "the wrong year" });
        Assert.Equal($"Why: {said}", Why(was, now, journal: journal));
        Assert.Equal("Why: figure corrected.", Why(was, now, isWhole: false, journal));
        Assert.Equal("Why: figure corrected in may-3.csv, row 4.", Why(now, was, journal: journal));
    }

    [Fact]
    public void FigureCountedFromRecords_IsNotSaidToBeInAFile_ThatNobodyUploaded()
    {
        var counted = Counted(870, 1000) with { Source = new Source("counted/2012-05.csv", new string('d', 64), null, 3) };
        var again = Counted(860, 1000) with { Source = counted.Source with { Sha256 = new string('e', 64) } };
        Assert.Equal("Why: counted from records.", Why(Counted(860, 1000), counted));
        Assert.Equal("Why: counted again from records.", Why(counted, again));

        var upload = Counted(860, 1000);
        var journal = MonthEndCases.Journal(
            Upload(upload.Source!, 1), MonthEndCases.Entry(EntryKind.Withdrawal) with { Place = 1, Message = "wrong year" },
            Upload(counted.Source!, 3) with { Extract = JournalEntry.Counted, CountedAsOf = 2 });
        Assert.Equal(
            "Why: counted from records. The upload of may-2.csv that had the figure before was withdrawn. Reason given: wrong year.",
            Why(upload, counted, journal: journal));
    }

    [Theory]
    [InlineData(2, " The records in referral.csv were withdrawn. Reason given: the wrong year.")]
    [InlineData(4, "")]
    public void FigureCountedFromRecords_ThatIsGone_NamesTheRecordsThatWereWithdrawnSince(long asOf, string said)
    {
        var was = Counted(870, 1000) with { Source = new Source("counted/2012-05.csv", new string('d', 64), null, 3) };
        var now = was with { Numerator = null, Denominator = null, Figure = null, Source = null };
        var records = Upload(new Source("referral.csv", new string('r', 64), null, 0), 1) with
        {
            Records = new Dictionary<string, long> { ["referral"] = 4 },
        };
        var journal = MonthEndCases.Journal(
            records, Upload(Half.Source!, 2), MonthEndCases.Entry(EntryKind.Withdrawal) with { Place = 1, Message = "the wrong year" },
            MonthEndCases.Entry(EntryKind.Withdrawal) with { Place = 2, Message = "a figure" },
            Upload(was.Source!, 5) with { Extract = JournalEntry.Counted, CountedAsOf = asOf });
        Assert.Equal($"Why: it was counted from records, and those that count now do not give it.{said}", Why(was, now, journal: journal));
        Assert.Equal("Why: the upload that stated it does not count any more.", Why(was, now, isWhole: false, journal));
    }

    /// <summary>It was received after what was withdrawn, and its own receipt says that it does not count.</summary>
    [Theory]
    [InlineData(EntryKind.Withdrawal, "may-1.csv was withdrawn, so {0} counts. Reason given: wrong extract.")]
    [InlineData(EntryKind.Erasure, "the upload before it was erased, so {0} counts.")]
    public void ValueOrSymbol_ThatDidNotCountBesideCounts_CountsOnceTheyAreWithdrawn(EntryKind kind, string said)
    {
        var (was, journal) = (Counted(920, 1000) with { Source = First }, TakenBack(kind));
        var value = Half with { Numerator = null, Denominator = null, Figure = new Figure(62m, false), StatedReason = "Late recording." };
        Assert.Equal(Said("the figure of may-2.csv, row 7"), Why(was, value, journal: journal));
        Assert.Equal(Said("what is in row 7 of may-2.csv"), Why(was, value with { Figure = null, NoValue = "c" }, journal: journal));
        Assert.Equal("Why: figure corrected.", Why(was, value, isWhole: false, journal));

        string Said(string what) => $"Why: {said.Replace("{0}", what, StringComparison.Ordinal)}";
    }

    [Theory]
    [InlineData(EntryKind.Withdrawal, "The upload of may-1.csv that had the figure before was withdrawn. Reason given: wrong extract.")]
    [InlineData(EntryKind.Erasure, "The upload that had the figure before was erased.")]
    public void CorrectedFigure_WhoseEarlierUploadIsWithdrawnToo_IsSaidToBeBoth(EntryKind kind, string said)
    {
        var now = Counted(860, 1000) with { StatedReason = "Late recording." };
        Assert.Equal(
            $"Why: figure corrected in may-2.csv, row 7. Reason given: Late recording. {said}",
            Why(Counted(870, 1000) with { Source = First }, now, journal: TakenBack(kind)));
    }

    [Fact]
    public void FigureByFormula_WhoseNewestPartIsWithdrawn_IsSaidToBeCalculatedFromOthers() => Assert.Equal(
        "Why: may-1.csv was withdrawn, so it is calculated from other figures. Reason given: wrong extract.",
        Why(
            Counted(870, 1000) with { Indicator = By("a - b"), Source = First },
            Counted(860, 1000) with { Indicator = By("a - b") },
            journal: TakenBack(EntryKind.Withdrawal)));

    /// <summary>The figure was uploaded beside the formula, or what it was calculated from is gone with the upload.</summary>
    [Theory]
    [InlineData(EntryKind.Withdrawal, "may-1.csv was withdrawn, and the formula gives no value. Reason given: wrong extract.")]
    [InlineData(EntryKind.Erasure, "the figures that it is calculated from are no longer available.")]
    public void FigureWithAFormula_ThatIsGone_NamesTheUploadThatWasWithdrawn(EntryKind kind, string said)
    {
        var was = Half with { Indicator = By("a - b"), Source = First, Numerator = null, Denominator = null, Figure = new Figure(62m, false) };
        var now = was with { Figure = null, Source = null };
        Assert.Equal($"Why: {said}", Why(was, now, journal: TakenBack(kind)));
        Assert.Equal("Why: the figures that it is calculated from are no longer available.", Why(was, now, isWhole: false, TakenBack(kind)));
        Assert.Equal("Why: the figures that it is calculated from are no longer available.", Why(was, now));
    }

    [Fact]
    public void OtherRating_OfTheSameFigureAndTarget_IsByItsLimits() => Assert.Equal(
        "Why: the limits for its rating have changed.", Why(Half with { Rating = Rating.Green }, Half with { Rating = Rating.Red }));

    [Fact]
    public void ReaderOutside_IsNotTold_WhatTheMonthBeforeWas_NorWhereAFigureIsFrom() => Assert.Equal(
        "Why: figure corrected.",
        Why(
            Counted(870, 1000) with { Travel = Travel.Worse },
            Counted(860, 1000) with { Previous = new Figure(89m, false), Travel = Travel.Improved },
            isWhole: false));

    [Fact]
    public async Task FiguresShownWithOtherDecimals_AreNoOtherFiguresOfAChangeMail()
    {
        var was = (await Reported.KentAsync()).Scorecard;
        var decimals = was.Results.Select(r => r with { Indicator = r.Indicator with { Decimals = r.Indicator.Decimals + 1 } }).ToList();
        var note = ChangeNote.Make(
            [ScorecardDiff.Between(was, was with { Results = decimals, Edition = 2 })], _ => null, [], "Corrected", [], MonthEndCases.Journal());
        Assert.DoesNotContain("have changed, but no other rating", note.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangeMailOfAFirstMonth_SaysThatThereIsNoTravel_InPlaceOfZeros()
    {
        var may = (await Reported.KentAsync()).Scorecard;
        List<Result> first = [.. may.Results.Select(r => r with { Previous = null, Travel = null })];
        var was = may with { Results = first, Summary = Summary.From(first) };
        List<Result> corrected = [first[0] with { Rating = Rating.Green }, .. first.Skip(1)];
        var now = was with { Results = corrected, Summary = Summary.From(corrected), Edition = 2 };
        var text = ChangeNote.Make([ScorecardDiff.Between(was, now)], _ => null, [], "Corrected", [], MonthEndCases.Journal()).Text();
        Assert.Contains("There is no direction of travel.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("improved", text, StringComparison.Ordinal);
    }

    static string Why(Result was, Result now, bool isWhole = true, JournalPrefix? journal = null, Month? month = null) =>
        CorrectedFigure.From(new ResultDiff(was, now), month ?? Kent.May, journal ?? MonthEndCases.Journal(), isWhole).Why;

    static Indicator By(string? formula) => Kent.Indicator(Polarity.H, Unit.Percent, formula: formula);

    /// <summary>may-1.csv, then may-2.csv, then the end of the first.</summary>
    static JournalPrefix TakenBack(EntryKind kind) => MonthEndCases.Journal(
        Upload(First, 1), Upload(Half.Source!, 2), MonthEndCases.Entry(kind) with { Place = 1, Message = "wrong extract" });

    static JournalEntry Upload(Source source, long place) =>
        MonthEndCases.Entry(EntryKind.Accepted) with { Path = source.Extract, Sha256 = source.Sha256, Place = place };

    static Figure Known(string value, bool isUnrounded) =>
        new(decimal.Parse(value, CultureInfo.InvariantCulture), isUnrounded);

    static Result Counted(decimal numerator, decimal denominator) => new()
    {
        Indicator = Indicator,
        Numerator = numerator,
        Denominator = denominator,
        Figure = Unit.Percent.Divide(numerator, denominator),
        Source = new Source("may-2.csv", new string('b', 64), null, 7),
    };
}
