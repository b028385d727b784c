using System.Text;
using Scorecards.Domain;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Counting;

/// <summary>A table of which nothing is taken in says nothing. That there are no records has to be said.</summary>
public sealed class EmptyTableTests : IAsyncLifetime
{
    const string Kent = "kent-inc-uasc";
    const string Child = "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\nC1,2004-01-01,F,,,\n";
    const string Header = "referral_id,child_id,referral_date,nfa,closure_date,team_code,confirmed\n";
    const string None = Header + ",,,,,,yes\n";

    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    public async Task InitializeAsync()
    {
        at.Time.Now = new DateTimeOffset(2012, 6, 2, 9, 0, 0, TimeSpan.Zero);
        await at.BeginInMarchAsync();
        await at.CountOnlyAsync("referral-rate");
        await at.DropAsync("team.csv", "team_code,team_name,district_code,area_code,fieldwork,valid_from\nT1,Duty,D1,A1,Y,2008-04-01\n");
        await at.DropAsync("population.csv", "area_code,age_band,estimate_year,effective_from,population\nD1,0-17,2010,2010-04-01,10000\n");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    static byte[] Zip(params IEnumerable<(string Name, string Content)> files) =>
        XlsxBuilder.Zip(files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Content))));

    [Theory]
    [InlineData(Header + "R1,C1,2012-31-31,N,,T1,\n", "No row of referral could be accepted: it is as it was before.")]
    [InlineData(Header + "R1,C1,2012-31-31,N,,T1,\n,,,,,,yes\n", "No row of referral could be accepted: it is as it was before.")]
    [InlineData(Header, "referral has no rows. It is as it was before.")]
    public async Task Table_OfWhichNothingIsTakenIn_CoversNoMonth(string referrals, string note)
    {
        await at.DropAsync("records.zip", Zip(("child.csv", Child), ("referral.csv", referrals)));

        Assert.Contains(note, at.Receipt("records.zip"), StringComparison.Ordinal);
        Assert.Null((await at.ResultAsync(Kent, May, "referral-rate"))?.Numerator);
    }

    [Fact]
    public async Task Table_WithoutRows_IsRefusedAlone_AndSaysHowToSayThatThereAreNone()
    {
        await at.DropAsync("child.csv", Child);
        await at.DropAsync("referral.csv", Header);

        Assert.Contains(
            "the file has a header but no rows. It is as it was before. If there are no records, add a column &#x27;confirmed&#x27; and one row "
            + "that has yes in it and nothing else.",
            at.Receipt("referral.csv"), StringComparison.Ordinal);
        Assert.Null((await at.ResultAsync(Kent, May, "referral-rate"))?.Numerator);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Table_ThatSaysThatThereAreNone_CountsAsNone_AfterARestoreToo(bool isZipped)
    {
        await at.DropAsync("before.csv", Header + "R1,C1,2012-04-02,N,,T1,\n");
        await at.DropAsync("child.csv", Child);
        Assert.Equal(1, (await at.ResultAsync(Kent, May, "referral-rate"))!.Numerator);

        await at.DropAsync("none.zip", isZipped ? Zip(("child.csv", Child), ("referral.csv", None)) : Encoding.UTF8.GetBytes(None));
        Assert.Equal(0, (await at.ResultAsync(Kent, May, "referral-rate"))!.Numerator);

        await at.SweepAsync();
        await at.RestoreFromJournalAndArchiveAsync();
        await at.CalculateAsync();
        Assert.Equal(0, (await at.ResultAsync(Kent, May, "referral-rate"))!.Numerator);
    }

    [Fact]
    public async Task Confirmed_InARefusedRow_ConfirmsNothing()
    {
        var rows = string.Concat(Enumerable.Range(1, 10).Select(n => $"R{n},C1,2012-04-02,N,,T1,\n"));
        await at.DropAsync("child.csv", Child);
        await at.DropAsync("before.csv", Header + rows);
        await at.DropAsync("referral.csv", Header + "R1,C1,2012-04-02,N,,T1,\nR2,C1,2012-31-31,N,,T1,yes\n");

        Assert.Contains("fewer than 80 %", at.Receipt("referral.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecurityClassification_BelowTheRows_IsNoRecord()
    {
        await at.DropAsync("child.csv", Child + "OFFICIAL\nOFFICIAL-SENSITIVE\n");

        Assert.Contains("1 row was accepted, none refused.", at.Receipt("child.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Definitions_OfOneIndicator_InTwoFilesOfAZip_TheFirstCountsAndTheOtherIsRefused()
    {
        const string Sql = "SELECT referral_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator FROM referral";
        await at.DropAsync("own.zip", Zip(("a/referral-rate.sql", Sql), ("b/referral-rate.sql", Sql + " WHERE nfa")));

        Assert.Contains(
            "is in &#x27;a/referral-rate.sql&#x27;, row 2, too, which counts. Keep only the correct one", at.Receipt("own.zip"),
            StringComparison.Ordinal);
        Assert.Equal([Sql], (await at.App.CatalogueReader.ReadAsync(default)).Catalogue.Definitions.Select(d => d.Sql));
    }
}
