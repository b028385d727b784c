using System.Text;
using System.Text.Json;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Recovery;

/// <summary>What could be true and seldom is counts, with a warning in the receipt, on the page of uploads and in the data team's mail.</summary>
public sealed class WarningTests
{
    const string Kent = "kent-inc-uasc";
    const string Header = "scorecard,indicator,month,numerator,denominator,value,confirmed\n";
    const string Targets = "indicator,scorecard,effective_from,target,confirmed\n";
    const string Scorecards = "scorecard,name,slice,uasc,active_from,active_to\n";
    const string Indicators = "indicator,section,section_order,order,name,polarity,basis,unit,decimals\n";

    const string Unfilled = "the formula of posts-unfilled, 100 - posts-qsw - posts-agency,";

    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    // The indicator, April, May, the column, a part of the reason. Figures: numerator,denominator,value.
    [Theory]
    [InlineData("lac-pep", ",,90.3", ",,0.903", "value", "looks like a fraction of 1: last month's figure is 90.3%")]
    [InlineData("lac-dental", "870,1000,", ",,0.8712", "value", "looks like a fraction of 1")]
    [InlineData("seen-ia", "", ",,0.95", "value", "looks like a fraction of 1: the target is 95%")]
    [InlineData("seen-ia", "", ",,1", "value", "looks like a fraction of 1: the target is 95%")]
    [InlineData("posts-unfilled", ",,11.0", ",,0.11", "value", "looks like a fraction of 1: last month's figure is 11%")]
    [InlineData("lac-with-cpp", ",,5", ",,40", "value", "is 8 times last month's figure, 5")]
    [InlineData("lac-with-cpp", ",,40", ",,5", "value", "is 1/8 of last month's figure, 40")]
    [InlineData("lac-with-cpp", ",,1", ",,20", "value", "is 20 times last month's figure, 1")]
    [InlineData("caf-rate", ",,66.7", ",,667", "value", "is 10 times last month's figure, 66.7")]
    [InlineData("caf-rate", ",,66.7", ",,6603", "value", "is 99 times last month's figure, 66.7")]
    [InlineData("caf-rate", ",,66.7", ",,6.7", "value", "is 1/10 of last month's figure, 66.7")]
    [InlineData("lac-with-cpp", ",,32", ",,320", "value", "is 10 times last month's figure, 32")]
    [InlineData("ni59-ia-7wd", "900,1000,", "850,1900,", "numerator", "is below last month's 900. It may be the month alone.")]
    [InlineData("rereferral-12m", "250,1000,", "251,900,", "denominator", "is below last month's 1000")]
    [InlineData("seen-s47", "400,454,", "399,470,", "numerator", "is below last month's 400")]
    [InlineData("lac-no-qsw", ",,0", ",,-1", "value", "is below 0")]
    [InlineData("cpp-no-qsw", "", ",,-3", "value", "is below 0")]
    [InlineData("caf-rate", ",,66.7", ",,-6.6", "value", "is below 0")]
    public async Task Figure_ThatIsImplausible_IsWarnedOf_AndNotOnceItIsConfirmed(
        string indicator, string april, string may, string column, string reason)
    {
        if (april != "")
        {
            await at.DropAsync("april.csv", $"{Header}{Kent},{indicator},2012-04,{april},\n");
        }

        await at.DropAsync("may.csv", $"{Header}{Kent},{indicator},2012-05,{may},\n");
        var warning = Assert.Single(Warnings("may.csv"));
        Assert.Equal((2, column), (warning.GetProperty("row").GetInt32(), warning.GetProperty("column").GetString()));
        Assert.NotEqual("", warning.GetProperty("value").GetString());
        Assert.StartsWith($"{indicator}, {Kent}, May 2012: ", warning.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains(reason, warning.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("There is 1 warning", await MessageAsync("may.csv"), StringComparison.Ordinal);
        Assert.Contains("<h2>Warnings</h2>", at.Receipt("may.csv"), StringComparison.Ordinal);
        var counts = (await at.ResultAsync(Kent, May, indicator))!.Display;

        await at.DropAsync("confirmed.csv", $"{Header}{Kent},{indicator},2012-05,{may},yes\n");
        Assert.Empty(Warnings("confirmed.csv"));
        Assert.DoesNotContain("warning", await MessageAsync("confirmed.csv"), StringComparison.Ordinal);
        Assert.Contains("Nothing changed", await MessageAsync("confirmed.csv"), StringComparison.Ordinal);
        Assert.Equal(counts, (await at.ResultAsync(Kent, May, indicator))!.Display);
    }

    [Fact]
    public async Task Figure_ThatIsImplausible_IsWarnedOf_AfterAnErasureInTheIssuedMonth()
    {
        await at.DropAsync("april.csv", $"{Header}{Kent},caf-rate,2012-04,,,66.7,\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},caf-rate,2012-05,,,66.0,\n");
        await at.IssueAsync(May);
        var sha256 = await at.DropAsync("wrong.csv", $"{Header}{Kent},caf-rate,2012-05,,,60.1,\n");
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        await at.CalculateAsync();
        await at.DropAsync("tenfold.csv", $"{Header}{Kent},caf-rate,2012-05,,,667,\n");
        var reason = Assert.Single(Warnings("tenfold.csv")).GetProperty("reason").GetString();
        Assert.Contains("is 10 times last month's figure", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ni62-lac-3-placements", ",,0.6", ",,0.5")]
    [InlineData("ni59-ia-7wd", "900,1000,", "900,1000,")]
    [InlineData("lac-no-qsw", ",,1", ",,12")]
    [InlineData("lac-pep", ",,90.3", ",,45.2")]
    [InlineData("posts-unfilled", ",,1.0", ",,-1.0")]
    [InlineData("ni68-referral-to-ia", ",,96.7", ",,103.2")]
    public async Task Figure_ThatIsPlausible_IsNotWarnedOf(string indicator, string april, string may)
    {
        await at.DropAsync("april.csv", $"{Header}{Kent},{indicator},2012-04,{april},\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},{indicator},2012-05,{may},\n");
        Assert.Empty(Warnings("may.csv"));
    }

    /// <summary>Of figures that are known as displayed what the formula gives may be off by the rounding of each.</summary>
    [Theory]
    [InlineData(",,85.2", ",,15.5", "-0.6", null)]
    [InlineData(",,85.2", ",,15.5", "9.0", $"is used, but {Unfilled} gives -0.7. Correct this row, or the figures in the formula. ")]
    [InlineData("852,1000,", ",,15.5", "-0.6", null)]
    [InlineData("852,1000,", ",,15.5", "-0.5", $"is used, but {Unfilled} gives -0.7. Correct this row, or the figures in the formula. ")]
    [InlineData("852,1000,", "155,1000,", "-0.7", null)]
    [InlineData("852,1000,", "155,1000,", "-0.6", $"is not used: {Unfilled} gives -0.7, and that counts, as all figures in it are known unrounded. ")]
    public async Task StatedFigure_ThatIsNotWhatItsFormulaGives_IsWarnedOf(string qsw, string agency, string stated, string? reason)
    {
        await at.DropAsync(
            "may.csv",
            $"{Header}{Kent},posts-qsw,2012-05,{qsw},\n{Kent},posts-agency,2012-05,{agency},\n{Kent},posts-unfilled,2012-05,,,{stated},\n");
        var warnings = Warnings("may.csv");
        Assert.Equal(reason is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, w => Assert.Equal((4, "value"), (w.GetProperty("row").GetInt32(), w.GetProperty("column").GetString())));
        Assert.All(warnings, w => Assert.StartsWith(
            $"posts-unfilled, {Kent}, May 2012: {reason}", w.GetProperty("reason").GetString(), StringComparison.Ordinal));

        // What does not count cannot be confirmed.
        await at.DropAsync("confirmed.csv", $"{Header}{Kent},posts-unfilled,2012-05,,,{stated},yes\n");
        Assert.Equal(reason?.StartsWith("is not used", StringComparison.Ordinal) == true ? 1 : 0, Warnings("confirmed.csv").Count);
    }

    [Fact]
    public async Task StatedFigure_ThatIsWhatItsFormulaGives_IsNotedAsNotUsed_WhereThatIsUnrounded()
    {
        const string note = "Not used, since a formula gives the same from figures that are known unrounded: posts-unfilled.";
        await at.DropAsync("rounded.csv", $"{Header}{Kent},posts-qsw,2012-05,,,85.2,\n{Kent},posts-agency,2012-05,,,15.5,\n");
        await at.DropAsync("first.csv", $"{Header}{Kent},posts-unfilled,2012-05,,,-0.7,\n");
        Assert.DoesNotContain(note, at.Receipt("first.csv"), StringComparison.Ordinal);
        await at.DropAsync("counts.csv", $"{Header}{Kent},posts-qsw,2012-05,852,1000,,\n{Kent},posts-agency,2012-05,155,1000,,\n");
        Assert.Empty(Warnings("counts.csv"));
        await at.DropAsync("again.csv", $"{Header}{Kent},posts-unfilled,2012-05,,,-0.7,yes\n");
        Assert.Empty(Warnings("again.csv"));
        Assert.Contains(note, at.Receipt("again.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FigureOfAFormula_ThatContradictsAStatedOne_IsWarnedOf_InTheReceiptThatBringsIt()
    {
        await at.DropAsync(
            "stated.csv",
            $"{Header}{Kent},posts-qsw,2012-05,,,85.2,\n{Kent},posts-agency,2012-05,,,5.8,\n{Kent},posts-unfilled,2012-05,,,9.0,\n");
        Assert.Empty(Warnings("stated.csv"));
        await at.DropAsync("agency.csv", $"{Header}{Kent},posts-agency,2012-05,,,15.8,\n");
        var warning = Assert.Single(Warnings("agency.csv"));
        Assert.Equal((2, "value", "15.8"), (
            warning.GetProperty("row").GetInt32(), warning.GetProperty("column").GetString(), warning.GetProperty("value").GetString()));
        Assert.Equal(
            $"posts-agency, {Kent}, May 2012: with it {Unfilled} gives -1, and row 4 of stated.csv gives 9. "
            + "That row is used. Correct it, or this one. If it is right, upload it again with confirmed = yes",
            warning.GetProperty("reason").GetString());
        await at.DropAsync("again.csv", $"{Header}{Kent},posts-qsw,2012-05,,,85.2,\n");
        Assert.Empty(Warnings("again.csv"));
        await at.DropAsync("counts.csv", $"{Header}{Kent},posts-agency,2012-05,158,1000,,\n{Kent},posts-qsw,2012-05,852,1000,,\n");
        Assert.Contains(
            "What the formula gives counts, as all figures in it are known unrounded now",
            Assert.Single(Warnings("counts.csv")).GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("-1.0%", (await at.ResultAsync(Kent, May, "posts-unfilled"))!.Display);
    }

    /// <summary>A table may have no figure where the formula has one; the same symbol counts where the formula's figures are rounded.</summary>
    [Theory]
    [InlineData("withdrawn")]
    [InlineData("NA")]
    public async Task Symbol_InPlaceOfWhatAFormulaGivesUnrounded_IsSaidToHaveNoEffect_InItsOwnReceipt(string symbol)
    {
        await at.DropAsync("rounded.csv", $"{Header}{Kent},posts-qsw,2012-05,,,85.2,\n{Kent},posts-agency,2012-05,,,15.7,\n");
        await at.DropAsync("first.csv", $"{Header}{Kent},posts-unfilled,2012-05,,,{symbol},\n");
        Assert.Empty(Warnings("first.csv"));
        Assert.Null((await at.ResultAsync(Kent, May, "posts-unfilled"))!.Figure);
        await at.DropAsync("counts.csv", $"{Header}{Kent},posts-qsw,2012-05,852,1000,,\n{Kent},posts-agency,2012-05,157,1000,,\n");
        Assert.Empty(Warnings("counts.csv"));
        Assert.Equal("-0.9%", (await at.ResultAsync(Kent, May, "posts-unfilled"))!.Display);

        await at.DropAsync("again.csv", $"{Header}{Kent},posts-unfilled,2012-05,,,{symbol},yes\n");
        var warning = Assert.Single(Warnings("again.csv"));
        Assert.Equal((2, "value", symbol), (
            warning.GetProperty("row").GetInt32(), warning.GetProperty("column").GetString(), warning.GetProperty("value").GetString()));
        Assert.Equal(
            $"posts-unfilled, {Kent}, May 2012: has no effect: {Unfilled} gives -0.9, and that counts, as all figures in it are known unrounded. "
            + "To take it away, write withdrawn as the value of one of these. "
            + "To have uploaded figures of the indicator count, upload its indicator row without the formula",
            warning.GetProperty("reason").GetString());
        Assert.Equal("-0.9%", (await at.ResultAsync(Kent, May, "posts-unfilled"))!.Display);
    }

    /// <summary>Its row states no figure: the receipt names the row of the other file. Figures: numerator,denominator,value.</summary>
    [Theory]
    [InlineData("30", ",,10", ",,12", "30",
        "That row is used. Correct it, or the formula. If it is right, upload it again with confirmed = yes", false)]
    [InlineData("22", ",,10", ",,12", "22", null, false)]
    [InlineData("30", "10,,", "12,,", "22",
        "What the formula gives counts, as all figures in it are known unrounded now. Correct that row, or the formula. "
        + "To have uploaded figures of the indicator count, upload its indicator row without the formula", false)]
    [InlineData("22", "10,,", "12,,", "22", null, true)]
    [InlineData("withdrawn", "10,,", "12,,", "22", null, false)]
    public async Task Formula_ThatContradictsAnUploadedFigure_IsWarnedOf_InTheReceiptOfItsRow(
        string total, string a, string b, string counts, string? reason, bool isNoted)
    {
        await DropFormulaAsync("before.csv", "");
        await at.DropAsync("figures.csv", $"{Header}{Kent},total,2012-05,,,{total},\n{Kent},a,2012-05,{a},\n{Kent},b,2012-05,{b},\n");
        await DropFormulaAsync("formula.csv", "a + b");

        var warnings = Warnings("formula.csv");
        Assert.Equal(reason is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, w => Assert.Equal(
            (0, "formula", "a + b",
                $"total, {Kent}, May 2012: the formula of total, a + b, gives 22, and row 2 of figures.csv gives {total}. {reason}"),
            (w.GetProperty("row").GetInt32(), w.GetProperty("column").GetString(), w.GetProperty("value").GetString(),
                w.GetProperty("reason").GetString())));
        Assert.Equal(counts, (await at.ResultAsync(Kent, May, "total"))!.Display);
        const string note = "Not used, since a formula gives the same from figures that are known unrounded: total.";
        Assert.Equal(isNoted, at.Receipt("formula.csv").Contains(note, StringComparison.Ordinal));

        // What is known already the same row does not say again.
        await DropFormulaAsync("again.csv", "a + b", "\n");
        Assert.Empty(Warnings("again.csv"));
        Assert.DoesNotContain(note, at.Receipt("again.csv"), StringComparison.Ordinal);
    }

    /// <summary>The row of an indicator in the formula changes what it gives: the count is one of 1,000 from now on.</summary>
    [Fact]
    public async Task IndicatorInAFormula_ThatMakesItContradictAnUploadedFigure_IsWarnedOf_InTheReceiptOfItsRow()
    {
        await DropFormulaAsync("before.csv", "a + b");
        await at.DropAsync("figures.csv", $"{Header}{Kent},total,2012-05,,,22,\n{Kent},a,2012-05,10,1000,,\n{Kent},b,2012-05,12,,,\n");
        Assert.Empty(Warnings("figures.csv"));
        await at.DropAsync("unit.csv", $"{Indicators}a,how-much,1,51,Part A,N,Snapshot,percent,0\n");
        Assert.Equal(
            $"total, {Kent}, May 2012: the formula of total, a + b, gives 13, and row 2 of figures.csv gives 22. What the formula gives counts, "
            + "as all figures in it are known unrounded now. Correct that row, or the formula. "
            + "To have uploaded figures of the indicator count, upload its indicator row without the formula",
            Assert.Single(Warnings("unit.csv")).GetProperty("reason").GetString());
    }

    /// <summary>A total of two parts, all of them counts.</summary>
    /// <param name="end">By which the file is another than one before.</param>
    Task DropFormulaAsync(string path, string formula, string end = "") => at.DropAsync(
        path,
        $"{Indicators.TrimEnd()},formula\ntotal,how-much,1,50,Whole,N,Snapshot,count,0,{formula}\n"
        + $"a,how-much,1,51,Part A,N,Snapshot,count,0,\nb,how-much,1,52,Part B,N,Snapshot,count,0,\n{end}");

    [Theory]
    [InlineData("numerater", "numerator")]
    [InlineData("Numertaor", "numerator")]
    [InlineData("Confirmd", "confirmed")]
    [InlineData("Num", "numerator")]
    [InlineData("n", "numerator")]
    public async Task Column_ThatIsNearlyOneOfItsKind_IsWarnedOf_InTheRowOfTheHeader(string heading, string meant)
    {
        await at.DropAsync("may.csv", $"Figures\nscorecard,indicator,month,{heading},denominator,value\n{Kent},caf-rate,2012-05,2064,312597,66.0\n");
        var warning = Assert.Single(Warnings("may.csv"));
        Assert.Equal((2, heading), (warning.GetProperty("row").GetInt32(), warning.GetProperty("column").GetString()));
        Assert.Contains($"Did you mean '{meant}'?", warning.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("There is 1 warning", await MessageAsync("may.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Arp-12", "April 2012")]
    [InlineData("Feburary 2012", "February 2012")]
    [InlineData("Year 2012", null)]
    [InlineData("May-12 (old)", null)]
    [InlineData("April-12 so far", "April 2012")]
    [InlineData("Apr-12 (draft)", "April 2012")]
    [InlineData("2012-04 draft", "April 2012")]
    [InlineData("Apr", "April 2012")]
    [InlineData("April (draft)", "April 2012")]
    [InlineData("May", null)]
    [InlineData("Apr-12 Actual", "April 2012")]
    [InlineData("Apr figure", "April 2012")]
    [InlineData("Sept-12 provisional", "September 2012")]
    [InlineData("Jan-13 to follow", "January 2013")]
    [InlineData("2012_4", "April 2012")]
    [InlineData("Apr-12 target", null)]
    [InlineData("Apr-12 actual v target", null)]
    [InlineData("Apr RAG", null)]
    [InlineData("Mar-13 plan", null)]
    [InlineData("2012-13 actual", null)]
    [InlineData("Aprons", null)]
    [InlineData("Notes", null)]
    public async Task Column_ThatIsNearlyAMonth_IsWarnedOf_BesideThoseOfAWideTable(string heading, string? meant)
    {
        await at.DropAsync("wide.csv", $"scorecard,indicator,{heading},Mar-12,May-12\n{Kent},caf-rate,66.7,65.0,66.0\n");
        var warnings = Warnings("wide.csv").Select(w => w.GetProperty("reason").GetString()!).ToList();
        Assert.Equal(meant is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, w => Assert.Contains($"Did you mean '{meant}'?", w, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Column_ThatIsNearNone_OrNearOneThatIsThere_IsNotWarnedOf()
    {
        await at.DropAsync("may.csv", $"scorecard,indicator,month,value,values,Team,Notes\n{Kent},caf-rate,2012-05,66.0,66.1,A,b\n");
        Assert.Empty(Warnings("may.csv"));
    }

    [Theory]
    [InlineData("Two teams are short.", "", "row 2")]
    [InlineData("", "Better.", "row 3")]
    [InlineData("Two teams are short.", "Better.", "2 rows, the first of them row 2")]
    [InlineData("", "", null)]
    public async Task Comments_BesideFigures_AreWarnedOf_AndTheFiguresCount(string first, string second, string? where)
    {
        var rows = $"{Kent},caf-rate,2012-05,66.0,{first},A\n{Kent},ia-rate,2012-05,440.7,{second},A\n";
        await at.DropAsync("may.csv", $"scorecard,indicator,month,value,Comment,owner\n{rows}");
        var warnings = Warnings("may.csv").Select(w => (
            w.GetProperty("row").GetInt32(), w.GetProperty("column").GetString(), w.GetProperty("reason").GetString()!.Split(": a table")[0]));
        (int, string?, string)[] expected = where is null ? [] : [(1, "Comment", $"is not used, though it has text in {where}")];
        Assert.Equal(expected, warnings);
        var journal = await at.JournalAsync();
        Assert.Equal((2, 0), (journal[journal.Head].Rows.Accepted, journal[journal.Head].Rows.Refused));
    }

    /// <summary>Last month's column, or last month's title in a sheet that was saved under a new name.</summary>
    [Theory]
    [InlineData("figures 2012-05.csv", "Header", "May 2012")]
    [InlineData("2012-05/figures May 2012 v2.csv", "Header", "May 2012")]
    [InlineData("Kent, inc UASC May 2012.csv", "Title", "May 2012")]
    [InlineData("figures 2012-04.csv", "Header", null)]
    [InlineData("2012-05/figures.csv", "Header", null)]
    [InlineData("extract June 2012.csv", "Header", null)]
    [InlineData("figures 2011-12.csv", "Header", null)]
    [InlineData("figures May 2012, with April 2012.csv", "Header", null)]
    [InlineData("figures April 2012, printed 12 June 2012.csv", "Header", null)]
    public async Task MonthOfTheFilesName_WithoutFigures_IsWarnedOf(string path, string kind, string? month)
    {
        await at.DropAsync(path, kind == "Header"
            ? $"{Header}{Kent},caf-rate,2012-04,,,66.7,\n"
            : "\"Scorecard - Kent, inc UASC April 2012\"\nIndicators,Latest Result\nLAC Dental Checks held within required timescale,87.1\n");
        string[] expected = month is null ? [] : [$"0 month {month} is in the file's name, and no figure is of that month: they are of April 2012. "];
        Assert.Equal(
            expected,
            Warnings(path).Select(w => $"{w.GetProperty("row")} {w.GetProperty("column")} {w.GetProperty("value")} "
                + $"{w.GetProperty("reason").GetString()!.Split("If the name is right")[0]}"));
    }

    [Fact]
    public async Task SmallPercentageOfCounts_AfterAnotherOne_IsNotTakenForAFractionOfTheTarget()
    {
        await at.DropAsync("april.csv", $"{Header}{Kent},lac-dental,2012-04,8,1000,,\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-dental,2012-05,9,1000,,\n");
        Assert.Empty(Warnings("may.csv"));
    }

    [Fact]
    public async Task KentsFigures_AreNotWarnedOf()
    {
        string[] files = ["measure-2012-04.csv", "measure-2012-05.csv"];
        foreach (var file in files)
        {
            await at.DropAsync(file, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", file)));
            Assert.Empty(Warnings(file));
        }

        await at.DropAsync("printed.csv", Encoding.UTF8.GetString(PrintedFiles.All.Single(f => f.Name == "printed-whole").Content()));
        Assert.Empty(Warnings("printed.csv"));
        Assert.Contains("Nothing changed", await MessageAsync("printed.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task YearToDate_BeginsAnewInApril()
    {
        await at.DropAsync("march.csv", $"{Header}{Kent},ni59-ia-7wd,2012-03,900,1000,,\n");
        await at.DropAsync("april.csv", $"{Header}{Kent},ni59-ia-7wd,2012-04,70,80,,\n");
        Assert.Empty(Warnings("april.csv"));
    }

    [Theory]
    [InlineData("blank", 1)]
    [InlineData("no", 0)]
    public async Task PercentageOver100_IsWarnedOf_WhereTheIndicatorDoesNotSayThatItCanBe(string isPart, int warnings)
    {
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,numerator_is_part\n"
            + $"closed,how-much,1,20,Cases closed per case opened,H,YTD,percent,1,{(isPart == "blank" ? "" : isPart)}\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},closed,2012-05,120,100,,\n");
        Assert.Equal(
            warnings,
            Warnings("may.csv").Count(w => w.GetProperty("reason").GetString()!.Contains("is more than 100%", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Scorecard_ThatIsWhollyLastMonths_IsWarnedOf()
    {
        const string rows = "{0},caf-rate,{1},2064,312597,,\n{0},lac-pep,{1},,,90.3,\n{0},lac-with-cpp,{1},,,22,\n{0},lac-no-qsw,{1},,,0,\n";
        await at.DropAsync("april.csv", Header + Rows("2012-04"));
        await at.DropAsync("may.csv", Header + Rows("2012-05"));
        var warning = Assert.Single(Warnings("may.csv"));
        Assert.Contains("all 4 figures are equal to last month's", warning.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            "either this file is last month's, or last month's figures are this month's", warning.GetProperty("reason").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("2012-05", warning.GetProperty("value").GetString());

        await at.DropAsync("corrected.csv", $"{Header}{Kent},lac-pep,2012-05,,,91.0,\n");
        Assert.Empty(Warnings("corrected.csv"));
        await at.DropAsync("back.csv", $"{Header}{Kent},lac-pep,2012-05,,,90.3,yes\n");
        Assert.Empty(Warnings("back.csv"));

        static string Rows(string month) => string.Format(System.Globalization.CultureInfo.InvariantCulture, rows, Kent, month);
    }

    /// <summary>The receipt has the cell of its own file, and says where the other figures are.</summary>
    [Theory]
    [InlineData(
        "dover,lac-with-cpp,2012-05,,,11,", "2 value 11",
        "lac-with-cpp, dover, May 2012: does not add up with the others to the figure of kent-inc-uasc, which is 22 (row 2 of parts.csv): "
        + "ashford 12 (row 3 of parts.csv) + dover 11 is 23. Correct one of them.")]
    [InlineData(
        "dover,lac-with-cpp,2012-05,11,,,", "2 numerator 11",
        "lac-with-cpp, dover, May 2012: does not add up with the others to the figure of kent-inc-uasc, which is 22 (row 2 of parts.csv): ")]
    [InlineData(
        "kent-inc-uasc,lac-with-cpp,2012-05,,,23,", "2 value 23",
        "lac-with-cpp, kent-inc-uasc, May 2012: is not the sum of the scorecards below it: ashford 12 (row 3 of parts.csv) "
        + "+ dover 10 (row 4 of parts.csv) is 22. Correct one of them.")]
    [InlineData(
        "ashford,lac-pep,2012-05,50,60,,", "2 numerator 50",
        "lac-pep, ashford, May 2012: does not add up with the others to the figure of kent-inc-uasc, which is 100 (row 5 of parts.csv): "
        + "ashford 50 + dover 40 (row 7 of parts.csv) is 90. Correct one of them.")]
    public async Task Parts_ThatNoLongerAddUp_AreWarnedOf_InTheReceiptThatChangedThem(string row, string cell, string reason)
    {
        await DropPartsAsync();
        await at.DropAsync("changed.csv", $"{Header}{row}\n");
        var warning = Assert.Single(Warnings("changed.csv"));
        Assert.Equal(cell, $"{warning.GetProperty("row")} {warning.GetProperty("column")} {warning.GetProperty("value")}");
        Assert.StartsWith(reason, warning.GetProperty("reason").GetString(), StringComparison.Ordinal);
        await at.DropAsync("confirmed.csv", $"{Header}{row}yes\n");
        Assert.Empty(Warnings("confirmed.csv"));
    }

    /// <summary>Row 2 is on both sheets, and no column of the second one is called value.</summary>
    [Fact]
    public async Task Warning_HasSheetAndColumn_AsTheFileHasThem()
    {
        await DropPartsAsync();
        await at.DropAsync("may.xlsx", new XlsxBuilder()
            .Sheet("Kent", s => s.Rows([["scorecard", "indicator", "month", "value"], [Kent, "caf-rate", "2012-05", "66.0"]]))
            .Sheet("Dover", s => s.Rows([["scorecard", "indicator", "Apr-12", "May-12"], ["dover", "lac-with-cpp", "10", "11"]])).ToBytes());
        var warning = Assert.Single(Warnings("may.xlsx"));
        Assert.Equal(
            "Dover 2 May-12 11",
            $"{warning.GetProperty("sheet")} {warning.GetProperty("row")} {warning.GetProperty("column")} {warning.GetProperty("value")}");
        Assert.Contains(
            "which is 22 (row 2 of parts.csv): ashford 12 (row 3 of parts.csv) + dover 11 is 23.", warning.GetProperty("reason").GetString(),
            StringComparison.Ordinal);
        Assert.Null(at.Account.FindBlob(StorageNames.Receipts, "may.xlsx.rejected.csv"));
    }

    [Fact]
    public async Task Warning_OfAPublishedTable_HasTheColumnOfItsMapping()
    {
        await at.DropAsync(
            "mapping.csv",
            "mapping,indicator,year_end,scorecard,scorecard_column,period_column,numerator_column,denominator_column,value_column,filter\n"
            + "plans,lac-pep,5,,area,year,,,percent,\n");
        await at.DropAsync("published.csv", $"year,area,percent\n2012,{Kent},0.903\n");
        var warning = Assert.Single(Warnings("published.csv"));
        Assert.Equal("2 percent 0.903", $"{warning.GetProperty("row")} {warning.GetProperty("column")} {warning.GetProperty("value")}");
    }

    /// <summary>0.855 is not rounded to 0.9%. What follows from numerator and denominator is in no column.</summary>
    [Theory]
    [InlineData(",,0.855", "value", "0.855")]
    [InlineData("855,100000,", "", "0.855%")]
    public async Task Warning_HasTheFigure_AsItWasWritten(string figures, string column, string value)
    {
        await at.DropAsync("april.csv", $"{Header}{Kent},lac-pep,2012-04,,,90.3,\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,{figures},\n");
        var warning = Assert.Single(Warnings("may.csv"));
        Assert.Contains("looks like a fraction of 1", warning.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal((column, value), (warning.GetProperty("column").GetString(), warning.GetProperty("value").GetString()));
    }

    /// <summary>After a merger the county has what the closed team had until then.</summary>
    [Theory]
    [InlineData("caf-rate", "2012-04-30", 0)]
    [InlineData("caf-rate", "2011-06-01", 0)]
    [InlineData("caf-rate", "2011-05-31", 1)]
    [InlineData("ni59-ia-7wd", "2012-04-30", 0)]
    [InlineData("ni59-ia-7wd", "2012-03-31", 1)]
    [InlineData("lac-pep", "2012-04-30", 1)]
    public async Task Parts_OfAPeriodInWhichOneHasEnded_AreNotCompared(string indicator, string ended, int warnings)
    {
        await at.DropAsync(
            "scorecard.csv",
            "scorecard,name,parent,slice,uasc,active_to\nashford,Ashford,kent-inc-uasc,district,inc,\ndover,Dover,kent-inc-uasc,district,inc,\n"
            + $"closed,Closed,kent-inc-uasc,district,inc,{ended}\n");
        await at.DropAsync(
            "parts.csv",
            $"{Header}{Kent},{indicator},2012-05,130,1000,,\nashford,{indicator},2012-05,60,1000,,\ndover,{indicator},2012-05,40,1000,,\n");
        Assert.Equal(warnings, Warnings("parts.csv").Count);
    }

    [Fact]
    public async Task Parts_ThatDidNotAddUpLastMonthEither_AreNotWarnedOf()
    {
        await DropPartsAsync();
        await at.DropAsync(
            "april.csv", $"{Header}{Kent},lac-with-cpp,2012-04,,,23,\nashford,lac-with-cpp,2012-04,,,12,\ndover,lac-with-cpp,2012-04,,,10,\n");
        await at.DropAsync("changed.csv", $"{Header}dover,lac-with-cpp,2012-05,,,11,\n");
        Assert.Empty(Warnings("changed.csv"));
    }

    [Theory]
    [InlineData("lac-pep,,2012-04-01,0.95,", "it means 0.95%, and the target was 95%")]
    [InlineData("lac-dental,kent-inc-uasc,2012/13,0.9,", "the target was 90%")]
    [InlineData("posts-qsw,,2012-06-01,0.9,", "Write the percentage, such as 90")]
    [InlineData("fresh,,2012-04-01,0.95,", "fresh: looks like a fraction of 1: it means 0.95%. Write the percentage, such as 95.")]
    public async Task Target_ThatLooksLikeAFraction_IsWarnedOf(string row, string reason)
    {
        await at.DropAsync("indicator.csv", $"{Indicators}fresh,how-well,3,50,Fresh,H,Snapshot,percent,1\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,959,1062,,\n{Kent},fresh,2012-05,,,31.2,\n");
        await at.DropAsync("target.csv", $"{Targets}{row}\n");
        var warning = Assert.Single(Warnings("target.csv"));
        Assert.Equal((2, "target"), (warning.GetProperty("row").GetInt32(), warning.GetProperty("column").GetString()));
        Assert.Contains(reason, warning.GetProperty("reason").GetString(), StringComparison.Ordinal);
        await at.DropAsync("confirmed.csv", $"{Targets}{row}yes\n");
        Assert.Empty(Warnings("confirmed.csv"));
    }

    /// <summary>By these a figure of 1% would be green, or amber.</summary>
    [Theory]
    [InlineData("lac-pep,,2012-06-01,95,0.95,0.8,", "green_min")]
    [InlineData("lac-pep,,2012-06-01,95,95,0.8,", "amber_min")]
    [InlineData("lac-pep,,2012-06-01,95,95,80,", null)]
    [InlineData("lac-pep,,2012-06-01,95,0,0,", null)]
    [InlineData("ni62-lac-3-placements,,2012-06-01,8.1,0.5,,", null)]
    [InlineData("lac-pep,,2012-06-01,95,0.95,0.8,yes", null)]
    public async Task LimitOfATarget_ThatLooksLikeAFraction_IsWarnedOf_WhereHighIsGood(string row, string? column)
    {
        await at.DropAsync("target.csv", $"indicator,scorecard,effective_from,target,green_min,amber_min,confirmed\n{row}\n");
        var columns = Warnings("target.csv").Where(w => w.GetProperty("reason").GetString()!.Contains("fraction", StringComparison.Ordinal))
            .Select(w => w.GetProperty("column").GetString());
        Assert.Equal(column, columns.SingleOrDefault());
    }

    /// <summary>A history of fractions only has no other figure to be compared with.</summary>
    [Fact]
    public async Task Fraction_AfterAFraction_IsComparedWithTheTarget()
    {
        await at.DropAsync("april.csv", $"{Header}{Kent},lac-pep,2012-04,,,0.903,\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,,,0.911,\n");
        var warning = Assert.Single(Warnings("may.csv"));
        Assert.Contains("looks like a fraction of 1: the target is 95%", warning.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("caf-rate,,2012-04-01,80,", "April 2012; kent-inc-uasc, May 2012.")]
    [InlineData("caf-rate,kent-inc-uasc,2012-05-01,80,", "changes their target: kent-inc-uasc, May 2012.")]
    [InlineData("caf-rate,,2012-04-30,,", "April 2012; kent-inc-uasc, May 2012.")]
    public async Task Target_ThatChangesIssuedMonths_IsWarnedOf_WithTheMonths(string row, string reason)
    {
        await at.DropAsync(
            "figures.csv", $"{Header}{Kent},caf-rate,2012-04,2000,312597,,\n{Kent},caf-rate,2012-05,2064,312597,,\n");
        await at.IssueAsync(May.Previous());
        await at.IssueAsync(May);
        await at.DropAsync("target.csv", $"{Targets}{row}\n");
        var warning = Assert.Single(Warnings("target.csv"));
        Assert.Equal("effective_from", warning.GetProperty("column").GetString());
        Assert.Contains(reason, warning.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The own target was 90 and the one for all is 95: May, which is issued, is rated against 95 from now on.</summary>
    [Theory]
    [InlineData("2012-04-30", 1)]
    [InlineData("2012-05-31", 0)]
    public async Task OwnTarget_ThatEndsBeforeIssuedMonths_IsWarnedOf(string lastDay, int warnings)
    {
        const string header = "indicator,scorecard,effective_from,effective_to,target,confirmed\n";
        await at.DropAsync("own.csv", $"{header}lac-pep,{Kent},2012-04-01,,90,\n");
        await at.DropAsync("figures.csv", $"{Header}{Kent},lac-pep,2012-04,959,1062,,\n{Kent},lac-pep,2012-05,959,1062,,\n");
        await at.IssueAsync(May.Previous());
        await at.IssueAsync(May);
        await at.DropAsync("ended.csv", $"{header}lac-pep,{Kent},2012-04-01,{lastDay},90,\n");
        Assert.Equal(
            Enumerable.Repeat(("effective_to", lastDay), warnings),
            Warnings("ended.csv").Select(w => (w.GetProperty("column").GetString()!, w.GetProperty("value").GetString()!)));
        Assert.All(Warnings("ended.csv"), w => Assert.Contains(
            "changes their target: kent-inc-uasc, May 2012. If only later months are meant, upload the row with a later last day.",
            w.GetProperty("reason").GetString(),
            StringComparison.Ordinal));
        Assert.Equal(warnings == 1 ? 95 : 90, (await at.ResultAsync(Kent, May, "lac-pep"))!.Target);

        await at.DropAsync("own-again.csv", $"{header}lac-pep,{Kent},2012-04-01,,90,yes\n");
        await at.DropAsync("confirmed.csv", $"{header}lac-pep,{Kent},2012-04-01,{lastDay},90,yes\n");
        Assert.Empty(Warnings("confirmed.csv"));
    }

    [Theory]
    [InlineData("caf-rate", "upload the earlier target with this date")]
    [InlineData("closed", "upload a blank target with this date")]
    public async Task Target_DatedBack_IsToldHowToConfirmIt_AndWhatToUploadElse(string indicator, string fix)
    {
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals\nclosed,how-much,1,20,Cases closed,H,Snapshot,count,0\n");
        await at.DropAsync("figures.csv", $"{Header}{Kent},{indicator},2012-05,,,66,\n");
        await at.IssueAsync(May);
        await at.DropAsync("target.csv", $"{Targets}{indicator},,2012-05-01,80,\n");
        var reason = Assert.Single(Warnings("target.csv")).GetProperty("reason").GetString();
        Assert.Contains(fix, reason, StringComparison.Ordinal);
        Assert.EndsWith("If these months are meant, upload the row again with confirmed = yes", reason, StringComparison.Ordinal);
        await at.DropAsync("confirmed.csv", $"{Targets}{indicator},,2012-05-01,80,yes\n");
        Assert.Empty(Warnings("confirmed.csv"));
    }

    /// <summary>The indicator is not on the months before its first day, nor on those after its last: they have no target of it to change.</summary>
    [Theory]
    [InlineData("2012-06-01,", 0)]
    [InlineData("2012-05-01,", 1)]
    [InlineData(",2012-04-30", 0)]
    [InlineData(",2012-05-31", 1)]
    public async Task Target_DatedBack_IsWarnedOf_ForIssuedMonthsThatHaveItsIndicator(string days, int warnings)
    {
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,active_from,active_to\n"
            + $"closed,how-much,1,20,Cases closed,H,Snapshot,count,0,{days}\n");
        await at.DropAsync("figures.csv", $"{Header}{Kent},caf-rate,2012-05,2064,312597,,\n");
        await at.IssueAsync(May);
        await at.DropAsync("target.csv", $"{Targets}closed,,2012-04-01,80,\n");
        Assert.Equal(warnings, Warnings("target.csv").Count);
    }

    /// <summary>Another name or place changes no figure.</summary>
    [Theory]
    [InlineData("fresh,how-well,3,50,Fresh,H,Snapshot,percent,1,,", "fresh: changes months that are issued already: kent-inc-uasc, May 2012. "
        + "If only later months are meant, upload the row again with their first day in active_from")]
    [InlineData("fresh,how-well,3,50,Fresh,H,Snapshot,percent,1,2012-06-01,", null)]
    [InlineData("lac-pep,how-well,3,50,Education plans,H,Snapshot,percent,1,,", null)]
    [InlineData("lac-pep,how-well,3,6,Education plans,L,Snapshot,per10000,1,,",
        "lac-pep: changes by another polarity and unit months that are issued already: kent-inc-uasc, May 2012. If only later months are meant, "
        + "upload the row as it was, and give the new definition an id of its own, with its first day in active_from. A figure that is known as a "
        + "value alone keeps its number: upload it again in the new unit")]
    [InlineData("lac-pep,how-well,3,6,Education plans,H,Snapshot,percent,1,2012-06-01,",
        "lac-pep: changes months that are issued already: kent-inc-uasc, May 2012. If only later months are meant, "
        + "correct active_from and active_to and upload the row again")]
    [InlineData("lac-pep,how-well,3,6,Education plans,H,Snapshot,percent,1,,2012-05-31", null)]
    public async Task Indicator_ThatChangesIssuedMonths_IsWarnedOf_AloneOrInAZip(string row, string? reason)
    {
        await at.DropAsync("figures.csv", $"{Header}{Kent},lac-pep,2012-05,959,1062,,\n");
        await at.IssueAsync(May);
        var file = $"indicator,section,section_order,order,name,polarity,basis,unit,decimals,active_from,active_to\n{row}\n";
        await at.DropAsync("all.zip", XlsxBuilder.Zip([("a.csv", Encoding.UTF8.GetBytes(file))]));
        var warnings = Warnings("all.zip");
        Assert.Equal(reason is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, w => Assert.Equal(
            (2, "indicator", reason),
            (w.GetProperty("row").GetInt32(), w.GetProperty("column").GetString()!, w.GetProperty("reason").GetString())));
    }

    /// <summary>Of a figure that is counted and uploaded the other one counts then, in every month.</summary>
    [Theory]
    [InlineData("uploads", true)]
    [InlineData("", false)]
    public async Task FiguresFrom_OfAnIndicatorOfIssuedMonths_IsWarnedOf(string from, bool isWarned)
    {
        await at.DropAsync("figures.csv", $"{Header}{Kent},lac-pep,2012-05,959,1062,,\n");
        await at.IssueAsync(May);
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,numerator_is_part,figures_from\n"
            + $"lac-pep,how-well,3,6,PEP,H,Snapshot,percent,1,yes,{from}\n");
        Assert.Equal(isWarned ? 1 : 0, Warnings("indicator.csv").Count);
        Assert.All(Warnings("indicator.csv"), w => Assert.StartsWith(
            "lac-pep: changes by another figures_from months that are issued already: kent-inc-uasc, May 2012. ",
            w.GetProperty("reason").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(",2012-04-30", "active_to", "2012-04-30", "team-a: ends before months that have figures: team-a, May 2012. "
        + "What was uploaded of them stays on its pages and in the feed, and is in no mail any more. "
        + "Write the last day of the last month that has figures into active_to, or withdraw these figures")]
    [InlineData(",2000-01-01", "active_to", "2000-01-01", "team-a: ends before months that have figures: team-a, April 2012; team-a, May 2012. "
        + "What was uploaded of them stays on its pages and in the feed, and is in no mail any more. "
        + "Write the last day of the last month that has figures into active_to, or withdraw these figures")]
    [InlineData("2012-06-01,", "active_from", "2012-06-01", "team-a: begins after months that have figures: team-a, April 2012; team-a, May "
        + "2012. "
        + "What was uploaded of them stays on its pages and in the feed, and is in no mail any more. "
        + "Write the first day of the first month that has figures into active_from, or withdraw these figures")]
    [InlineData("2012-05-01,", null, null, null)]
    [InlineData("2012-05-31,", null, null, null)]
    [InlineData("2012-04-01,2012-05-31", null, null, null)]
    public async Task Scorecard_ThatLeavesOutMonthsWithFigures_IsWarnedOf_Once(string days, string? column, string? day, string? reason)
    {
        await DropTeamAsync();
        await at.DropAsync("ended.csv", $"{Scorecards}team-a,Team A,team,inc,{days}\n");
        var warnings = Warnings("ended.csv");
        Assert.Equal(reason is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, w => Assert.Equal(
            (2, column, day, reason),
            (w.GetProperty("row").GetInt32(), w.GetProperty("column").GetString(), w.GetProperty("value").GetString(),
                w.GetProperty("reason").GetString())));
        Assert.Contains("<b>1</b>row read", at.Receipt("ended.csv"), StringComparison.Ordinal);

        // What is left out already the same row says again.
        await at.DropAsync("again.csv", $"{Scorecards}team-a,Team A,team,inc,{days}\n\n");
        Assert.Empty(Warnings("again.csv"));
    }

    [Fact]
    public async Task Scorecard_ThatEndsBeforeFiguresThatAreWithdrawn_IsNotWarnedOf()
    {
        await DropTeamAsync();
        await at.App.Operations.WithdrawAsync("", "may.csv", "", default);
        await at.CalculateAsync();
        await at.DropAsync("ended.csv", $"{Scorecards}team-a,Team A,team,inc,,2012-04-30\n");
        Assert.Empty(Warnings("ended.csv"));
    }

    /// <summary>Its corrections would be in no mail any more.</summary>
    [Fact]
    public async Task Scorecard_WhoseMonthBeforeItsFirstIsIssued_IsWarnedOf()
    {
        await at.DropAsync("april.csv", $"{Header}{Kent},caf-rate,2012-04,,,66,\n");
        await at.IssueAsync(May.Previous());
        await at.DropAsync("begins.csv", $"{Scorecards}{Kent},\"Kent, inc UASC\",county,inc,2012-05-01,\n");
        Assert.StartsWith(
            $"{Kent}: begins after months that have figures: {Kent}, April 2012. ",
            Assert.Single(Warnings("begins.csv")).GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    async Task DropTeamAsync()
    {
        await at.DropAsync("scorecards.csv", $"{Scorecards}team-a,Team A,team,inc,,\n");
        await at.DropAsync("april.csv", $"{Header}team-a,caf-rate,2012-04,,,66,\n");
        await at.DropAsync("may.csv", $"{Header}team-a,caf-rate,2012-05,,,67,\n");
    }

    [Fact]
    public async Task Target_OfMonthsToCome_IsNotWarnedOf()
    {
        await at.DropAsync("figures.csv", $"{Header}{Kent},caf-rate,2012-05,2064,312597,,\n");
        await at.IssueAsync(May);
        await at.DropAsync("target.csv", $"{Targets}caf-rate,,2012-06-01,80,\nlac-pep,,2012-06-01,96,\n");
        Assert.Empty(Warnings("target.csv"));
    }

    [Fact]
    public async Task Warnings_AreInTheDataTeamsMail_AndCountsThatDoNotAddUpInEverybodysInside()
    {
        await at.DropAsync(
            "recipient.csv",
            $"email,scorecard,audience\nteam@kent.example,{Kent},data-team\ndirector@kent.example,{Kent},leadership\n"
            + $"councillor@party.example,{Kent},leadership\n");
        await DropPartsAsync();
        await at.DropAsync("april-pep.csv", $"{Header}{Kent},lac-dental,2012-04,,,90.3,\n");
        await at.DropAsync("may-pep.csv", $"{Header}{Kent},lac-dental,2012-05,,,0.903,\nashford,lac-pep,2012-05,50,60,,\n");
        var mails = await at.MailAsync(new DateTimeOffset(2012, 6, 18, 9, 0, 0, TimeSpan.Zero));
        const string remark = "(PEP) (numerator): Kent, inc UASC has 100, the scorecards below it add up to 90 (Ashford 50 + Dover 40)";
        var (team, director) = (mails["team@kent.example"], mails["director@kent.example"]);
        Assert.Contains("lac-dental, kent-inc-uasc, May 2012: 0.903 looks like a fraction of 1", team.TextBody, StringComparison.Ordinal);
        Assert.Contains("ashford 50 + dover 40 is 90", team.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Counts that do not add up", team.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("fraction", director.TextBody, StringComparison.Ordinal);
        Assert.Contains("Counts that do not add up", director.TextBody, StringComparison.Ordinal);
        Assert.Contains(remark, director.TextBody, StringComparison.Ordinal);
        Assert.Contains(remark, System.Net.WebUtility.HtmlDecode(director.HtmlBody), StringComparison.Ordinal);
        Assert.DoesNotContain("add up", mails["councillor@party.example"].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Ashford 50", mails["councillor@party.example"].HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("67.0", ", now 67.0. No rating has changed.")]
    [InlineData("140.0", "Ratings: April 2012 was ▲ Amber, now ■ Red; May 2012 was ▲ Amber, now ■ Red.")]
    public async Task Target_ThatChangedIssuedMonths_IsInTheNextMail_AndInNoLaterOne(string target, string effect)
    {
        await at.DropAsync("recipient.csv", $"email,scorecard,audience\ndirector@kent.example,{Kent},leadership\n");
        await at.DropAsync("figures.csv", $"{Header}{Kent},caf-rate,2012-04,,,66.7,\n{Kent},caf-rate,2012-05,,,66.0,\n");
        await at.IssueAsync(May.Previous());
        await at.IssueAsync(May);
        await at.DropAsync("target.csv", $"{Targets}caf-rate,,2012-04-01,{target},\n");
        at.Time.Now = new DateTimeOffset(2012, 7, 2, 9, 0, 0, TimeSpan.Zero);
        await at.DropAsync("june.csv", $"{Header}{Kent},caf-rate,2012-06,,,66.2,\n");
        var june = (await at.MailAsync(new DateTimeOffset(2012, 7, 12, 9, 0, 0, TimeSpan.Zero)))["director@kent.example"];
        Assert.Contains("June 2012", june.Subject, StringComparison.Ordinal);
        Assert.Contains("Target changed after April 2012 and May 2012 were issued: ", june.TextBody, StringComparison.Ordinal);
        Assert.Contains(effect, june.TextBody, StringComparison.Ordinal);

        at.Time.Now = new DateTimeOffset(2012, 8, 1, 9, 0, 0, TimeSpan.Zero);
        await at.DropAsync("july.csv", $"{Header}{Kent},caf-rate,2012-07,,,66.3,\n");
        var july = (await at.MailAsync(new DateTimeOffset(2012, 8, 10, 9, 0, 0, TimeSpan.Zero)))["director@kent.example"];
        Assert.Contains("July 2012", july.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("Target changed after", july.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.903", "", true)]
    [InlineData("0.903", "yes", false)]
    [InlineData("90.1", "", false)]
    public async Task Warnings_AreInTheNoticeOfMissingFigures_AsLongAsTheyAreUnconfirmed(string figure, string confirmed, bool isWarned)
    {
        await at.DropAsync("recipient.csv", $"email,scorecard,audience\nteam@kent.example,{Kent},data-team\n");
        await at.DropAsync("april.csv", $"{Header}{Kent},lac-pep,2012-04,,,90.3,\n{Kent},caf-rate,2012-04,,,66.7,\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,,,{figure},{confirmed}\n");
        at.Time.Now = new DateTimeOffset(2012, 6, 14, 9, 0, 0, TimeSpan.Zero);
        await at.App.Mailing.SendDueAsync(default);
        var notice = Assert.Single(at.Mails);
        Assert.StartsWith("May 2012: ", notice.Subject, StringComparison.Ordinal);
        Assert.Contains("(caf-rate), last received in april.csv", notice.TextBody, StringComparison.Ordinal);
        Assert.Equal(
            isWarned,
            notice.TextBody!.Contains("lac-pep, kent-inc-uasc, May 2012: 0.903 looks like a fraction of 1", StringComparison.Ordinal));
        Assert.Equal(isWarned, notice.HtmlBody!.Contains("Figures that may be wrong", StringComparison.Ordinal));
    }

    /// <summary>The name of a file is where a figure comes from.</summary>
    [Theory]
    [InlineData("team@kent.example", true)]
    [InlineData("team@supplier.example", false)]
    public async Task Notice_NamesFiles_InsideTheCouncilOnly(string email, bool isNamed)
    {
        await at.DropAsync("recipient.csv", $"email,scorecard,audience\n{email},{Kent},data-team\n");
        await at.DropAsync("april.csv", $"{Header}{Kent},lac-pep,2012-04,,,90.3,\n{Kent},caf-rate,2012-04,,,66.7,\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,,,90.1,\n");
        at.Time.Now = new DateTimeOffset(2012, 6, 14, 9, 0, 0, TimeSpan.Zero);
        await at.App.Mailing.SendDueAsync(default);
        var notice = Assert.Single(at.Mails);
        Assert.Contains("(caf-rate)", notice.TextBody, StringComparison.Ordinal);
        Assert.All([notice.TextBody!, notice.HtmlBody!], part => Assert.Equal(isNamed, part.Contains("april.csv", StringComparison.Ordinal)));
    }

    /// <summary>A supplier's people learn who gets the council's mail from no notice, nor what its mail server says.</summary>
    [Theory]
    [InlineData("team@kent.example", true)]
    [InlineData("team@supplier.example", false)]
    public async Task Notice_NamesWhoWasNotMailed_InsideTheCouncilOnly(string email, bool isNamed)
    {
        await at.DropAsync("recipient.csv", $"email,scorecard,audience\n{email},{Kent},data-team\n");
        var refused = MonthEndCases.Mail(DeliveryState.Refused, to: "chief@kent.example") with { Id = "id-of-it", Detail = "550 5.1.1 unknown" };
        var recipient = MonthEndCases.Row(email, Kent, Audience.DataTeam);
        var notice = new NoticePlan(
            recipient, new Delivery("*", May, 0, email, new DateOnly(2012, 6, 14)), null, [], [refused], IsDue: true);
        var asOf = await at.App.Months.AtAsync(await at.JournalAsync(), default);
        var content = await at.App.Messages.MakeNoticeAsync(MonthEndCases.Group(recipient), notice, asOf, default);
        Assert.All([content.Text, content.Html], part =>
        {
            Assert.Equal(isNamed, part.Contains("chief", StringComparison.Ordinal));
            Assert.Equal(isNamed, part.Contains("5.1.1", StringComparison.Ordinal));
            Assert.Equal(!isNamed, part.Contains("id-of-it", StringComparison.Ordinal));
            Assert.Contains("refused by the mail server", part, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("team@kent.example", true)]
    [InlineData("team@supplier.example", false)]
    public async Task MailThatWasRefused_IsToldInsideTheCouncilOnly(string email, bool isTold)
    {
        await at.DropAsync("recipient.csv", $"email,scorecard,audience\n{email},{Kent},data-team\nchief@kent.example,{Kent},leadership\n");
        await at.DropAsync("april.csv", $"{Header}{Kent},caf-rate,2012-04,,,66.7,\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},caf-rate,2012-05,,,66.0,\n");
        var claim = (await at.App.Deliveries.TryClaimAsync(new Delivery("*", May, 1, "chief@kent.example"), 3, [Kent], null, default))!;
        await at.App.Deliveries.TrySettleAsync(claim with { State = DeliveryState.Refused, Detail = "550 5.1.1 unknown" }, default);
        await at.MailAsync(new DateTimeOffset(2012, 6, 18, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(isTold, at.Mails.Any(m => m.Subject!.Contains("mail was not delivered", StringComparison.Ordinal)));
        var known = (await at.App.Deliveries.OfMonthAsync("*", May, default)).Deliveries;
        Assert.Equal(isTold, known.Single(d => d.Id == claim.Id).IsTold);
    }

    /// <summary>A warning has the exact number, here five children.</summary>
    [Theory]
    [InlineData("team@kent.example", true)]
    [InlineData("team@supplier.example", false)]
    public async Task Notice_SaysWhatMayBeWrong_InsideTheCouncilOnly(string email, bool isSaid)
    {
        await at.DropAsync("recipient.csv", $"email,scorecard,audience\n{email},{Kent},data-team\n");
        await at.DropAsync("april.csv", $"{Header}{Kent},lac-with-cpp,2012-04,,,40,\n{Kent},caf-rate,2012-04,,,66.7,\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-with-cpp,2012-05,,,5,\n");
        at.Time.Now = new DateTimeOffset(2012, 6, 14, 9, 0, 0, TimeSpan.Zero);
        await at.App.Mailing.SendDueAsync(default);
        var notice = Assert.Single(at.Mails);
        Assert.Contains("(caf-rate)", notice.TextBody, StringComparison.Ordinal);
        Assert.All(
            [notice.TextBody!, notice.HtmlBody!],
            part => Assert.Equal(isSaid, part.Contains("5 is 1/8 of last month", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("indicator,scorecard,Apr-12,May-12,confirmed\nlac-pep,kent-inc-uasc,90.3,0.903,{0}\n", "May-12")]
    [InlineData(
        "Monthly Indicators,Confirmed,31/03/2012,30/04/2012,31/05/2012\nlac-pep,{0},90.0,90.3,0.903\nScorecard: kent-inc-uasc\n", "31/05/2012")]
    [InlineData("indicator,month,kent-inc-uasc,dover,confirmed\nlac-pep,April 2012,90.3,88,\nlac-pep,May 2012,0.903,88.5,{0}\n", Kent)]
    [InlineData(
        "Scorecard - Kent, inc UASC May 2012\nIndicators,Latest Result,previous,Confirmed\n"
        + "Percentage of Looked After Children aged 5 to 16 with a Personal Education Plan (PEP),0.903,90.3,{0}\n", "Latest Result")]
    public async Task Warnings_OfWideAndPrintedTables_HaveTheirColumn_AndAreConfirmedInTheirRow(string file, string column)
    {
        await at.DropAsync("scorecard.csv", "scorecard,name,slice,uasc\ndover,Dover,district,inc\n");
        await at.DropAsync("kent-inc-uasc.csv", Of(""));
        var warning = Assert.Single(Warnings("kent-inc-uasc.csv"));
        Assert.StartsWith($"lac-pep, {Kent}, May 2012: ", warning.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal((column, "0.903"), (warning.GetProperty("column").GetString(), warning.GetProperty("value").GetString()));

        await at.DropAsync("kent-inc-uasc confirmed.csv", Of("Yes"));
        Assert.Empty(Warnings("kent-inc-uasc confirmed.csv"));

        string Of(string confirmed) => string.Format(System.Globalization.CultureInfo.InvariantCulture, file, confirmed);
    }

    [Theory]
    [InlineData("perhaps", 1)]
    [InlineData("no", 0)]
    public async Task ConfirmedCell_IsYesOrNo_InAWideTableToo(string confirmed, int refused)
    {
        var read = await ReadFile.FromAsync($"indicator,scorecard,Apr-12,May-12,confirmed\nlac-pep,{Kent},90.3,91,{confirmed}\n", new(2012, 6, 14));
        Assert.Equal(refused, read.Counts.Refused);
        Assert.All(read.Faults, f => Assert.Equal("confirmed", f.Column));
        Assert.DoesNotContain(read.Rows, r => ((Measure)r.Item).IsConfirmed);
    }

    [Fact]
    public async Task ConfirmedFigure_StaysConfirmed_WhereItIsStatedAgain_AndNotWhereItChanges()
    {
        await at.DropAsync("april.csv", $"{Header}{Kent},lac-pep,2012-04,,,90.3,\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,,,0.903,yes\n");
        await at.DropAsync("wide.csv", $"indicator,scorecard,Apr-12,May-12\nlac-pep,{Kent},90.3,0.903\n");
        Assert.Empty(Warnings("wide.csv"));
        await at.DropAsync("other.csv", $"indicator,scorecard,Apr-12,May-12\nlac-pep,{Kent},90.3,0.8\n");
        Assert.Single(Warnings("other.csv"));
    }

    [Theory]
    [InlineData("lac-pep,,2012-06-01,Less than 22%,", "Less than 22%", "says that low is good, and the catalogue that high is good (H)")]
    [InlineData("caf-rate,,2012-06-01,no more than 85,", "no more than 85", "It counts as 85, and high is good")]
    [InlineData("rereferral-12m,,2012-06-01,At least 25%,", "At least 25%", "says that high is good, and the catalogue that low is good (L)")]
    [InlineData("ni62-lac-3-placements,,2012/13,10% or more,", "10% or more", "says that high is good")]
    [InlineData("lac-no-qsw,,2012-06-01,>= 3,", ">= 3", "says that high is good")]
    public async Task Target_WhoseWordsGoAgainstThePolarity_IsWarnedOf_WithBothDirections(string row, string value, string reason)
    {
        await at.DropAsync("target.csv", $"{Targets}{row}\n");
        var warning = Assert.Single(Warnings("target.csv"));
        Assert.Equal(
            (2, "target", value),
            (warning.GetProperty("row").GetInt32(), warning.GetProperty("column").GetString(), warning.GetProperty("value").GetString()));
        Assert.Contains(reason, warning.GetProperty("reason").GetString(), StringComparison.Ordinal);
        await at.DropAsync("confirmed.csv", $"{Targets}{row}yes\n");
        Assert.Empty(Warnings("confirmed.csv"));
    }

    /// <summary>A limit that is on the good side is the wrong one: 97% would be amber where high is good.</summary>
    [Theory]
    [InlineData("lac-pep,,2012-06-01,95,,95", "green_max", "lac-pep: a figure above 95 is not green by this limit, although high is good (H).")]
    [InlineData("lac-no-qsw,,2012-06-01,10,10,", "green_min", "lac-no-qsw: a figure below 10 is not green by this limit, although low is good (L).")]
    [InlineData("lac-pep,,2012-06-01,95,94,", null, "")]
    [InlineData("lac-no-qsw,,2012-06-01,10,,11", null, "")]
    [InlineData("cpp-rate,,2012-06-01,26,25,27", null, "")]
    public async Task Target_WithAGreenLimitOnTheGoodSide_IsWarnedOf(string row, string? column, string reason)
    {
        const string header = "indicator,scorecard,effective_from,target,green_min,green_max,confirmed\n";
        await at.DropAsync("target.csv", $"{header}{row},\n");
        var warnings = Warnings("target.csv");
        Assert.Equal(column is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, w =>
        {
            Assert.Equal(column, w.GetProperty("column").GetString());
            Assert.StartsWith(reason, w.GetProperty("reason").GetString(), StringComparison.Ordinal);
        });
        await at.DropAsync("confirmed.csv", $"{header}{row},yes\n");
        Assert.Empty(Warnings("confirmed.csv"));
    }

    [Theory]
    [InlineData("lac-pep,,2012-06-01,At least 95%,")]
    [InlineData("rereferral-12m,,2012-06-01,Less than or equal to 25%,")]
    [InlineData("lac-pep,,2012-06-01,Target: 96%,")]
    [InlineData("lac-pep,,2012-06-01,No target,")]
    public async Task Target_WhoseWordsGoTheGoodWay_IsNotWarnedOf(string row)
    {
        await at.DropAsync("target.csv", $"{Targets}{row}\n");
        Assert.Empty(Warnings("target.csv"));
    }

    [Fact]
    public async Task ReceiptsAndRows_AreTheSame_AfterARestore()
    {
        await at.DropAsync("april.csv", $"{Header}{Kent},lac-pep,2012-04,,,90.3,\n");
        await at.DropAsync(
            "may.csv", $"{Header}{Kent},lac-pep,2012-05,,,0.903,yes\n{Kent},lac-pep,2012-06,,,90,\n{Kent},caf-rate,2012-05,1.5,10,,\n");
        await at.App.Export.RunAsync(default);
        var before = await at.AnswersAsync();
        at.Lose(StorageNames.MeasuresTable, StorageNames.CatalogueTable, StorageNames.ResultsTable);
        at.Time.Now = at.Time.Now.AddMonths(3);
        var progress = await at.RestoreAsync();
        await at.CalculateAsync();
        Assert.True(progress.IsComplete, string.Join('\n', progress.Problems));
        Assert.Equal(before, await at.AnswersAsync());
        Assert.True((await at.ResultAsync(Kent, May, "lac-pep"))!.IsConfirmed);
    }

    /// <summary>Kent is 22 = Ashford 12 + Dover 10 in one indicator, and 100 = 60 + 40 in another.</summary>
    async Task DropPartsAsync()
    {
        await at.DropAsync(
            "scorecard.csv",
            "scorecard,name,parent,slice,uasc\nashford,Ashford,kent-inc-uasc,district,inc\ndover,Dover,kent-inc-uasc,district,inc\n");
        await at.DropAsync(
            "parts.csv",
            $"{Header}{Kent},lac-with-cpp,2012-05,,,22,\nashford,lac-with-cpp,2012-05,,,12,\ndover,lac-with-cpp,2012-05,,,10,\n"
            + $"{Kent},lac-pep,2012-05,100,110,,\nashford,lac-pep,2012-05,60,66,,\ndover,lac-pep,2012-05,40,44,,\n");
        Assert.Empty(Warnings("parts.csv"));
    }

    IReadOnlyList<JsonElement> Warnings(string path) =>
        [.. JsonDocument.Parse(at.ReceiptFile($"{path}.json")).RootElement.GetProperty("warnings").EnumerateArray()];

    async Task<string> MessageAsync(string path) => (await at.UploadsAsync()).Single(u => u.Extract == path).Message!;
}
