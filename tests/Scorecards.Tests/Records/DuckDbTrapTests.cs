using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>What DuckDB gets wrong on valid input unless it is told: each is read and counted right here.</summary>
public sealed class DuckDbTrapTests : IDisposable
{
    const string ReferralHeader = "referral_id,child_id,referral_date,nfa,closure_date,team_code";

    static readonly Month May = new(2012, 5);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("records-");
    readonly RecordDatabase database = RecordDatabase.Open(megabytes: 200, threads: 1, RecordScripts.BuiltIn);
    bool isSealed;

    public void Dispose()
    {
        database.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Columns_GoByName_WhenTheirOrderIsAnother()
    {
        Load("referral", "TEAM_CODE,extra,closure_date,nfa,referral_date,child_id,referral_id\nT1,x,2012-06-01,N,2012-05-01,c1,r1\n");
        Assert.Equal("r1", Assert.Single(Count("SELECT referral_id AS record_key, child_id, team_code FROM referral")).Key);
        Assert.Equal("c1", Assert.Single(Count("SELECT child_id AS record_key, child_id, team_code FROM referral")).ChildId);
    }

    [Fact]
    public void Ids_KeepTheirLeadingZeros_WhenOnlyALateRowHasOne()
    {
        var rows = Enumerable.Range(1, 21_000).Select(i => $"{100_000 + i},{i},2012-05-01,N,,T1");
        Load("referral", $"{ReferralHeader}\n{string.Join('\n', rows)}\n007,0042,2012-05-01,N,,01\n");
        var record = Assert.Single(Count("SELECT referral_id AS record_key, child_id, team_code FROM referral WHERE referral_id LIKE '0%'"));
        Assert.Equal(("007", "0042", "01"), (record.Key, record.ChildId, record.TeamCode));
    }

    [Fact]
    public void TextInQuotes_StaysOneCell_WhenItHasACommaAndABreak()
    {
        Load("team", "team_code,team_name,district_code,area_code,fieldwork,valid_from\n"
            + "T1,\"Duty, \"\"South\"\"\nand West\",D1,A1,Y,2008-04-01\n");
        Assert.Equal("Duty, \"South\"\nand West", Assert.Single(Count("SELECT team_name AS record_key, NULL AS child_id, team_code FROM team")).Key);
    }

    /// <summary>57 ÷ 100 × 100 is less than 57 there: numerator and denominator are added up and never divided.</summary>
    [Fact]
    public void Figures_AreExactDecimals_WhenManyPartsAreAdded()
    {
        Load("workforce", "snapshot_date,post_id,team_code,caseholding,establishment_fte,worker_id,worker_type,sw_registered,filled_fte\n"
            + string.Join('\n', Enumerable.Range(1, 300).Select(i => $"2012-05-31,p{i},T1,Y,0.1,w{i},QSW,Y,0.1")) + "\n");
        var figure = Calculate("posts-qsw", Unit.Percent);
        Assert.Equal((30.0m, 30.0m), (figure.Numerator, figure.Denominator));
    }

    /// <summary>A bare decimal beside a whole number becomes whole there: 10.4 miles would be 10.</summary>
    [Fact]
    public void Decimals_KeepTheirPlaces_WhenComparedWithAWholeNumber()
    {
        Load("lac_episode", "child_id,decom,care_period_start,rne,legal_status,placement_type,distance_miles,team_code\n"
            + "c1,2012-05-01,2012-05-01,S,C2,U1,10.4,T1\nc2,2012-05-01,2012-05-01,S,C2,U1,10.000,T1\nc3,2012-05-01,2012-05-01,S,C2,U1,999.90,T1\n");
        var figure = Calculate("lac-foster-10-miles", Unit.Percent);
        Assert.Equal((1m, 2m), (figure.Numerator, figure.Denominator));
    }

    /// <summary>date_sub('year') and age() disagree about those born on 29 February: the birthday of a common year is the 28th.</summary>
    [Theory]
    [InlineData("2000-02-29", 5, "2005-02-27", false)]
    [InlineData("2000-02-29", 5, "2005-02-28", true)]
    [InlineData("2000-02-29", 4, "2004-02-28", false)]
    [InlineData("2000-02-29", 4, "2004-02-29", true)]
    [InlineData("2001-02-28", 3, "2004-02-28", true)]
    public void Birthdays_AreOnThe28th_WhenTheYearHasNo29February(string born, int years, string day, bool hasTurned) => Assert.Equal(
        hasTurned ? ["yes"] : ["no"],
        Count($"""
            SELECT CASE WHEN has_turned(DATE '{born}', {years}, DATE '{day}') THEN 'yes' ELSE 'no' END AS record_key, NULL AS child_id,
                NULL AS team_code
            """).Select(r => r.Key));

    [Theory]
    [InlineData("2012-05-25", "2012-06-07", 7)]
    [InlineData("2012-04-04", "2012-04-17", 7)]
    [InlineData("2012-05-31", "2012-07-23", 35)]
    [InlineData("2012-06-02", "2012-06-06", 1)]
    [InlineData("2012-06-06", "2012-06-01", -1)]
    public void WorkingDays_LeaveOutTheJubilee(string from, string to, int days)
    {
        Load("bank_holiday", "date,name\n2012-04-06,Friday\n2012-04-09,Easter\n2012-05-07,May Day\n2012-06-04,Spring\n2012-06-05,Jubilee\n");
        Assert.Equal($"{days}", Assert.Single(Count(
            $"SELECT CAST(working_days_between(DATE '{from}', DATE '{to}') AS VARCHAR) AS record_key, NULL AS child_id, NULL AS team_code")).Key);
    }

    [Theory]
    [InlineData("referral_id,child_id,referral_date,nfa\nr1,c1,2012-05-01,N\n", "The file for referral has no column team_code.")]
    [InlineData($"{ReferralHeader}\nr1,c1,2012-05-01,N,secret,T1\n", "The file for referral cannot be read as a table.")]
    [InlineData($"{ReferralHeader}\nr1,secret,,N,,T1\n", "The file for referral is empty in the column referral_date, which every row must have.")]
    public void File_IsRefusedWithoutAValue_WhenItDoesNotFit(string content, string message) =>
        Assert.Equal(message, Assert.Throws<RecordFileException>(() => Load("referral", content)).Message);

    [Fact]
    public void Parquet_IsReadByName()
    {
        var path = Path.Combine(folder.FullName, "referral.parquet");
        Run($"COPY (SELECT 'T1' AS team_code, 'r1' AS referral_id, 7 AS child_id, DATE '2012-05-01' AS referral_date, false AS nfa) TO '{path}'");
        database.Load("referral", path);
        var record = Assert.Single(Count("SELECT referral_id AS record_key, child_id, team_code FROM referral"));
        Assert.Equal(("r1", "7"), (record.Key, record.ChildId));
    }

    [Fact]
    public void Files_AreOutOfReach_OnceSealed()
    {
        var path = Path.Combine(folder.FullName, "secret.csv");
        File.WriteAllText(path, "a\n1\n");
        Load("bank_holiday", "date,name\n");
        Assert.ThrowsAny<Exception>(() => Count($"SELECT a AS record_key, NULL AS child_id, NULL AS team_code FROM read_csv('{path}')"));
        Assert.Empty(Count("SELECT referral_id AS record_key, child_id, team_code FROM referral"));
    }

    static void Run(string statement)
    {
        using var connection = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    void Load(string table, string content) => database.LoadLines(table, [content.TrimEnd('\n')]);

    IReadOnlyList<CountedRecord> Count(string query)
    {
        Seal();
        var definition = new Definition("own", Unit.Count, $"SELECT *, TRUE AS in_numerator, FALSE AS in_denominator FROM ({query})");
        return database.Records(definition, May, CancellationToken.None);
    }

    RecordFigure Calculate(IndicatorId indicator, Unit unit)
    {
        Seal();
        var definition = new Definition(indicator, unit, RecordScripts.BuiltIn.Files[$"Indicators/{indicator.Value}.sql"]);
        return database.Calculate([definition], May, null, CancellationToken.None)
            .Single(f => f.Slice == Slice.County && f.Uasc == UascBasis.Included);
    }

    void Seal()
    {
        if (!isSealed)
        {
            database.Seal();
            isSealed = true;
        }
    }
}
