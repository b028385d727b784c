using System.Text.Json;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;
using Scorecards.Tests.Protocol;

namespace Scorecards.Tests.Recovery;

/// <summary>A value alone never takes the place of the counts that it follows from, and what changes nothing says so.</summary>
public sealed class ValueAloneTests
{
    const string Kent = "kent-inc-uasc";
    const string Counts = "scorecard,indicator,month,numerator,denominator\n";
    const string Values = "scorecard,indicator,month,value\n";

    static readonly Month May = new(2011, 5);

    readonly Installation at = new();

    [Theory]
    [InlineData("scorecard,indicator,Apr-11,May-11\nkent-inc-uasc,lac-pep,90.0,90.0\n")]
    [InlineData("scorecard,indicator,Apr-11,May-11\nkent-inc-uasc,lac-pep,89.96%,90.04%\n")]
    [InlineData("scorecard,indicator,month,value\nkent-inc-uasc,lac-pep,2011-05,90\n")]
    [InlineData("\"Kent, inc UASC May 2011\"\nIndicators,Latest Result,previous\nPercentage of Looked After Children aged 5 to 16 with a "
        + "Personal Education Plan (PEP),90.0,90.0\n")]
    public async Task ValueAlone_ChangesNothing_WhereItAgreesWithTheCounts(string trend)
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-04,8996,10000\n{Kent},lac-pep,2011-05,9004,10000\n");
        await at.IssueAsync(May);
        var before = await at.ResultAsync(Kent, May, "lac-pep");
        await at.DropAsync("trend.csv", trend);
        Assert.Equal(before, await at.ResultAsync(Kent, May, "lac-pep"));
        Assert.Equal((9004, 10000, 90.04m, Travel.Improved), (before!.Numerator, before.Denominator, before.Figure!.Value.Value, before.Travel));
        await SaysNothingChangedAsync("trend.csv");
        Assert.Equal(1, await EditionAsync());
    }

    [Theory]
    [InlineData("scorecard,indicator,Apr-11,May-11\nkent-inc-uasc,lac-pep,90.0,91.0\n", "91.0")]
    [InlineData("scorecard,indicator,month,value\nkent-inc-uasc,lac-pep,2011-05,90.1\n", "90.1")]
    [InlineData("scorecard,indicator,month,value\nkent-inc-uasc,lac-pep,2011-05,89%\n", "89")]
    [InlineData("scorecard,indicator,month,value\nkent-inc-uasc,lac-pep,2011-05,90.05\n", "90.05")]
    public async Task ValueAlone_IsRefusedWithBoth_WhereItDoesNotAgreeWithTheCounts(string trend, string value)
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-04,8996,10000\n{Kent},lac-pep,2011-05,9004,10000\n");
        await at.DropAsync("trend.csv", trend);
        var result = (await at.ResultAsync(Kent, May, "lac-pep"))!;
        Assert.Equal((9004, 10000), (result.Numerator, result.Denominator));
        var receipt = Receipt("trend.csv");
        var fault = Assert.Single(receipt.GetProperty("refusedRows").EnumerateArray());
        Assert.Equal((2, value), (fault.GetProperty("row").GetInt32(), fault.GetProperty("value").GetString()));
        Assert.Contains("90.04 (9004 over 10000)", fault.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var rows = receipt.GetProperty("rows");
        Assert.Equal((0, 1), (rows.GetProperty("accepted").GetInt32(), rows.GetProperty("refused").GetInt32()));
        Assert.Contains(value, at.ReceiptFile("trend.csv.rejected.csv"), StringComparison.Ordinal);
        var line = (await at.UploadsAsync()).Single(u => u.Extract == "trend.csv");
        Assert.Equal((0, 1), (line.Rows.Accepted, line.Rows.Refused));
        Assert.StartsWith("0 rows were accepted and 1 refused. None of its rows counts in full.", line.Message, StringComparison.Ordinal);
        Assert.Contains("<h1>trend.csv: no row accepted</h1>", at.Receipt("trend.csv"), StringComparison.Ordinal);

        at.Lose(StorageNames.UploadsTable);
        at.Restart();
        await at.RestoreAsync();
        var restored = (await at.UploadsAsync()).Single(u => u.Extract == "trend.csv");
        Assert.Equal((line.Rows, line.Message), (restored.Rows, restored.Message));
    }

    /// <summary>Row 2 of another sheet is no row of this one.</summary>
    [Fact]
    public async Task ValueAlone_IsRefusedWithItsSheetAndColumn_AndCountedWhereItIs()
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,9004,10000\n{Kent},lac-dental,2011-05,870,1000\n");
        await at.DropAsync("may.xlsx", new XlsxBuilder()
            .Sheet("Figures", s => s.Rows([["scorecard", "indicator", "month", "value"], [Kent, "ia-rate", "2011-05", "440.7"]]))
            .Sheet("Trend", s => s.Rows(
            [
                ["scorecard", "indicator", "Apr-11", "May-11"], [Kent, "lac-pep", "90.1", "91.0"], [Kent, "seen-ia", "80", "81"],
                [Kent, "lac-dental", "86", "88"],
            ])).ToBytes());
        var receipt = Receipt("may.xlsx");
        Assert.Equal(
            [("Trend", 2, "May-11", "91.0"), ("Trend", 4, "May-11", "88")],
            receipt.GetProperty("refusedRows").EnumerateArray().Select(f => (
                f.GetProperty("sheet").GetString()!, f.GetProperty("row").GetInt32(), f.GetProperty("column").GetString()!,
                f.GetProperty("value").GetString()!)));
        Assert.Equal("2 accepted, 2 refused", Counted(receipt));
        Assert.Equal(["1 accepted, 0 refused", "1 accepted, 2 refused"], receipt.GetProperty("tables").EnumerateArray().Select(Counted));
        Assert.DoesNotContain("ia-rate", at.ReceiptFile("may.xlsx.rejected.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValuesAlone_InRowsOfOneNumberOnTwoSheets_AreTwoRefusedRows()
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,9004,10000\n{Kent},lac-dental,2011-05,870,1000\n");
        await at.DropAsync("may.xlsx", new XlsxBuilder()
            .Sheet("Education", s => s.Rows([["scorecard", "indicator", "month", "value"], [Kent, "lac-pep", "2011-05", "91.0"]]))
            .Sheet("Health", s => s.Rows([["scorecard", "indicator", "month", "value"], [Kent, "lac-dental", "2011-05", "88"]])).ToBytes());
        Assert.Equal("0 accepted, 2 refused", Counted(Receipt("may.xlsx")));
        var line = (await at.UploadsAsync()).Single(u => u.Extract == "may.xlsx");
        Assert.Equal((0, 2), (line.Rows.Accepted, line.Rows.Refused));
    }

    /// <summary>The same row of the next month's sheet has the same figure, as that of the month before.</summary>
    [Fact]
    public async Task ValueAlone_IsRefusedOnItsOwnSheet_WhereTheNextMonthsSheetHasItToo()
    {
        const string line = "Percentage of Looked After Children aged 5 to 16 with a Personal Education Plan (PEP)";
        object?[] header = ["Indicators", "Latest Result", "previous"];
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-04,9004,10000\n");
        await at.DropAsync("year.xlsx", new XlsxBuilder()
            .Sheet("April", s => s.Rows([["Kent, inc UASC April 2011"], header, [line, "91.0"]]))
            .Sheet("May", s => s.Rows([["Kent, inc UASC May 2011"], header, [line, "90.5", "91.0"]])).ToBytes());
        var receipt = Receipt("year.xlsx");
        var fault = Assert.Single(receipt.GetProperty("refusedRows").EnumerateArray());
        Assert.Equal(
            ("April", 3, "Latest Result", "91.0"),
            (fault.GetProperty("sheet").GetString(), fault.GetProperty("row").GetInt32(), fault.GetProperty("column").GetString(),
                fault.GetProperty("value").GetString()));
        Assert.Equal(["0 accepted, 1 refused", "1 accepted, 0 refused"], receipt.GetProperty("tables").EnumerateArray().Select(Counted));
        Assert.DoesNotContain("90.5", at.ReceiptFile("year.xlsx.rejected.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValuesAlone_AreRefusedSheetBySheet()
    {
        await at.DropAsync(
            "counts.csv", $"{Counts}{Kent},lac-pep,2011-05,9004,10000\n{Kent},lac-dental,2011-05,870,1000\n{Kent},lac-health,2011-05,57,86\n");
        object?[] header = ["scorecard", "indicator", "month", "value"];
        await at.DropAsync("may.xlsx", new XlsxBuilder()
            .Sheet("South", s => s.Rows([header, [Kent, "lac-pep", "2011-05", "91.0"], [Kent, "lac-dental", "2011-05", "88"]]))
            .Sheet("North", s => s.Rows([header, [Kent, "lac-health", "2011-05", "70"]])).ToBytes());
        Assert.Equal(
            [("North", 2), ("South", 2), ("South", 3)],
            Receipt("may.xlsx").GetProperty("refusedRows").EnumerateArray().Select(f => (
                f.GetProperty("sheet").GetString()!, f.GetProperty("row").GetInt32())));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ValueAlone_OnAnotherSheetOfTheFile_IsAsInAnotherFile(bool isBefore)
    {
        XlsxBuilder book = new();
        void AddTrend() => book.Sheet("Trend", s => s.Rows(
            [["scorecard", "indicator", "Apr-11", "May-11"], [Kent, "lac-pep", "89.9", "90.0"], [Kent, "lac-dental", "86", "88"]]));
        if (isBefore)
        {
            AddTrend();
        }

        book.Sheet("Figures", s => s.Rows(
        [
            ["scorecard", "indicator", "month", "numerator", "denominator"], [Kent, "lac-pep", "2011-05", "9004", "10000"],
            [Kent, "lac-dental", "2011-05", "870", "1000"],
        ]));
        if (!isBefore)
        {
            AddTrend();
        }

        await at.DropAsync("may.xlsx", book.ToBytes());
        Assert.Equal(9004, (await at.ResultAsync(Kent, May, "lac-pep"))!.Numerator);
        Assert.Equal(870, (await at.ResultAsync(Kent, May, "lac-dental"))!.Numerator);
        var receipt = Receipt("may.xlsx");
        var fault = Assert.Single(receipt.GetProperty("refusedRows").EnumerateArray());
        Assert.Equal(
            ("Trend", 3, "May-11", "88"),
            (fault.GetProperty("sheet").GetString(), fault.GetProperty("row").GetInt32(), fault.GetProperty("column").GetString(),
                fault.GetProperty("value").GetString()));
        Assert.Equal("3 accepted, 1 refused", Counted(receipt));
    }

    /// <summary>Row 2 of another sheet is no row of these.</summary>
    [Fact]
    public async Task ValuesThatConflict_LeaveTheCounts_OfTheRowWithTheSameNumberOnAnotherSheet()
    {
        await at.DropAsync("may.xlsx", new XlsxBuilder()
            .Sheet("Figures", s => s.Rows(
                [["scorecard", "indicator", "month", "numerator", "denominator"], [Kent, "lac-pep", "2011-05", "9004", "10000"]]))
            .Sheet("Trend", s => s.Rows([["scorecard", "indicator", "Apr-11", "May-11"], [Kent, "lac-pep", "89.9", "90.0"]]))
            .Sheet("Trend2", s => s.Rows(
            [
                ["scorecard", "indicator", "Apr-11", "May-11"], [Kent, "seen-ia", "80", "81"], [Kent, "lac-pep", "89.9", "91.0"],
            ])).ToBytes());
        Assert.Equal("2 accepted, 2 refused", Counted(Receipt("may.xlsx")));
        Assert.Equal(9004, (await at.ResultAsync(Kent, May, "lac-pep"))?.Numerator);
    }

    [Fact]
    public async Task CountsThatConflict_LeaveTheValue_OfTheRowWithTheSameNumberOnAnotherSheet()
    {
        object?[] header = ["scorecard", "indicator", "month", "numerator", "denominator"];
        await at.DropAsync("may.xlsx", new XlsxBuilder()
            .Sheet("Figures", s => s.Rows([header, [Kent, "lac-pep", "2011-05", "9004", "10000"]]))
            .Sheet("Trend", s => s.Rows([["scorecard", "indicator", "Apr-11", "May-11"], [Kent, "lac-pep", "89.9", "90.0"]]))
            .Sheet("Figures2", s => s.Rows([header, [Kent, "lac-pep", "2011-05", "9005", "10000"]])).ToBytes());
        Assert.Equal("1 accepted, 2 refused", Counted(Receipt("may.xlsx")));
        Assert.Equal(90.0m, (await at.ResultAsync(Kent, May, "lac-pep"))?.Figure?.Value);
    }

    [Theory]
    [InlineData("lac-pep", "9004,10000,", ",,c")]
    [InlineData("lac-pep", ",,c", "9004,10000,")]
    [InlineData("lac-pep", ",,90", ",,c")]
    [InlineData("lac-pep", ",,c", ",,90")]
    [InlineData("lac-with-cpp", "22,,", ",,c")]
    [InlineData("lac-with-cpp", ",,c", ",,22")]
    public async Task RowsThatConflict_DoNotCount_InWhateverWayTheyStateTheFigure(string indicator, string first, string second)
    {
        await at.DropAsync(
            "may.csv",
            "scorecard,indicator,month,numerator,denominator,value\n"
            + $"{Kent},{indicator},2011-05,{first}\n{Kent},{indicator},2011-05,{second}\n{Kent},seen-ia,2011-05,,,80\n");
        Assert.Equal("1 accepted, 2 refused", Counted(Receipt("may.csv")));
        Assert.Equal(["seen-ia"], (await at.App.Measures.ReadAsync(May, [Kent], default).ToListAsync())
            .SelectMany(s => s.Measures).Select(m => m.Measure.Indicator.Value));
    }

    [Fact]
    public async Task RowWithTwoValuesThatDoNotCount_IsCountedOnce()
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-04,8996,10000\n{Kent},lac-pep,2011-05,9004,10000\n");
        await at.DropAsync("trend.csv", $"scorecard,indicator,Apr-11,May-11\n{Kent},lac-pep,91.0,92.0\n{Kent},seen-ia,80,81\n");
        var receipt = Receipt("trend.csv");
        Assert.Equal(2, receipt.GetProperty("refusedRows").GetArrayLength());
        Assert.Equal("1 accepted, 1 refused", Counted(receipt));
        Assert.Equal("1 accepted, 1 refused", Counted(receipt.GetProperty("tables")[0]));
    }

    /// <summary>The figure is the numerator: the counts are known all the same.</summary>
    [Theory]
    [InlineData("85,100", 85, 84)]
    [InlineData("0,12", 0, 7)]
    public async Task ValueAlone_IsRefusedWithBoth_WhereTheFigureIsTheNumerator(string counts, int numerator, int value)
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,{counts}\n");
        await at.DropAsync("trend.csv", $"{Values}{Kent},lac-pep,2011-05,{value}\n");
        var result = (await at.ResultAsync(Kent, May, "lac-pep"))!;
        Assert.Equal((numerator, numerator), (result.Numerator, result.Figure!.Value.Value));
        Assert.Single(Receipt("trend.csv").GetProperty("refusedRows").EnumerateArray());
    }

    [Fact]
    public async Task ValueAlone_IsRefused_WhereTheCountsAreNoneOfNone()
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,0,0\n");
        await at.DropAsync("trend.csv", $"{Values}{Kent},lac-pep,2011-05,0\n");
        var result = (await at.ResultAsync(Kent, May, "lac-pep"))!;
        Assert.Equal((0, 0, null, null), (result.Numerator, result.Denominator, result.Figure, result.Rating));
        var fault = Assert.Single(Receipt("trend.csv").GetProperty("refusedRows").EnumerateArray());
        Assert.Contains("no value (0 over 0)", fault.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RejectedRows_AreAllThere_ThoughOneIsFoundAfterTheReceiptListsAsManyAsItCan()
    {
        var wrong = string.Concat(Enumerable.Repeat($"{Kent},no-such-indicator,2011-05,1\n", ReceiptDocuments.MostFaults + 5));
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,9004,10000\n");
        await at.DropAsync("trend.csv", $"{Values}{wrong}{Kent},lac-pep,2011-05,91.0\n");
        var rejected = at.ReceiptFile("trend.csv.rejected.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + ReceiptDocuments.MostFaults + 5 + 1, rejected.Length);
        Assert.Equal("\uFEFFscorecard,indicator,month,value,why refused\r", rejected[0]);
        Assert.Contains("90.04 (9004 over 10000)", rejected[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RoundedValue_DoesNotReplaceTheUnroundedOne()
    {
        await at.DropAsync("exact.csv", $"{Values}{Kent},lac-pep,2011-05,90.0417\n");
        await at.DropAsync("rounded.csv", $"{Values}{Kent},lac-pep,2011-05,90.0\n");
        Assert.Equal(90.0417m, (await at.ResultAsync(Kent, May, "lac-pep"))!.Figure!.Value.Value);
        await at.DropAsync("corrected.csv", $"{Values}{Kent},lac-pep,2011-05,91.0\n");
        Assert.Equal(91.0m, (await at.ResultAsync(Kent, May, "lac-pep"))!.Figure!.Value.Value);
    }

    /// <summary>Of 100, and of none, the percentage is the numerator: it is not a value alone for that.</summary>
    [Theory]
    [InlineData("8,10", "80,100")]
    [InlineData("66,110", "70,100")]
    [InlineData("5,50", "0,50")]
    public async Task Counts_CorrectCounts_WhereTheFigureIsTheNumerator(string wrong, string right)
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,{wrong}\n");
        await at.DropAsync("corrected.csv", $"{Counts}{Kent},lac-pep,2011-05,{right}\n");
        var result = (await at.ResultAsync(Kent, May, "lac-pep"))!;
        Assert.Equal(right, $"{result.Numerator},{result.Denominator}");
    }

    [Fact]
    public async Task Value_OfACount_CorrectsIt()
    {
        await at.DropAsync("counts.csv", "scorecard,indicator,month,numerator,value\n" + $"{Kent},lac-with-cpp,2011-05,22,22\n");
        await at.DropAsync("value.csv", $"{Values}{Kent},lac-with-cpp,2011-05,23\n");
        Assert.Equal(23, (await at.ResultAsync(Kent, May, "lac-with-cpp"))!.Figure!.Value.Value);
    }

    [Fact]
    public async Task Counts_ReplaceAValue_AndTheirWithdrawalGivesItItsPlaceBack()
    {
        await at.DropAsync("value.csv", $"{Values}{Kent},lac-pep,2011-05,91.0\n");
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,9004,10000\n");
        Assert.Equal(9004, (await at.ResultAsync(Kent, May, "lac-pep"))!.Numerator);
        await at.App.Operations.WithdrawAsync("", "counts.csv", "A test.", default);
        await at.CalculateAsync();
        var result = (await at.ResultAsync(Kent, May, "lac-pep"))!;
        Assert.Equal((null, 91.0m), (result.Numerator, result.Figure!.Value.Value));
    }

    /// <summary>Its receipt says that it is refused, so the answer of the withdrawal names it.</summary>
    [Fact]
    public async Task Value_ThatWasRefusedBesideCounts_CountsOnceTheyAreWithdrawn_AndTheAnswerNamesIt()
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,9004,10000\n");
        await at.DropAsync("trend.csv", $"{Values}{Kent},lac-pep,2011-05,80.0\n{Kent},seen-ia,2011-05,80\n");
        var answer = await at.App.Operations.WithdrawAsync("", "counts.csv", "A test.", default);
        await at.CalculateAsync();
        Assert.Equal(80.0m, (await at.ResultAsync(Kent, May, "lac-pep"))!.Figure!.Value.Value);
        Assert.Contains(
            "\"CountingNow\":[\"row 2 of trend.csv (lac-pep of kent-inc-uasc, May 2011)\"]", JsonSerializer.Serialize(answer),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9004,10000")]
    [InlineData("\"9,004\",10000.0")]
    [InlineData(" 9004 ,10000,")]
    public async Task SameFigures_InOtherBytes_MakeNoEdition(string figures)
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,9004,10000\n");
        await at.IssueAsync(May);
        await at.DropAsync("again.csv", $"scorecard,indicator,month,numerator,denominator,value\n{Kent},lac-pep,2011-05,{figures}\n\n");
        await SaysNothingChangedAsync("again.csv");
        Assert.Equal(1, await EditionAsync());
    }

    [Fact]
    public async Task OtherFigures_DoNotSayThatNothingChanged()
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,9004,10000\n");
        await at.DropAsync("double.csv", $"{Counts}{Kent},lac-pep,2011-05,18008,20000\n");
        var receipt = Receipt("double.csv");
        Assert.Single(receipt.GetProperty("changes").EnumerateArray());
        Assert.DoesNotContain("Nothing changed", receipt.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    async Task SaysNothingChangedAsync(string path)
    {
        var receipt = Receipt(path);
        Assert.Empty(receipt.GetProperty("changes").EnumerateArray());
        Assert.Empty(receipt.GetProperty("refusedRows").EnumerateArray());
        Assert.Contains("Nothing changed", receipt.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("Nothing changed", (await at.UploadsAsync()).Single(u => u.Extract == path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithdrawnUpload_SaysTheRowsThatItCounts()
    {
        await at.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,9004,10000\n");
        await at.DropAsync("trend.csv", $"{Values}{Kent},lac-pep,2011-05,91.0\n{Kent},seen-ia,2011-05,80\n");
        await at.App.Operations.WithdrawAsync("", "trend.csv", "A test.", default);
        await at.CalculateAsync();
        var line = (await at.UploadsAsync()).Single(u => u.Extract == "trend.csv");
        Assert.Equal((1, 1), (line.Rows.Accepted, line.Rows.Refused));
        Assert.StartsWith("1 row was accepted and 1 refused.", line.Message, StringComparison.Ordinal);
        Assert.EndsWith("It has been withdrawn since, so none of its figures count any more.", line.Message, StringComparison.Ordinal);
    }

    /// <summary>The receipt at its path is that of the newer file, so the list of uploads alone says which of its rows count.</summary>
    [Fact]
    public Task FileThatIsOverwritten_SaysInTheListWhichRowsCount_WhereverItsReadingIsCutOff() => Moment.EachAsync(async moment =>
    {
        var here = new Installation();
        await here.DropAsync("counts.csv", $"{Counts}{Kent},lac-pep,2011-05,9004,10000\n");
        here.Upload("trend.csv", $"{Values}{Kent},lac-pep,2011-05,80.0\n{Kent},seen-ia,2011-05,80\n");
        moment.Fault = Simulation.Fault.KillAfter;
        await moment.RunAsync(() => here.TakeInAsync("trend.csv", here.Start(requests: moment)));
        here.Restart();
        await here.DropAsync("trend.csv", $"{Values}{Kent},seen-ia,2011-05,81\n");
        await here.SweepAsync();
        var lines = (await here.UploadsAsync()).Where(u => u.Extract == "trend.csv").ToList();
        Assert.StartsWith("1 row was accepted, none refused.", lines[0].Message, StringComparison.Ordinal);
        if (lines is [_, { State: UploadState.Calculated } first])
        {
            Assert.Equal((1, 1), (first.Rows.Accepted, first.Rows.Refused));
            Assert.StartsWith("1 row was accepted and 1 refused.", first.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null((await here.JournalAsync()).OfArrival("trend.csv", lines.Count - 1));
        }
    });

    [Fact]
    public async Task RefusedFile_CountsNoRowAsAccepted()
    {
        await at.DropAsync("may.xlsx", new XlsxBuilder()
            .Sheet("Figures", s => s.Rows([["scorecard", "indicator", "month", "value"], [Kent, "seen-ia", "2011-05", "80"]]))
            .Sheet("Targets", s => s.Rows([["indicator", "scorecard", "target"], ["seen-ia", null, "90"]])).ToBytes());
        var receipt = Receipt("may.xlsx");
        Assert.Equal("Refused", receipt.GetProperty("outcome").GetString(), ignoreCase: true);
        Assert.Equal("0 accepted, 1 refused", Counted(receipt));
        Assert.Equal(["0 accepted, 1 refused"], receipt.GetProperty("tables").EnumerateArray().Select(Counted));
        var line = (await at.UploadsAsync()).Single();
        Assert.Equal((0, 1), (line.Rows.Accepted, line.Rows.Refused));
    }

    static string Counted(JsonElement receipt) =>
        $"{receipt.GetProperty("rows").GetProperty("accepted")} accepted, {receipt.GetProperty("rows").GetProperty("refused")} refused";

    JsonElement Receipt(string path) => JsonDocument.Parse(at.ReceiptFile($"{path}.json")).RootElement;

    async Task<int> EditionAsync() => (await at.App.Results.FindAsync(Kent, May, null, default))!.Summary.Edition;
}
