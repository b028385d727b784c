using Scorecards.Application.Records;
using Scorecards.Records;
using Scorecards.Tests.Records;

namespace Scorecards.Tests.Returns;

/// <summary>What a child is known by is in no fault, whatever column it has come into.</summary>
public sealed class HiddenValueTests
{
    const string NotShown = ". The cell's value is not shown";

    [Theory]
    [InlineData("INVENTED1,14/02/2012,S,C2,N1,U4,PR1,9434765919,X1,,,,,", "DEC")]
    [InlineData("INVENTED1,14/02/2012,943 476 5919,C2,N1,U4,PR1,,,,,,,", "RNE")]
    [InlineData("INVENTED1,INVENTED2,S,C2,N1,U4,PR1,,,,,,,", "DECOM")]
    [InlineData("INVENTED1,14/02/2012,S,C2,N1,U4,PR1,,,,,,,ME14 1XQ", "PL_DISTANCE")]
    [InlineData("INVENTED1,14/02/2012,S,C2,N1,U4,PR1,,,,,,9434765919,", "URN")]
    [InlineData("INVENTED1,14/02/2012,S,C2,N1,U4,PR1,,,,,,M000000000017,", "URN")]
    [InlineData("INVENTED1,14/02/2012,S,C2,M000000000017,U4,PR1,,,,,,,", "CIN")]
    public async Task CellOfAnEpisode_IsNotShown_WhenItMayTellTheChild(string row, string column)
    {
        var read = await ReturnFiles.ReadAsync($"{ReturnFiles.EpisodesHeader},PL_DISTANCE\n{row}\n");
        Assert.Empty(read.Rows);
        var fault = Assert.Single(read.Faults);
        Assert.Equal((2L, column, ""), (fault.Row, fault.Column, fault.Value));
        Assert.EndsWith(NotShown, fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<CINreferralDate>2011-10-06<", "<CINreferralDate>INVENTED2<", "CINreferralDate")]
    [InlineData("<ReferralNFA>0<", "<ReferralNFA>Jane Smith<", "ReferralNFA")]
    [InlineData("<PrimaryNeedCode>N4<", "<PrimaryNeedCode>9434765919<", "PrimaryNeedCode")]
    public async Task CellOfACensus_IsNotShown_WhenItMayTellTheChild(string right, string wrong, string column)
    {
        var read = await ReturnFiles.ReadAsync(ReturnFiles.Cin.Replace(right, wrong, StringComparison.Ordinal));
        Assert.All(read.Faults, fault => Assert.Equal((column, ""), (fault.Column, fault.Value)));
        Assert.EndsWith(NotShown, read.Faults[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownCode_IsNotNamed_WhenItMayTellTheChild()
    {
        var read = await ReturnFiles.ReadAsync(ReturnFiles.Header.Replace("WBRI", "SMITH", StringComparison.Ordinal));
        Assert.Single(read.Rows);
        Assert.Contains("'ETHNIC' has codes that are not in its list", RecordFiles.Notes(read), StringComparison.Ordinal);
        Assert.DoesNotContain("such as", RecordFiles.Notes(read), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CT12NX", "is a postcode, which may say where a child lives")]
    [InlineData("ME14 1XQ", "is a postcode")]
    [InlineData("1000000043", "has a number that looks like a child's")]
    public async Task OpenCode_ThatMayTellTheChild_RefusesItsRow(string code, string reason)
    {
        var read = await ReturnFiles.ReadAsync(ReturnFiles.Header.Replace("WBRI", code, StringComparison.Ordinal));
        Assert.Empty(read.Rows);
        var fault = Assert.Single(read.Faults);
        Assert.Equal(("ETHNIC", ""), (fault.Column, fault.Value));
        Assert.StartsWith(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lac-episode", "decom", "INVENTED2", "")]
    [InlineData("lac-episode", "decom", "31/02/2012", "31/02/2012")]
    [InlineData("lac-episode", "distance_miles", "ME14 1XQ", "")]
    [InlineData("lac-episode", "distance_miles", "-0.1", "-0.1")]
    [InlineData("lac-episode", "distance_miles", "9999999", "")]
    [InlineData("lac-check", "type", "SMITH", "")]
    [InlineData("lac-check", "type", "X", "X")]
    [InlineData("referral", "referral_date", "2012-13-01", "2012-13-01")]
    [InlineData("referral", "referral_date", "soon", "")]
    [InlineData("child", "date_of_birth", "2012-06-09", "")]
    public async Task CellOfATableOfTheCouncil_IsShown_WhereItsShapeIsHarmless(string kind, string column, string cell, string shown)
    {
        var fault = (await RecordFiles.ReadAsync(RecordFiles.With(kind, $"{column}={cell}"))).Faults.First(f => f.Column == column);
        Assert.Equal(shown, fault.Value);
        Assert.Equal(shown == "", fault.Reason.Contains(NotShown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeyOfAFault_IsNotNamed_WhereItMayTellTheChild()
    {
        var read = await RecordFiles.ReadAsync(RecordFiles.With("lac-episode", "decom=INVENTED2", "distance_miles=x"));
        Assert.Equal(["decom", "distance_miles"], read.Faults.Select(fault => fault.Column));
        Assert.All(read.Faults, fault => Assert.DoesNotContain("INVENTED2", fault.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("referral", "CIN-3aaca7dfc089ea9f", "")]
    [InlineData("review", "903-3aaca7dfc089ea9f", "")]
    [InlineData("assessment", "AA-3aaca7dfc089ea9f", "")]
    [InlineData("child", "INVENTED1", "")]
    [InlineData("referral", "999 000 0018", "")]
    [InlineData("referral", "M000000000017", "")]
    [InlineData("referral", "R5001", "referral_id R5001")]
    [InlineData("lac_episode", "INVENTED1 2012-05-02", "decom 2012-05-02")]
    [InlineData("adoption", "INVENTED1 2011-01-15", "decision_date 2011-01-15")]
    [InlineData("workforce", "2012-05-31 POST1 W21", "snapshot_date, post_id, worker_id 2012-05-31 POST1 W21")]
    public void Warning_NamesNoMadeId(string table, string key, string named) =>
        Assert.Equal(named, RecordReading.ToFault(new RecordFault(table, key, 4, "closure_date", "rule", "It is wrong."), null).Value);

    /// <summary>A team's code of five characters and a child's id or surname cannot be told apart.</summary>
    [Theory]
    [InlineData("referral", "team_code", "T9", "The team T9 is not there. Add it.")]
    [InlineData("referral", "team_code", "DUTY", "The team DUTY is not there. Add it.")]
    [InlineData("referral", "team_code", "NORTH", "The team is not there. Add it. The cell's value is not shown.")]
    [InlineData("referral", "team_code", "SMITH", "The team is not there. Add it. The cell's value is not shown.")]
    [InlineData("team", "team_code", "NORTH", "The team NORTH is not there. Add it.")]
    [InlineData("referral", "team_code", "Jane Smith", "The team is not there. Add it. The cell's value is not shown.")]
    [InlineData("workforce", "team_code", "INVENTED2", "The team is not there. Add it. The cell's value is not shown.")]
    [InlineData("review", "participation", "PN0", "The team PN0 is not there. Add it.")]
    [InlineData("review", "participation", "CT12NX", "The team is not there. Add it. The cell's value is not shown.")]
    [InlineData("cp_plan", "previous_plans", "12", "The team 12 is not there. Add it.")]
    public void Warning_RepeatsNoValue_ThatMayTellTheChild(string table, string column, string value, string said)
    {
        var fault = new RecordFault(table, "X1", 4, column, "rule", "The team {value} is not there. Add it.", value);
        Assert.Equal(said, RecordReading.ToFault(fault, null).Reason);
    }

    [Fact]
    public async Task PartOfAReturn_IsNotAdded_WhenAllItsRowsAreRefused()
    {
        var read = await ReturnFiles.ReadAsync(ReturnFiles.Cin.Replace("2012-02-15", "2012-02-30", StringComparison.Ordinal));
        string[] added = ["assessment.cin-census", "child.cin-census", "cp-plan.cin-census", "referral.cin-census", "section47.cin-census"];
        Assert.Equal(added, read.File.AddedParts.Keys.Select(part => part.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PartOfAReturn_IsAdded_WhenItHasNoRows()
    {
        var read = await ReturnFiles.ReadAsync(ReturnFiles.Cin.Replace("<CPPreviewDate>2012-02-15</CPPreviewDate>", "", StringComparison.Ordinal));
        Assert.Equal(0, read.File.AddedParts.Single(part => part.Key.Name == "review.cin-census").Value);
    }
}
