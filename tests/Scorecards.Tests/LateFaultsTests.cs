using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>The rows of which something turned out later are found again in their file.</summary>
public sealed class LateFaultsTests
{
    const string Line = "Number of CAFs completed per 10,000 population under 18";

    static readonly string[] Header = ["Indicators", "Latest Result", "previous"];

    /// <summary>Both sheets have the figure of April in row 3, the second one at second hand. What was stored once has no sheet.</summary>
    [Theory]
    [InlineData("April", "April", "Latest Result")]
    [InlineData("May", "May", "previous")]
    [InlineData(null, "April", "Latest Result")]
    public async Task Warning_IsPutOnTheSheetThatItIsOf(string? stored, string sheet, string column)
    {
        var read = await ReadFile.FromAsync(new XlsxBuilder()
            .Sheet("April", s => s.Rows([["Kent, inc UASC April 2012"], Header, [Line, "66.7"]]))
            .Sheet("May", s => s.Rows([["Kent, inc UASC May 2012"], Header, [Line, "66.0", "66.7"]])).ToStream());
        var warned = new WarnedRow(
            new Source("year.xlsx", "", stored, 3), new RowFigure("kent-inc-uasc", "caf-rate", new Month(2012, 4), null),
            new Fault(3, "value", "66.7", "A test.", stored));
        var late = new LateFaults(new UploadOutcome([], false, [], [warned], 0, 0, []));
        foreach (var row in read.Rows)
        {
            late.Look((Measure)row.Item, row);
        }

        var fault = Assert.Single(late.Warn(Kent.Catalogue));
        Assert.Equal((sheet, column), (fault.Sheet, fault.Column));
    }
}
