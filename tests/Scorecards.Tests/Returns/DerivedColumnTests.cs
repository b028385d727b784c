using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Tests.Returns;

/// <summary>What no return says and its rows together do.</summary>
public sealed class DerivedColumnTests : IDisposable
{
    const string Episode = "child_id,decom,rne,legal_status,placement_type,dec,rec\n";

    /// <summary>C1 came twice, C2's beginning is in no return.</summary>
    const string Episodes = Episode
        + "C1,2009-01-01,S,C2,U1,2009-06-01,X1\nC1,2009-06-01,P,C2,U1,2010-02-01,E4A\nC1,2011-03-01,S,C2,U1,2011-04-01,X1\nC1,2011-04-01,L,C2,U1,,\n"
        + "C2,2010-05-01,P,C2,U1,2010-06-01,X1\nC2,2010-06-01,P,C2,U1,,\n";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("records-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void PeriodOfCare_BeganWithTheLatestEpisodeOfReasonS_ElseWithTheFirst()
    {
        using var database = Open();
        database.Lay("lac_episode", Write(Episodes));
        string[] began =
        [
            "C1 2009-01-01: 2009-01-01", "C1 2009-06-01: 2009-01-01", "C1 2011-03-01: 2011-03-01", "C1 2011-04-01: 2011-03-01",
            "C2 2010-05-01: 2010-05-01", "C2 2010-06-01: 2010-05-01",
        ];
        Assert.Equal(began, Read(database, "child_id || ' ' || decom", "care_period_start", "NULL", "looked_after_episode").Select(r => r.Trim()));
    }

    [Fact]
    public void PeriodOfCare_OfATableOfTheCouncil_Stays()
    {
        using var database = Open();
        database.Load("lac_episode", Write(
            "child_id,decom,care_period_start,rne,legal_status,placement_type,team_code\nC1,2009-06-01,2008-12-24,P,C2,U1,T1\n"));
        database.Lay("lac_episode", Write(Episode + "C1,2009-06-01,P,C2,U1,2009-07-01,X1\n"));
        var read = Read(database, "child_id || ' ' || team_code", "care_period_start", "dec", "looked_after_episode");
        Assert.Equal(["C1 T1: 2008-12-24 2009-07-01"], read);
    }

    /// <summary>
    /// C1 was placed after a decision, which was reversed, and adopted after the next one. C2 was placed with its foster carer before the decision.
    /// C3's decision is in the council's own table, where a blank means that the child was not placed.
    /// </summary>
    [Fact]
    public void Adoption_WasPlacedByItsFirstAdoptiveEpisode_AndEndedByItsOrder()
    {
        using var database = Open();
        database.Load("adoption", Write("child_id,decision_date,date_placed,reversed_date\nC3,2010-01-10,,\n"));
        database.Lay("adoption", Write(
            "child_id,decision_date,reversed_date\nC1,2010-01-10,2010-08-01\nC1,2011-01-10,\nC2,2011-05-01,\n"));
        database.Lay("lac_episode", Write(Episode
            + "C1,2009-01-01,S,E1,U1,2010-03-01,X1\nC1,2010-03-01,P,E1,A4,2010-08-01,X1\nC1,2010-08-01,P,E1,U1,2011-02-01,X1\n"
            + "C1,2011-02-01,P,E1,A4,2011-06-01,X1\nC1,2011-06-01,L,E1,A6,2012-05-01,E11\n"
            + "C2,2011-04-01,P,E1,A5,,\nC3,2010-03-01,P,E1,A4,2012-05-01,E11\n"));
        string[] placed =
        [
            "C1 2010-01-10: 2010-03-01", "C1 2011-01-10: 2011-02-01 2012-05-01", "C2 2011-05-01: 2011-04-01", "C3 2010-01-10:",
        ];
        Assert.Equal(
            placed, Read(database, "child_id || ' ' || decision_date", "date_placed", "order_date", "adoption").Select(r => r.TrimEnd()));
    }

    [Fact]
    public void Rows_OfTheSameRecord_TheLastCounts()
    {
        using var database = Open();
        Assert.Equal(0, database.Lay("lac_episode", Write(Episode + "C1,2009-01-01,S,C2,U1,,\nC1,2009-01-01,S,C2,U1,2009-02-01,X1\n")));
        Assert.Equal(1, database.Lay("lac_episode", Write("child_id,decom,carer_ref\nC1,2009-01-01,F77\n")));
        Assert.Equal(["C1 F77:  2009-02-01"], Read(database, "child_id || ' ' || carer_ref", "NULL", "dec", "looked_after_episode"));
    }

    string Write(string csv)
    {
        var path = Path.Combine(folder.FullName, Path.GetRandomFileName() + ".csv");
        File.WriteAllText(path, csv);
        return path;
    }

    static RecordDatabase Open() => RecordDatabase.Open(megabytes: 200, threads: 1, RecordScripts.BuiltIn);

    /// <summary>A row a record: its key and two days.</summary>
    static IEnumerable<string> Read(RecordDatabase database, string key, string first, string second, string view)
    {
        database.Seal();
        var sql = $"SELECT {key} AS record_key, child_id, NULL AS team_code, TRUE AS in_numerator, FALSE AS in_denominator, "
            + $"CAST({first} AS DATE) AS event_date, CAST({second} AS DATE) AS due_by FROM {view}";
        return database.Records(new Definition(new IndicatorId("caf-rate"), Unit.Count, sql), new Month(2012, 5), default)
            .Select(r => $"{r.Key}: {r.EventDate:yyyy-MM-dd} {r.DueBy:yyyy-MM-dd}");
    }
}
