using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Records;

/// <summary>
/// Episodes of a council's own table say themselves when the period of care began. Where its first episode is not there, the receipt says so. Of
/// returns that is in LayerTests.
/// </summary>
public sealed class UnknownStartTests
{
    const string Header =
        "child_id,decom,care_period_start,rne,legal_status,placement_type,provider,carer_ref,dec,rec,distance_miles,need_code,team_code\n";
    const string Warning = "the first episode of the period of care is not known";

    readonly Installation at = new();

    /// <summary>Whether an episode is reason S is asked of returns alone.</summary>
    [Theory]
    [InlineData("2012-04-02", false)]
    [InlineData("2012-04-01", true)]
    public async Task Receipt_SaysThatTheStartIsNotKnown_WhenTheFirstEpisodeBeganAfterThePeriodOfCare(string began, bool isSaid)
    {
        await at.DropAsync("episodes.csv", $"{Header}INVENTED1,2012-04-02,{began},P,C2,U4,,,,,,,T1\n");
        Assert.Equal(isSaid, Receipt().Contains($"Of 1 looked-after child {Warning}", StringComparison.Ordinal));
    }

    /// <summary>INVENTED1 and INVENTED2 count; INVENTED3 has both episodes; INVENTED4 left on the day before the upload.</summary>
    [Fact]
    public async Task Receipt_CountsChildrenOnce_WhoAreStillLookedAfter()
    {
        await at.DropAsync("episodes.csv", Header
            + "INVENTED1,2012-04-02,2011-05-06,P,C2,U4,,,2012-05-02,X1,,,T1\nINVENTED1,2012-05-02,2011-05-06,P,C2,U4,,,,,,,T1\n"
            + "INVENTED2,2012-04-02,2011-05-06,L,C2,U4,,,,,,,T1\n"
            + "INVENTED3,2011-05-06,2011-05-06,S,C2,U4,,,2012-04-02,X1,,,T1\nINVENTED3,2012-04-02,2011-05-06,P,C2,U4,,,,,,,T1\n"
            + "INVENTED4,2012-04-02,2011-05-06,P,C2,U4,,,2012-06-07,E8,,,T1\n");
        Assert.Contains($"Of 2 looked-after children {Warning}", Receipt(), StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", Receipt(), StringComparison.Ordinal);
    }

    string Receipt() => at.Receipt("episodes.csv");
}
