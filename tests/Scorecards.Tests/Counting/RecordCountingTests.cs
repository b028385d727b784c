using System.Globalization;
using System.IO.Compression;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Tests.Records;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Counting;

/// <summary>From the files of the known answers to figures on scorecards, by the product's own classes on an account in memory.</summary>
public sealed class RecordCountingTests
{
    const string Kent = "kent-inc-uasc";

    /// <summary>In use in May alone, the month that the tests look at: no other is counted.</summary>
    const string County = "scorecard,name,slice,slice_code,uasc,active_from,active_to\n"
        + "kent-inc-uasc,\"Kent, inc UASC\",county,K,inc,2012-05-01,2012-05-31\nkent-exc-uasc,Kent,county,K,exc,2012-05-01,2012-05-31\n"
        + "d1,District 1,district,D1,inc,2012-05-01,2012-05-31\n";

    const string AllReferrals = "SELECT referral_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator\n"
        + "FROM referral WHERE in_twelve_months(referral_date)";

    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    public RecordCountingTests() => at.Time.Now = new DateTimeOffset(2012, 12, 3, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Figures_AreTheKnownAnswers()
    {
        await DropAsync();

        var may = (await at.App.Results.FindAsync(Kent, May, null, default))!.Scorecard!;
        var wrong =
            from answer in KnownAnswers.Totals(May)
            let result = may.Results.Single(r => r.Indicator.Id == answer.Indicator)
            where result.Indicator.Formula is null
                && (result.Numerator != answer.Numerator || (result.Indicator.Unit != Unit.Count && result.Denominator != answer.Denominator))
            select $"{answer}: {result.Numerator}/{result.Denominator}";
        Assert.Empty(wrong);
    }

    /// <param name="only">Of the fixture's files; none = all of them.</param>
    async Task DropAsync(params string[] only)
    {
        await at.DropAsync("scorecard.csv", County);
        await at.DropAsync("records.zip", Zip(only));
    }

    /// <summary>
    /// One of the fixture's records could not be taken in: a plan with an end that lies ahead. Here it counts for the same in May 2012, as a plan
    /// that is open. Education plans of 2013 lie ahead too, and are refused.
    /// </summary>
    static byte[] Zip(string[] only)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(KnownAnswers.Folder, "Fixture"), "*.csv")
                .Where(file => only.Length == 0 || only.Contains(Path.GetFileName(file))))
            {
                using var entry = new StreamWriter(zip.CreateEntry(Path.GetFileName(file)).Open());
                entry.Write(File.ReadAllText(file)
                    .Replace("P-D03,D03,,2012-02-29,2014-02-28", "P-D03,D03,,2012-02-29,", StringComparison.Ordinal));
            }
        }

        return content.ToArray();
    }

    [Fact]
    public async Task NewerRules_AreCountedBy_ThoughNoRecordIsNew()
    {
        await at.CountOnlyAsync("referral-rate");
        await DropAsync("child.csv", "population.csv", "referral.csv", "team.csv");
        await at.SweepAsync();
        var before = await at.App.Journal.ReadAsync(default);
        Assert.False(RecordCoverage.IsBehind(before));

        var newer = at.Start(rules: MonthFold.Rules + 1);
        var begun = await newer.Calculator.UseRulesAsync(before, default);
        Assert.True(RecordCoverage.IsBehind(begun));
        Assert.True(RecordCoverage.IsBeingCounted(begun, at.Time.Now.AddMinutes(69)));
        Assert.False(RecordCoverage.IsBeingCounted(begun, at.Time.Now.AddMinutes(71)));
        await newer.Sweep.RunAsync(default);
        var after = await newer.Journal.ReadAsync(default);
        Assert.Equal((before.Head + 1, false), (after.CountedTo, RecordCoverage.IsBehind(after)));
    }

    [Fact]
    public async Task OwnDefinition_TakesThePlaceOfTheBuiltIn_UntilItIsBlank()
    {
        await at.CountOnlyAsync("referral-rate");
        await DropAsync("child.csv", "population.csv", "referral.csv", "team.csv");
        await at.DropAsync(
            "referral-rate.sql",
            "SELECT referral_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator\n"
            + "FROM referral WHERE nfa AND in_twelve_months(referral_date)");
        var own = await NumeratorAsync("referral-rate");
        await at.DropAsync("definition.csv", "indicator,sql\nreferral-rate,\n");

        Assert.Equal((true, 44m), (own is > 0 and < 44, await NumeratorAsync("referral-rate")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OwnIndicator_LosesWhatWasCounted_WithItsDefinition(bool isBlanked)
    {
        await at.CountOnlyAsync("referral-rate");
        await at.DropAsync(
            "own.csv", "indicator,section,section_order,order,name,polarity,basis,unit,decimals\nx-rate,how-much,1,99,Own,H,Snapshot,per10000,1\n");
        await at.DropAsync("x-rate.sql", AllReferrals);
        await DropAsync("child.csv", "population.csv", "referral.csv", "team.csv");
        Assert.Equal(await NumeratorAsync("referral-rate"), await NumeratorAsync("x-rate"));
        if (isBlanked)
        {
            await at.DropAsync("definition.csv", "indicator,sql\nx-rate,\n");
        }
        else
        {
            await at.App.Operations.WithdrawAsync("", "x-rate.sql", "R. Jones", default);
            await at.CalculateAsync();
        }

        Assert.Equal((44m, null), (await NumeratorAsync("referral-rate"), await NumeratorAsync("x-rate")));
    }

    [Fact]
    public async Task OwnDefinition_IsAnother_WhenTheSameSqlHasAnotherIndicatorsName()
    {
        await at.DropAsync("referral-rate.sql", AllReferrals);
        await at.DropAsync("ia-rate.sql", AllReferrals);
        await at.DropAsync("again/IA-Rate.sql", AllReferrals);

        Assert.Equal(
            ["ia-rate", "referral-rate"],
            (await at.App.CatalogueReader.ReadAsync(default)).Catalogue.Definitions.Select(d => d.Indicator.Value).Order(StringComparer.Ordinal));
        var ends = await at.App.Uploads.AllAsync(default).Select(a => $"{a.Path} {a.State}").ToListAsync();
        Assert.Equal(
            ["again/IA-Rate.sql Same", "ia-rate.sql Accepted", "referral-rate.sql Accepted"],
            ends.Select(e => e.Replace("Calculated", "Accepted", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>A hash takes back one of them, and says that the other counts until it is named once more.</summary>
    [Fact]
    public async Task SqlOfTwoIndicators_IsWithdrawnByItsHash_OneAfterTheOther()
    {
        await at.DropAsync("referral-rate.sql", AllReferrals);
        var sha256 = await at.DropAsync("ia-rate.sql", AllReferrals);
        await at.DropAsync("one.csv", $"withdraw\n{sha256}\n");
        Assert.Contains("ia-rate.sql, received on", at.Receipt("one.csv"), StringComparison.Ordinal);
        Assert.Contains("The same bytes still count as referral-rate.sql. ", at.Receipt("one.csv"), StringComparison.Ordinal);
        Assert.Equal("referral-rate", Assert.Single((await at.App.CatalogueReader.ReadAsync(default)).Catalogue.Definitions).Indicator.Value);
        await at.DropAsync("other.csv", $"withdraw,reason\n{sha256},Both were wrong.\n");
        Assert.DoesNotContain("still count", at.Receipt("other.csv"), StringComparison.Ordinal);
        Assert.Empty((await at.App.CatalogueReader.ReadAsync(default)).Catalogue.Definitions);
        await at.DropAsync("third.csv", $"withdraw,reason\n{sha256},Once more.\n");
        Assert.Contains("has no figures from before this file that count", at.Receipt("third.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("referral-rate.sql", ";\n", UploadState.Accepted)]
    [InlineData("posts-unfilled.sql", "", UploadState.Refused)]
    public async Task OwnDefinition_MayEndWithASemicolon_AndIsNotOfAFormula(string path, string end, UploadState state)
    {
        await at.DropAsync(path, AllReferrals + end);

        var upload = Assert.Single(await at.App.Uploads.AllAsync(default).ToListAsync());
        Assert.Equal(state == UploadState.Refused, upload.State == UploadState.Refused);
        Assert.Equal(state == UploadState.Refused ? [] : [AllReferrals],
            (await at.App.CatalogueReader.ReadAsync(default)).Catalogue.Definitions.Select(d => d.Sql));
    }

    [Fact]
    public async Task OwnDefinition_ThatReadsWhatIsNoneOfOurViews_IsRefused()
    {
        await at.DropAsync("referral-rate.sql", "SELECT * FROM read_csv('/etc/hostname')");

        var upload = Assert.Single(await at.App.Uploads.AllAsync(default).ToListAsync());
        Assert.Equal(UploadState.Refused, upload.State);
        Assert.Empty((await at.App.CatalogueReader.ReadAsync(default)).Catalogue.Definitions);
    }

    /// <summary>
    /// C1's first review was due on 3 January 2012 and held on the 20th, and no other was held. That it was the first is known where all reviews
    /// since April 2011 are asked for. From April 2013 on only the last one before April 2012 is.
    /// </summary>
    [Theory]
    [InlineData("2012-12-03T09:00:00Z", 0)]
    [InlineData("2013-04-03T09:00:00Z", 1)]
    public async Task SecondReview_IsDueThreeMonthsAfterALateFirstOne_WhereRecordsAreAskedForSince(string received, decimal onTime)
    {
        at.Time.Now = DateTimeOffset.Parse(received, CultureInfo.InvariantCulture);
        await at.CountOnlyAsync("ni66-lac-reviews");
        await at.DropAsync("scorecard.csv", County);
        await at.DropAsync("team.csv", "team_code,team_name,district_code,area_code,fieldwork,valid_from\nT1,Duty,D1,A1,Y,2008-04-01\n");
        await at.DropAsync(
            "child.csv",
            "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\nC1,2004-01-01,F,,,\nC2,2004-01-01,F,,,\n");
        await at.DropAsync(
            "allocation.csv", "allocation_id,child_id,worker_id,role,team_code,start_date,end_date\nL1,C1,W1,CASEHOLDER,T1,2011-12-01,\n");
        await at.DropAsync(
            "lac-episode.csv",
            "child_id,decom,care_period_start,rne,legal_status,placement_type,carer_ref,dec,rec,distance_miles,team_code\n"
            + "C1,2011-12-01,2011-12-01,S,C2,U4,,,,,T1\n");
        await at.DropAsync(
            "review.csv",
            "review_id,child_id,review_type,review_date,participation,cancelled\nV1,C1,LAC,2012-01-20,PN1,\nV2,C2,LAC,2010-05-10,PN1,\n");

        var may = await at.ResultAsync(Kent, May, "ni66-lac-reviews");
        Assert.Equal((onTime, 1m), (may!.Numerator!.Value, may.Denominator!.Value));
    }

    async Task<decimal?> NumeratorAsync(string indicator) => (await at.ResultAsync(Kent, May, indicator))?.Numerator;
}
