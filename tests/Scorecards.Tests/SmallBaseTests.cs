using System.Text;
using System.Text.Json;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>A percentage of fewer than 20 is marked wherever a scorecard is read, by a program or on a page.</summary>
public sealed class SmallBaseTests
{
    [Theory]
    [InlineData(15, 18, true)]
    [InlineData(15, 20, false)]
    public async Task Percentage_OfFewerThan20_IsMarked_InJsonAndCsv(int numerator, int denominator, bool isSmall)
    {
        var month = Month(numerator, denominator);
        var json = JsonSerializer.SerializeToElement(ScorecardDocument.From(month), ScorecardDocuments.Json);
        Assert.Equal(isSmall, json.GetProperty("sections")[0].GetProperty("results")[0].GetProperty("isSmallBase").GetBoolean());

        using var csv = new MemoryStream();
        await ScorecardDocuments.WriteCsvAsync(month, csv, default);
        var lines = Encoding.UTF8.GetString(csv.ToArray()).Trim().Split('\n');
        Assert.EndsWith(",isSmallBase,sourceSheet", lines[0].TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith(isSmall ? ",true," : ",false,", lines[1].TrimEnd(), StringComparison.Ordinal);
    }

    /// <summary>What the mark means is in words: who has no mouse is not told by its title.</summary>
    [Theory]
    [InlineData(15, 18, true)]
    [InlineData(15, 20, false)]
    public async Task Percentage_OfFewerThan20_IsMarked_OnEachPage_WhichSaysWhatThatIs(int numerator, int denominator, bool isSmall)
    {
        var month = Month(numerator, denominator);
        var result = month.Results[0];
        var why = new FigureExplanation(
            "kent", "2012-05", result.Indicator.Id.Value, result.Indicator.Name, null, result.Display, null, "Not rated.", null, null, null, null,
            null, []);
        foreach (var page in new[]
        {
            await PageText.Html.ScorecardAsync(month, new ScorecardBesides([], new Dictionary<IndicatorId, Commentary>(), null, null)),
            await PageText.Html.IndicatorAsync(
                new IndicatorMonth(result.Indicator, month.Month, [new IndicatorFigure("kent", "Kent", month.Month, result, null)])),
            await PageText.Html.ExplanationAsync(new ExplainedFigure(month, result, why, [])),
        })
        {
            var said = PageText.Read(page);
            Assert.Equal(isSmall, said.Contains("small base", StringComparison.OrdinalIgnoreCase));
            Assert.Equal(isSmall, said.Contains("a percentage of fewer than 20, which swings widely.", StringComparison.Ordinal));
        }
    }

    /// <summary>Published tables write 0 of 0 with a symbol, and withhold a figure of which they state the counts.</summary>
    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 0, "z")]
    [InlineData(3, 12, "NA")]
    public async Task ResultWithoutAPercentage_IsNotMarked(int numerator, int denominator, string? symbol)
    {
        var month = Month(numerator, denominator, symbol);
        Assert.False(month.Results[0].IsSmallBase);
        var page = await PageText.Html.ScorecardAsync(month, new ScorecardBesides([], new Dictionary<IndicatorId, Commentary>(), null, null));
        Assert.DoesNotContain("small base", PageText.Read(page), StringComparison.OrdinalIgnoreCase);
    }

    /// <param name="symbol">In place of the figure; null = there is none.</param>
    static MonthlyScorecard Month(int numerator, int denominator, string? symbol = null)
    {
        var result = new Result
        {
            Indicator = Kent.Indicator(Polarity.H, Unit.Percent),
            Numerator = numerator,
            Denominator = denominator,
            Figure = symbol is null ? Unit.Percent.Divide(numerator, denominator) : null,
            NoValue = symbol,
        };
        return new MonthlyScorecard("kent", "Kent", Kent.May, 1, Summary.From([result]), [result]);
    }
}
