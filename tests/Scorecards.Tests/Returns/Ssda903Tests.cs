using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests.Returns;

/// <summary>What the files of the SSDA903 give to the tables of records.</summary>
public sealed class Ssda903Tests
{
    [Theory]
    [InlineData(ReturnFiles.Header, "child: child_id INVENTED1, date_of_birth 2004-03-17, sex F, ethnicity WBRI")]
    [InlineData(
        ReturnFiles.Episodes,
        "lac-episode: child_id INVENTED1, decom 2012-02-14, rne S, legal_status C2, placement_type U4, provider PR1, carer_ref SC123456, "
        + "dec 2012-05-02, rec X1, need_code N1")]
    [InlineData(
        ReturnFiles.Reviews,
        "review: review_id 903-3aaca7dfc089ea9f, child_id INVENTED1, review_type LAC, review_date 2012-03-09, participation PN1, cancelled false")]
    [InlineData(
        ReturnFiles.Uasc, "child: child_id INVENTED1, date_of_birth 2004-03-17, sex F, uasc_start 2004-03-17, uasc_end 2022-03-16")]
    [InlineData(ReturnFiles.PlacedAdoption, "adoption: child_id INVENTED1, decision_date 2012-01-02, reversed_date 2012-04-05")]
    public async Task File_GivesItsRows(string text, string row)
    {
        var read = await ReturnFiles.ReadAsync(text);
        Assert.Empty(read.Faults);
        Assert.Equal([row], ReturnFiles.Rows(read));
    }

    [Fact]
    public async Task Names_AreKnown_InAnyCase() =>
        Assert.Single((await ReturnFiles.ReadAsync(ReturnFiles.Reviews.ToLowerInvariant().Replace("pn1", "PN1", StringComparison.Ordinal))).Rows);

    [Theory]
    [InlineData(ReturnFiles.Ad1, "it has no date of the decision")]
    [InlineData(ReturnFiles.Oc2, "whether a child had a health assessment")]
    public async Task File_OfWhichNothingCanBeUsed_SaysWhy(string text, string why)
    {
        var read = await ReturnFiles.ReadAsync(text);
        Assert.Equal(new RowCounts(1, 0, 0, 1), read.Counts);
        Assert.Contains(why, read.File.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Distance_IsTaken_WhereTheColumnIsThere()
    {
        var read = await ReturnFiles.ReadAsync(
            ReturnFiles.EpisodesHeader + ",PL_DISTANCE\nINVENTED1,14/02/2012,S,C2,N1,U4,PR1,,,,,,XXXXXXX,8.5\n");
        var row = Assert.Single(ReturnFiles.Rows(read));
        Assert.EndsWith("placement_type U4, provider PR1, distance_miles 8.5, need_code N1", row, StringComparison.Ordinal);
        Assert.DoesNotContain("distance_miles", Part(await ReturnFiles.ReadAsync(ReturnFiles.Episodes)).Columns);
    }

    [Theory]
    [InlineData("INVENTED1,14/02/2012,S,C2,N1,U4,PR1,01/02/2012,X1,,,,", "DEC", "01/02/2012", "is before DECOM")]
    [InlineData("INVENTED1,14/13/2012,S,C2,N1,U4,PR1,,,,,,", "DECOM", "14/13/2012", "is not a date")]
    [InlineData(",14/02/2012,S,C2,N1,U4,PR1,,,,,,", "CHILD", "", "is blank")]
    [InlineData("INVENTED123456789012345,14/02/2012,S,C2,N1,U4,PR1,,,,,,", "CHILD", "", "longer than 20")]
    public async Task Row_ThatCannotBeTrue_IsRefused_WithoutItsChild(string row, string column, string value, string reason)
    {
        var fault = Assert.Single((await ReturnFiles.ReadAsync($"{ReturnFiles.EpisodesHeader}\n{row}\n")).Faults);
        Assert.Equal((2L, column, value), (fault.Row, fault.Column, fault.Value));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DateOfBirth_ThatIsNone_IsNotShown()
    {
        var read = await ReturnFiles.ReadAsync(ReturnFiles.Header.Replace("17/03", "17/33", StringComparison.Ordinal));
        var fault = Assert.Single(read.Faults);
        Assert.Equal(("DOB", ""), (fault.Column, fault.Value));
    }

    [Fact]
    public async Task Row_OfTheSameRecord_IsSkipped_OrRefusedWhereItSaysSomethingElse()
    {
        var read = await ReturnFiles.ReadAsync(
            ReturnFiles.Reviews + "INVENTED1,17/03/2004,09/03/2012,PN1\nINVENTED1,17/03/2004,09/03/2012,PN4\n");
        Assert.Equal(new RowCounts(3, 1, 1, 1), read.Counts);
        Assert.StartsWith(
            "the row says something else about the record of row 2. Row 2 counts", Assert.Single(read.Faults).Reason, StringComparison.Ordinal);
    }

    static ReturnPart Part(ReadFile read) => ((RecordRow)read.Rows[0].Item).Part!;
}
