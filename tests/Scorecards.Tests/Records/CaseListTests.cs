using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Tests.House;

namespace Scorecards.Tests.Records;

/// <summary>What the list of cases and the explanation of a figure are made of. What its lines say is in known-answers.md.</summary>
public sealed class CaseListTests : IDisposable
{
    static readonly KnownAnswers Answers = KnownAnswers.Read(Path.Combine(SourceCode.Root, "tests", "Scorecards.Tests", "Records"));

    static readonly Month May = new(2012, 5);

    readonly RecordDatabase database = Answers.Open(RecordScripts.BuiltIn);

    public void Dispose() => database.Dispose();

    /// <summary>Who picks the records of a slice and basis has its figure.</summary>
    [Fact]
    public async Task Records_AddUpToTheFigure_InEverySliceAndBasis()
    {
        foreach (var definition in await DefinitionsAsync())
        {
            var records = database.Records(definition, May, CancellationToken.None);
            foreach (var figure in database.Calculate([definition], May, null, CancellationToken.None))
            {
                var picked = records.Where(r => IsIn(r, figure)).ToList();
                Assert.Equal((definition.Indicator, figure.Numerator), (definition.Indicator, picked.Sum(r => r.InNumerator)));
                if (definition.Unit != Unit.Count && definition.Unit != Unit.Per10000)
                {
                    Assert.Equal(figure.Denominator, picked.Sum(r => r.InDenominator));
                }
            }
        }
    }

    [Fact]
    public async Task Records_SayWhenAndWhy_WithoutAnId()
    {
        var records = (await DefinitionsAsync()).SelectMany(d => database.Records(d, May, CancellationToken.None)).ToList();
        Assert.All(records, record =>
        {
            Assert.NotNull(record.EventDate);
            Assert.NotNull(record.Reason);
            Assert.DoesNotContain(record.Key, record.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain(record.ChildId ?? record.Key, record.Reason, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Records_HaveNoDayAndReason_WhenAnOwnDefinitionDoesNotSayThem()
    {
        const string Sql = "SELECT referral_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator FROM referral";
        var record = database.Records(new("own", Unit.Count, Sql), May, CancellationToken.None)[0];
        Assert.Equal((null, null, null), (record.EventDate, record.DueBy, record.Reason));
        var dated = database.Records(new("own", Unit.Count, $"SELECT *, '2012-05-08' AS due_by FROM ({Sql})"), May, CancellationToken.None)[0];
        Assert.Equal((null, new DateOnly(2012, 5, 8), null), (dated.EventDate, dated.DueBy, dated.Reason));
    }

    /// <summary>S-C04's was on 1 June: until then it was booked.</summary>
    [Fact]
    public void Conferences_AreThoseHeldByTheMonthsEnd_ForAnOwnDefinitionToo()
    {
        const string Sql = "SELECT s47_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator FROM initial_conference";
        var may = database.Records(new("own", Unit.Count, Sql), May, CancellationToken.None).Select(r => r.Key).ToList();
        Assert.Contains("S-C03", may);
        Assert.DoesNotContain("S-C04", may);
    }

    [Fact]
    public async Task Prose_IsTheCommentOfEveryDefinition()
    {
        Assert.All(await DefinitionsAsync(), d => Assert.Matches("^[A-Z\"][^\\n]{60,}[.)]$", d.Prose));
        Assert.Equal(
            "Children who are looked after and have a child protection plan, both at the period end.",
            new Definition("lac-with-cpp", Unit.Count, RecordScripts.BuiltIn.Files["Indicators/lac-with-cpp.sql"]).Prose);
        Assert.Equal("", new Definition("own", Unit.Count, "SELECT 1 -- one").Prose);
    }

    /// <summary>A timescale of a shared view counts too, and so does the one in force.</summary>
    [Fact]
    public void Timescales_AreThoseThatADefinitionAsksFor()
    {
        var scripts = RecordScripts.BuiltIn.With(
            RecordScripts.TimescalesName,
            RecordScripts.BuiltIn.Files[RecordScripts.TimescalesName] + "lac-health-cohort,2012-05-31,30,days,since May, as some say\n");
        Definition Named(string indicator) => new(indicator, Unit.Percent, scripts.Files[$"Indicators/{indicator}.sql"]);
        Assert.Equal(
            [new("lac-health-cohort", new(2012, 5, 31), 30, "days", "since May, as some say")],
            scripts.TimescalesOf(Named("lac-dental"), May));
        Assert.Equal([28], scripts.TimescalesOf(Named("lac-dental"), new(2012, 4)).Select(t => t.Value));
        Assert.Equal(
            [("lac-first-review", 20), ("lac-next-review", 6), ("lac-second-review", 3)],
            scripts.TimescalesOf(Named("ni66-lac-reviews"), May).Select(t => (t.Name, t.Value)));
        Assert.Equal([("pep-max-age", null)], scripts.TimescalesOf(Named("lac-pep"), May).Select(t => (t.Name, t.Value)));
        Assert.Empty(scripts.TimescalesOf(Named("lac-with-cpp"), May));
    }

    /// <summary>For 122 days, of which Easter and three bank holidays are some, and n from 1 to 90.</summary>
    [Fact]
    public void NthWorkingDayAfterADay_HasThatManyWorkingDays()
    {
        const string Counted = """
            WITH nth AS MATERIALIZED (
                SELECT c.day AS from_day, n.range AS n, working_day_after(c.day, n.range) AS due
                FROM calendar c, range(1, 91) n WHERE c.day BETWEEN DATE '2012-03-01' AND DATE '2012-06-30')
            SELECT 'a' AS record_key, NULL AS child_id, NULL AS team_code, 0 AS in_denominator, count(*) FILTER (
                working_days_between(from_day, due) = n AND working_days_between(from_day, due - 1) = n - 1) AS in_numerator
            FROM nth
            """;
        var figures = database.Calculate([new("own", Unit.Count, Counted)], May, null, default);
        Assert.Equal(122 * 90, figures.Single(f => f.Slice == Slice.County && f.Uasc == UascBasis.Included).Numerator);
    }

    /// <summary>No time at all is over before the query has begun.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public void Calculate_Stops_WhenItIsCancelled(int milliseconds)
    {
        const string Endless = "SELECT 'a' AS record_key, NULL AS child_id, NULL AS team_code, count(*) AS in_numerator, 0 AS in_denominator "
            + "FROM range(1000000) a, range(1000000) b WHERE hash(a.range + b.range) = 7";
        using var over = new CancellationTokenSource(milliseconds);
        Assert.ThrowsAny<OperationCanceledException>(() => database.Calculate([new("own", Unit.Count, Endless)], May, null, over.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => database.Records(new("own", Unit.Count, Endless), May, over.Token));
        var ending = new Definition("own", Unit.Count, Endless.Replace("1000000", "10", StringComparison.Ordinal));
        Assert.NotEmpty(database.Calculate([ending], May, null, default));
    }

    static bool IsIn(CountedRecord record, RecordFigure figure) =>
        (figure.Uasc == UascBasis.Included || !record.IsUasc)
        && (figure.Slice == Slice.County
            || figure.SliceCode == (figure.Slice == Slice.Area ? record.AreaCode
                : figure.Slice == Slice.District ? record.DistrictCode : record.TeamCode));

    static async Task<IReadOnlyList<Definition>> DefinitionsAsync() =>
        [.. (await BuiltInCatalogue.ReadAsync(CancellationToken.None)).Catalogue.Indicators.Select(i => RecordScripts.BuiltIn.Find(i)!)];
}
