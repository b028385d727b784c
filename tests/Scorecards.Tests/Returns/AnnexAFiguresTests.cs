using System.Globalization;
using System.Text;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Tests.Recovery;
using static Scorecards.Tests.Returns.AnnexAFiles;

namespace Scorecards.Tests.Returns;

/// <summary>
/// Workbooks of Annex A, of six months each, accumulate. Each figure is worked out by hand.
/// </summary>
public sealed class AnnexAFiguresTests
{
    static readonly Month May = new(2012, 5);

    /// <summary>A1 was referred in July 2011 and is still a child in need; A2's case was closed in October.</summary>
    static readonly byte[] November = Workbook(
        (3, Referrals, [Referral("A1", "2004-03-17", "2011-07-01"), Referral("A2", "2005-03-17", "2011-06-10")]),
        (6, InNeed, [Need("A1", "2004-03-17", "2011-07-01"), Need("A2", "2005-03-17", "2011-06-10", "2011-10-03")]),
        (7, Plans, [Plan("A1", "2004-03-17", "2011-08-01", null, 0)]));

    /// <summary>
    /// A1's plan ended in May, and A1 is still a child in need. A3 was referred in May and has a second plan; A4's referral had no further action.
    /// </summary>
    static readonly byte[] June = Workbook(
        (3, Referrals, [Referral("A3", "2006-03-17", "2012-05-02"), Referral("A4", "2007-03-17", "2012-05-20", "a) Yes")]),
        (6, InNeed, [Need("A1", "2004-03-17", "2011-07-01"), Need("A3", "2006-03-17", "2012-05-02")]),
        (7, Plans, [Plan("A1", "2004-03-17", "2011-08-01", "2012-05-10", 0), Plan("A3", "2006-03-17", "2012-05-15", null, 1)]));

    readonly Installation at = new();
    int populations;

    [Fact]
    public async Task TwoWorkbooks_AreJoined_AndTheLaterOneWins()
    {
        await DropAsync("2011-11-20", November);
        await DropAsync("2012-06-08", June);

        (string Indicator, decimal Numerator, decimal? Denominator)[] expected =
        [
            ("referral-rate", 4, null),      // A1 to A4, each once, though A1 and A3 are on list 6 too
            ("cin-rate", 2, null),           // A1 and A3; A2's case was closed, A4's referral had no further action
            ("cpp-rate", 1, null),           // A3's; A1's ended
            ("ni65-repeat-cpp", 1, 1),       // A3's, with a plan before
            ("ni64-cpp-end-2y", 0, 1),       // A1's, of nine months
            ("ethnicity-recorded", 2, 2),
        ];
        Assert.Equal(expected, await CountsAsync(expected.Select(e => e.Indicator)));
    }

    [Fact]
    public async Task CensusBefore_IsJoinedByChildAndDate()
    {
        await DropAsync("2011-12-08", Encoding.UTF8.GetBytes(ReturnFiles.Census(
            ReturnFiles.Child("A1", "2004-03-17", ReturnFiles.Referral("2011-07-01")))));
        await DropAsync("2012-06-08", June);
        Assert.Equal([("referral-rate", 3m, (decimal?)null), ("cin-rate", 2m, null)], await CountsAsync(["referral-rate", "cin-rate"]));
    }

    /// <summary>List 6 has the newest episode of each child alone: A1's case of January was closed in February, and its next one in May.</summary>
    [Fact]
    public async Task ReferralOfListThreeAlone_IsNoOpenCase()
    {
        await DropAsync("2012-06-08", Workbook(
            (3, Referrals, [Referral("A1", "2004-03-17", "2012-01-05"), Referral("A1", "2004-03-17", "2012-03-10")]),
            (6, InNeed, [Need("A1", "2004-03-17", "2012-03-10", "2012-05-02"), Need("A3", "2006-03-17", "2012-05-02")])));

        (string Indicator, decimal Numerator, decimal? Denominator)[] expected =
            [("cin-rate", 1, null), ("ethnicity-recorded", 1, 1), ("referral-rate", 3, null)];
        Assert.Equal(expected, await CountsAsync(expected.Select(e => e.Indicator)));
    }

