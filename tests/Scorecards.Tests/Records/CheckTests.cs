using System.Collections.Concurrent;
using Scorecards.Application.Records;
using Scorecards.Records;
using Scorecards.Tests.House;

namespace Scorecards.Tests.Records;

/// <summary>Checks of records against one another.</summary>
public sealed class CheckTests
{
    static readonly CheckCases Cases = CheckCases.Read(Path.Combine(SourceCode.Root, "tests", "Scorecards.Tests", "Records"));

    /// <summary>Of each check once: a database is opened for it.</summary>
    static readonly ConcurrentDictionary<string, IReadOnlyList<RecordFault>> Found = new();

    static readonly DateOnly ExtractDay = new(2012, 6, 6);

    public static TheoryData<string> Rules => [.. Cases.Rules];

    [Fact]
    public void Cases_AreOfEveryCheck() => Assert.Equal(
        RecordScripts.BuiltIn.Files.Keys
            .Where(f => f.StartsWith("Checks/", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Order(),
        Cases.Rules.Order());

    [Theory]
    [MemberData(nameof(Rules))]
    public void Check_FindsItsFaults_AndNoOthers(string rule) =>
        Assert.Equal(Cases.Expected(rule), Find(rule).Select(CheckCases.Text).Order());

    [Theory]
    [MemberData(nameof(Rules))]
    public void Message_SaysWhatToDo_WithoutAnId(string rule) => Assert.All(Find(rule), fault =>
    {
        Assert.All([fault.Say(showsValue: true), fault.Say(showsValue: false)], message =>
        {
            Assert.Matches("^(Another|It|The|previous_plans) .*(Add|Correct|Delete|Give|Leave|delete|correct|add|give).*\\.$", message);
            Assert.DoesNotMatch("\\bc\\d\\b|\\{", message);
        });
    });

    [Theory]
    [MemberData(nameof(Rules))]
    public void Warning_NamesTheRecord_WithoutAnIdOfAChild(string rule) => Assert.All(Find(rule), fault =>
    {
        var warning = RecordReading.ToFault(fault, null);
        Assert.Equal(fault.Table, warning.Sheet);
        const string Ids = "^[a-z0-9_]+_id \\S+$|^(decom|decision_date) [0-9-]{10}$|^snapshot_date, post_id, worker_id \\S+ \\S+ \\S+$";
        Assert.Matches(fault.Table == "child" ? "^$" : Ids, warning.Value);
        Assert.DoesNotMatch("\\bc\\d\\b", warning.Value);
    });

    [Theory]
    [InlineData("missing-team", "team T9 is not in team.csv")]
    [InlineData("participation-against-age", "The code PN0 does not fit")]
    [InlineData("previous-plans-too-few", "previous_plans is less than 1,")]
    public void Message_NamesTheValue(string rule, string part) =>
        Assert.Contains(part, Find(rule)[0].Say(showsValue: true), StringComparison.Ordinal);

    [Fact]
    public void Warning_OfAnEarlierUpload_SaysNeitherKeyNorValue()
    {
        var fault = Find("missing-team")[0];
        var warning = RecordReading.ToFault(fault, "earlier.csv");
        Assert.Equal("", warning.Value);
        Assert.DoesNotContain("T9", warning.Reason, StringComparison.Ordinal);
        Assert.Contains("earlier.csv, uploaded before", warning.Reason, StringComparison.Ordinal);
    }

    /// <summary>Without the table that says what there is, everything would be missing from it.</summary>
    [Theory]
    [InlineData("missing-child", "child")]
    [InlineData("missing-team", "team")]
    [InlineData("looked-after-without-referral", "referral")]
    [InlineData("worker-not-in-workforce", "workforce")]
    public void Check_IsLeftOut_WhenATableHasNotCome(string rule, string table) =>
        Assert.Empty(Cases.Find(RecordScripts.BuiltIn, rule, unloaded: table));

    [Fact]
    public void Check_IsLeftOut_WhenItReadsNoneOfTheTables()
    {
        using var database = Open("plan_id,child_id,start_date,end_date,ola_temporary,team_code", ["p1,c1,2012-01-01,2012-01-01,N,T1"]);
        Assert.Single(database.Check(["cp_plan"], ExtractDay, CancellationToken.None));
        Assert.Empty(database.Check(["audit"], ExtractDay, CancellationToken.None));
    }

    [Fact]
    public void PostOfAMissingTeam_IsNamedByItsRow()
    {
        using var database = RecordDatabase.Open(megabytes: 200, threads: 1, RecordScripts.BuiltIn);
        database.LoadLines(
            "workforce",
            ["snapshot_date,post_id,team_code,caseholding,establishment_fte,worker_id,filled_fte,source_row", "2012-05-31,P1,T9,Y,1,W1,1,7"]);
        database.LoadLines("team", ["team_code,team_name,district_code,area_code,fieldwork,valid_from", "T1,Duty,D1,A1,Y,2008-04-01"]);
        database.Seal();
        var fault = Assert.Single(Assert.Single(database.Check(["workforce"], ExtractDay, CancellationToken.None)).Faults);
        Assert.Equal(("2012-05-31 P1 W1", 7L), (fault.Key, fault.Row));
    }

    [Fact]
    public void Faults_AreAtMostAThousand_AndAllAreCounted()
    {
        using var database = Open(
            "plan_id,child_id,start_date,end_date,ola_temporary,team_code",
            Enumerable.Range(1, 1200).Select(i => $"p{i:0000},c{i},2012-01-01,2012-01-01,N,T1"));
        var found = Assert.Single(database.Check(["cp_plan"], ExtractDay, CancellationToken.None));
        Assert.Equal(("plan-without-a-day", 1200), (found.Rule, found.Total));
        Assert.Equal(Enumerable.Range(1, RecordDatabase.MostFaults).Select(i => $"p{i:0000}"), found.Faults.Select(f => f.Key));
    }

    static IReadOnlyList<RecordFault> Find(string rule) => Found.GetOrAdd(rule, r => Cases.Find(RecordScripts.BuiltIn, r));

    static RecordDatabase Open(string header, IEnumerable<string> rows)
    {
        var database = RecordDatabase.Open(megabytes: 200, threads: 1, RecordScripts.BuiltIn);
        database.LoadLines("cp_plan", rows.Prepend(header));
        database.Seal();
        return database;
    }
}
