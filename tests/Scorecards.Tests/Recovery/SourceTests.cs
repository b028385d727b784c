using System.Text;
using System.Text.Json;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests.Recovery;

/// <summary>Where a figure came from, to the sheet of a workbook or the file in a zip: row 2 is on each of them.</summary>
public sealed class SourceTests
{
    const string Kent = "kent-inc-uasc";
    const string Header = "scorecard,indicator,month,value\n";

    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    [Fact]
    public async Task Workbook_HasItsSheets_InEveryAnswer_AndAfterARestore()
    {
        await at.DropAsync("may.xlsx", new XlsxBuilder()
            .Sheet("North", s => s.Rows([["scorecard", "indicator", "month", "value"], [Kent, "caf-rate", "2012-05", "66.0"]]))
            .Sheet("=South", s => s.Rows([["scorecard", "indicator", "Apr-12", "May-12"], [Kent, "lac-with-cpp", "21", "22"]])).ToBytes());
        Assert.Equal(("North", 2L), await PlaceAsync("caf-rate"));
        Assert.Equal(("=South", 2L), await PlaceAsync("lac-with-cpp"));

        var result = (await at.ResultAsync(Kent, May, "lac-with-cpp"))!;
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(ResultDocument.From(result), ScorecardDocuments.Json));
        Assert.Equal("=South", json.RootElement.GetProperty("source").GetProperty("sheet").GetString());
        var explained = await at.Explanations().FindAsync(Kent, "2012-05", "lac-with-cpp", default);
        Assert.Equal(("=South", 2L), (Assert.Single(explained.Why.Sources).Sheet, explained.Why.Sources[0].Row));
        Assert.Contains("the figure, '=South', row 2", PageText.Read(await PageText.Html.ExplanationAsync(explained)), StringComparison.Ordinal);
        Assert.Contains($",may.xlsx,{result.Source!.Sha256},2,false,'=South\r\n", await CsvAsync(result), StringComparison.Ordinal);

        await at.RestoreFromJournalAndArchiveAsync();
        Assert.Equal(("=South", 2L), await PlaceAsync("lac-with-cpp"));
    }

    [Fact]
    public async Task Zip_HasItsFiles_AWorkbookItsOnlySheet_AndACsvNone()
    {
        await at.DropAsync("all.zip", XlsxBuilder.Zip(
        [
            ("a.csv", Encoding.UTF8.GetBytes($"{Header}{Kent},caf-rate,2012-05,66.0\n")),
            ("b.csv", Encoding.UTF8.GetBytes($"{Header}{Kent},lac-with-cpp,2012-05,22\n")),
        ]));
        await at.DropAsync("may.csv", $"{Header}{Kent},ia-rate,2012-05,440.7\n");
        Assert.Equal(("a.csv", 2L), await PlaceAsync("caf-rate"));
        Assert.Equal(("b.csv", 2L), await PlaceAsync("lac-with-cpp"));
        await at.DropAsync("may.xlsx", XlsxBuilder.FromRows(["scorecard", "indicator", "month", "value"], [Kent, "seen-ia", "2012-05", "90.0"]));
        Assert.Equal((null, 2L), await PlaceAsync("ia-rate"));
        Assert.Equal(("Sheet1", 2L), await PlaceAsync("seen-ia"));
    }

    /// <summary>Each district sends what its spreadsheet calls Sheet1.</summary>
    [Fact]
    public async Task SheetsOfOneName_InTwoWorkbooksOfAZip_AreTwo()
    {
        at.Upload("districts.zip", XlsxBuilder.Zip([("ashford.xlsx", Book("caf-rate", "66.0")), ("2012/dover.xlsx", Book("lac-with-cpp", "22"))]));
        await at.TakeInAsync("districts.zip");
        Assert.Equal(("ashford.xlsx/Sheet1", 2L), await PlaceAsync("caf-rate"));
        Assert.Equal(("2012/dover.xlsx/Sheet1", 2L), await PlaceAsync("lac-with-cpp"));

        static byte[] Book(string indicator, string value) =>
            XlsxBuilder.FromRows(["scorecard", "indicator", "month", "value"], [Kent, indicator, "2012-05", value]);
    }

    [Fact]
    public void Words_NameTheSheet_WhereThereIsOne()
    {
        var source = new Source("may.xlsx", "", "North", 12);
        Assert.Equal(("may.xlsx, 'North', row 12", "row 12 of 'North' in may.xlsx"), (source.Words(), source.RowWords()));
        source = source with { Extract = "may.csv", Sheet = null };
        Assert.Equal(("may.csv, row 12", "row 12 of may.csv"), (source.Words(), source.RowWords()));
    }

    [Theory]
    [InlineData("North", "North", true)]
    [InlineData("North", null, true)]
    [InlineData(null, "North", true)]
    [InlineData("North", "South", false)]
    public void SourceWithoutASheet_MayBeOfAny(string? one, string? other, bool may)
    {
        var source = new Source("may.xlsx", "", one, 12);
        Assert.Equal(may, source.MayBe(source with { Sheet = other }));
        Assert.False(source.MayBe(source with { Sheet = other, Row = 13 }));
        Assert.False(source.MayBe(null));
    }

    async Task<(string? Sheet, long Row)> PlaceAsync(string indicator)
    {
        var source = (await at.ResultAsync(Kent, May, indicator))!.Source!;
        return (source.Sheet, source.Row);
    }

    static async Task<string> CsvAsync(Result result)
    {
        using var output = new MemoryStream();
        await ScorecardDocuments.WriteCsvAsync(new MonthlyScorecard(Kent, "Kent", May, 0, Summary.From([result]), [result]), output, default);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
