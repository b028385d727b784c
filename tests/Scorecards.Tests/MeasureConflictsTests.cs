using FsCheck.Xunit;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>Which of a file's rows for the same scorecard, indicator and month count.</summary>
public sealed class MeasureConflictsTests
{
    static readonly string[] Counts = ["9004,10000,", "9005,10000,"];
    static readonly string[] Values = [",,90", ",,91"];
    static readonly string[] Symbols = [",,c", ",,z"];
    static readonly string[] All = [.. Counts, .. Values, .. Symbols];
    static readonly string[] OfACount = ["22,,", "22,100,", "22,200,", "23,,", "23,100,", ",,c"];

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

    [Theory]
    [InlineData("22,,", "22,100,", 2)]
    [InlineData("22,100,", "22,,", 1)]
    [InlineData("22,100,", ",,22", 1)]
    public async Task ACountWithADenominator_AgreesWithTheSameCountWithoutOne_AndCounts(string first, string second, int accepted)
    {
        var read = await ReadAsync([first, second], "lac-with-cpp");
        Assert.Empty(read.Faults);
        Assert.Equal((accepted, 0), (read.Counts.Accepted, read.Counts.Refused));
        Assert.Equal(100m, InForce(read)?.Denominator);
    }

    [Theory]
    [InlineData("22,100,", "22,200,")]
    [InlineData("22,100,", "23,100,")]
    [InlineData("22,100,", "23,,")]
    [InlineData("23,,", "22,100,")]
    public async Task CountsThatDiffer_OrWhoseDenominatorsDo_AreRefused(string first, string second)
    {
        var read = await ReadAsync([first, second], "lac-with-cpp");
        Assert.Equal([2, 3], read.Faults.Select(f => f.Row).Order());
        Assert.Null(InForce(read));
    }

    [Property(MaxTest = 300)]
    public void WhatCountsOfACount_DoesNotDependOnTheOrderOfRows(byte[] picks)
    {
        string[] rows = [.. picks.Take(4).Select(p => OfACount[p % OfACount.Length])];
        var measure = InForce(ReadAsync(rows, "lac-with-cpp").GetAwaiter().GetResult());
        var stated = measure is null ? null : $"{measure.Numerator},{measure.Denominator},{measure.NoValue}";
        Assert.Equal(ExpectedOfACount(rows), stated);
    }

    /// <summary>What all rows agree on, with the denominator where one has it.</summary>
    static string? ExpectedOfACount(string[] rows)
    {
        var cells = rows.Select(row => row.Split(',')).ToList();
        var areSame = cells.Select(row => (row[0], row[2])).Distinct().Count() == 1
            && cells.Select(row => row[1]).Where(denominator => denominator != "").Distinct().Count() < 2;
        return areSame ? rows.MaxBy(row => row.Length) : null;
    }

    /// <summary>What counts of a file that states one indicator of one month.</summary>
    static Measure? InForce(ReadFile read)
    {
        var rows = read.Measures.ExceptBy(read.File.Withdrawn.Select(w => w.Row), m => m.Row);
        var stated = rows.Select(m => new StatedMeasure(m.Measure, new Source("", "", null, m.Row), default));
        return MeasuresInForce.Find(stated, _ => false).Measures.SingleOrDefault()?.Measure;
    }

    /// <summary>A symbol where nothing else is stated; else numerator and denominator, and values alone, where these are each the same.</summary>
    static IEnumerable<string> Expected(string[] rows) => rows.Intersect(Symbols).Any()
        ? rows.Distinct().Count() == 1 ? rows.Distinct() : []
        : new[] { rows.Intersect(Counts), rows.Intersect(Values) }.Where(side => side.Count() == 1).SelectMany(side => side);

    static Task<ReadFile> ReadAsync(string[] rows, string indicator = "lac-pep") => ReadFile.FromAsync(string.Join(
        '\n', rows.Select(row => $"kent-inc-uasc,{indicator},2012-05,{row}").Prepend("scorecard,indicator,month,numerator,denominator,value")));
}
