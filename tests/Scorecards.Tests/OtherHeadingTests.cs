using System.Text;
using Scorecards.Domain;

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

    /// <summary>Such as those that published tables are read for.</summary>
    [Theory]
    [InlineData("england-published", "England", "England", "county", false)]
    [InlineData("england-published", "England", "england-published", "county", true)]
    [InlineData("england", "England", "England", "county", false)]
    [InlineData("medway-published", "Medway", "Medway", "county", true)]
    [InlineData("change-inc", "Change team", "Change team", "team", true)]
    public async Task Figures_BelowTheNameOfAScorecardThatIsAComparison_AreLeftOut_AndNoted(
        string id, string name, string heading, string slice, bool isRead)
    {
        var scorecard = new Scorecard { Id = id, Name = name, Slice = Slice.Find(slice)!, Uasc = UascBasis.Included };
        var known = new Catalogue(TrapOutcome.Catalogue.Indicators, [], [.. TrapOutcome.Catalogue.Scorecards, scorecard]);
        var read = await TrapOutcome.ReadAsync(Content(heading), "wide.csv", known, CancellationToken.None);
        Assert.Equal(isRead, read.Accepted.Contains($"{id} lac-pep 2012-05 = 88.1"));
        Assert.Equal(isRead ? 3 : 2, read.Accepted.Count);
        Assert.Equal(
            !isRead, read.Notes.Any(n => n.StartsWith($"Left out as comparisons, though scorecards have these names: '{heading}' ({id}). ",
                StringComparison.Ordinal)));
    }

    static Task<TrapOutcome> ReadAsync(string heading) => TrapOutcome.ReadAsync(Content(heading), "wide.csv", CancellationToken.None);

    static byte[] Content(string heading) =>
        Encoding.UTF8.GetBytes($"indicator,month,\"Kent, inc UASC\",\"Ashford, inc UASC\",\"{heading}\"\nlac-pep,2012-05,90.3,89.2,88.1\n");
}
