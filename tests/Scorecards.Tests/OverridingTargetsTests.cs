using System.Text;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>A scorecard's own target goes before one for all that came later: the receipt says so, and it can be ended.</summary>
public sealed class OverridingTargetsTests
{
    const string Header = "indicator,scorecard,effective_from,effective_to,target\n";

    [Fact]
    public async Task Receipt_SaysWhereATargetForAllDoesNotCount()
    {
        var note = await NoteAsync($"{Header}caf-rate,kent-inc-uasc,2012-10-01,,75\ncaf-rate,,2013-04-01,,80\n");
        Assert.StartsWith("Row 3: caf-rate of all scorecards has a target from 2013-04-01 on.", note, StringComparison.Ordinal);
        Assert.Contains("kent-inc-uasc (since 2012-10-01)", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_SaysSoToo_WhereTheOwnOneIsUploadedLast()
    {
        // The built-in one for all is of April 2012.
        var note = await NoteAsync($"{Header}caf-rate,kent-inc-uasc,2012-03-01,,75\n");
        Assert.StartsWith("Row 2: caf-rate of all scorecards has a target from 2012-04-01 on.", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("caf-rate,kent-inc-uasc,2012-10-01,2013-03-31,75\ncaf-rate,,2013-04-01,,80\n")]
    [InlineData("caf-rate,kent-inc-uasc,2013-04-01,,75\ncaf-rate,,2013-04-01,,80\n")]
    public async Task Receipt_SaysNothing_WhereTheOwnOneHasEnded_OrBeginsNoEarlier(string rows) => Assert.Null(await NoteAsync(Header + rows));

    [Theory]
    [InlineData(3, 75)]
    [InlineData(4, 80)]
    public void OwnTarget_CountsToItsLastDay_AndThenTheOneForAll(int month, int target)
    {
        var own = new Target
        {
            Indicator = "caf-rate",
            Scorecard = "kent-inc-uasc",
            EffectiveFrom = new DateOnly(2012, 10, 1),
            EffectiveTo = new DateOnly(2013, 3, 31),
            Value = 75,
        };
        var all = new Target { Indicator = "caf-rate", EffectiveFrom = new DateOnly(2013, 4, 1), Value = 80 };
        var catalogue = new Catalogue(Kent.Catalogue.Indicators, [.. Kent.Catalogue.Targets, own, all], Kent.Catalogue.Scorecards);
        Assert.Equal(target, catalogue.TargetInForce("caf-rate", "kent-inc-uasc", new Month(2013, month))!.Value);
    }

    [Fact]
    public async Task LastDay_IsRefused_BeforeTheFirst()
    {
        var read = await ReadFile.FromAsync($"{Header}caf-rate,kent-inc-uasc,2012-10-01,2012-09-30,75\n");
        Assert.Equal("effective_to", Assert.Single(read.Faults).Column);
    }

    static async Task<string?> NoteAsync(string text)
    {
        await using var refused = new RefusedRows();
        var file = new ExtractFile("", Kent.Catalogue, Kent.BuiltIn.Sections, new FileLimits(), refused);
        await file.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None).CountAsync();
        return file.Tables.Single().Receipt.Notes.SingleOrDefault(n => n.Contains("all scorecards", StringComparison.Ordinal));
    }
}
