using FsCheck.Xunit;

namespace Scorecards.Tests;

/// <summary>Which of a file's rows for the same scorecard, indicator and month count.</summary>
public sealed class MeasureConflictsTests
{
    static readonly string[] Counts = ["9004,10000,", "9005,10000,"];
    static readonly string[] Values = [",,90", ",,91"];
    static readonly string[] Symbols = [",,c", ",,z"];
    static readonly string[] All = [.. Counts, .. Values, .. Symbols];

    [Theory]
    [InlineData(",,90", ",,c", "9004,10000,")]
    [InlineData("9004,10000,", ",,90", ",,c")]
    [InlineData(",,c", ",,90", "9004,10000,")]
    [InlineData("9004,10000,", ",,c", ",,90")]
    public async Task Figures_BesideASymbol_AreAllRefused(string first, string second, string third)
    {
        var read = await ReadAsync([first, second, third]);
        Assert.Equal([2, 3, 4], read.Faults.Select(f => f.Row).Order());
        Assert.Equal((0, 3), (read.Counts.Accepted, read.Counts.Refused));
    }

    [Property(MaxTest = 300)]
    public void WhatCounts_DoesNotDependOnTheOrderOfRows(byte[] picks)
    {
        string[] rows = [.. picks.Take(4).Select(p => All[p % All.Length])];
        var read = ReadAsync(rows).GetAwaiter().GetResult();
        var counting = read.Measures.Select(m => m.Row).Except(read.File.Withdrawn.Select(w => w.Row)).Select(row => rows[row - 2]);
        Assert.Equal(Expected(rows).Order(), counting.Order());
    }

    /// <summary>A symbol where nothing else is stated; else numerator and denominator, and values alone, where these are each the same.</summary>
    static IEnumerable<string> Expected(string[] rows) => rows.Intersect(Symbols).Any()
        ? rows.Distinct().Count() == 1 ? rows.Distinct() : []
        : new[] { rows.Intersect(Counts), rows.Intersect(Values) }.Where(side => side.Count() == 1).SelectMany(side => side);

    static Task<ReadFile> ReadAsync(string[] rows) => ReadFile.FromAsync(string.Join(
        '\n', rows.Select(row => $"kent-inc-uasc,lac-pep,2012-05,{row}").Prepend("scorecard,indicator,month,numerator,denominator,value")));
}
