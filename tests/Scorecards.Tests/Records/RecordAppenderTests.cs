using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>Rows that were read are added to the database without a file between.</summary>
public sealed class RecordAppenderTests : IDisposable
{
    readonly RecordDatabase database = RecordDatabase.Open(100, 1, RecordScripts.BuiltIn);

    [Fact]
    public void Columns_GoByTheirNames()
    {
        using (var rows = database.Append("team", ["valid_from", "area_code", "fieldwork", "district_code", "team_name", "team_code"]))
        {
            rows.Add(["2012-02-29", "E", "true", "01", "Duty", "T1"], 2);
            database.Complete(rows);
        }

        Assert.Equal(
            [(Slice.County, null, "County"), (Slice.Area, "E", "E"), (Slice.District, "01", "01"), (Slice.Team, "T1", "Duty")],
            database.Slices().Select(s => (s.Slice, s.Code, s.Name)));
    }

    [Fact]
    public void Faults_AreNamedByTheRowOfTheFile()
    {
        using (var rows = database.Append("referral", ["referral_id", "child_id", "referral_date", "nfa", "team_code"]))
        {
            rows.Add(["R1", "C1", "2012-05-01", "false", "T1"], 77);
            database.Complete(rows);
        }

        using (var rows = database.Append("child", ["child_id", "sex"]))
        {
            rows.Add(["C2", "F"], 2);
            database.Complete(rows);
        }

        database.Seal();
        var faults = database.Check(["referral"], new DateOnly(2012, 6, 1), CancellationToken.None).SelectMany(found => found.Faults);
        Assert.Contains(faults, fault => fault is { Table: "referral", Key: "R1", Column: "child_id", Row: 77 });
    }

    [Fact]
    public void Rows_AreRefused_WhenWhatEveryRowMustHaveIsBlank()
    {
        using var rows = database.Append("child", ["child_id", "sex"]);
        rows.Add(["C1", ""], 2);
        Assert.Throws<RecordFileException>(() => database.Complete(rows));
    }

    public void Dispose() => database.Dispose();
}
