using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Recovery;

/// <summary>A figure is taken away by the word withdrawn, and refused rows are corrected in the file that lists them.</summary>
public sealed class WithdrawnFigureTests
{
    const string Kent = "kent-inc-uasc";
    const string Figures = "scorecard,indicator,month,numerator,denominator,value\n";

    static readonly Month May = new(2011, 5);

    readonly Installation at = new();

    [Theory]
    [InlineData(Figures + "kent-inc-uasc,caf-rate,2011-05,,,withdrawn\n")]
    [InlineData("scorecard,indicator,Apr-11,May-11\nkent-inc-uasc,caf-rate,,Withdrawn\n")]
    [InlineData("scorecard,indicator,Apr-11,May-11\nkent-inc-uasc,caf-rate,,[withdrawn]\n")]
    [InlineData(Figures + "kent-inc-uasc,caf-rate,2011-05,,,Withdrawn.\n")]
    [InlineData(Figures + "kent-inc-uasc,caf-rate,2011-05,,,\" WITHDRAWN \"\n")]
    [InlineData(Figures + "kent-inc-uasc,caf-rate,2011-05,,,[ Withdrawn. ]\n")]
    public async Task Withdrawn_TakesTheFigureAway_UntilItIsStatedAgain(string withdrawal)
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597,66.0\n");
        await at.DropAsync("april.csv", $"{Figures}{Kent},caf-rate,2011-04,2000,312597,\n");
        await at.DropAsync("withdrawn.csv", withdrawal);
        var result = (await at.ResultAsync(Kent, May, "caf-rate"))!;
        Assert.Null(result.Figure);
        Assert.Equal(("withdrawn", null, null), (result.NoValue!.ToLowerInvariant(), result.Rating, result.Travel));
        Assert.True(result.IsStated);

