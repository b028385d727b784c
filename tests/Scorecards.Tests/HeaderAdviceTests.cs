using Scorecards.Extracts;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests;

/// <summary>A file that is called by a kind's name, and has a column of it, is told what it lacks to be of that kind.</summary>
public sealed class HeaderAdviceTests
{
    static readonly string[] NearlyIndicators = ["indicator", "title", "date"];

    [Theory]
    [InlineData("indicator.csv")]
    [InlineData("setup/Indicators.csv")]
    [InlineData("indicator")]
    [InlineData("setup.xlsx/Indicators")]
    public void Header_IsToldWhatItLacks_OfTheKindThatItsFileIsCalledBy(string table)
    {
        var header = Header.Recognise(NearlyIndicators, Kent.Catalogue, table);

        Assert.Equal("indicator", header.Kind?.Name);
        Assert.StartsWith("columns 'section', 'section_order', 'order', 'name', 'polarity'", header.Problem, StringComparison.Ordinal);
        Assert.Contains("missing from this indicator file. Found: 'indicator', 'title', 'date'.", header.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("indicator.csv", "indicator", "Quillfeather", "Brambleworth")]
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

    /// <summary>A list without a header row: its first row may be a child's.</summary>
    [Fact]
    public void Problem_QuotesNothing_WhereNoColumnIsKnown()
    {
        string[] cells = ["Quillfeather", "Brambleworth", "Thistledown", "seen by her aunt"];
        var header = Header.Recognise(cells, Kent.Catalogue, "june.csv");

        Assert.All(cells, cell => Assert.DoesNotContain(cell, header.Problem, StringComparison.Ordinal));
        Assert.Contains("Found: a row of 4 cells, and no name of a column that is known. ", header.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Slip_InANeededColumn_IsToldWhatIsMeant()
    {
        var header = Header.Recognise(["scorecard", "indicatr", "month", "value"], Kent.Catalogue);

        Assert.Contains(
            "The kind measure does not know 'indicatr'. Did you mean 'indicator' by 'indicatr'? Add 'indicator' to the header row",
            header.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("indicatr", header.ProblemOnRecord, StringComparison.Ordinal);
    }

    /// <summary>A measure file with slips: the advice is of measures, and a name that is only written apart is none of them.</summary>
    [Fact]
    public void NameThatIsWrittenApart_IsKnown()
    {
        var header = Header.Recognise(["Score card", "Indicater", "Period", "Num", "Den", "Value"], Kent.Catalogue);

        Assert.Contains(
            "The nearest kind is measure: it needs 'indicator', 'month' too. The kind measure does not know 'Indicater', 'Period', 'Num', 'Den'. "
            + "Did you mean 'indicator' by 'Indicater'? ", header.Problem, StringComparison.Ordinal);
    }

    /// <summary>A year's table in April.</summary>
    [Theory]
    [InlineData("Apr-12", "Target")]
    [InlineData("Kent, inc UASC", "Target")]
    [InlineData("30/04/2012", "")]
    public void WideTableOfOneColumn_IsToldToBeAMeasureFile(string column, string beside)
    {
        var header = Header.Recognise(["Indicator", column, beside], Kent.Catalogue);

        Assert.Null(header.Kind);
        Assert.Contains(
            "The nearest kind is wide-measure: it needs two columns of months or of scorecards at least, and this table has one. Upload the figures "
            + "of a single month or scorecard as a measure file, with the columns scorecard, indicator, month and value. "
            + (beside == "" ? "" : "The kind wide-measure does not know 'Target'. ") + "Name the columns", header.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(column, header.ProblemOnRecord, StringComparison.Ordinal);
    }

    /// <summary>The guards know them so.</summary>
    [Fact]
    public void Records_AreKnownByTheirColumnsOnlyAsTheyAreWritten() => Assert.All(RecordKind.All, kind => Assert.NotNull(
        Header.Recognise([.. kind.Required.Select(c => c.Replace("_", "", StringComparison.Ordinal))], Kent.Catalogue).Problem));

    [Fact]
    public async Task KindsOfFile_AreListedOnceInTheReceipt_AndNotAmongTheUploads()
    {
        var at = new Installation();
        await at.DropAsync("may.csv", "scorecard,indicatr,month,value\nkent-inc-uasc,caf-rate,2012-05,66\n");
        var line = Assert.Single(await at.UploadsAsync());

        Assert.Equal(2, at.Receipt("may.csv").Split("The kinds of file are").Length);
        Assert.StartsWith("The file was refused: column 'indicator' is missing", line.Message, StringComparison.Ordinal);
        Assert.EndsWith("upload the file again. Nothing in it was used.", line.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_IsOfNoKind_WhenItsFileIsCalledByNone() => Assert.Null(Header.Recognise(NearlyIndicators, Kent.Catalogue, "june.csv").Kind);

    [Fact]
    public void Header_IsOfNoKind_WhenItHasNoColumnOfTheKindThatItsFileIsCalledBy() =>
        Assert.Null(Header.Recognise(["title", "email"], Kent.Catalogue, "indicator.csv").Kind);
}
