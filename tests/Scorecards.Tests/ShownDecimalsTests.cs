using System.Globalization;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests;

/// <summary>
/// A figure of a workbook has the decimal places that its cell shows, as it would have in a CSV file: they say whether it agrees with what is known.
/// </summary>
public sealed class ShownDecimalsTests
{
    const string County = "kent-inc-uasc";

    static readonly object?[] Header = ["scorecard", "indicator", "month", "value"];

    [Theory]
    [InlineData("90", "0.0", "90.0")]
    [InlineData("90", "0.00", "90.0")]
    [InlineData("90", "2", "90.0")]
    [InlineData("90", "#,##0.0_);[Red](#,##0.0)", "90.0")]
    [InlineData("90", "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-", "90.0")]
    [InlineData("-5", "0.0", "-5.0")]
    [InlineData("90.44", "0.0", "90.44")]
    [InlineData("0.9", "0.0%", "90.0")]
    [InlineData("0.9", "10", "90.0")]
    [InlineData("90.123", "0.00", "90.123")]
    [InlineData("0.9044", "0.0%", "90.44")]
    [InlineData("0.9", "0%", "90")]
    [InlineData("0.9", "9", "90")]
    [InlineData("90", null, "90")]
    [InlineData("90", "General", "90")]
    [InlineData("90", "0", "90")]
    [InlineData("90", "1", "90")]
    [InlineData("90", "0.##", "90")]
    [InlineData("90", "0.0#", "90.0")]
    [InlineData("90", "0\" .00\"", "90")]
    [InlineData("90", "0.0E+00", "90")]
    [InlineData("90", "0.0,", "90")]
    [InlineData("90", "0,.0", "90")]
    [InlineData("90", "[<50]0.0;0", "90")]
    [InlineData("90", "[Red]0.0", "90.0")]
    public async Task AFigure_HasTheDecimalsThatItsCellShows(string stored, string? format, string figure)
    {
        var read = await ReadAsync(Header, [County, "lac-pep", "2012-05", XlsxCell.Number(stored, format)]);
        Assert.Equal(figure, read.Measures.Single().Measure.Figure!.Value.Value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A cell with more decimals than are displayed would make a rounded value an unrounded one.</summary>
    [Fact]
    public async Task ARoundedValue_StaysRounded_AndAgreesWithItsCounts_WhateverItsCellShows()
    {
        object?[] header = ["scorecard", "indicator", "month", "numerator", "denominator", "value"];
        var read = await ReadAsync(header, [County, "lac-pep", "2012-05", null, null, XlsxCell.Number("0.663", "0.00%")]);
        Assert.False(read.Measures.Single().Measure.Figure!.Value.IsUnrounded);

        var counts = await ReadAsync(
            header,
            [County, "lac-pep", "2012-05", XlsxCell.Number("57", "#,##0.00"), XlsxCell.Number("86", "0.00"), XlsxCell.Number("66.3", "0.00")]);
        Assert.Empty(counts.Faults);
        var measure = counts.Measures.Single().Measure;
        Assert.Equal("57 86", string.Create(CultureInfo.InvariantCulture, $"{measure.Numerator} {measure.Denominator}"));
    }

    [Fact]
    public async Task ATarget_IsItsNumber_WhateverItsCellShows()
    {
        var read = await ReadAsync(
            ["indicator", "scorecard", "effective_from", "target"], ["lac-pep", null, "2013/14", XlsxCell.Number("98", "0.00")]);
        Assert.Equal("98", ((Target)read.Rows.Single().Item).Value!.Value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What is read as text or as a whole number stays what it is, though a whole column has the format.</summary>
    [Fact]
    public async Task AnIdOrAYear_StaysWhatItIs()
    {
        var read = await ReadAsync(
            ["area_code", "age_band", "estimate_year", "effective_from", "population", "source"],
            [
                XlsxCell.Number("12", "0.00"), "0-17", XlsxCell.Number("2011", "0.00"), new DateOnly(2012, 4, 1),
                XlsxCell.Number("25300", "#,##0.00"), XlsxCell.Number("7", "0.0"),
            ]);
        Assert.Empty(read.Faults);
        Assert.Equal("12|0-17|2011|2012-04-01|25300|7", string.Join('|', ((RecordRow)read.Rows.Single().Item).Values));
    }

    [Theory]
    [InlineData("0.0", "90.0")]
    [InlineData("0", "90.44")]
    public async Task AFigureShownWithADecimal_CorrectsOneThatRoundsToAnother(string format, string known)
    {
        var at = new Installation();
        await at.DropAsync("known.csv", $"scorecard,indicator,month,value\n{County},lac-pep,2011-05,90.44\n");
        await at.DropAsync("corrected.xlsx", XlsxBuilder.FromRows(Header, [County, "lac-pep", "2011-05", XlsxCell.Number("90", format)]));
        var result = await at.ResultAsync(County, new Month(2011, 5), "lac-pep");
        Assert.Equal(decimal.Parse(known, CultureInfo.InvariantCulture), result!.Figure!.Value.Value);
    }

    static Task<ReadFile> ReadAsync(params object?[][] rows) => ReadFile.FromAsync(new MemoryStream(XlsxBuilder.FromRows(rows)));
}
