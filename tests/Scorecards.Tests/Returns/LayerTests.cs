using Scorecards.Domain;
using Scorecards.Storage;
using Scorecards.Tests.Recovery;
using static Scorecards.Tests.Returns.ReturnFiles;

namespace Scorecards.Tests.Returns;

/// <summary>Standard returns are laid over what was known, record by record and column by column, in the order in which they were received.</summary>
public sealed class LayerTests
{
    const string Kent = "kent-inc-uasc";
    const string Scorecard = "scorecard,name,slice,slice_code,uasc\nkent-inc-uasc,\"Kent, inc UASC\",county,K,inc\nkent-exc-uasc,Kent,county,K,exc\n";
    const string Population = "area_code,age_band,estimate_year,effective_from,population\nK,0-17,2010,2010-04-01,10000\n";

    static readonly Month May = new(2012, 5);

    static readonly string FirstYear = Census(
        Child("INVENTED1", "2004-03-17", Referral("2011-07-01")) + Child("INVENTED2", "2005-03-17", Referral("2011-09-01")));

    static readonly string SecondYear = Census(
        Child("INVENTED1", "2004-03-17", Referral("2011-07-01", "<CINclosureDate>2012-04-20</CINclosureDate>"))
        + Child("INVENTED3", "2006-03-17", Referral("2012-05-02")));

    readonly Installation at = new();

