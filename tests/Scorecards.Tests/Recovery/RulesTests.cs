using Scorecards.Application;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Recovery;

public sealed class RulesTests
{
    readonly Installation at = new();

    [Fact]
    public async Task NewerRules_AreAnEntry_AndOlderCodeCalculatesNoMore()
    {
        await at.DropAsync("may.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,10,100000\n");
        var (may, older) = (new ScorecardMonth("kent-inc-uasc", new Month(2012, 5)), at.App);
        var newer = at.Start(rules: MonthFold.Rules + 1);
        Assert.True(await newer.Calculator.CalculateAsync([may], 1, default));
        var journal = await newer.Journal.ReadAsync(default);
        Assert.Equal((2L, EntryKind.Rules, MonthFold.Rules + 1), (journal.Head, journal[2].Kind, journal.Rules));

        // Already as of entry 1, so nothing had to be written; the sweep brings it up to the rules.
        Assert.Equal([may], (await newer.FollowUp.BehindAsync(journal[2], journal, default)).Select(m => m with { Scorecard = may.Scorecard }));
        Assert.False(await older.Calculator.CalculateAsync([may], 2, default));
        Assert.Equal(1, await older.Results.AsOfAsync(may.Scorecard, may.Month, default));
        Assert.True(await newer.Calculator.CalculateAsync([may], 2, default));
        Assert.Equal(2, await older.Results.AsOfAsync(may.Scorecard, may.Month, default));

        // Both at once make one entry.
        Assert.True(await at.Start(rules: MonthFold.Rules + 1).Calculator.CalculateAsync([may], 2, default));
        Assert.Equal(2, (await newer.Journal.ReadAsync(default)).Head);
    }

    [Fact]
    public async Task NewerRules_AreAnEntry_BeforeTheyWriteRows_WhichOlderCodeDoesNotCalculateWith()
    {
        await at.DropAsync("may.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,10,100000\n");
        var (may, older, newer) = (new ScorecardMonth("kent-inc-uasc", new Month(2012, 5)), at.App, at.Start(rules: MonthFold.Rules + 1));
        at.Upload("correction.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,20,100000\n");
        await newer.Ingestion.IngestAsync("correction.csv", default);

        var journal = await older.Journal.ReadAsync(default);
        Assert.Equal([EntryKind.Rules, EntryKind.Accepted], new[] { journal[2].Kind, journal[3].Kind });
        Assert.False(await older.Calculator.CalculateAsync([may], 3, default));
        await Assert.ThrowsAsync<ProblemException>(() => older.Calculator.AsOfAsync(may, journal, default));
        var before = await older.Calculator.AsOfAsync(may, journal.UpTo(1), default);
        Assert.Equal(10, before.Scorecard!.Results.First(r => r.Indicator.Id == "caf-rate").Numerator);
        Assert.Equal(20, (await at.ResultAsync("kent-inc-uasc", may.Month, "caf-rate"))!.Numerator);
    }

    [Fact]
    public async Task Recalculation_ByOlderCode_IsRefused_AndIsNoEntry()
    {
        await at.DropAsync("may.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.Start(rules: MonthFold.Rules + 1).Sweep.RunAsync(default);
        var head = (await at.JournalAsync()).Head;
        var refused = await Assert.ThrowsAsync<ProblemException>(() => at.App.Operations.RecalculateAsync("", "2012-05", default));
        Assert.Equal((503, "Newer version in use", head), (refused.Status, refused.Title, (await at.JournalAsync()).Head));
    }

    [Fact]
    public async Task NewerRules_Begin_AtTheNextSweep_AndBeforeAMonthIsIssued()
    {
        var may = new Month(2012, 5);
        await at.DropAsync("may.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.DropAsync("recipient.csv", "email,scorecard,audience\ndirector@council.example,kent-inc-uasc,leadership\n");
        await at.Start(rules: MonthFold.Rules + 1).Sweep.RunAsync(default);
        Assert.Equal(EntryKind.Rules, (await at.JournalAsync())[3].Kind);

        var newest = at.Start(rules: MonthFold.Rules + 2);
        at.Time.Now = new DateTimeOffset(2012, 6, 18, 9, 0, 0, TimeSpan.Zero);
        await newest.Mailing.SendDueAsync(default);
        var journal = await newest.Journal.ReadAsync(default);
        Assert.Equal((EntryKind.Rules, 5L), (journal[4].Kind, journal.Issue("kent-inc-uasc", may)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NewerRules_LeaveWhatOlderOnesIssued_EvenWhereTheirMonthWasNotStored(bool isStored)
    {
        var may = new ScorecardMonth("kent-inc-uasc", new Month(2012, 5));
        await at.DropAsync("may.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,10,100000\n");
        var before = await FindAsync(null);
        await at.IssueAsync(may.Month);
        var (issued, current) = (await FindAsync(1), await FindAsync(null));
        var made = issued with { Summary = Older(issued.Summary), Scorecard = issued.Scorecard! with { Name = "As rules had it" } };
        Assert.True(await at.App.Results.PutEditionBackAsync(made, default));
        var kept = isStored ? Older(current.Summary) : before.Summary;
        Assert.True(await at.App.Results.TrySaveAsync(kept, current.Scorecard, current.ETag, default));

        var newer = at.Start(rules: MonthFold.Rules + 1);
        Assert.True(await newer.Calculator.CalculateAsync([may], issued.Summary.AsOf + 1, default));
        Assert.Equal(("As rules had it", 2), ((await FindAsync(1)).Summary.Name, (await FindAsync(null)).Summary.Edition));
        var journal = await newer.Journal.ReadAsync(default);
        var (then, now) = (
            await newer.Calculator.AsOfAsync(may, journal.UpTo(issued.Summary.AsOf), default),
            await newer.Calculator.AsOfAsync(may, journal, default));
        Assert.Equal(("As rules had it", 1, 2), (then.Scorecard!.Name, then.Edition, now.Edition));

        await at.DropAsync("correction.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,20,100000\n", newer);
        Assert.Equal(3, (await FindAsync(null)).Summary.Edition);
        Assert.Contains("May 2012, edition 3", at.Receipt("correction.csv"), StringComparison.Ordinal);

        async Task<StoredMonth> FindAsync(int? edition) => (await at.App.Results.FindAsync(may.Scorecard, may.Month, edition, default))!;

        static StoredSummary Older(StoredSummary made) => made with { Name = "As rules had it" };
    }

    [Fact]
    public async Task Restore_OfNewerRules_IsNotComplete_WhileTheLastExportIsByOlderOnes()
    {
        await at.DropAsync("may.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.SweepAsync();
        Assert.True((await at.RestoreAsync()).IsComplete);

        var progress = await at.RestoreAsync(at.Start(rules: MonthFold.Rules + 1));
        Assert.Equal((true, false, 0), (progress.IsEnded, progress.IsComplete, progress.Compared));
        Assert.StartsWith("Months that were not compared: 1.", Assert.Single(progress.Problems));
    }
}
