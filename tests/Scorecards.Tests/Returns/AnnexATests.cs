using System.Text.Json;
using System.Text.RegularExpressions;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Tests.Records;
using static Scorecards.Tests.Returns.AnnexAFiles;

namespace Scorecards.Tests.Returns;

/// <summary>What the lists of Annex A give to the tables of records.</summary>
public sealed class AnnexATests
{
    const string Child = "child: child_id INVENTED1, date_of_birth 2004-03-17, sex F, ethnicity WBRI";

    [Theory]
    [InlineData(2, "assessment: assessment_id AA-0, child_id INVENTED1, type CAF, is_update false, start_date 2012-04-02, completed_date 2012-04-20")]
    [InlineData(3, "referral: referral_id CIN-0, child_id INVENTED1, referral_date 2012-05-03, source 1A, nfa false")]
    [InlineData(
        4,
        "assessment: assessment_id AA-0, child_id INVENTED1, type SINGLE, is_update false, start_date 2012-05-04, completed_date 2012-05-30, "
        + "child_seen true")]
    [InlineData(
        5,
        "section47: s47_id CIN-0, child_id INVENTED1, s47_start_date 2012-05-08, icpc_required true, icpc_date 2012-05-24, icpc_outcome PLAN, "
        + "transfer_in false")]
    [InlineData(
        6,
        "referral: referral_id CIN-0, child_id INVENTED1, referral_date 2012-05-03, nfa false, primary_need N1, closure_date 2012-06-01, "
        + "closure_reason RC7")]
    [InlineData(
        7,
        "cp-plan: plan_id CIN-0, child_id INVENTED1, start_date 2012-05-24, end_date 2012-06-07, initial_category NEG, latest_category PHY, "
        + "previous_plans 1, ola_temporary false")]
    [InlineData(8, null)]
    [InlineData(
        10,
        "adoption: child_id INVENTED1, decision_date 2011-08-04, matched_date 2011-10-02, date_placed 2011-11-05, order_date 2012-05-14")]
    public async Task List_GivesItsRecord_AndTheChild(int list, string? record)
    {
        var read = await ReadAsync(Workbook(list));
        Assert.Empty(read.Faults);
        Assert.Equal(record is null ? [Child] : [record, Child], WithoutHashes(ReturnFiles.Rows(read)));
        Assert.Equal(new RowCounts(1, 1, 0, 0), read.Counts);
    }

