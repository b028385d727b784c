using Scorecards.Records;
using Scorecards.Tests.House;
using Scorecards.Tests.Records;

namespace Scorecards.Tests.Returns;

/// <summary>What no return says and its rows together do.</summary>
public sealed class DerivedColumnTests
{
    const string Episode = "child_id,decom,rne,legal_status,placement_type,dec,rec";

    static readonly ReturnCases Cases = ReturnCases.Read(Path.Combine(SourceCode.Root, "tests", "Scorecards.Tests", "Returns"));

    public static TheoryData<string> Scripts => [.. Cases.Scripts];

    [Fact]
    public void Cases_AreOfEveryScript() => Assert.Equal(
        RecordScripts.BuiltIn.Files.Keys
            .Where(f => f.StartsWith("Returns/", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Order(),
        Cases.Scripts.Order());

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Days_AreMadeOfTheRecordsOfReturns(string script) =>
        Assert.Equal(Cases.Expected(script), Cases.Find(RecordScripts.BuiltIn, script).Order());

    [Fact]
    public void PeriodOfCare_OfATableOfTheCouncil_Stays()
    {
        using var database = Open();
        database.LoadLines(
            "lac_episode", ["child_id,decom,care_period_start,rne,legal_status,placement_type,team_code", "C1,2009-06-01,2008-12-24,P,C2,U1,T1"]);
        database.LayLines("lac_episode", [Episode, "C1,2009-06-01,P,C2,U1,2009-07-01,X1"]);
        var read = ReturnCases.Days(database, "child_id || ' ' || team_code", "care_period_start", "dec", "looked_after_episode");
        Assert.Equal(["C1 T1: 2008-12-24 2009-07-01"], read);
    }

    /// <summary>A blank in the council's own table means that the child was not placed.</summary>
    [Fact]
    public void Adoption_OfATableOfTheCouncil_Stays()
    {
        using var database = Open();
        database.LoadLines("adoption", ["child_id,decision_date,date_placed,reversed_date", "C3,2010-01-10,,"]);
        database.LayLines("lac_episode", [Episode, "C3,2010-03-01,P,E1,A4,2012-05-01,E11"]);
        Assert.Equal(["C3 2010-01-10:"], ReturnCases.Days(database, "child_id || ' ' || decision_date", "date_placed", "order_date", "adoption"));
    }

    [Fact]
    public void Rows_OfTheSameRecord_TheLastCounts()
    {
        using var database = Open();
        Assert.Equal(0, database.LayLines("lac_episode", [Episode, "C1,2009-01-01,S,C2,U1,,", "C1,2009-01-01,S,C2,U1,2009-02-01,X1"]));
        Assert.Equal(1, database.LayLines("lac_episode", ["child_id,decom,carer_ref", "C1,2009-01-01,F77"]));
        Assert.Equal(["C1 F77:  2009-02-01"], ReturnCases.Days(database, "child_id || ' ' || carer_ref", "NULL", "dec", "looked_after_episode"));
    }

    static RecordDatabase Open() => RecordDatabase.Open(megabytes: 200, threads: 1, RecordScripts.BuiltIn);
}
