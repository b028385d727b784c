using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>A council's own definition is checked before it is used.</summary>
public sealed class OwnDefinitionTests(SealedRecords records) : IClassFixture<SealedRecords>
{
    const string Counted = "SELECT referral_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator FROM ";

    const string Listed = "SELECT 'a' AS record_key, 'b' AS child_id, 'c' AS team_code, TRUE AS in_numerator, FALSE AS in_denominator, ";

    const string Secret = "FROM (SELECT CASE WHEN range >= 0 THEN 'secret' END AS a FROM range(1))";

    static readonly Month May = new(2012, 5);

    readonly RecordDatabase database = records.Database;

    [Theory]
    [InlineData("DROP VIEW referral", "is not a query")]
    [InlineData("SELEC 1", "is not a query")]
    [InlineData(Counted + "referral; " + Counted + "referral", "has 2 queries")]
    [InlineData("-- nothing", "has 0 queries")]
    [InlineData(Counted + "uploaded.referral", "reads uploaded.referral")]
    [InlineData(Counted + "referral WHERE child_id IN (SELECT child_id FROM uploaded.child)", "reads uploaded.child")]
    [InlineData(Counted + "'secret.csv'", "reads secret.csv")]
    [InlineData(Counted + "read_csv('secret.csv')", "reads read_csv")]
    [InlineData(Counted + "query('SELECT 1')", "reads query")]
    [InlineData("SELECT name AS record_key FROM duckdb_settings()", "reads duckdb_settings")]
    [InlineData("SELECT referral_id AS record_key, child_id FROM referral", "does not return team_code, in_numerator, in_denominator")]
    [InlineData(Counted + "referral WHERE no_column = 1", "cannot be run")]
    [InlineData(
        "SELECT 'a' AS record_key, 'b' AS child_id, 'c' AS team_code, 'secret' AS in_numerator, 0 AS in_denominator", "in_denominator yes or no")]
    [InlineData("SELECT *, 'x' AS name FROM (" + Counted + "referral)", "returns name. Beside record_key")]
    [InlineData(Counted + "referral WHERE age(referral_date) > INTERVAL 1 YEAR", "asks for age, which")]
    [InlineData(Counted + "referral WHERE referral_date < ago(INTERVAL 1 YEAR)", "asks for ago, which")]
    [InlineData(Counted + "referral TABLESAMPLE 50%", "asks for a sample, which")]
    [InlineData(Counted + "referral USING SAMPLE 50%", "asks for a sample, which")]
    [InlineData(Counted + "referral WHERE referral_date < extract_day()", "asks for extract_day, which")]
    [InlineData(Counted + "referral WHERE referral_date < getvariable('extract_day')", "asks for getvariable, which")]
    [InlineData(Counted + "referral WHERE random() > 0.5", "asks for random, which is another at each count")]
    [InlineData(Counted + "referral WHERE referral_date < current_date", "asks for current_date, which")]
    [InlineData(Counted + "referral WHERE referral_date < today()", "asks for today, which")]
    [InlineData(Counted + "(FROM referral WHERE referral_date < CAST(localtimestamp AS DATE))", "asks for localtimestamp, which")]
    [InlineData(Listed + "repeat('x', 3) AS reason", "asks for repeat, whose value may have any length")]
    [InlineData(Listed + "main.REPEAT('x', 3) AS reason", "asks for repeat, whose")]
    [InlineData(Listed + "lpad('x', 3, '0') AS reason", "asks for lpad, whose")]
    [InlineData(Listed + "rpad('x', 3, '0') AS reason", "asks for rpad, whose")]
    [InlineData(Listed + "printf('%3d', 1) AS reason", "asks for printf, whose")]
    [InlineData(Listed + "format('{:3d}', 1) AS reason", "asks for format, whose")]
    [InlineData(Listed + "bar(1, 0, 1, 3) AS reason", "asks for bar, whose")]
    [InlineData(Listed + "CAST(bitstring('1', 3) AS VARCHAR) AS reason", "asks for bitstring, whose")]
    [InlineData(Listed + "CAST(list_resize([1], 3) AS VARCHAR) AS reason", "asks for list_resize, whose")]
    [InlineData(Listed + "CAST(array_resize([1], 3) AS VARCHAR) AS reason", "asks for array_resize, whose")]
    [InlineData(Listed + "CAST(equi_width_bins(0, 9, 3, FALSE) AS VARCHAR) AS reason", "asks for equi_width_bins, whose")]
    [InlineData(Counted + "referral WHERE len(range(3)) = 3", "asks for range, whose")]
    [InlineData(Counted + "referral, unnest(generate_series(1, 3)) AS n", "asks for generate_series, whose")]
    [InlineData(Counted + "referral, range(3) AS n WHERE len(range(3)) = 3", "asks for range, whose")]
    [InlineData(
        "SELECT 'a' AS record_key, NULL AS child_id, NULL AS team_code, 1 AS in_numerator, 0 AS in_denominator FROM range(3) r",
        "returns 2 rows with a record_key that another row has")]
    [InlineData(
        "SELECT 'a' AS record_key, CAST(a AS INTEGER) AS child_id, 'c' AS team_code, 1 AS in_numerator, 0 AS in_denominator " + Secret,
        "child_id and team_code must be")]
    [InlineData(
        "SELECT 'a' AS record_key, 'b' AS child_id, CAST(a AS INTEGER) AS team_code, 1 AS in_numerator, 0 AS in_denominator " + Secret,
        "child_id and team_code must be")]
    [InlineData(Listed + "'secret' AS event_date", "event_date and due_by days")]
    [InlineData(Listed + "'secret' AS due_by", "event_date and due_by days")]
    [InlineData(
        "SELECT r.range AS record_key, NULL AS child_id, NULL AS team_code, 1 AS in_numerator, 0 AS in_denominator FROM range(2000) r",
        "returns more than 1,000 records")]
    public void Definition_IsRefused(string sql, string reason)
    {
        var fault = Fault(sql);
        Assert.Contains(reason, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("'secret'", fault, StringComparison.Ordinal);
    }

    /// <summary>Its figure would be gone from every month at the next count.</summary>
    [Fact]
    public void Definition_ThatWasTakenBefore_GoesOnCounting_WhateverLengthItAsksFor() =>
        Assert.Null(database.FaultOf(Listed + "lpad('x', 3, '0') AS reason", May, TimeSpan.FromSeconds(30), 1000, CancellationToken.None));

    /// <summary>A sum of many columns, as a program writes it.</summary>
    [Theory]
    [InlineData(300, null)]
    [InlineData(600, "The definition is nested too deeply: 500 operators in one expression are too many. Make it simpler.")]
    public void Definition_OfAChainOfOperators_IsRefused_WhereItIsTooLong(int operators, string? fault) =>
        Assert.Equal(fault, Fault(Listed + "'a'" + string.Concat(Enumerable.Repeat(" || 'a'", operators)) + " AS reason"));

    /// <summary>No time at all is over before the query has begun.</summary>
    [Theory]
    [InlineData(0.2)]
    [InlineData(0)]
    public void Definition_IsRefused_WhenItTakesTooLong(double seconds) => Assert.Contains(
        $"takes more than {seconds} seconds",
        database.FaultOf(
            "SELECT 'a' AS record_key, NULL AS child_id, NULL AS team_code, count(*) AS in_numerator, 0 AS in_denominator "
            + "FROM range(1000000) a, range(1000000) b WHERE hash(a.range + b.range) = 7",
            May,
            TimeSpan.FromSeconds(seconds),
            1000,
            CancellationToken.None),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(Counted + "referral -- ends with a comment")]
    [InlineData(Listed + "DATE '2012-05-01' AS event_date, '2012-05-08' AS due_by, 'Referral' AS reason")]
    [InlineData(Listed + "'why' AS reason")]
    [InlineData(Listed + "'why' || ' not' AS reason FROM range(1), generate_series(1, 1)")]
    [InlineData("WITH late AS (FROM referral WHERE in_year_to_date(referral_date)) " + Counted + "late")]
    public void Definition_IsTaken_WhenItReadsTheViews(string sql) => Assert.Null(Fault(sql));

    [Fact]
    public void BuiltInDefinitions_AreTaken() => Assert.All(
        RecordScripts.BuiltIn.Files.Where(f => f.Key.StartsWith("Indicators/", StringComparison.Ordinal)),
        f => Assert.Null(Fault(f.Value)));

    /// <summary>A council copies one to change it. On records each is returned once.</summary>
    [Fact]
    public void BuiltInDefinitions_AreTaken_OnTheRecordsOfTheKnownAnswers()
    {
        using var known = KnownAnswers.Read(KnownAnswers.Folder).Open(RecordScripts.BuiltIn);
        Assert.All(
            RecordScripts.BuiltIn.Files.Where(f => f.Key.StartsWith("Indicators/", StringComparison.Ordinal)),
            f => Assert.Null(known.FaultOf(f.Value, May, TimeSpan.FromSeconds(30), 1000, CancellationToken.None)));
    }

    string? Fault(string sql) => database.FaultOfNew(sql) ?? database.FaultOf(sql, May, TimeSpan.FromSeconds(30), 1000, CancellationToken.None);
}
