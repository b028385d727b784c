using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Tests.Recovery;
using static Scorecards.Tests.Returns.ReturnFiles;

namespace Scorecards.Tests.Returns;

/// <summary>From a census and an SSDA903 to figures on scorecards. Each figure is worked out by hand from the few records that it counts.</summary>
public sealed class ReturnFiguresTests : IAsyncLifetime
{
    /// <summary>They begin in May, the month that the tests look at: earlier ones are not counted.</summary>
    const string Scorecards = "scorecard,name,slice,slice_code,uasc,active_from\n"
        + "kent-inc-uasc,\"Kent, inc UASC\",county,K,inc,2012-05-01\nkent-exc-uasc,Kent,county,K,exc,2012-05-01\n"
        + "d1,District 1,district,D1,inc,2012-05-01\nengland-published,England,county,E92000001,inc,2012-05-01\n";

    const string Population = "area_code,age_band,estimate_year,effective_from,population\nK,0-17,2010,2010-04-01,10000\n"
        + "D1,0-17,2010,2010-04-01,5000\n";

    /// <summary>
    /// A1 had three placements in twelve months; its temporary one (T4) in between is none. A2 is an unaccompanied asylum-seeking child who came into
    /// care in 2009 and stayed with one carer. A3 was adopted in May by A4's decision of last year; A5 left in May with a special guardianship.
    /// </summary>
    const string AllEpisodes = EpisodesHeader + "\n"
        + "A1,04/04/2011,S,C2,N1,U4,PR1,10/09/2011,X1,,,,\n"
        + "A1,10/09/2011,P,C2,N1,U1,PR1,02/12/2011,X1,,,,\n"
        + "A1,02/12/2011,P,C2,N1,T4,PR1,09/12/2011,X1,,,,\n"
        + "A1,09/12/2011,P,C2,N1,U1,PR1,01/03/2012,X1,,,,\n"
        + "A1,01/03/2012,P,C2,N1,K2,PR2,,,,,,\n"
        + "A2,01/06/2009,S,V2,N8,U4,PR1,,,,,,\n"
        + "A3,01/03/2011,S,E1,N1,U4,PR1,05/10/2011,X1,,,,\n"
        + "A3,05/10/2011,P,E1,N1,A6,PR1,14/05/2012,E11,,,,\n"
        + "A5,03/01/2011,S,C2,N1,Q1,PR1,21/05/2012,E45,,,,\n";

    const string Headers = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,1,17/03/2002,WBRI,,,\nA2,1,17/03/1997,OOTH,,,\nA3,2,01/02/2011,WBRI,,,\n"
        + "A5,2,01/02/2005,WBRI,,,\n";

    static readonly string Census = ReturnFiles.Census(
        Child("A1", "2002-03-17", Referral("2011-03-01", Plan("2011-03-20", "2011-04-04") + Plan("2011-12-01", "")))
        + Child("B1", "2009-03-17", Referral("2011-07-01", "<CINclosureDate>2011-09-01</CINclosureDate>") + Referral("2012-05-02"))
        + Child("B2", "2010-03-17", Referral("2012-04-10", Enquiry("2012-04-12", "2012-04-25") + Enquiry("2012-05-20", "")
            + Plan("2012-04-25", "", previous: 1)))
        + Child("B3", "2010-05-17", Referral("2012-01-10", Plan("2010-03-02", "2012-05-03", previous: 1))));

    /// <summary>Of the year before, of which nothing counts in May 2012: the figures of twelve months need to know.</summary>
    static readonly (string Path, string Content)[] YearBefore =
    [
        ("2011/cin.xml", ReturnFiles.Census(Child("Z1", "2000-03-17", Referral("2011-04-02", "<CINclosureDate>2011-04-05</CINclosureDate>")))),
        ("2011/episodes.csv", $"{EpisodesHeader}\nZ1,02/04/2011,S,C2,N1,U4,PR1,05/04/2011,E8,,,,\n"),
        ("2011/reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\nZ1,17/03/2000,10/06/2011,PN1\n"),
    ];

    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    public Task InitializeAsync() => at.BeginInMarchAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Figures_AreThoseWorkedOutByHand()
    {
        await DropAsync(
            ("header.csv", Headers), ("episodes.csv", AllEpisodes), ("cin.xml", Census),
            ("uasc.csv", "CHILD,SEX,DOB,DUC\nA2,1,17/03/1997,16/03/2015\n"),
            ("placed.csv", "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\nA3,01/02/2011,04/08/2011,,\n"),
            ("reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,17/03/2002,20/04/2012,PN1\nA2,17/03/1997,10/05/2012,PN4\n"));

        (string Indicator, decimal? Numerator, decimal? Denominator)[] expected =
        [
            ("referral-rate", 4, 10000),           // B1 twice, B2, B3; A1's is of March 2011
            ("s47-rate", 2, 10000),
            ("s47-to-icpc", 1, 2),
            ("icpc-rate", 1, 10000),
            ("cin-rate", 4, 10000),                // A1, B1, B2, B3
            ("cpp-rate", 2, 10000),                // A1's second plan, B2's
            ("lac-rate-ex-uasc", 1, 10000),        // A1; A2 is UASC
            ("lac-with-cpp", 1, null),
            ("ni67-cpp-reviews", 0, 1),            // A1's plan of December had no review
            ("ni66-lac-reviews", 2, 2),            // A1 and A2: none that was due since 1 April is late
            ("ethnicity-recorded", 4, 4),
            ("rereferral-12m", 1, 2),              // B1's second, 244 days after the first; B2
            ("ni65-repeat-cpp", 1, 1),             // B2's, with a plan before
            ("cpp-current-18m", 0, 2),
            ("ni64-cpp-end-2y", 1, 1),             // B3's, of two years and two months
            ("ni62-lac-3-placements", 1, 2),       // A1 in the year: U4, U1, K2; A2 one
            ("ni63-lac-2y-placement", 1, 1),       // A2, three years with one carer; A1 in care for 14 months
            ("lac-review-participation", 1, 2),
            ("adoption-12m-from-decision", 1, 1),  // A3: decided in August, placed in October
            ("care-leavers-adopted", 1, 2),
            ("care-leavers-sgo", 1, 2),
        ];
        var may = (await at.App.Results.FindAsync("kent-inc-uasc", May, null, default))!.Scorecard!;
        Assert.Equal(
            expected, expected.Select(e => may.Results.Single(r => r.Indicator.Id == e.Indicator)).Select(
                r => (r.Indicator.Id.Value, r.Numerator ?? r.Figure?.Value, r.Denominator)));
        Assert.Equal(21, expected.Length);
        Assert.Equal(
            expected.Select(e => e.Indicator).Order(), may.Results.Where(r => r.Figure is not null).Select(r => r.Indicator.Id.Value).Order());
    }

