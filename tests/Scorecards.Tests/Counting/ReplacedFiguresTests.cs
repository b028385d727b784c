using System.Text.RegularExpressions;
using Scorecards.Domain;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Counting;

/// <summary>
/// An upload that comes after the count is told in its own receipt that the records say something else. Of one that came before, the count's receipt
/// says so.
/// </summary>
public sealed partial class ReplacedFiguresTests : IAsyncLifetime
{
    const string Header = "scorecard,indicator,month,numerator,denominator,value\n";
    const string Referrals = "referral_id,child_id,referral_date,nfa,closure_date,team_code\nR0,C2,2010-04-02,N,,T1\nR1,C1,2012-04-02,N,,T1\n";
    const string April = "counted/2012-04.csv";
    const string Earlier = "counted/2011-04 to 2012-03.csv";

    readonly Installation at = new();

    public ReplacedFiguresTests() => at.Time.Now = new DateTimeOffset(2012, 5, 2, 9, 0, 0, TimeSpan.Zero);

    public Task InitializeAsync() => at.CountOnlyAsync("caf-rate", "referral-rate");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Count_NamesTheUploadedFigureThatItReplaces_WithBothValues()
    {
        await at.DropAsync("may.csv", $"{Header}kent-inc-uasc,caf-rate,2012-04,3,10000,\nkent-inc-uasc,referral-rate,2012-04,7,10000,\n");
        await DropRecordsAsync();

        Assert.Contains(
            "replaces 7 (7 over 10000), which row 3 of may.csv gives for referral-rate of kent-inc-uasc, April 2012: "
            + "the records give 1 (1 over 10000), and these count. "
            + "To have uploaded figures count, write uploads as figures_from of the indicator",
            at.Receipt(April), StringComparison.Ordinal);
        Assert.Contains("There is 1 warning", await MessageAsync(April), StringComparison.Ordinal);
        Assert.DoesNotContain("caf-rate of", at.Receipt(April), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,10000,")]
    [InlineData(",,1.0")]
    [InlineData(",,c")]
    public async Task Count_NamesNoUpload_ThatSaysTheSameOrHasNoFigure(string cells)
    {
        await at.DropAsync("may.csv", $"{Header}kent-inc-uasc,referral-rate,2012-04,{cells}\n");
        await DropRecordsAsync();

        Assert.DoesNotContain("may.csv", at.Receipt(April), StringComparison.Ordinal);
    }

    /// <summary>A denominator beside a count divides nothing, and the records give none.</summary>
    [Theory]
    [InlineData("1,10000,", true)]
    [InlineData("1,10000,1", true)]
    [InlineData("1,,", true)]
    [InlineData("2,10000,", false)]
    public async Task OfACount_AnUploadWithADenominator_SaysTheSame_WhereTheNumberIsTheSame(string cells, bool isSame)
    {
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals\n"
            + "referral-rate,how-much,1,2,Referrals,T,Rolling 12 Months,count,0\n");
        await at.DropAsync("before.csv", $"{Header}kent-inc-uasc,referral-rate,2012-04,{cells}\n");
        await DropRecordsAsync();
        await at.DropAsync("after.csv", $"{Header}kent-inc-uasc,referral-rate,2012-04,{cells}\n\n");

        Assert.Equal(1, (await at.ResultAsync("kent-inc-uasc", new Month(2012, 4), "referral-rate"))!.Figure!.Value.Value);
        Assert.Equal(isSame, !at.Receipt(April).Contains("of before.csv gives", StringComparison.Ordinal));
        Assert.Equal(isSame, !at.Receipt("after.csv").Contains("differs for referral-rate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LaterCount_DoesNotNameAgain_WhatAnEarlierCountReplaced()
    {
        await at.DropAsync("may.csv", $"{Header}kent-inc-uasc,referral-rate,2012-04,7,10000,\n");
        await DropRecordsAsync();
        await at.DropAsync("referral.csv", Referrals + "R2,C2,2012-04-03,N,,T1\n");

        Assert.Equal(2, (await at.ResultAsync("kent-inc-uasc", new Month(2012, 4), "referral-rate"))!.Numerator);
        Assert.DoesNotContain("may.csv", at.Receipt(April), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LaterCount_NamesAnUpload_ThatTheCountBeforeAgreedWith()
    {
        await at.DropAsync("may.csv", $"{Header}kent-inc-uasc,referral-rate,2012-04,1,10000,\n");
        await DropRecordsAsync();
        await at.DropAsync("referral.csv", Referrals + "R2,C2,2012-04-03,N,,T1\n");

        Assert.Contains("replaces 1 (1 over 10000), which row 2 of may.csv gives", at.Receipt(April), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LaterCount_DoesNotName_AnUploadThatWasToldItself()
    {
        await DropRecordsAsync();
        await at.DropAsync("may.csv", $"{Header}kent-inc-uasc,referral-rate,2012-04,7,10000,\n");
        await at.DropAsync("referral.csv", Referrals + "R2,C2,2012-04-03,N,,T1\n");

        Assert.Contains("differs for referral-rate of kent-inc-uasc, April 2012", at.Receipt("may.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("may.csv", at.Receipt(April), StringComparison.Ordinal);
    }

    /// <summary>As beside an uploaded figure. What is to take the count away, and does not, is refused.</summary>
    [Fact]
    public async Task Symbol_BesideACount_IsWarnedOf_AndWithdrawnIsRefused()
    {
        await DropRecordsAsync();
        await at.DropAsync("symbol.csv", $"{Header}kent-inc-uasc,referral-rate,2012-04,,,c\n");
        await at.DropAsync("withdrawn.csv", $"{Header}kent-inc-uasc,referral-rate,2012-04,,,withdrawn\n");

        Assert.Equal(1, (await at.ResultAsync("kent-inc-uasc", new Month(2012, 4), "referral-rate"))!.Numerator);
        var receipt = at.ReceiptFile("symbol.csv.json");
        Assert.Contains(
            "is not a figure, and the records give one for referral-rate of kent-inc-uasc, April 2012: 1 (1 over 10000). This goes on counting, "
            + "as where a table only withholds it. To take it away, write uploads as figures_from of the indicator, and withdrawn as the value",
            receipt, StringComparison.Ordinal);
        Assert.Contains("\"refused\": 0", receipt, StringComparison.Ordinal);
        Assert.Contains("differs for referral-rate of kent-inc-uasc, April 2012", at.Receipt("withdrawn.csv"), StringComparison.Ordinal);

        // The numbers beside a symbol are lost.
        await at.DropAsync("numbers.csv", $"{Header}kent-inc-uasc,referral-rate,2012-04,3,10000,c\n");
        Assert.Contains("differs for referral-rate of kent-inc-uasc, April 2012", at.Receipt("numbers.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Count_NamesNone_WhereTheIndicatorPrefersUploads()
    {
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,figures_from\n"
            + "referral-rate,how-much,1,2,Referrals,T,Rolling 12 Months,per10000,1,uploads\n");
        await at.DropAsync("may.csv", $"{Header}kent-inc-uasc,referral-rate,2012-04,7,10000,\n");
        await DropRecordsAsync();

        Assert.DoesNotContain("replaces", at.Receipt(April), StringComparison.Ordinal);
        Assert.Contains(
            "April 2012: row 2 of may.csv gives 7 (7 over 10000), and the indicator says that uploads count", at.Receipt(April),
            StringComparison.Ordinal);
    }

    /// <summary>Two scorecards of twelve months from April 2011: 24 figures in one count, of which the records give 0 each.</summary>
    [Fact]
    public async Task Receipt_NamesTheFirstTwenty_OfManyFigures()
    {
        await at.DropAsync("scorecard.csv", "scorecard,name,slice,slice_code,uasc\nd1,District 1,district,D1,inc\n");
        var months = Enumerable.Range(0, 12).Select(n => new Month(2011, 4).PlusMonths(n));
        await at.DropAsync("history.csv", Header + string.Concat(months.Select(
            m => $"kent-inc-uasc,referral-rate,{m},7,10000,\nd1,referral-rate,{m},7,10000,\n")));
        await DropRecordsAsync();

        Assert.Equal(20, Named().Matches(at.Receipt(Earlier)).Select(m => m.Value).Distinct().Count());
        Assert.Contains(
            "Of the figures that are replaced by this count, stay in spite of a symbol in this file, or are not what a formula gives, "
                + "the first 20 of 24 are in the warnings.",
            at.Receipt(Earlier), StringComparison.Ordinal);
    }

    /// <summary>One referral of 2 April 2012, and one of two years before: what is between is covered.</summary>
    async Task DropRecordsAsync()
    {
        (string Path, string Content)[] files =
        [
            ("child.csv", "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\nC1,2004-01-01,F,,,\nC2,2004-01-01,M,,,\n"),
            ("team.csv", "team_code,team_name,district_code,area_code,fieldwork,valid_from,valid_to\nT1,Duty,D1,A1,Y,2008-04-01,\n"),
            ("population.csv", "area_code,age_band,estimate_year,effective_from,population\nD1,0-17,2010,2010-04-01,10000\n"),
            ("referral.csv", Referrals),
        ];
        await at.IngestAsync(files);
        await at.CalculateAsync();
    }

    async Task<string> MessageAsync(string path) => (await at.App.Uploads.OfPathAsync(path, default).FirstAsync()).Message ?? "";

    [GeneratedRegex("which row [0-9]+ of history.csv gives")]
    private static partial Regex Named();
}