    [Theory]
    [InlineData(1, "Nothing of Annex A list 1 is used: no table has contacts")]
    [InlineData(9, "Nothing of Annex A list 9 is used")]
    [InlineData(11, "it is of adopters and not of children")]
    public async Task List_OfWhichNothingIsUsed_SaysWhy(int list, string why)
    {
        var read = await ReadAsync(Workbook(list));
        Assert.Empty(read.Rows);
        Assert.Contains(why, read.File.Problem, StringComparison.Ordinal);
        Assert.Contains(why, RecordFiles.Notes(read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListOfChildrenInNeed_SaysWhomItMayLeaveOut()
    {
        var notes = RecordFiles.Notes(await ReadAsync(Workbook(6)));
        Assert.Contains("cin-rate and ethnicity-recorded are of fewer children than the definitions say", notes, StringComparison.Ordinal);
        Assert.DoesNotContain("six months", notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workbook_OfAllLists_IsReadListByList()
    {
        var read = await ReadAsync(Workbook([.. Enumerable.Range(1, 11)]));
        Assert.Null(read.File.Problem);
        Assert.Empty(read.Faults);
        string[] parts =
        [
            "adoption.annexa-list-10", "assessment.annexa-list-2", "assessment.annexa-list-4", "child.annexa-list-10", "child.annexa-list-2",
            "child.annexa-list-3", "child.annexa-list-4", "child.annexa-list-5", "child.annexa-list-6", "child.annexa-list-7", "child.annexa-list-8",
            "cp-plan.annexa-list-7", "referral.annexa-list-3", "referral.annexa-list-6", "section47.annexa-list-5",
        ];
        Assert.Equal(parts, read.File.AddedParts.Keys.Select(part => part.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task NameOfAWorker_IsInNoRowAndNoReceipt()
    {
        var read = await ReadAsync(Workbook([.. Enumerable.Range(1, 11)]));
        var said = JsonSerializer.Serialize(read.File.Tables.Select(table => table.Receipt)) + string.Join('\n', ReturnFiles.Rows(read));
        Assert.DoesNotContain("WORKER", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Duty", said, StringComparison.Ordinal);
        Assert.DoesNotContain("ME14", said, StringComparison.Ordinal);
        Assert.All(read.File.Tables, table => Assert.Empty(table.Receipt.IgnoredColumns));
    }

    [Theory]
    [InlineData("CHILD UNIQUE ID ,gender,Ethnicity,DATE OF BIRTH,Age,Date of Referral,Referral source,Referral NFA,Allocated worker name")]
    [InlineData("Child ID,Gender of child,Ethnicity (code),Child's date of birth,Age of Child ((Years)),Referral Date,Source of referral,NFA?,LA")]
    [InlineData("Child’s Unique ID,Sex,Ethnicity,DOB,Age,Date of the latest referral,Referral Source (code),“Referral NFA?”,Allocated Team")]
    [InlineData("ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,ReferralDate,ReferralSource,ReferralNFA,AllocatedWorker")]
    public async Task Header_IsKnown_AsCouncilsWriteIt(string header)
    {
        var read = await ReturnFiles.ReadAsync($"{header}\nINVENTED1,F,WBRI,17/03/2004,8,03/05/2012,1A: Individual,N,INVENTED WORKER\n");
        Assert.Equal(
            ["referral: referral_id CIN-0, child_id INVENTED1, referral_date 2012-05-03, source 1A, nfa false", Child],
            WithoutHashes(ReturnFiles.Rows(read)));
    }

    /// <summary>As the queries of Data to Insight name the columns, behind those of the child.</summary>
    [Theory]
    [InlineData(2, "AssessmentStartDate,AssessmentCompletionDate,OrganisationCompletingAssessment")]
    [InlineData(
        4,
        "HasDisability,ContinuousAssessmentStart,ContinuousAssessmentChildSeen,ContinuousAssessmentAuthDate,CSCSupportRequired,AllocatedTeam,"
        + "AllocatedWorker")]
    [InlineData(
        5,
        "HasDisability,StratDiscussionDate,InitialCPConfUnnecessary,InitialCPConfDate,CPConfResultInCPPlan,NumberS47s12m,NumberICPCs12m,"
        + "AllocatedTeam,AllocatedWorker")]
    [InlineData(
        6, "HasDisability,CINStartDate,PrimaryNeedCode,DateChildLastSeen,CINClosureDate,ReasonForClosure,CaseStatus,AllocatedTeam,AllocatedWorker")]
    [InlineData(
        7,
        "HasDisability,ChildProtectionPlanStartDate,InitialCategoryOfAbuse,LatestCategoryOfAbuse,DateOfLastStatutoryVisit,ChildSeenAlone,"
        + "DateOfLatestReviewConf,ChildProtectionPlanEndDate,ProtectionLastSixMonths,NumberOfPreviousChildProtectionPlans,AllocatedTeam,"
        + "AllocatedWorker")]
    [InlineData(
        8,
        "UASC,HasDisability,LoookedAfterStartDate,ChildCategoryOfNeed,MostRecentLegalStatusStart,LegalStatus,LastHealthAssessmentDate,"
        + "MostRecentPlacementStartDate,PlacementType,PlacementPostcode,AllocatedTeam,AllocatedWorker")]
    public async Task List_IsKnown_WithItsColumnsInOneWord(int list, string columns)
    {
        string[] header = ["ChildUniqueID", "Gender", "Ethnicity", "DateOfBirth", "Age", .. columns.Split(',')];
        var read = await ReadAsync(Workbook((list, header, [RowOf(list)])));
        Assert.Equal(ReturnFiles.Rows(await ReadAsync(Workbook(list))), ReturnFiles.Rows(read));
        Assert.All(read.File.Tables, table => Assert.Empty(table.Receipt.IgnoredColumns));
    }

    [Fact]
    public async Task ListOfAdoptions_IsKnown_WithItsColumnsInOneWord()
    {
        string[] header =
        [
            "ChildUniqueID", "FamilyID", "Gender", "Ethnicity", "DateOfBirth", "Age", "HasDisability", "EnteredCareDate", "ADMSHOBPADecisionDate",
            "PlacementOrderDate", "MatchedForAdoptionDate", "PlacedForAdoptionDate", "AdoptionOrderDate", "DecisionReversedDate",
            "DecisionReversedReason", "DateFFAConsurrencyPlacement",
        ];
        var read = await ReadAsync(Workbook((10, header, [RowOf(10)])));
        Assert.Equal(ReturnFiles.Rows(await ReadAsync(Workbook(10))), ReturnFiles.Rows(read));
    }

    static object?[] RowOf(int list) => All.Single(l => l.List == list).Row;

    [Theory]
    [InlineData("#N/A", "Unknown")]
    [InlineData("", "c) Unknown")]
    [InlineData("NULL", "null")]
    public async Task CellWithoutAValue_IsBlank(string date, string seen)
    {
        var row = Replaced(4, ("Continuous Assessment Date of Authorisation", date), ("Child Seen During Continuous Assessment", seen));
        var read = await ReadAsync(Workbook((4, Assessments, [row])));
        Assert.Empty(read.Faults);
        Assert.EndsWith("start_date 2012-05-04", ReturnFiles.Rows(read).First(), StringComparison.Ordinal);
    }

    /// <summary>Nobody has decided yet.</summary>
    [Theory]
    [InlineData("c) Unknown")]
    [InlineData("#N/A")]
    [InlineData("")]
    public async Task ReferralOfWhichNobodyKnowsWhetherItHadFurtherAction_Counts(string nfa)
    {
        var read = await ReadAsync(Workbook((3, Referrals, [Replaced(3, ("Referral NFA?", nfa))])));
        Assert.Empty(read.Faults);
        Assert.EndsWith("source 1A, nfa false", ReturnFiles.Rows(read).First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LookUpThatFoundNothing_IsBlank_AndRefusesTheRowWhereACellIsRequired()
    {
        var error = new XlsxCell("<v>#N/A</v>", "e");
        var read = await ReadAsync(Workbook(
            (7, Plans, [Replaced(7, ("Child Protection Plan End Date", error))]), (3, Referrals, [Replaced(3, ("Date of referral", error))])));
        Assert.DoesNotContain("end_date", ReturnFiles.Rows(read).First(), StringComparison.Ordinal);
        var fault = Assert.Single(read.Faults);
        Assert.Equal(("List 3", 2L, "Date of referral", "is blank. Fill it in"), (fault.Sheet, fault.Row, fault.Column, fault.Reason));
    }

    [Fact]
    public async Task OtherError_RefusesItsRow()
    {
        var row = Replaced(7, ("Child Protection Plan End Date", new XlsxCell("<v>#REF!</v>", "e")));
        Assert.Contains("shows #REF!", Assert.Single((await ReadAsync(Workbook((7, Plans, [row])))).Faults).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Child Unique ID", "", "is blank")]
    [InlineData("Child Unique ID", "INVENTED123456789012345", "longer than 20")]
    [InlineData("Date of Birth", "17/33/2004", "is not a date")]
    [InlineData("Referral NFA?", "Z", "is not yes or no")]
    [InlineData("Referral NFA?", "INVENTED", "is not yes or no")]
    public async Task Row_ThatCannotBeTrue_IsRefusedOnce_WithoutItsChild(string column, string cell, string reason)
    {
        var read = await ReadAsync(Workbook((3, Referrals, [Replaced(3, (column, cell))])));
        Assert.Empty(read.Rows);
        var fault = Assert.Single(read.Faults);
        Assert.Equal(column, fault.Column);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", fault.Value + fault.Reason, StringComparison.Ordinal);
        Assert.Equal(cell == "Z" ? "Z" : "", fault.Value);
    }

    [Fact]
    public async Task ChildOnSeveralRows_IsTakenOnce_AndWhereTheyDifferTheFirstCounts()
    {
        var other = Referral("INVENTED1", "2004-03-17", "2012-05-09");
        other[2] = "b) WIRI";
        var read = await ReadAsync(Workbook((3, Referrals,
            [Referral("INVENTED1", "2004-03-17", "2012-05-03"), other, Referral("INVENTED1", "2004-03-17", "2012-05-03")])));
        Assert.Equal(new RowCounts(3, 2, 0, 1), read.Counts);
        Assert.Equal(Child, Assert.Single(ReturnFiles.Rows(read), row => row.StartsWith("child", StringComparison.Ordinal)));
        Assert.Contains("Rows that differ from an earlier one about the same child", RecordFiles.Notes(read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_HaveTheIdsOfTheCensus()
    {
        var census = await ReturnFiles.ReadAsync(ReturnFiles.Census(ReturnFiles.Child("INVENTED1", "2004-03-17", ReturnFiles.Referral(
            "2012-05-03",
            "<Section47><S47ActualStartDate>2012-05-08</S47ActualStartDate><ICPCnotRequired>false</ICPCnotRequired></Section47>"
            + "<ChildProtectionPlans><CPPstartDate>2012-05-24</CPPstartDate></ChildProtectionPlans>"))));
        var lists = await ReadAsync(Workbook(3, 5, 6, 7));
        foreach (var kind in new[] { "referral", "section47", "cp-plan" })
        {
            Assert.Equal(Assert.Single(Ids(census, kind)), Assert.Single(Ids(lists, kind).Distinct()));
        }

        static IEnumerable<string?> Ids(ReadFile read, string kind) =>
            read.Rows.Select(row => (RecordRow)row.Item).Where(row => row.Kind.Name == kind).Select(row => row.Values[0]);
    }

    [Fact]
    public async Task EarlyHelp_WithoutCompletedDates_IsPassedOver()
    {
        string[] header = [.. Person, "Assessment start date", "Organisation completing assessment"];
        var read = await ReadAsync(Workbook((2, header, [[.. Girl, Day("2012-04-02"), "a) School"]])));
        Assert.Contains("it has no dates on which assessments were completed", read.File.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Surname")]
    [InlineData("Address")]
    [InlineData("Social worker")]
    public async Task OtherColumn_ThatMaySayWhoAPersonIs_RefusesTheWorkbook(string column)
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(
            () => ReadAsync(Workbook((3, [.. Referrals, column], [[.. Referral("INVENTED1", "2004-03-17", "2012-05-03"), "x"]]))));
        Assert.Contains($"the annexa-list-3 file has a column that may say who a child or a worker is: '{column}'", refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListThatLacksAColumn_RefusesTheWorkbook_ByItsName()
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => ReadAsync(Workbook((3, [.. Referrals[..7]], [[.. All[2].Row[..7]]]))));
        Assert.Contains("Annex A list 3", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Of Annex A the lists 2 to 8 and 10 are taken in", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unique ID", "UPN", "ULN", "Date of birth")]
    [InlineData("Pupil ID", "Forename", "Surname", "Date of birth")]
    [InlineData("Child Unique ID", "Gender", "Date of Birth", "Postcode")]
    public async Task OtherWorkbook_OfChildren_IsRefused(params string[] header) =>
        await Assert.ThrowsAsync<PersonalDataException>(() => ReadAsync(Workbook((1, header, [["INVENTED1", "x", "y", Day("2004-03-17")]]))));

    [Fact]
    public async Task ChildsIds_ThatAreNumbersOfPatients_RefuseTheWorkbook_WhateverTheColumnIsCalled()
    {
        string[] header = ["Child ID", .. Referrals[1..]];
        object?[][] rows = [.. new[] { "9990000018", "9990000026", "9990000034" }.Select(id => Referral(id, "2004-03-17", "2012-05-03"))];
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => ReadAsync(Workbook((3, header, rows))));
        Assert.Contains("NHS numbers", refusal.Message, StringComparison.Ordinal);
    }

    static object?[] Replaced(int list, params (string Column, object? Cell)[] changes)
    {
        var (_, header, row) = All.Single(l => l.List == list);
        object?[] copy = [.. row];
        foreach (var (column, cell) in changes)
        {
            copy[Array.IndexOf(header, column)] = cell;
        }

        return copy;
    }

    static IEnumerable<string> WithoutHashes(IEnumerable<string> rows) => rows.Select(row => Regex.Replace(row, "-[0-9a-f]{16}", "-0"));
}
