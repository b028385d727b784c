using System.Text;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>Answers as CSV are opened in Excel by a double click, which knows UTF-8 by its byte order mark alone.</summary>
public sealed class CsvAnswerTests
{
    const string Name = "Kent ‐ children’s services";

    static readonly Result Result = new() { Indicator = Kent.Indicator(Polarity.H, Unit.Count), Figure = new Figure(3, false) };

    [Fact]
    public Task Scorecard_BeginsWithTheMark() => AssertMarkedAsync(
        "scorecard,scorecardName,",
        output => ScorecardDocuments.WriteCsvAsync(
            new MonthlyScorecard("kent", Name, Kent.May, 1, Summary.From([Result]), [Result]), output, default),
        $"kent,{Name},2012-05,");

    [Fact]
    public Task Results_BeginWithTheMark() => AssertMarkedAsync(
        "scorecard,month,",
        output => ResultColumns.WriteCsvAsync(
            new[] { new ResultRow("kent", Kent.May, 1, DateTimeOffset.UnixEpoch, Result) }.ToAsyncEnumerable(), output, default),
        "kent,2012-05,");

    static async Task AssertMarkedAsync(string header, Func<Stream, Task> write, string row)
    {
        using var output = new MemoryStream();
        await write(output);
        var text = Encoding.UTF8.GetString(output.ToArray());
        Assert.StartsWith($"\uFEFF{header}", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Count(c => c == '\uFEFF'));
        Assert.Contains($"\n{row}", text, StringComparison.Ordinal);
    }
}