    /// <summary>
    /// A1 has been in care for more than a year, and its first review was due before the first one that is known of anybody: that of April is not the
    /// first, and the next is due in October.
    /// </summary>
    [Fact]
    public async Task ReviewsOfOneYear_LeaveWhoIsLongInCareOnTime()
    {
        at.Time.Now = new DateTimeOffset(2012, 8, 8, 9, 0, 0, TimeSpan.Zero);
        await DropAsync(
            ("header.csv", Headers), ("episodes.csv", AllEpisodes),
            ("reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,17/03/2002,20/04/2012,PN1\nA2,17/03/1997,10/05/2012,PN4\n"));
        var july = (await at.ResultAsync("kent-inc-uasc", new Month(2012, 7), "ni66-lac-reviews"))!;
        Assert.Equal((2m, 2m), (july.Numerator!.Value, july.Denominator!.Value));
    }

    /// <summary>Scorecards for published tables are counties too.</summary>
    [Fact]
    public async Task CountyWithoutPopulation_GetsNoCount_AndLeavesTheCouncilsOwnItsRates()
    {
        await DropAsync(("cin.xml", Census));

        var own = await at.ResultAsync("kent-inc-uasc", May, "cin-rate");
        Assert.Equal((4m, 10000m), (own!.Numerator!.Value, own.Denominator!.Value));
        Assert.Null((await at.ResultAsync("england-published", May, "s47-to-icpc"))?.Numerator);
    }

    /// <summary>A1 and A2 are looked after, and A2 is UASC: while nobody says so, a count without UASC would be 2.</summary>
    [Theory]
    [InlineData(null, null, "SSDA903 UASC")]
    [InlineData("", "2", "")]
    [InlineData("A2,1,17/03/1997,16/03/2015\n", "1", "")]
    public async Task FigureWithoutUasc_IsCounted_OnceSomethingSaysWhoIsUasc(string? uasc, string? lookedAfter, string lacking)
    {
        await DropAsync([
            ("header.csv", Headers), ("episodes.csv", AllEpisodes),
            .. uasc is null ? Array.Empty<(string, string)>() : [("uasc.csv", $"CHILD,SEX,DOB,DUC\n{uasc}")]]);

        string?[] figures =
        [
            await NumeratorAsync("kent-inc-uasc", "lac-rate-ex-uasc"), await NumeratorAsync("kent-exc-uasc", "lac-rate-ex-uasc"),
            await NumeratorAsync("kent-exc-uasc", "care-leavers-adopted"), await NumeratorAsync("kent-inc-uasc", "care-leavers-adopted"),
        ];
        string?[] expected = [lookedAfter, lookedAfter, lookedAfter is null ? null : "1", "1"];
        Assert.Equal(expected.AsEnumerable(), figures);
        var journal = await at.JournalAsync();
        var catalogue = (await at.App.CatalogueReader.ReadAsync(default)).Catalogue;
        Assert.Equal(lacking, string.Join(", ", RecordCoverage.MissingTables(
            journal, catalogue, catalogue.Indicator("care-leavers-adopted")!, UascBasis.Excluded, May)));
    }

    async Task<string?> NumeratorAsync(string scorecard, string indicator) =>
        (await at.ResultAsync(scorecard, May, indicator))?.Numerator?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static string Plan(string start, string end, int previous = 0) =>
        $"<ChildProtectionPlans><CPPstartDate>{start}</CPPstartDate><CPPendDate>{end}</CPPendDate>"
        + "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
        + $"<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>{previous}</NumberOfPreviousCPP></ChildProtectionPlans>";

    static string Enquiry(string start, string conference) => $"<Section47><S47ActualStartDate>{start}</S47ActualStartDate>"
        + $"<DateOfInitialCPC>{conference}</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>";

    async Task DropAsync(params (string Path, string Content)[] files)
    {
        await at.IngestAsync([("scorecard.csv", Scorecards), ("population.csv", Population), .. YearBefore, .. files]);
        await at.CalculateAsync();
    }
}
