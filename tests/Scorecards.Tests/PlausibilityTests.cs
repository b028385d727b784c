using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>What cannot be true is refused, with row, column and how to put it right (docs/domain.md, Plausibility).</summary>
public sealed partial class PlausibilityTests
{
    const string Measures = "scorecard,indicator,month,numerator,denominator,value\n";

    /// <summary>14 June 2012: May has ended, June has not.</summary>
    static readonly DateOnly Received = new(2012, 6, 14);

    [Theory]
    [InlineData("kent-inc-uasc,lac-pep,2021-05,959,1062,90.3")]
    [InlineData("kent-inc-uasc,lac-pep,2012-06,959,1062,90.3")]
    [InlineData("kent-inc-uasc,lac-pep,30/06/2012,,,90.3")]
    [InlineData("kent-inc-uasc,lac-pep,2012-07,,,c")]
    public async Task Month_ThatHasNotEnded_IsRefused_WithTheCurrentOne(string row)
    {
        var fault = await OnlyFaultAsync(Measures + row);
        Assert.Equal((2L, "month"), (fault.Row, fault.Column));
        Assert.Contains("the current month is then June 2012. Correct the month", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2012-05-31", 0)]
    [InlineData("2012-06-01", 1)]
    public async Task Month_HasEnded_FromTheDayAfterItsLastOn(string received, int accepted)
    {
        var day = DateOnly.ParseExact(received, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(accepted, (await ReadFile.FromAsync($"{Measures}kent-inc-uasc,lac-pep,2012-05,,,90.3", day)).Counts.Accepted);
    }

    [Theory]
    [InlineData("indicator,scorecard,May-12,Jun-12\nlac-pep,kent-inc-uasc,90.1,90.3\n", "Jun-12")]
    [InlineData("scorecard,indicator,month,comment\nkent-inc-uasc,lac-pep,2012-08,Better.\n", "month")]
    public async Task Month_ThatHasNotEnded_IsRefused_InEveryKind(string file, string column) =>
        Assert.Equal(column, (await OnlyFaultAsync(file)).Column);

    [Fact]
    public async Task Month_ThatHasNotEnded_IsRefused_InAPrintedTitle()
    {
        var refusal = await Assert.ThrowsAsync<ExtractException>(() => ReadFile.FromAsync(
            "\"Scorecard - Kent, inc UASC May 2013\"\nIndicators,Latest Result\nLAC Dental Checks held within required timescale,87.1\n", Received));
        Assert.Contains("May 2013 had not ended when the file was received on 14 June 2012", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1989-12")]
    [InlineData("1912-05")]
    [InlineData("31/05/1902")]
    public async Task Month_Before1990_IsRefused(string month) => Assert.Contains(
        "figures are kept from 1990 on", (await OnlyFaultAsync($"{Measures}kent-inc-uasc,lac-pep,{month},,,90.3")).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task Symbols_UnderMonthsToCome_ArePassedOver_InAWideTable()
    {
        var read = await ReadFile.FromAsync("indicator,scorecard,May-12,Jun-12,Jul-12\nlac-pep,kent-inc-uasc,90.3,..,-\n", Received);
        Assert.Equal("2012-05", Assert.Single(read.Measures).Measure.Month.ToString());
        Assert.Equal(new RowCounts(1, 1, 0, 0), read.Counts);
    }

    [Fact]
    public async Task Errors_UnderMonthsToCome_ArePassedOver_AndUnderOthersRefuseTheRow()
    {
        object?[] header = ["indicator", "scorecard", "May-12", "Jun-12", "Jul-12"];
        var workbook = XlsxBuilder.FromRows(
            header, ["lac-pep", "kent-inc-uasc", 90.3, XlsxCell.Error("#DIV/0!"), XlsxCell.Error("#N/A")],
            ["caf-rate", "kent-inc-uasc", XlsxCell.Error("#DIV/0!"), null, null]);
        const string text = "indicator,scorecard,May-12,Jun-12,Jul-12\nlac-pep,kent-inc-uasc,90.3,#DIV/0!,#N/A\ncaf-rate,kent-inc-uasc,#DIV/0!,,\n";
        foreach (var content in new[] { workbook, Encoding.UTF8.GetBytes(text) })
        {
            var read = await ReadFile.FromAsync(new MemoryStream(content), Received);
            Assert.Equal("2012-05", Assert.Single(read.Measures).Measure.Month.ToString());
            Assert.Equal((3L, "May-12"), (Assert.Single(read.Faults).Row, read.Faults[0].Column));
        }
    }

    [Theory]
    [InlineData("lac-no-qsw,2012-05,,,2.5", "value")]
    [InlineData("lac-no-qsw,2012-05,2.5,,", "numerator")]
    [InlineData("caf-rate,2012-05,2064.5,312597,", "numerator")]
    [InlineData("lac-pep,2012-05,959,1062.25,", "denominator")]
    public async Task Count_ThatIsNotWhole_IsRefused(string row, string column)
    {
        var fault = await OnlyFaultAsync($"{Measures}kent-inc-uasc,{row}");
        Assert.Equal(column, fault.Column);
        Assert.StartsWith("is not a whole number", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("posts-qsw,2012-05,434.8,510.3,")]
    [InlineData("avg-caseload,2012-05,8674,434.8,")]
    [InlineData("lac-no-qsw,2012-05,,,3.0")]
    [InlineData("lac-pep,2012-05,959.0,1062,")]
    [InlineData("lac-pep,2012-05,0,0,")]
    [InlineData("ni68-referral-to-ia,2012-05,1800,1740,103.4")]
    [InlineData("posts-qsw,2012-05,,,100.4")]
    [InlineData("lac-pep,2012-05,1062,1062,100")]
    [InlineData("lac-pep,1990-01,,,90.3")]
    public async Task WhatCanBeTrue_IsAccepted(string row)
    {
        var read = await ReadFile.FromAsync($"{Measures}kent-inc-uasc,{row}", Received);
        Assert.Empty(read.Faults);
        Assert.Single(read.Measures);
    }

    [Theory]
    [InlineData("lac-pep,2012-05,959,,90.3", "denominator", "is blank although the row has a numerator")]
    [InlineData("caf-rate,2012-05,2064,,66.0", "denominator", "is blank although the row has a numerator")]
    [InlineData("avg-caseload,2012-05,8674,,19.9", "denominator", "is blank although the row has a numerator")]
    [InlineData(
        "lac-pep,2012-05,5,c,", "denominator",
        "is not a number although the row has a numerator: a value in percent needs both. Write the number; or leave both blank, and write the "
        + "value, or c as the value")]
    [InlineData("caf-rate,2012-05,2064,NA,66.0", "denominator", "is not a number although the row has a numerator")]
    [InlineData("lac-pep,2012-05,5,,c", "denominator", "is blank although the row has a numerator")]
    [InlineData("lac-pep,2012-05,5,0,", "denominator", "is 0 although the numerator is not")]
    [InlineData("caf-rate,2012-05,1,0,", "denominator", "is 0 although the numerator is not")]
    [InlineData("posts-qsw,2012-05,0.5,0,", "denominator", "is 0 although the numerator is not")]
    public async Task Numerator_WithoutWhatItIsDividedBy_IsRefused(string row, string column, string reason)
    {
        var fault = await OnlyFaultAsync($"{Measures}kent-inc-uasc,{row}");
        Assert.Equal(column, fault.Column);
        Assert.StartsWith(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lac-pep,2012-05,1062,959,110.7", "numerator", "the two may have been swapped")]
    [InlineData("lac-dental,2012-05,,,903", "value", "a decimal point may be missing")]
    [InlineData("seen-ia,2012-05,,,100.1%", "value", "a decimal point may be missing")]
    [InlineData("ni59-ia-7wd,2012-05,1740,1683,", "numerator", "the two may have been swapped")]
    public async Task PartOverItsWhole_IsRefused(string row, string column, string reason)
    {
        var fault = await OnlyFaultAsync($"{Measures}kent-inc-uasc,{row}");
        Assert.Equal(column, fault.Column);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewIndicator_SaysWhetherItsNumeratorIsAPart_AndItsCountsAreWhole()
    {
        var file = await ReadFile.FromAsync(
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,whole_counts,numerator_is_part\n"
            + "a,how-well,3,11,A,H,YTD,percent,1,no,yes\nb,how-well,3,12,B,H,YTD,percent,1,,\nc,how-well,3,13,C,H,YTD,average,1,,no\n");
        var (a, b, c) = ((Indicator)file.Rows[0].Item, (Indicator)file.Rows[1].Item, (Indicator)file.Rows[2].Item);
        Assert.Equal((false, true, null, false), (a.CountsWhole, b.CountsWhole, c.HasWholeCounts, c.CountsWhole));
        Assert.Equal((true, null, false), (a.NumeratorIsPart, b.NumeratorIsPart, c.NumeratorIsPart));
    }

    [Fact]
    public async Task PrintedScorecard_IsAcceptedWhole_WithTheSameFigures()
    {
        var printed = PrintedFiles.All.Single(f => f.Name == "printed-whole").Content();
        var (before, now) = (await ReadFile.FromAsync(new MemoryStream(printed)), await ReadFile.FromAsync(new MemoryStream(printed), Received));
        Assert.Equal((44, 0), (now.Counts.Accepted, now.Counts.Refused));
        Assert.Equal(before.Measures, now.Measures);
    }

    [Fact]
    public async Task File_ReadBeforeThereWereRules_IsReadWithoutThemAgain()
    {
        var file = $"{Measures}kent-inc-uasc,lac-pep,2012-06,1062,959,110.7\nkent-inc-uasc,lac-no-qsw,2012-05,,,2.5\n";
        Assert.Equal(new RowCounts(2, 2, 0, 0), (await ReadFile.FromAsync(file)).Counts);
        Assert.Equal(new RowCounts(2, 0, 2, 0), (await ReadFile.FromAsync(file, Received)).Counts);
    }

    [Fact]
    public void Rules_AreThoseOfTheDocument()
    {
        var rules = Kent.BuiltIn.Plausibility.All;
        Assert.Equal(
            rules.Select(r => (
                r.Name, r.Indicator?.Value ?? r.Unit?.Name ?? "all", Bound(r.Bound), r.Severity.ToString().ToLowerInvariant(), r.Meaning)),
            Documented().Matches(DocumentTests.Read("docs/domain.md").Split("## Plausibility")[1].Split("\n## ")[0])
                .Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value, m.Groups[4].Value, m.Groups[5].Value)));
        Assert.Equal(
            typeof(PlausibilityRules).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).Order(),
            rules.Select(r => r.Name).Distinct().Order());

        static string Bound(decimal bound) => bound == 0 ? "" : bound.ToString(CultureInfo.InvariantCulture);
    }

    static async Task<Fault> OnlyFaultAsync(string file) => Assert.Single((await ReadFile.FromAsync(file, Received)).Faults);

    [GeneratedRegex(@"^\| ([\w-]+) \| ([\w-]+) \| ?([\d.]*) ?\| (\w+) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Documented();
}
