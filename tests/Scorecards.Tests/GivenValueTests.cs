using System.Globalization;
using System.Text.Json;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>A value has four decimals in every answer. Whoever rounds it once more, as Power BI does, gets what is displayed and rated.</summary>
public sealed class GivenValueTests
{
    [Theory]
    [InlineData("percent", 550, 1029, "53.4499", "53.4%")]
    [InlineData("percent", 2244, 3471, "64.6499", "64.6%")]
    [InlineData("per10000", 608, 312597, "19.4499", "19.4")]
    [InlineData("per10000", 2064, 312597, "66.0275", "66.0")]
    [InlineData("percent", 2, 3, "66.6667", "66.7%")]
    public void Quotient_RoundsToWhatIsDisplayed(string unit, int numerator, int denominator, string value, string display)
    {
        var of = Unit.Find(unit)!;
        AssertGiven(of, of.Divide(numerator, denominator)!.Value, value, display);
    }

    [Theory]
    [InlineData("-53.44995", "-53.4499", "-53.4%")]
    [InlineData("-53.45", "-53.45", "-53.5%")]
    [InlineData("53.45", "53.45", "53.5%")]
    public void StatedValue_RoundsToWhatIsDisplayed(string stated, string value, string display) =>
        AssertGiven(Unit.Percent, new Figure(decimal.Parse(stated, CultureInfo.InvariantCulture), true), value, display);

    /// <summary>Of the scorecard as JSON, and of the feed and the results.</summary>
    static void AssertGiven(Unit unit, Figure figure, string value, string display)
    {
        var result = new Result { Indicator = Kent.Indicator(Polarity.H, unit), Figure = figure, Previous = figure };
        var json = JsonSerializer.SerializeToElement(ResultDocument.From(result), ScorecardDocuments.Json);
        var row = new ResultRow("kent", Kent.May, 1, DateTimeOffset.UnixEpoch, result);
        Assert.Equal(display, result.Display);
        foreach (var name in new[] { "Value", "Previous" })
        {
            Assert.Equal(value, json.GetProperty(JsonNamingPolicy.CamelCase.ConvertName(name)).GetRawText());
            Assert.Equal(value, Convert.ToString(ResultColumns.Columns.Single(c => c.Name == name).Value(row), CultureInfo.InvariantCulture));
        }
    }
}
