using System.Text;
using System.Text.Json;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>A percentage of fewer than 20 is marked wherever a scorecard is read by a program.</summary>
public sealed class SmallBaseTests
{
    [Theory]
    [InlineData(15, 18, true)]
    [InlineData(15, 20, false)]
    public async Task Percentage_OfFewerThan20_IsMarked_InJsonAndCsv(int numerator, int denominator, bool isSmall)
    {
        var result = new Result
        {
            Indicator = Kent.Indicator(Polarity.H, Unit.Percent),
            Numerator = numerator,
            Denominator = denominator,
            Figure = Unit.Percent.Divide(numerator, denominator),
        };
        var month = new MonthlyScorecard("kent", "Kent", Kent.May, 1, Summary.From([result]), [result]);
        var json = JsonSerializer.SerializeToElement(ScorecardDocument.From(month), ScorecardDocuments.Json);
        Assert.Equal(isSmall, json.GetProperty("sections")[0].GetProperty("results")[0].GetProperty("isSmallBase").GetBoolean());

        using var csv = new MemoryStream();
        await ScorecardDocuments.WriteCsvAsync(month, csv, default);
        var lines = Encoding.UTF8.GetString(csv.ToArray()).Trim().Split('\n');
        Assert.EndsWith(",isSmallBase", lines[0].TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith(isSmall ? ",true" : ",false", lines[1].TrimEnd(), StringComparison.Ordinal);
    }
}
