using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>A wide table with a row each for numerator, denominator and value: a numerator is never taken for the figure.</summary>
public sealed class FigurePartTests
{
    [Theory]
    [InlineData("Type", "Numerator", "Denominator", "Percentage")]
    [InlineData("Row type", "NUMERATOR", "DENOMINATOR", "Value")]
    [InlineData("Measure", "Num", "Den", "%")]
    [InlineData("Component", "Numerator (children)", "Denominator (children)", "Value")]
    [InlineData("Num/Den", "N", "D", "%")]
    [InlineData("N / D", "n", "d", "")]
    [InlineData("Breakdown", "Numerator", "Denominator", "Value")]
    [InlineData("", "Denom.", "Num.", "Value")]
    public async Task RowsOfThePartsOfAFigure_RefuseTheFile(string heading, string numerator, string denominator, string value)
    {
        foreach (var name in new[] { "", "lac-pep" })
        {
            var text = Table(heading, $"lac-pep,{numerator},959,960", $"{name},{denominator},1062,1063", $"{name},{value},90.3,90.4");
            var refusal = await Assert.ThrowsAsync<ExtractException>(() => ReadFile.FromAsync(text));
            Assert.Contains("which part of a figure it has", refusal.Message, StringComparison.Ordinal);
            Assert.Contains($"in column {(heading == "" ? "2" : $"'{heading}'")} which", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("Leave one row for each indicator", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain($"'{heading}'", heading == "" ? "" : refusal.OnRecord, StringComparison.Ordinal);
        }
    }

    /// <summary>The parts are in columns: it would not help to take one of these out.</summary>
    [Theory]
    [InlineData("KPI,Apr-12,,,May-12,,", ",Num,Den,%,Num,Den,%", 3)]
    [InlineData("KPI,Apr-12,,,May-12,,", "KPI,Numerator,Denominator,Value,Numerator,Denominator,Value", 3)]
    [InlineData("KPI,Apr-12,,,May-12,,", ",%,Num,Den,%,Num,Den", 3)]
    [InlineData("KPI,Apr-12,May-12,,", ",%,%,Num,Den", 4)]
    public async Task SecondRowOfHeadings_RefusesTheFile_AndSaysWhatToDoWithColumns(string header, string second, int column)
    {
        var text = $"\"Scorecard - Kent, inc UASC\"\n{header}\n{second}\nlac-pep,959,1062,90.3,960,1063,90.3\n";
        var refusal = await Assert.ThrowsAsync<ExtractException>(() => ReadFile.FromAsync(text));
        Assert.StartsWith(
            $"row 3 is a second row of headings, by which column {column} has a part of a figure: several columns are for one month",
            refusal.Message, StringComparison.Ordinal);
        Assert.Contains("take the second row of headings out", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("column 3", refusal.OnRecord, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Type", "N", "%")]
    [InlineData("Item", "N", "D")]
    [InlineData("Type", "Target", "Actual")]
    public async Task ARowWithoutAnIndicator_RefusesTheFile_WhereAColumnSaysWhatItIs(string heading, string first, string second)
    {
        var refusal = await Assert.ThrowsAsync<ExtractException>(
            () => ReadFile.FromAsync(Table(heading, $"lac-pep,{first},95,96", $",{second},90.3,90.4")));
        Assert.StartsWith($"row 4 says in column '{heading}'", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Else the targets would count, as they are the rows that name their indicators.</summary>
    [Theory]
    [InlineData("Target", "Actual")]
    [InlineData("Target 2012/13", "Actual (YTD)")]
    public async Task ARowWithoutAnIndicator_RefusesTheFile_WhereAColumnWithoutAHeadingCallsItActualOrTarget(string first, string second)
    {
        var refusal = await Assert.ThrowsAsync<ExtractException>(
            () => ReadFile.FromAsync(Table("", $"lac-pep,{first},95,95", $",{second},84.5,90.3")));
        Assert.StartsWith("row 4 says in column 2 which part of a figure it has", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Type", "Value")]
    [InlineData("Type", "Rate")]
    [InlineData("Type", "%")]
    [InlineData("Type", "N")]
    [InlineData("Type", "")]
    [InlineData("Polarity", "N")]
    [InlineData("Direction", "D")]
    [InlineData("Unit", "Num")]
    [InlineData("Item", "D")]
    [InlineData("Comment", "Numerator now without UASC")]
    public async Task OneRowAnIndicator_IsRead_WhateverElseIsBesideIt(string heading, string word)
    {
        var read = await ReadFile.FromAsync(Table(heading, $"lac-pep,{word},90.3,90.4", $"lac-health,{word},88.1,88.2"));
        Assert.Equal([90.3m, 90.4m, 88.1m, 88.2m], read.Measures.Select(m => m.Measure.Figure!.Value.Value));
        Assert.Empty(read.Faults);
    }

    [Theory]
    [InlineData("Comment", "", "Total")]
    [InlineData("", "", "Total")]
    [InlineData("", "Actual", "TARGET")]
    public async Task ARowWithoutAnIndicator_IsRefusedAlone_WhereNoColumnSaysWhatItIs(string heading, string first, string second)
    {
        var read = await ReadFile.FromAsync(Table(heading, $"lac-pep,{first},90.3,90.4", $",{second},12,13"));
        Assert.Equal([90.3m, 90.4m], read.Measures.Select(m => m.Measure.Figure!.Value.Value));
        Assert.Equal((4, "indicator"), Assert.Single(read.Faults.Select(f => ((int)f.Row, f.Column))));
    }

    static string Table(string heading, params string[] rows) =>
        $"\"Scorecard - Kent, inc UASC\"\nIndicator,{heading},Apr-12,May-12\n{string.Join('\n', rows)}\n";
}
