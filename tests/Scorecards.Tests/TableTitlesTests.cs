using System.Text;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>Which scorecard and month a title or a name is of, where several say something: a wrong one gets another area's figures.</summary>
public sealed class TableTitlesTests
{
    const string Table = "Indicators,Latest Result,RAG\n\"Number of CAFs completed per 10,000 population under 18\",66.0,\n";
    const string Next = "Percentage of Children seen at Initial Assessment (excludes unborn/progress to strat),80.3,\n";

    /// <summary>With the council among the authorities whose published figures are compared.</summary>
    static readonly Catalogue Published = new(Kent.Catalogue.Indicators, Kent.Catalogue.Targets, [
        .. TrapOutcome.Catalogue.Scorecards,
        new Scorecard { Id = "kent-published", Name = "Kent", Slice = Slice.County, Uasc = UascBasis.Included }]);

    [Fact]
    public async Task FileOfAZip_IsNamedByItsOwnName_AndElseByTheZip()
    {
        var outcome = await ReadZipAsync(
            "Kent, inc UASC May 2012.zip", "Kent, inc UASC April 2012.csv", "area/Ashford, inc UASC March 2012.csv", "scorecard v2.csv");
        Assert.Equal(
            ["ashford-inc-uasc caf-rate 2012-03 = 66", "kent-inc-uasc caf-rate 2012-04 = 66", "kent-inc-uasc caf-rate 2012-05 = 66"],
            outcome.Accepted.Order());
    }

    [Theory]
    [InlineData("figures.csv", "'figures.csv': neither a title above the table nor the file's name says which scorecard")]
    [InlineData("Kent, inc UASC.csv", "'Kent, inc UASC.csv': neither a title above the table nor the file's name says which month")]
    public async Task FileOfAZip_IsNamed_WhereItIsNotClear(string name, string problem) =>
        Assert.StartsWith(problem, (await ReadZipAsync("upload.zip", name)).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("Kent County Council", "Kent, inc UASC 2012-05.csv", "kent-inc-uasc")]
    [InlineData("Kent Children's Services Monthly Report", "kent-inc-uasc/2012-05.csv", "kent-inc-uasc")]
    [InlineData("Kent Specialist Children's Services", "Kent, inc UASC 2012-05.csv", "kent-inc-uasc")]
    [InlineData("Kent County Council\n\"Kent, inc UASC\"", "2012-05.csv", "kent-inc-uasc")]
    [InlineData("Kent", "2012-05.csv", "kent-published")]
    [InlineData("Scorecard - Kent", "Kent, inc UASC 2012-05.csv", "kent-published")]
    [InlineData("\"Ashford, inc UASC\"", "Kent, inc UASC 2012-05.csv", "ashford-inc-uasc")]
    [InlineData("Kent", "Kent, inc UASC 2012-05.csv", "kent-published")]
    [InlineData("Kent\nContact: the Kent, inc UASC desk", "2012-05.csv", "kent-published")]
    [InlineData("\"Ashford, inc UASC monthly figures\"", "kent-inc-uasc/2012-05.csv", "ashford-inc-uasc")]
    public async Task NameWithinALongerOne_GivesWayToIt(string title, string path, string scorecard)
    {
        var outcome = await ReadAsync($"{title}\n{Table}", path);
        Assert.Null(outcome.Problem);
        Assert.Equal([$"{scorecard} caf-rate 2012-05 = 66"], outcome.Accepted);
    }

    [Fact]
    public async Task TitleWithOtherWords_IsRefused_WhereTheFilesNameNamesAnotherScorecard() => Assert.StartsWith(
        "the title 'Kent County Council' names Kent, and the file's name 'Ashford, inc UASC 2012-05.csv' names Ashford, inc UASC.",
        (await ReadAsync($"Kent County Council\n{Table}", "Ashford, inc UASC 2012-05.csv")).Problem, StringComparison.Ordinal);

    /// <summary>The list of refused rows that the product gives back, and what people call a corrected file.</summary>
    [Theory]
    [InlineData("Kent, inc UASC May 2012.csv.rejected.csv")]
    [InlineData("Kent, inc UASC May-12.csv.rejected.csv")]
    [InlineData("Kent, inc UASC May 2012 amended.csv")]
    [InlineData("Resubmission Kent, inc UASC 2012-05.csv")]
    public async Task NameOfACorrectedFile_IsOfTheSameScorecardAndMonth(string path)
    {
        var outcome = await ReadAsync(Table, path);
        Assert.Null(outcome.Problem);
        Assert.Equal(["kent-inc-uasc caf-rate 2012-05 = 66"], outcome.Accepted);
    }

    [Theory]
    [InlineData("Kent County Council", 2)]
    [InlineData("Kent", 1)]
    public async Task CouncilsNameBelowTheHeader_IsNoOtherTable_ButAScorecardsNameAloneIs(string heading, int accepted)
    {
        var outcome = await ReadAsync($"\"Kent, inc UASC May 2012\"\n{Table}{heading},,\n{Next}", "");
        Assert.Equal(accepted, outcome.Accepted.Count);
    }

    static Task<TrapOutcome> ReadAsync(string text, string path) => TrapOutcome.ReadAsync(Encoding.UTF8.GetBytes(text), path, Published, default);

    static Task<TrapOutcome> ReadZipAsync(string path, params string[] names) => TrapOutcome.ReadAsync(
        XlsxBuilder.Zip(names.Select(name => (name, Encoding.UTF8.GetBytes(Table)))), path, Published, default);
}
