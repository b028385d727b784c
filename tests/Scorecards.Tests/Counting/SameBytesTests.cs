using Scorecards.Domain;
using Scorecards.Storage;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Counting;

/// <summary>
/// Records that came on 2 May and again, as the same bytes, on 2 June: the second upload is the outcome Same and covers May too. That holds after a
/// replay and a restore, and no longer once they are erased.
/// </summary>
public sealed class SameBytesTests
{
    const string Kent = "kent-inc-uasc";
    const string Before = "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\nC1,2004-01-01,F,,,\n";
    const string Child = Before + "C2,2004-01-01,M,,,\n";
    const string Referrals = "referral_id,child_id,referral_date,nfa,closure_date,team_code\nR1,C1,2012-04-02,N,,T1\n";

    static readonly Month April = new(2012, 4);
    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    [Fact]
    public async Task Erasure_TakesAwayTheMonthThatTheSameBytesCovered_AndTheRecordsBeforeCountTheOthers()
    {
        var sha256 = await DropTwiceAsync();
        Assert.Equal((1m, 1m), await FiguresAsync());

        await at.App.Erasure.EraseAsync(sha256, "test", default);
        await at.CalculateAsync();

        Assert.Equal((1m, null), await FiguresAsync());
        var uploads = await at.App.Uploads.AllAsync(default).Where(a => a.Path is "before.csv" or "child.csv").ToListAsync();
        Assert.Equal(
            ["before.csv Accepted", "child.csv Erased", "child.csv Erased"],
            uploads.Select(a => $"{a.Path} {a.State}").Order(StringComparer.Ordinal));
        Assert.Single(at.Account.Blobs(StorageNames.Facts), b => b.Name.StartsWith("child/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replay_KeepsTheMonthThatTheSameBytesCovered()
    {
        var sha256 = await DropTwiceAsync();

        await at.App.Operations.ReplayAsync(sha256, "", default);
        await at.CalculateAsync();

        var journal = await at.JournalAsync();
        Assert.Equal(new DateOnly(2012, 5, 2), journal[journal.OfBytes(sha256)!.Value].ReadOn);
        Assert.Equal((1m, 1m), await FiguresAsync());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, null)]
    public async Task Restore_EndsInTheSameMonths(bool isErased, int? may)
    {
        var sha256 = await DropTwiceAsync();
        if (isErased)
        {
            await at.App.Erasure.EraseAsync(sha256, "test", default);
            await at.CalculateAsync();
        }

        await at.SweepAsync();
        var before = await at.AnswersAsync();
        await at.RestoreFromJournalAndArchiveAsync();

        Assert.Equal(before, await at.AnswersAsync());
        Assert.Equal((1m, (decimal?)may), await FiguresAsync());
    }

    /// <returns>The hash of the table of children.</returns>
    async Task<string> DropTwiceAsync()
    {
        at.Time.Now = new DateTimeOffset(2012, 5, 2, 9, 0, 0, TimeSpan.Zero);
        await at.BeginInMarchAsync();
        await at.CountOnlyAsync("referral-rate");
        await at.DropAsync("before.csv", Before);
        await at.DropAsync("team.csv", "team_code,team_name,district_code,area_code,fieldwork,valid_from,valid_to\nT1,Duty,D1,A1,Y,2008-04-01,\n");
        await at.DropAsync("population.csv", "area_code,age_band,estimate_year,effective_from,population\nD1,0-17,2010,2010-04-01,10000\n");
        var sha256 = await at.DropAsync("child.csv", Child);
        await at.DropAsync("referral.csv", Referrals);
        at.Time.Now = new DateTimeOffset(2012, 6, 2, 9, 0, 0, TimeSpan.Zero);
        await at.DropAsync("referral.csv", Referrals);
        await at.DropAsync("child.csv", Child);
        var journal = await at.JournalAsync();
        Assert.Equal(2, journal.OfKind(EntryKind.Same).Count);
        return sha256;
    }

    async Task<(decimal? April, decimal? May)> FiguresAsync() =>
        ((await at.ResultAsync(Kent, April, "referral-rate"))?.Numerator, (await at.ResultAsync(Kent, May, "referral-rate"))?.Numerator);
}
