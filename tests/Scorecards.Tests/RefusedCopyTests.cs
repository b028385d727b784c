using System.Text;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>The refused rows come back as they were uploaded, so that they can be corrected there and uploaded.</summary>
public sealed class RefusedCopyTests
{
    const string Header = "scorecard,indicator,month,value,our notes";

    [Fact]
    public async Task Copy_HasTheRefusedRowsWithAllTheirColumns_AndWhyBehind()
    {
        var copy = await CopyAsync(
            $"{Header}\nkent-inc-uasc,caf-rate,2012-05,66.0,a\nkent-inc-uasc,ia-rate,2012-05,\"66,0\",\"b, c\"\n"
            + "kent-inc-uasc,no-such,x,1,d\n");
        var lines = Lines(copy);
        Assert.Equal(("\uFEFFscorecard,indicator,month,value,our notes,why refused", 3), (lines[0], lines.Length));
        Assert.StartsWith("kent-inc-uasc,ia-rate,2012-05,\"66,0\",\"b, c\",\"value: is not a number. ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("kent-inc-uasc,no-such,x,1,d,\"indicator: is not an indicator", lines[2], StringComparison.Ordinal);
        Assert.Contains("; month: ", copy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectedCopy_GivesExactlyTheRowsThatAreMissing()
    {
        var (right, wrong) = ("kent-inc-uasc,caf-rate,2012-05,66.0,\n", "kent-inc-uasc,seen-ia,2012-05,9O,\n");
        var copy = await CopyAsync($"{Header}\n{right}{wrong}");
        var read = await ReadFile.FromAsync(copy.Replace("9O", "90", StringComparison.Ordinal));
        Assert.Equal(("seen-ia", 90m), (read.Measures.Single().Measure.Indicator, read.Measures.Single().Measure.Figure!.Value.Value));
        Assert.Equal(["our notes"], read.File.Tables.Single().Receipt.IgnoredColumns);
        Assert.Empty(read.Faults);
    }

    [Fact]
    public async Task CopyOfACopy_HasOneReason()
    {
        var copy = await CopyAsync($"{Header}\nkent-inc-uasc,seen-ia,2012-05,9O,\n");
        Assert.Equal(copy, await CopyAsync(copy + "kent-inc-uasc,caf-rate,2012-05,66.0,,\n"));
    }

    [Fact]
    public async Task RowsThatContradictEachOther_AreBothThere()
    {
        var copy = await CopyAsync(
            $"{Header}\nkent-inc-uasc,seen-ia,2012-05,90,\nkent-inc-uasc,caf-rate,2012-05,66,\nkent-inc-uasc,seen-ia,2012-05,91,\n");
        Assert.Equal(3, Lines(copy).Length);
        Assert.Contains("conflicts with row 4", Lines(copy)[1], StringComparison.Ordinal);
        Assert.Contains("conflicts with row 2", Lines(copy)[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TitleAboveTheTable_ComesAlong_SinceItSaysTheScorecardAndTheMonth()
    {
        var copy = await CopyAsync(
            "\"Scorecard - Kent, inc UASC May 2012\",\n\nIndicators,Latest Result\nNumbers of Unallocated Cases for over 28 days (Business),O\n"
            + "Number of CAFs completed per 10,000 population under 18,66.0\n");
        var read = await ReadFile.FromAsync(copy.Replace(",O,", ",0,", StringComparison.Ordinal));
        var measure = Assert.Single(read.Measures).Measure;
        Assert.Equal(("kent-inc-uasc", new Month(2012, 5)), (measure.Scorecard, measure.Month));
    }

    [Fact]
    public async Task TextThatASpreadsheetWouldRun_IsProtected_AndReadAsItWas()
    {
        var copy = await CopyAsync(
            "scorecard,indicator,month,comment\nkent-inc-uasc,no-such,2012-05,=1+1\n", wholeRows: false);
        Assert.Contains(",'=1+1,", copy, StringComparison.Ordinal);
        var read = await ReadFile.FromAsync(copy.Replace("no-such", "caf-rate", StringComparison.Ordinal));
        Assert.Equal("=1+1", ((Commentary)read.Rows.Single().Item).Comment);
    }

    [Fact]
    public async Task NegativeNumber_IsWrittenAsItIs()
    {
        var copy = await CopyAsync("indicator,scorecard,effective_from,target\nno-such,,2012-04-01,-5\n");
        Assert.Contains("no-such,,2012-04-01,-5,", copy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAFileThatIsNotKept_NoColumnIsCopiedThatMeansNothing()
    {
        var copy = await CopyAsync($"{Header},more\nkent-inc-uasc,no-such,2012-05,1,Ann Other,1 High Street\n", wholeRows: false);
        Assert.DoesNotContain("Ann Other", copy, StringComparison.Ordinal);
        Assert.StartsWith("\uFEFFscorecard,indicator,month,value,why refused\r\nkent-inc-uasc,no-such,2012-05,1,", copy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAFileThatIsNotKept_TheColumnIsCopiedForWhoseFiguresRowsWereRefused()
    {
        var copy = await CopyAsync(
            "indicator,month,kent-inc-uasc,ashford-inc-uasc,Thanet,Lead\ncaf-rate,2012-05,66,67,68,Ann Other\n", wholeRows: false);
        Assert.StartsWith(
            "\uFEFFindicator,month,kent-inc-uasc,ashford-inc-uasc,Thanet,why refused\r\ncaf-rate,2012-05,66,67,68,", copy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TablesWithOtherHeaders_FollowEachOtherBehindABlankLine_AndThoseWithTheSameAreOne()
    {
        const string Figures = "scorecard,indicator,month,value\n";
        var copy = await CopyAsync(new MemoryStream(XlsxBuilder.Zip(
        [
            ("a.csv", Encoding.UTF8.GetBytes($"{Figures}kent-inc-uasc,no-such,2012-05,1\n")),
            ("b.csv", Encoding.UTF8.GetBytes($"{Figures}kent-inc-uasc,caf-rate,2012-05,66\nkent-inc-uasc,no-such,2012-05,2\n")),
            ("c.csv", Encoding.UTF8.GetBytes("indicator,scorecard,effective_from,target\nno-such,,2012-04-01,5\n")),
        ])));
        Assert.Equal(
            ["scorecard", "kent-inc-uasc", "kent-inc-uasc", "", "indicator", "no-such"],
            copy.TrimStart('\uFEFF').Split("\r\n")[..^1].Select(line => line.Split(',')[0]));
    }

    /// <summary>Nobody could tell Ashford's row from Kent's, and one file of both would give one of them to the other.</summary>
    [Fact]
    public async Task FilesOfAZipWhoseNamesSayTheScorecard_AreApart_EachBelowItsName()
    {
        const string Printed = "Indicators,Latest Result\nNumbers of Unallocated Cases for over 28 days (Business),O\n";
        var copy = await CopyAsync(new MemoryStream(XlsxBuilder.Zip(
        [
            ("Kent, inc UASC May 2012.csv", Encoding.UTF8.GetBytes(Printed)),
            ("districts/Ashford, inc UASC May 2012.csv", Encoding.UTF8.GetBytes(Printed)),
        ])));
        var blocks = copy.TrimStart('\uFEFF').Split("\r\n\r\n");
        Assert.Equal(
            ["\"Kent, inc UASC May 2012.csv\"", "\"Ashford, inc UASC May 2012.csv\""], blocks.Select(block => block.Split("\r\n")[0]));
        var read = await ReadFile.FromAsync(blocks[0].Replace(",O,", ",0,", StringComparison.Ordinal));
        Assert.Equal(("kent-inc-uasc", new Month(2012, 5)), (read.Measures.Single().Measure.Scorecard, read.Measures.Single().Measure.Month));
    }

    [Fact]
    public async Task SheetsOfTheSameName_InTwoWorkbooksOfAZip_AreNotMixedUp()
    {
        var copy = await CopyAsync(new MemoryStream(XlsxBuilder.Zip(
        [
            ("a.xlsx", Sheet("caf-rate", "no-such", "ia-rate")),
            ("b.xlsx", Sheet("caf-rate", "seen-ia", "none-such")),
        ])));
        Assert.Equal(["scorecard", "no-such", "none-such"], Lines(copy.TrimStart('\uFEFF')).Select((line, i) => line.Split(',')[i == 0 ? 0 : 1]));

        static byte[] Sheet(params string[] indicators) => XlsxBuilder.FromRows(
        [
            ["scorecard", "indicator", "month", "value"],
            .. indicators.Select((id, i) => new object?[] { "kent-inc-uasc", id, $"2012-0{i + 1}", "66" }),
        ]);
    }

    /// <summary>Whichever comes first: of several months that two sheets contradict each other in none counts.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SheetsThatContradictEachOtherInSeveralMonths_GiveNoneOfThem(bool isWideFirst)
    {
        var book = new XlsxBuilder();
        Action<XlsxSheet> rows = s => s.Row("scorecard", "indicator", "month", "value")
            .Row("kent-inc-uasc", "seen-ia", "2012-04", 50).Row("kent-inc-uasc", "seen-ia", "2012-05", 60)
            .Row("kent-inc-uasc", "ia-rate", "2012-05", 440.7);
        Action<XlsxSheet> wide = s => s.Row("indicator", "scorecard", "Apr-12", "May-12").Row("seen-ia", "kent-inc-uasc", 51, 61);
        book = isWideFirst ? book.Sheet("Wide", wide).Sheet("Rows", rows) : book.Sheet("Rows", rows).Sheet("Wide", wide);
        var outcome = await TrapOutcome.ReadAsync(book.ToBytes(), "", default);
        Assert.Equal(["kent-inc-uasc ia-rate 2012-05 = 440.7"], outcome.Accepted);
        var lines = Lines(await CopyAsync(book.ToStream()));
        Assert.Equal(2, lines.Count(line => line.StartsWith("kent-inc-uasc,seen-ia,", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.StartsWith("seen-ia,kent-inc-uasc,51,61", StringComparison.Ordinal));
    }

    /// <summary>The row of Dover that has the same number as Ashford's, which was refused late, counts.</summary>
    [Fact]
    public async Task RowThatWasRefusedLate_IsOfItsOwnWorkbookOfAZip()
    {
        var copy = await CopyAsync(new MemoryStream(XlsxBuilder.Zip(
        [
            ("ashford.xlsx", Sheet(["seen-ia", "90"], ["caf-rate", "66"])),
            ("dover.xlsx", Sheet(["ia-rate", "440.7"], ["seen-ia", "91"])),
        ])));
        var lines = Lines(copy);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("kent-inc-uasc,seen-ia,2012-05,90,", lines[1], StringComparison.Ordinal);
        Assert.Contains("conflicts with row 3 of 'dover.xlsx/Sheet1'", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("kent-inc-uasc,seen-ia,2012-05,91,", lines[2], StringComparison.Ordinal);
        Assert.Contains("conflicts with row 2 of 'ashford.xlsx/Sheet1'", lines[2], StringComparison.Ordinal);

        static byte[] Sheet(params string[][] figures) => XlsxBuilder.FromRows(
        [
            ["scorecard", "indicator", "month", "value"],
            .. figures.Select(figure => new object?[] { "kent-inc-uasc", figure[0], "2012-05", figure[1] }),
        ]);
    }

    static string[] Lines(string copy) => copy.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    static Task<string> CopyAsync(string text, bool wholeRows = true) => CopyAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), wholeRows);

    static async Task<string> CopyAsync(Stream content, bool wholeRows = true)
    {
        await using var refused = new RefusedRows();
        var file = new ExtractFile("", TrapOutcome.Catalogue, Kent.BuiltIn.Sections, new FileLimits(), refused);
        await file.ReadAsync(content, CancellationToken.None).CountAsync();
        using var copy = new MemoryStream();
        content.Position = 0;
        await file.CopyRefusedAsync(content, wholeRows, copy, CancellationToken.None);
        return Encoding.UTF8.GetString(copy.ToArray());
    }
}
