using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>Rows name scorecards and indicators by id or by name, and a slip is answered with what was meant.</summary>
public sealed class NamedRowsTests
{
    const string Header = "scorecard,indicator,month,value\n";

    [Theory]
    [InlineData("kent-inc-uasc,\"Number of CAFs completed per 10,000 population under 18\"")]
    [InlineData("\"Kent, inc UASC\",caf-rate")]
    [InlineData("\"KENT INC UASC\",\"number of CAFs completed per 10000 population under 18\"")]
    public async Task MeasureRow_IsAccepted_ThatNamesByName(string named)
    {
        var read = await ReadFile.FromAsync($"{Header}{named},2012-05,66\n{named},2012-04,65\n");
        Assert.Empty(read.Faults);
        Assert.Equal(2, read.Measures.Count);
        Assert.All(read.Measures, m => Assert.Equal(("kent-inc-uasc", "caf-rate"), (m.Measure.Scorecard, m.Measure.Indicator)));
    }

    [Fact]
    public async Task TargetRow_IsAccepted_ThatNamesByName()
    {
        var read = await ReadFile.FromAsync(
            "indicator,scorecard,effective_from,target\n"
            + "\"Number of CAFs completed per 10,000 population under 18\",\"Kent, inc UASC\",2013-04-01,80\n");
        var target = (Target)Assert.Single(read.Rows).Item;
        Assert.Equal(("caf-rate", "kent-inc-uasc"), (target.Indicator, target.Scorecard));
    }

    [Theory]
    [InlineData("kent-inc-usac,caf-rate", "Did you mean kent-inc-uasc?")]
    [InlineData("kent-inc-uasc,caf-rat", "Did you mean caf-rate?")]
    [InlineData("\"Kent, incl UASC\",caf-rate", "Did you mean kent-inc-uasc?")]
    public async Task NearMiss_SaysWhatIsMeant(string named, string suggestion)
    {
        var read = await ReadFile.FromAsync($"{Header}{named},2012-05,66\n");
        Assert.EndsWith(suggestion, Assert.Single(read.Faults).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("surrey,caf-rate")]
    [InlineData("kent-inc-uasc,xyz")]
    public async Task WhatIsNearNothing_IsNotGuessedAt(string named)
    {
        var read = await ReadFile.FromAsync($"{Header}{named},2012-05,66\n");
        Assert.DoesNotContain("Did you mean", Assert.Single(read.Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void NearText_AnswersNothing_WhereTwoAreAsNear() =>
        Assert.Null(NearText.Find("dist-hartfiel", [("dist-hartfield", "a"), ("dist-hartfiell", "b")]));
}
