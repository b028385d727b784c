using Scorecards.Domain;

namespace Scorecards.Tests.Counting;

/// <summary>Which figure counts where records and uploads say one each (docs/domain.md, Figures from records).</summary>
public sealed class CountedMeasureTests
{
    [Fact]
    public void Count_ComesBeforeALaterUpload_AndTheDifferenceIsNamed()
    {
        var found = Find(Counted(1, 40, 100), Uploaded(2, 41, 100));

        Assert.Equal(40, found.Measures.Single().Measure.Numerator);
        var fault = Assert.Single(found.Overruled).ToFault();
        Assert.Equal((2L, "41"), (fault.Row, fault.Value));
        Assert.Contains("the records give 40 (40 over 100)", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_HasTheSheetOfItsRow()
    {
        var found = Assert.Single(Find(Counted(1, 40, 100), OnSheet(Uploaded(2, 41, 100), "North")).Overruled);

        Assert.Equal(("North", "North"), (found.ToFault().Sheet, found.ToWarnedSymbol().Fault.Sheet));
        Assert.Null(found.ToWarning().Fault.Sheet);
        Assert.Contains("which row 2 of 'North' in may.csv gives for lac-pep", found.ToWarning().Fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_NamesTheSheetAndRow_OfTheUploadThatCounts()
    {
        var found = Assert.Single(Find(true, Counted(1, 40, 100), OnSheet(Uploaded(2, 41, 100), "North")).Overruled);

        Assert.Contains("row 2 of 'North' in may.csv gives 41 (41 over 100)", found.ToFault().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Upload_ComesBeforeACount_WhereTheIndicatorSaysSo_AndTheDifferenceIsNamedOnTheCount()
    {
        var found = Find(true, Uploaded(1, 41, 100), Counted(2, 40, 100));

        Assert.Equal(41, found.Measures.Single().Measure.Numerator);
        Assert.True(Assert.Single(found.Overruled).Said.Measure.IsCounted);
    }

    [Fact]
    public void Count_Counts_WhereTheIndicatorPrefersUploadsAndThereIsNone() =>
        Assert.Equal(40, Find(true, Counted(1, 40, 100)).Measures.Single().Measure.Numerator);

    [Fact]
    public void Count_ComesBeforeWhatAnotherMonthsTableSaysOfIt_WithoutAWord()
    {
        var found = Find(true, Counted(1, 40, 100), Uploaded(2, 41, 100, isSecondHand: true));

        Assert.Equal((40m, 0), (found.Measures.Single().Measure.Numerator!.Value, found.Overruled.Count));
    }

    [Fact]
    public void LaterCount_CorrectsAnEarlierOne() =>
        Assert.Equal(42, Find(Counted(2, 42, 100), Counted(1, 40, 100)).Measures.Single().Measure.Numerator);

    [Fact]
    public void CountThatIsTakenAway_LeavesTheUpload()
    {
        var gone = Counted(2, null, null);
        gone = gone with { Measure = gone.Measure with { NoValue = Measure.Withdrawn } };

        Assert.Equal(41, Find(Counted(1, 40, 100), gone, Uploaded(0, 41, 100)).Measures.Single().Measure.Numerator);
        Assert.Empty(Find(Counted(1, 40, 100), gone).Measures);
    }

    [Theory]
    [InlineData(40, 100, null)]
    [InlineData(null, null, "40")]
    [InlineData(null, null, "40.0")]
    public void UploadThatSaysTheSame_IsNotNamed(int? numerator, int? denominator, string? value)
    {
        var same = Uploaded(2, numerator, denominator);
        if (value is not null)
        {
            same = same with { Measure = same.Measure with { Figure = new Figure(decimal.Parse(value, null), IsUnrounded: false) } };
        }

        Assert.Empty(Find(Counted(1, 40, 100), same).Overruled);
    }

    [Theory]
    [InlineData("39.9")]
    [InlineData("40.1")]
    [InlineData("40.04")]
    public void ValueThatDoesNotAgree_IsNamed(string value)
    {
        var other = Uploaded(2, null, null);
        other = other with { Measure = other.Measure with { Figure = new Figure(decimal.Parse(value, null), IsUnrounded: true) } };

        Assert.Single(Find(Counted(1, 40, 100), other).Overruled);
    }

    static MeasuresInForce Find(params StatedMeasure[] stated) => Find(false, stated);

    static MeasuresInForce Find(bool prefersUploads, params StatedMeasure[] stated) => MeasuresInForce.Find(stated, _ => prefersUploads);

    static StatedMeasure OnSheet(StatedMeasure stated, string sheet) => stated with { Source = stated.Source with { Sheet = sheet } };

    static StatedMeasure Counted(int at, int? numerator, int? denominator) => State(at, numerator, denominator, isCounted: true, isSecondHand: false);

    static StatedMeasure Uploaded(int at, int? numerator, int? denominator, bool isSecondHand = false) =>
        State(at, numerator, denominator, isCounted: false, isSecondHand);

    static StatedMeasure State(int at, int? numerator, int? denominator, bool isCounted, bool isSecondHand) => new(
        new Measure
        {
            Scorecard = "kent-inc-uasc",
            Indicator = "lac-pep",
            Month = new Month(2012, 5),
            Numerator = numerator,
            Denominator = denominator,
            Figure = numerator is { } n && denominator is { } d ? new Figure(100m * n / d, IsUnrounded: true) : null,
            IsCounted = isCounted,
            IsSecondHand = isSecondHand,
        },
        new Source(isCounted ? "counted/2012-05.csv" : "may.csv", "", null, at),
        new Rank(new DateTimeOffset(2012, 6, 1, 0, 0, at, TimeSpan.Zero), at));
}
