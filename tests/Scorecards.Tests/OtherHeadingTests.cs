using System.Text;

namespace Scorecards.Tests;

/// <summary>What stands beside the scorecards of a wide table: a target or a comparison is left out, a scorecard that is not known is not.</summary>
public sealed class OtherHeadingTests
{
    [Theory]
    [InlineData("Target")]
    [InlineData("Target/Plan")]
    [InlineData("Target (inc UASC)")]
    [InlineData("England, exc UASC")]
    [InlineData("Q1")]
    [InlineData("FY12")]
    [InlineData("Prev.month")]
    [InlineData("KPI")]
    [InlineData("Stat. Neighbours")]
    [InlineData("Nat. Av")]
    [InlineData("12")]
    public async Task Figures_BelowAHeadingThatSaysSomethingElse_AreLeftOut(string heading)
    {
        var read = await ReadAsync(heading);
        Assert.Equal(2, read.Accepted.Count);
        Assert.Empty(read.Faults);
    }

    [Theory]
    [InlineData("Thanet, inc UASC")]
    [InlineData("Thanet")]
    [InlineData("North Region")]
    public async Task Figures_BelowAHeadingThatMayBeAScorecard_AreRefused(string heading)
    {
        var read = await ReadAsync(heading);
        Assert.Empty(read.Accepted);
        Assert.Equal((2L, heading), Assert.Single(read.Faults.Select(f => (f.Row, f.Column))));
    }

    static Task<TrapOutcome> ReadAsync(string heading) => TrapOutcome.ReadAsync(
        Encoding.UTF8.GetBytes($"indicator,month,\"Kent, inc UASC\",\"Ashford, inc UASC\",\"{heading}\"\nlac-pep,2012-05,90.3,89.2,88.1\n"),
        "wide.csv", CancellationToken.None);
}