    /// <summary>
    /// The lists have each child's newest case and plan alone. A1's and A2's of the first workbook ended before those of the second began, which have
    /// ended too, though list 3 has A2's first referral still. A3's case goes on, with a referral about it that led to nothing new.
    /// </summary>
    [Fact]
    public async Task CaseAndPlanBeforeTheNewestOnes_HaveEnded()
    {
        await DropAsync("2012-04-05", Workbook(
            (6, InNeed, [Need("A1", "2004-03-17", "2011-06-01"), Need("A2", "2005-03-17", "2012-03-01"), Need("A3", "2006-03-17", "2011-06-01")]),
            (7, Plans, [Plan("A1", "2004-03-17", "2011-07-01", null, 0)])));
        await DropAsync("2012-06-08", Workbook(
            (3, Referrals, [
                Referral("A2", "2005-03-17", "2012-03-01"), Referral("A2", "2005-03-17", "2012-05-02"),
                Referral("A3", "2006-03-17", "2012-05-05", "a) Yes"), Referral("A3", "2006-03-17", "2012-05-09")]),
            (6, InNeed, [
                Need("A1", "2004-03-17", "2012-04-20", "2012-05-10"), Need("A2", "2005-03-17", "2012-05-02", "2012-05-20"),
                Need("A3", "2006-03-17", "2011-06-01")]),
            (7, Plans, [Plan("A1", "2004-03-17", "2012-04-25", "2012-05-01", 1)])));

        (string Indicator, decimal Numerator, decimal? Denominator)[] expected =
            [("cin-rate", 1, null), ("ethnicity-recorded", 1, 1), ("cpp-rate", 0, null), ("ni64-cpp-end-2y", 0, 2)];
        Assert.Equal(expected, await CountsAsync(expected.Select(e => e.Indicator)));
        Assert.DoesNotContain("still counted as open", at.Receipt("2012-06-08"), StringComparison.Ordinal);
    }

    /// <summary>A later census has both cases, and the first one without an end.</summary>
    [Fact]
    public async Task CaseBeforeTheNewestOne_IsOpen_WhereALaterReturnSaysSo()
    {
        await DropAsync("2012-04-05", Workbook((6, InNeed, [Need("A1", "2004-03-17", "2011-06-01")])));
        await DropAsync("2012-05-08", Workbook((6, InNeed, [Need("A1", "2004-03-17", "2012-04-20", "2012-05-02")])));
        await DropAsync("2012-06-08", Encoding.UTF8.GetBytes(ReturnFiles.Census(ReturnFiles.Child(
            "A1", "2004-03-17",
            ReturnFiles.Referral("2011-06-01") + ReturnFiles.Referral("2012-04-20", "<CINclosureDate>2012-05-02</CINclosureDate>")))));
        Assert.Equal([("cin-rate", 1m, (decimal?)null)], await CountsAsync(["cin-rate"]));
    }

    /// <summary>What a census or a list 6 says of a referral stays, before a list 3 and after it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReferralOfListThree_IsOpen_WhereAnotherReturnSaysSo(bool isCensusFirst)
    {
        var census = Encoding.UTF8.GetBytes(ReturnFiles.Census(ReturnFiles.Child("A1", "2004-03-17", ReturnFiles.Referral("2012-01-05"))));
        var list = Workbook((3, Referrals, [Referral("A1", "2004-03-17", "2012-01-05")]));
        await DropAsync("2012-06-07", isCensusFirst ? census : list);
        await DropAsync("2012-06-08", isCensusFirst ? list : census);
        Assert.Equal([("cin-rate", 1m, (decimal?)null)], await CountsAsync(["cin-rate"]));
    }

