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

    [Theory]
    [InlineData("indicator.csv", "indicator", "Quillfeather", "Brambleworth")]
    [InlineData("june.csv", "Quillfeather", "Brambleworth", "Thistledown")]
    [InlineData("june.csv", "indicator", "14/05/2012", "17/06/2012")]
    [InlineData("june.csv", "indicator", "05/13/2012", "06/14/2012")]
    [InlineData("june.csv", "indicator", "2009/10", "2010/11")]
    public void Problem_QuotesWhatWasFound_AndOnRecordDoesNot(string table, params string[] cells)
    {
        var header = Header.Recognise(cells, Kent.Catalogue, table);

        var quoted = cells.Where(cell => cell != "indicator").ToList();
        Assert.All(quoted, cell => Assert.Contains(cell, header.Problem, StringComparison.Ordinal));
        Assert.All(quoted, cell => Assert.DoesNotContain(cell, header.ProblemOnRecord, StringComparison.Ordinal));
        Assert.Equal(header.Problem![^40..], header.ProblemOnRecord![^40..]);
    }

    [Fact]
    public void Header_IsOfNoKind_WhenItsFileIsCalledByNone() => Assert.Null(Header.Recognise(NearlyIndicators, Kent.Catalogue, "june.csv").Kind);

    [Fact]
    public void Header_IsOfNoKind_WhenItHasNoColumnOfTheKindThatItsFileIsCalledBy() =>
        Assert.Null(Header.Recognise(["title", "email"], Kent.Catalogue, "indicator.csv").Kind);
}