    public LayerTests() => at.Time.Now = new DateTimeOffset(2012, 6, 8, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task TwoYears_AreJoined_AndTheLaterOneWins()
    {
        await DropAsync(("2011.xml", FirstYear));
        Assert.Equal((2, 2), (await ReferralsAsync(), await InNeedAsync()));

        await DropAsync(("2012.xml", SecondYear));
        Assert.Equal((3, 2), (await ReferralsAsync(), await InNeedAsync()));
    }

    [Fact]
    public async Task OrderOfReceipt_Decides()
    {
        await DropAsync(("2012.xml", SecondYear), ("2011.xml", FirstYear));
        Assert.Equal((3, 3), (await ReferralsAsync(), await InNeedAsync()));
    }

    [Fact]
    public async Task WithdrawnReturn_IsTakenOutFromBetweenTheOthers()
    {
        await DropAsync(("2011.xml", FirstYear), ("2012.xml", SecondYear));
        await DropAsync(("more.xml", Census(Child("INVENTED4", "2004-03-17", Referral("2012-05-03")))));
        Assert.Equal((4, 3), (await ReferralsAsync(), await InNeedAsync()));

        await at.App.Operations.WithdrawAsync("", "2012.xml", "R. Jones", default);
        await at.CalculateAsync();
        Assert.Equal((3, 3), (await ReferralsAsync(), await InNeedAsync()));
    }

    [Fact]
    public async Task LaterWholeTable_ReplacesReturnsBeforeIt_AndLaterReturnsAreLaidOverIt()
    {
        await DropAsync(("2011.xml", FirstYear));
        await DropAsync(("referral.csv", "referral_id,child_id,referral_date,nfa,closure_date,team_code\nR1,INVENTED1,2012-04-02,N,,T1\n"));
        Assert.Equal(1, await ReferralsAsync());

        await DropAsync(("2012.xml", SecondYear));
        Assert.Equal(3, await ReferralsAsync());
    }

    [Fact]
    public async Task CensusAndSsda903_JoinOnTheChild_AndLeaveEachOthersColumns()
    {
        await DropAsync(("cin.xml", FirstYear));
        await DropAsync(
            ("uasc.csv", "CHILD,SEX,DOB,DUC\nINVENTED1,2,17/03/2004,\n"),
            ("episodes.csv", $"{EpisodesHeader}\nINVENTED1,14/02/2012,S,C2,N1,U4,PR1,,,,,,\n"));

        Assert.Equal((0m, 1m), await CountsAsync(Kent, "ni62-lac-3-placements"));
        Assert.Equal((2m, 2m), await CountsAsync(Kent, "ethnicity-recorded"));
        Assert.Equal((1m, 1m), await CountsAsync("kent-exc-uasc", "ethnicity-recorded"));
    }

    [Fact]
    public async Task FewerRows_AreNoReasonToRefuseAReturn()
    {
        await DropAsync(("2011.xml", FirstYear));
        await DropAsync(("one.xml", Census(Child("INVENTED5", "2004-03-17", Referral("2012-05-03")))));
        Assert.Equal(3, await ReferralsAsync());
    }

    [Fact]
    public async Task MonthThatHadNotEnded_IsNotCovered()
    {
        at.Time.Now = new DateTimeOffset(2012, 5, 30, 9, 0, 0, TimeSpan.Zero);
        await DropAsync(("2011.xml", FirstYear));
        Assert.Null(await CountsAsync(Kent, "referral-rate"));
    }

    [Fact]
    public async Task Erasure_DeletesTheFacts_AndCountsWithoutThem()
    {
        await DropAsync(("2011.xml", FirstYear));
        var sha256 = await at.DropAsync("2012.xml", SecondYear);
        Assert.Equal(2, Facts().Count(name => name.StartsWith("referral.cin-census/", StringComparison.Ordinal)));

        await at.App.Erasure.EraseAsync(sha256, "R. Jones", default);
        await at.CalculateAsync();

        Assert.Equal(2, await ReferralsAsync());
        Assert.Single(Facts(), name => name.StartsWith("referral.cin-census/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LostFacts_AreMadeAgainFromTheArchive()
    {
        await DropAsync(("2011.xml", FirstYear), ("2012.xml", SecondYear));
        foreach (var name in Facts().ToList())
        {
            at.Account.DeleteBlob(StorageNames.Facts, name);
        }

        at.Lose(StorageNames.MeasuresTable, StorageNames.CatalogueTable, StorageNames.ResultsTable, StorageNames.UploadsTable);
        at.Restart();
        await at.RestoreAsync();
        await at.SweepAsync();
        await DropAsync(("more.xml", Census(Child("INVENTED4", "2004-03-17", Referral("2012-05-03")))));
        Assert.Equal((4, 3), (await ReferralsAsync(), await InNeedAsync()));
    }

    [Fact]
    public async Task Receipt_SaysWhatWasAdded_AndHowManyRecordsWereKnown()
    {
        await DropAsync(("2011.xml", FirstYear), ("2012.xml", SecondYear));
        Assert.Contains("CIN census, added to referral: 2 rows, 1 of which replaces what was known of a record.", Receipt("2012.xml"), StringComparison.Ordinal);
        Assert.Contains("CIN census, added to child: 2 rows, none of which replaces", Receipt("2011.xml"), StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", Receipt("2012.xml"), StringComparison.Ordinal);
    }

    string Receipt(string path) => System.Text.Encoding.UTF8.GetString(
        at.Account.Blobs(StorageNames.Receipts).Single(b => b.Name == $"{path}.html").Content);

    IEnumerable<string> Facts() => at.Account.Blobs(StorageNames.Facts).Select(b => b.Name);

    async Task DropAsync(params (string Path, string Content)[] files)
    {
        var isFirst = at.Account.Blobs(StorageNames.Extracts).Count == 0;
        foreach (var (path, content) in isFirst ? [("scorecard.csv", Scorecard), ("population.csv", Population), .. files] : files)
        {
            at.Upload(path, content);
            await at.App.Ingestion.IngestAsync(path, default);
        }

        await at.CalculateAsync();
    }

    async Task<decimal?> ReferralsAsync() => (await at.ResultAsync(Kent, May, "referral-rate"))?.Numerator;

    async Task<decimal?> InNeedAsync() => (await at.ResultAsync(Kent, May, "cin-rate"))?.Numerator;

    async Task<(decimal?, decimal?)?> CountsAsync(string scorecard, string indicator) =>
        await at.ResultAsync(scorecard, May, indicator) is { Figure: not null } result ? (result.Numerator, result.Denominator) : null;
}