    [Fact]
    public async Task OneWorkbook_CoversWhatIsOpen_AndNoTwelveMonths()
    {
        await DropAsync("2012-06-08", Workbook([.. Enumerable.Range(1, 11)]));

        var journal = await PopulatedAsync();
        Assert.Equal(["2011-12", "2012-01", "2012-02", "2012-03", "2012-04", "2012-05"], Covered(journal, "cin-rate"));
        Assert.Equal(["2011-12", "2012-01", "2012-02", "2012-03", "2012-04", "2012-05"], Covered(journal, "cpp-current-18m"));
        Assert.Equal(["2012-04", "2012-05"], Covered(journal, "ni65-repeat-cpp"));
        Assert.Equal(["2012-04", "2012-05"], Covered(journal, "s47-to-icpc"));
        foreach (var indicator in new[]
        {
            "referral-rate", "s47-rate", "icpc-rate", "caf-rate", "rereferral-12m", "ia-rate", "ca-rate", "seen-s47", "seen-ia", "ni67-cpp-reviews",
            "lac-rate-ex-uasc", "lac-health", "lac-dental", "lac-pep", "ni66-lac-reviews", "adoption-12m-from-decision", "unallocated-28d",
        })
        {
            Assert.Empty(Covered(journal, indicator));
        }
    }

    [Fact]
    public async Task WorkbooksWithoutAGap_CoverTwelveMonths()
    {
        await DropAsync("2011-11-20", November);
        await DropAsync("2012-05-08", Workbook((3, Referrals, [Referral("A3", "2006-03-17", "2012-05-02")])));

        // From 20 May 2011 on: of April 2012 the twelve months begin on 1 May 2011.
        Assert.Empty(Covered(await PopulatedAsync(), "referral-rate"));
        await DropAsync("2012-06-08", June);
        Assert.Equal(["2012-05"], Covered(await PopulatedAsync(), "referral-rate"));
    }

    [Fact]
    public async Task WorkbooksWithAGap_DoNotCoverTwelveMonths()
    {
        await DropAsync("2011-11-20", November);
        await DropAsync("2012-06-08", June);
        Assert.Empty(Covered(await PopulatedAsync(), "referral-rate"));
    }

    [Fact]
    public async Task ListOfReferrals_ByItself_DoesNotSayWhatIsOpen()
    {
        await DropAsync("2012-06-08", Workbook(3));
        var journal = await PopulatedAsync();
        Assert.Empty(Covered(journal, "cin-rate"));
        Assert.Empty(Covered(journal, "ethnicity-recorded"));
    }

    /// <param name="path">Of a workbook the day on which it is received.</param>
    async Task DropAsync(string path, byte[] content)
    {
        at.Time.Now = DateOnly.TryParse(path, CultureInfo.InvariantCulture, out var day)
            ? new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero)
            : at.Time.Now;
        at.Upload(path, content);
        await at.App.Ingestion.IngestAsync(path, default);
    }

    /// <summary>The journal with a population that was received last.</summary>
    async Task<JournalPrefix> PopulatedAsync()
    {
        var population = $"area_code,age_band,estimate_year,effective_from,population\nK,0-17,2010,2010-04-01,{10_000 + populations++}\n";
        await DropAsync("population.csv", Encoding.UTF8.GetBytes(population));
        return await at.JournalAsync();
    }

    /// <summary>Of December 2011 to June 2012.</summary>
    static List<string> Covered(JournalPrefix journal, string indicator)
    {
        var covered = RecordCoverage.Covered(journal, ReturnFiles.BuiltIn(indicator), [.. Enumerable.Range(-5, 7).Select(May.PlusMonths)]);
        return [.. covered.Order().Select(month => month.ToString())];
    }

    /// <summary>Of May, from the records as the journal has them.</summary>
    async Task<List<(string Indicator, decimal Numerator, decimal? Denominator)>> CountsAsync(IEnumerable<string> indicators)
    {
        using var database = await at.OpenRecordsAsync();
        return
        [
            .. from indicator in indicators
               let figure = database.Calculate([ReturnFiles.BuiltIn(indicator)], May, "K", default).Single(
                   f => f.Slice == Slice.County && f.Uasc == UascBasis.Included)
               select (indicator, figure.Numerator, figure.Denominator),
        ];
    }
}
