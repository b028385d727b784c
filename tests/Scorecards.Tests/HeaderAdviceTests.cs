using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>A file that is called by a kind's name, and has a column of it, is told what it lacks to be of that kind.</summary>
public sealed class HeaderAdviceTests
{
    static readonly string[] NearlyIndicators = ["indicator", "title", "date"];

    [Theory]
    [InlineData("indicator.csv")]
    [InlineData("setup/Indicators.csv")]
    [InlineData("indicator")]
    public void Header_IsToldWhatItLacks_OfTheKindThatItsFileIsCalledBy(string table)
    {
        var header = Header.Recognise(NearlyIndicators, Kent.Catalogue, table);

        Assert.Equal("indicator", header.Kind?.Name);
        Assert.StartsWith("columns 'section', 'section_order', 'order', 'name', 'polarity'", header.Problem, StringComparison.Ordinal);
        Assert.Contains("missing from this indicator file. Found: 'indicator', 'title', 'date'.", header.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_IsOfNoKind_WhenItsFileIsCalledByNone() => Assert.Null(Header.Recognise(NearlyIndicators, Kent.Catalogue, "june.csv").Kind);

    [Fact]
    public void Header_IsOfNoKind_WhenItHasNoColumnOfTheKindThatItsFileIsCalledBy() =>
        Assert.Null(Header.Recognise(["title", "email"], Kent.Catalogue, "indicator.csv").Kind);
}