        // What was stated before does not come back by itself, and a rounded value of it is not held against what was withdrawn.
        await at.DropAsync("june.csv", $"{Figures}{Kent},caf-rate,2011-06,2070,312597,\n");
        Assert.Null((await at.ResultAsync(Kent, May, "caf-rate"))!.Figure);
        await at.DropAsync("again.csv", $"{Figures}{Kent},caf-rate,2011-05,,,61.0\n");
        Assert.Equal(61.0m, (await at.ResultAsync(Kent, May, "caf-rate"))!.Figure!.Value.Value);
    }

    [Theory]
    [InlineData(
        "caf-rate", "2064,312597,66.0", "scorecard,indicator,Apr-11,May-11\nkent-inc-uasc,caf-rate,,c\n", "66.0", "c",
        "66.0275 (2064 over 312597)")]
    [InlineData("caf-rate", ",,66.0", Figures + "kent-inc-uasc,caf-rate,2011-05,,,NA\n", "66.0", "NA", "66")]
    [InlineData("lac-health", "57,86,", Figures + "kent-inc-uasc,lac-health,2011-05,58,86,c\n", "66.3%", "c", "66.2791 (57 over 86)")]
    [InlineData("lac-health", "0,0,", Figures + "kent-inc-uasc,lac-health,2011-05,,,-\n", null, "-", "no value (0 over 0)")]
    public async Task Symbol_DoesNotTakeTheFigureAway_AndIsWarnedOf(
        string indicator, string known, string symbol, string? displayed, string shown, string inForce)
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},{indicator},2011-05,{known}\n");
        await at.DropAsync("symbol.csv", symbol);
        var result = (await at.ResultAsync(Kent, May, indicator))!;
        Assert.Equal(displayed, result.Figure is null ? null : result.Display);
        Assert.Null(result.NoValue);
        var receipt = at.ReceiptFile("symbol.csv.json");
        Assert.Contains($"\"value\": \"{shown}\"", receipt, StringComparison.Ordinal);
        Assert.Contains(
            $"is not a figure, and row 2 of may.csv has one for {indicator} of {Kent}, May 2011: {inForce}. This goes on counting, "
                + "as where a table only withholds it. To take it away, write withdrawn as the value",
            receipt, StringComparison.Ordinal);
        Assert.Contains("\"refused\": 0", receipt, StringComparison.Ordinal);
        Assert.Contains("Nothing changed", receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Symbol_CountsOnceTheUploadOfTheFigureIsWithdrawn_AndTheReceiptOfThatSaysSo()
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},lac-health,2011-05,57,86,\n{Kent},seen-ia,2011-05,,,90\n");
        await at.DropAsync("symbol.csv", $"{Figures}{Kent},lac-health,2011-05,,,c\n");
        await at.DropAsync("take-back.csv", "withdraw\nmay.csv\n");
        Assert.Equal("c", (await at.ResultAsync(Kent, May, "lac-health"))!.NoValue);
        Assert.Contains(
            "Counts now that these uploads are withdrawn: row 2 of symbol.csv (lac-health of kent-inc-uasc, May 2011). "
            + "Beside their figures it did not count",
            at.Receipt("take-back.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void Symbol_DoesNotTakeACountedFigureAway_ThoughUploadsComeFirst()
    {
        StatedMeasure record = Stated(new Measure
        {
            Scorecard = Kent,
            Indicator = "lac-health",
            Month = May,
            Numerator = 12,
            Denominator = 20,
            Unit = Unit.Percent,
            IsCounted = true,
        });
        var symbol = Stated(new Measure { Scorecard = Kent, Indicator = "lac-health", Month = May, NoValue = "c" });
        var withdrawn = Stated(symbol.Measure with { NoValue = "withdrawn" });
        var kept = MeasuresInForce.Find([record, symbol], _ => true);
        Assert.Equal(record, kept.Measures.Single());
        Assert.True(Assert.Single(kept.Overruled).IsSymbol);
        Assert.Equal(withdrawn, MeasuresInForce.Find([record, withdrawn], _ => true).Measures.Single());

        static StatedMeasure Stated(Measure measure) => new(measure, new Source("x.csv", "", null, 2), new Rank(default, measure.IsCounted ? 1 : 2));
    }

    [Fact]
    public async Task Symbol_Counts_UntilThereIsAFigure()
    {
        await at.DropAsync("symbol.csv", $"{Figures}{Kent},caf-rate,2011-05,,,NA\n");
        Assert.Equal("NA", (await at.ResultAsync(Kent, May, "caf-rate"))!.NoValue);
        await at.DropAsync("other.csv", $"{Figures}{Kent},caf-rate,2011-05,,,c\n");
        Assert.Equal("c", (await at.ResultAsync(Kent, May, "caf-rate"))!.NoValue);
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597,\n");
        Assert.Equal("66.0", (await at.ResultAsync(Kent, May, "caf-rate"))!.Display);
    }

    [Fact]
    public async Task WithdrawnFigure_IsNoGoodNews()
    {
        var may = new Month(2012, 5);
        await at.DropAsync("april.csv", $"{Figures}{Kent},caf-rate,2012-04,1,312597,\n");
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2012-05,1,312597,\n");
        var before = (await at.App.Results.FindAsync(Kent, may.Previous(), null, default))!.Scorecard!;
        Assert.Equal(Rating.Red, before.Results.Single(r => r.Indicator.Id == "caf-rate").Rating);
        await at.DropAsync("withdrawn.csv", $"{Figures}{Kent},caf-rate,2012-05,,,withdrawn\n");
        var now = (await at.App.Results.FindAsync(Kent, may, null, default))!.Scorecard!;
        var changes = new MonthChanges(before, now, new Dictionary<IndicatorId, RatingLimits>());
        Assert.Empty(changes.NoLongerRed);
        Assert.Equal(["caf-rate"], changes.LostFigure.Select(r => r.Now!.Indicator.Id));
    }

    [Fact]
    public async Task CorrectedRows_UploadedAsTheyAre_GiveExactlyWhatWasMissing()
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597,66.0\n{Kent},seen-ia,2011-05,,,9O\n");
        var rejected = at.ReceiptFile("may.csv.rejected.csv");
        Assert.DoesNotContain("caf-rate", rejected, StringComparison.Ordinal);
        Assert.Contains("Correct the refused rows in .rejected.csv", at.Receipt("may.csv"), StringComparison.Ordinal);
        await at.DropAsync("may.csv.rejected.csv", rejected.Replace("9O", "90", StringComparison.Ordinal));
        var entry = (await at.JournalAsync())[2];
        Assert.Equal((1, 1, 0), (entry.Rows.Read, entry.Rows.Accepted, entry.Rows.Refused));
        Assert.Equal(90m, (await at.ResultAsync(Kent, May, "seen-ia"))!.Figure!.Value.Value);
        Assert.NotNull((await at.ResultAsync(Kent, May, "caf-rate"))!.Figure);
    }

    [Fact]
    public async Task RefusedRows_AreNotCopied_OfAFileThatHoldsChildrensRecords()
    {
        await at.DropAsync("may.csv",
            "scorecard,indicator,month,value,who\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"{Kent},no-such,2011-05,1,{i:00}/03/2004\n"))
            + string.Concat(Enumerable.Range(1, 28).Select(i => $"{Kent},no-such,2011-05,1,{i:00}/0{1 + (i % 9)}/200{i % 9}\n")));
        Assert.Contains("dates of birth", at.Receipt("may.csv"), StringComparison.Ordinal);
        Assert.Null(at.Account.FindBlob(StorageNames.Receipts, "may.csv.rejected.csv"));
    }
}
