using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>Rows name scorecards and indicators by id or by name, and a slip is answered with what was meant.</summary>
public sealed class NamedRowsTests
{
    const string Header = "scorecard,indicator,month,value\n";

    const string Slip = "Percentage of Looked After Childen in Foster Care currently placed within 10 miles of home";

    [Theory]
    [InlineData("kent-inc-uasc,\"Number of CAFs completed per 10,000 population under 18\"")]
    [InlineData("\"Kent, inc UASC\",caf-rate")]
    [InlineData("\"KENT INC UASC\",\"number of CAFs completed per 10000 population under 18\"")]
    public async Task MeasureRow_IsAccepted_ThatNamesByName(string named)
    {
        var read = await ReadFile.FromAsync($"{Header}{named},2012-05,66\n{named},2012-04,65\n");
        Assert.Empty(read.Faults);
        Assert.Empty(read.File.Notes);
        Assert.Equal(2, read.Measures.Count);
        Assert.All(read.Measures, m => Assert.Equal(("kent-inc-uasc", "caf-rate"), (m.Measure.Scorecard, m.Measure.Indicator)));
    }

    /// <summary>Of every kind, and once for all its rows.</summary>
    [Theory]
    [InlineData($"{Header}kent-inc-uasc,{Slip},2012-05,61.4\nkent-inc-uasc,{Slip},2012-04,61.2\n")]
    [InlineData($"indicator,scorecard,Apr-12,May-12\n{Slip},kent-inc-uasc,61.2,61.4\n")]
    [InlineData($"indicator,scorecard,effective_from,target\n{Slip},,2013-04-01,65\n{Slip},,2014-04-01,66\n")]
    [InlineData($"scorecard,indicator,month,comment\nkent-inc-uasc,{Slip},2012-05,Two moved.\n")]
    public async Task NameThatIsLikeAnIndicators_IsNoted_WithTheIndicatorThatItWasReadAs(string text)
    {
        var read = await ReadFile.FromAsync(text, new DateOnly(2012, 6, 8));
        Assert.Empty(read.Faults);
        Assert.Equal(
            $"'{Slip}' was read as lac-foster-10-miles. If another indicator is meant, write its id.", Assert.Single(read.File.Notes));
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

    /// <summary>In March one indicator is to end, and another has its name from April on.</summary>
    [Theory]
    [InlineData("\"KENT dental checks\",,2013-04-01,240", "new", null)]
    [InlineData("\"KENT dental checks\",,2013/14,240", "new", null)]
    [InlineData("\"KENT dental checks\",,2013-03-15,240", "old", null)]
    [InlineData("\"KENT dental checks\",,2012-04-01,240", "old", null)]
    [InlineData("old,,2013-03-31,240", "old", null)]
    [InlineData("old,,2013-04-01,", "old", null)]
    [InlineData("old,,2013-04-01,240", "old", "Targets that rate nothing, as their indicator has ended by then: row 2 (old ends on 2013-03-31). "
        + "If the indicator that follows it is meant, write its id.")]
    public async Task TargetRow_NamesTheIndicatorThatHasTheNameWhenTheTargetBegins(string row, string indicator, string? note)
    {
        var old = Kent.Indicator(Polarity.L, Unit.Count, id: "old") with { Name = "Kent dental checks", ActiveTo = new DateOnly(2013, 3, 31) };
        var other = old with { Id = "new", ActiveFrom = new DateOnly(2013, 4, 1), ActiveTo = null };
        var read = await ReadFile.FromAsync(
            $"indicator,scorecard,effective_from,target\n{row}\n", new DateOnly(2013, 3, 20), new Catalogue([old, other], [], []));
        Assert.Equal(indicator, ((Target)Assert.Single(read.Rows).Item).Indicator.Value);
        Assert.Equal(note, read.File.Tables.Single().Receipt.Notes.SingleOrDefault(n => n.StartsWith("Targets", StringComparison.Ordinal)));
    }

    /// <summary>Both are to be corrected.</summary>
    [Fact]
    public async Task TargetRow_IsRefusedForItsDayAndItsIndicator()
    {
        var read = await ReadFile.FromAsync("indicator,scorecard,effective_from,target\nxyz,,soon,80\n");
        Assert.Equal(["effective_from", "indicator"], read.Faults.Select(f => f.Column));
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
