using Scorecards.Application;
using Scorecards.Domain;
using Scorecards.Storage;
using Scorecards.Tests.Recovery;
using Fault = Scorecards.Tests.Simulation.Fault;

namespace Scorecards.Tests.Protocol;

/// <summary>What becomes of an upload that is refused, that crashes, or that is read again.</summary>
public sealed class UploadTests
{
    const string Kent = "kent-inc-uasc";
    const string Figures = "scorecard,indicator,month,numerator,denominator\n";
    const string Indicators = "indicator,section,section_order,order,name,polarity,basis,unit,decimals\n";
    const string Scorecards = "scorecard,name,slice,uasc,active_from\n";

    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    [Fact]
    public async Task RefusedBytes_UploadedAtAnotherPath_AreReadThere()
    {
        const string Wanting = $"{Figures}{Kent},new-rate,2012-05,10,100000\n";
        await at.DropAsync("first.csv", Wanting);
        await at.DropAsync("second.csv", Wanting);
        await at.DropAsync("indicator.csv", $"{Indicators}new-rate,how-much,1,99,New,H,Snapshot,per10000,1\n");
        await at.DropAsync("third.csv", Wanting);
        await at.SweepAsync();
        Assert.Equal(
            ["first.csv Refused", "indicator.csv Accepted", "second.csv Refused", "third.csv Accepted"],
            (await at.App.Uploads.AllAsync(default).Select(a => $"{a.Path} {a.State}").ToListAsync()).Order());
        Assert.NotNull(at.Account.FindBlob(StorageNames.Receipts, "second.csv.json"));
        Assert.Equal(10, (await at.ResultAsync(Kent, May, "new-rate"))?.Numerator);
    }

    /// <summary>By an administrator, or since its catalogue file came, which was dropped before it and its copy.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RefusedBytes_ReadAgain_AreTheSameAsTheirCopyThatCounts_AndItsWithdrawalTakesAllAway(bool isReplayed)
    {
        const string Wanting = $"{Figures}{Kent},new-rate,2012-05,10,100000\n";
        const string Indicator = $"{Indicators}new-rate,how-much,1,99,New,H,Snapshot,per10000,1\n";
        if (isReplayed)
        {
            await at.DropAsync("refused.csv", Wanting);
            await at.DropAsync("indicator.csv", Indicator);
            await at.DropAsync("copy.csv", Wanting);
            await at.App.Operations.ReplayAsync("", "refused.csv", default);
        }
        else
        {
            at.Upload("indicator.csv", Indicator);
            await at.DropAsync("copy.csv", Wanting);
            await at.DropAsync("refused.csv", Wanting);
            await at.TakeInAsync("indicator.csv");
        }

        await at.SweepAsync();
        var journal = await at.JournalAsync();
        var copy = journal.FindUpload("", "copy.csv")!;
        Assert.Equal((EntryKind.Same, copy.Place), (journal[journal.Head].Kind, journal[journal.Head].Place));
        Assert.Equal(UploadState.Same, (await at.App.Uploads.FindAsync("refused.csv", 1, default))!.State);
        Assert.Contains("This exact file was uploaded before, as copy.csv", at.Receipt("refused.csv"), StringComparison.Ordinal);
        Assert.Equal(10, (await at.ResultAsync(Kent, May, "new-rate"))?.Numerator);

        await at.App.Operations.WithdrawAsync("", "copy.csv", "", default);
        await at.SweepAsync();
        Assert.Null(await at.ResultAsync(Kent, May, "new-rate"));
        var answer = await Assert.ThrowsAsync<ProblemException>(() => at.App.Operations.ReplayAsync("", "refused.csv", default));
        Assert.Equal((409, "Withdrawn"), (answer.Status, answer.Title));
    }

    [Theory]
    [InlineData("", "No scorecard has figures for 2013-05.")]
    [InlineData(Kent, "The scorecard 'kent-inc-uasc' has no figures for 2013-05.")]
    public async Task AMonthWithoutFigures_IsNotRecalculated_AndMakesNoEntry(string scorecard, string detail)
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2012-05,10,100000\n");
        var answer = await Assert.ThrowsAsync<ProblemException>(() => at.App.Operations.RecalculateAsync(scorecard, "2013-05", default));
        Assert.Equal(404, answer.Status);
        Assert.StartsWith(detail, answer.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await at.JournalAsync()).Head);
    }

    [Fact]
    public async Task ACrash_AfterTenGoodReplays_IsNotTakenForTheEleventhAttempt()
    {
        at.Upload("may.csv", $"{Figures}{Kent},caf-rate,2012-05,10,100000\n");
        await CutOffAsync("get extracts/may.csv", app => app.Ingestion.IngestAsync("may.csv", default));
        for (var attempts = 0; attempts < 9; attempts++)
        {
            at.Time.Now += TimeSpan.FromHours(1);
            await CutOffAsync("get extracts/may.csv", app => app.Sweep.RunAsync(default));
        }

        Assert.Equal((UploadState.Received, 9), await StateAsync());
        await at.SweepAsync();
        for (var replays = 0; replays < 10; replays++)
        {
            await at.App.Operations.ReplayAsync("", "may.csv", default);
            await at.CalculateAsync();
            Assert.Equal((UploadState.Accepted, 0), await StateAsync());
        }

        await CutOffAsync("add Journal", app => app.Operations.ReplayAsync("", "may.csv", default));
        await at.SweepAsync();
        Assert.Equal((UploadState.Accepted, 0), await StateAsync());
        Assert.Equal(10, (await at.ResultAsync(Kent, May, "caf-rate"))?.Numerator);
        await at.App.Operations.ReplayAsync("", "may.csv", default);

        Task CutOffAsync(string request, Func<Simulation.App, Task> work)
        {
            var moment = new Moment(text => text.StartsWith(request, StringComparison.Ordinal)) { Fault = Fault.KillBefore };
            return moment.RunAsync(() => work(at.Start(requests: moment)));
        }

        async Task<(UploadState, int)> StateAsync() =>
            await at.App.Uploads.FindAsync("may.csv", 1, default) is { } arrival ? (arrival.State, arrival.Attempts) : default;
    }

    [Fact]
    public async Task Replay_ThatRefusesRowsWhichCounted_TakesTheirFiguresAway()
    {
        await at.DropAsync("indicator.csv", $"{Indicators}new-rate,how-much,1,99,New,H,Snapshot,per10000,1\n");
        await at.DropAsync(
            "figures.csv",
            "scorecard,indicator,month,numerator,denominator,value\n"
            + $"{Kent},caf-rate,2012-04,10,100000,1.0\n{Kent},new-rate,2012-04,20,100000,2.0\n{Kent},new-rate,2012-02,30,100000,3.0\n");

        // Read again, the values no longer agree with what they are made of.
        await at.DropAsync("percent.csv", $"{Indicators}new-rate,how-much,1,99,New,H,Snapshot,percent,1\n");
        Assert.Equal(((decimal?)20, (decimal?)30), await NewRatesAsync());
        await at.App.Operations.ReplayAsync("", "figures.csv", default);
        await at.CalculateAsync();
        Assert.Equal((null, null), await NewRatesAsync());
        Assert.Equal(10, (await at.ResultAsync(Kent, May.Previous(), "caf-rate"))?.Numerator);

        async Task<(decimal?, decimal?)> NewRatesAsync() =>
            ((await at.ResultAsync(Kent, May.Previous(), "new-rate"))?.Numerator,
                (await at.ResultAsync(Kent, May.PlusMonths(-3), "new-rate"))?.Numerator);
    }

    /// <summary>As many rows have become good as bad, or more.</summary>
    [Theory]
    [InlineData("may.csv", 2)]
    [InlineData("may.csv", 3)]
    [InlineData("again.csv", 2)]
    [InlineData("again.csv", 3)]
    public async Task SameFileAgain_TakesNoFigureAwayOfAScorecardThatWasGivenDaysSince_AndSaysWhichRowsDoNotCount(string path, int good)
    {
        string[] months = ["2012-05", "2012-04", "2012-03"];
        var may = $"{Figures}ashford,caf-rate,2012-05,10,100000\nashford,caf-rate,2012-04,11,100000\n"
            + string.Concat(months.Take(good).Select(month => $"thanet,caf-rate,{month},12,100000\n"));
        await at.DropAsync("ashford.csv", $"{Scorecards}ashford,Ashford,district,inc,\n");
        await at.DropAsync("may.csv", may);
        var refused = at.ReceiptFile("may.csv.rejected.csv");
        await at.DropAsync("ashford.csv", $"{Scorecards}ashford,Ashford,district,inc,2012-06-01\n");
        await at.DropAsync("thanet.csv", $"{Scorecards}thanet,Thanet,district,inc,\n");
        at.Time.Now += TimeSpan.FromDays(1);
        await at.DropAsync(path, may);
        Assert.Equal(10, (await at.ResultAsync("ashford", May, "caf-rate"))?.Numerator);
        var journal = await at.JournalAsync();
        Assert.Equal((EntryKind.Same, new RowCounts(2 + good, 2, good, 0)), (journal[journal.Head].Kind, journal[journal.Head].Rows));
        Assert.Contains(
            "If it were read as of today row 2, which counts, would be refused: the scorecard ashford is not active in 2012-05",
            at.Receipt(path), StringComparison.Ordinal);
        Assert.Equal(refused.Split('\n').Length, at.ReceiptFile($"{path}.rejected.csv").Split('\n').Length);
        Assert.DoesNotContain("ashford", at.ReceiptFile($"{path}.rejected.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameFileAgain_OfWhichARowThatCountsWouldBeRefused_ChangesNothing_AndSaysWhy()
    {
        const string figures = "scorecard,indicator,month,numerator,denominator,value\n"
            + $"{Kent},new-rate,2012-05,20,100000,2.0\nthanet,caf-rate,2012-05,12,100000,1.2\nthanet,caf-rate,2012-04,12,100000,1.2\n";
        await at.DropAsync("indicator.csv", $"{Indicators}new-rate,how-much,1,99,New,H,Snapshot,per10000,1\n");
        await at.DropAsync("figures.csv", figures);
        var refused = at.ReceiptFile("figures.csv.rejected.csv");
        await at.DropAsync("percent.csv", $"{Indicators}new-rate,how-much,1,99,New,H,Snapshot,percent,1\n");
        await at.DropAsync("thanet.csv", $"{Scorecards}thanet,Thanet,district,inc,\n");
        await at.DropAsync("figures.csv", figures);
        Assert.Equal(20, (await at.ResultAsync(Kent, May, "new-rate"))?.Numerator);
        Assert.Null((await at.ResultAsync("thanet", May, "caf-rate"))?.Numerator);
        var journal = await at.JournalAsync();
        Assert.Equal((EntryKind.Same, new RowCounts(3, 1, 2, 0)), (journal[journal.Head].Kind, journal[journal.Head].Rows));
        Assert.Contains(
            "If it were read as of today row 2, which counts, would be refused: ", at.Receipt("figures.csv"), StringComparison.Ordinal);
        Assert.Equal(refused, at.ReceiptFile("figures.csv.rejected.csv"));
    }

    /// <summary>For which scorecard the figures are only the name says.</summary>
    [Fact]
    public async Task SameFileAgain_UnderTheNameOfAnotherScorecard_TakesNoFigureAway()
    {
        const string figures = "indicator,Apr-12,May-12\ncaf-rate,80,81\nnew-rate,70,71\n";
        await at.DropAsync("scorecard.csv", $"{Scorecards}ashford-inc-uasc,\"Ashford, inc UASC\",district,inc,\n");
        await at.DropAsync($"{Kent}.csv", figures);
        await at.DropAsync("indicator.csv", $"{Indicators}new-rate,how-much,1,99,New,H,Snapshot,per10000,1\n");
        await at.DropAsync("ashford-inc-uasc.csv", figures);
        Assert.Equal(81m, (await at.ResultAsync(Kent, May, "caf-rate"))?.Figure?.Value);
        Assert.Null((await at.ResultAsync("ashford-inc-uasc", May, "caf-rate"))?.Figure);
        Assert.Contains("another scorecard or month, which only its name says", at.Receipt("ashford-inc-uasc.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameFileAgain_ThatIsTakenInInItsPlace_SaysWhatWasUploadedSince()
    {
        const string may = $"{Figures}{Kent},caf-rate,2012-05,10,100000\nthanet,caf-rate,2012-05,12,100000\n";
        await at.DropAsync("may.csv", may);
        var fix = await at.DropAsync("fix.csv", $"{Figures}{Kent},caf-rate,2012-05,11,100000\n");
        await at.DropAsync("thanet.csv", $"{Scorecards}thanet,Thanet,district,inc,\n");
        await at.DropAsync("may.csv", may);
        Assert.Equal([11, 12], await NumeratorsAsync(Kent, "thanet"));
        const string said = "The file counts as it was received first, on 8 June 2012 at 09:00 UTC, and not as the latest upload. ";
        var since = $"Uploaded since, with figures of the same scorecard months: fix.csv, received on 8 June 2012 at 09:00 UTC (SHA-256 {fix}).";
        Assert.Contains(said + since, at.Receipt("may.csv"), StringComparison.Ordinal);

        // Once more: that is in the first sentences then.
        await at.DropAsync("may.csv", may);
        Assert.DoesNotContain(said, at.Receipt("may.csv"), StringComparison.Ordinal);
        Assert.Contains(since, at.Receipt("may.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameFileAgain_OfALongHistory_SaysWhatWasUploadedSinceOfItsLastMonth()
    {
        var history = Figures + string.Concat(new Month(2003, 4).To(May).Select(month => $"{Kent},caf-rate,{month},10,100000\n"));
        await at.DropAsync("history.csv", history);
        await at.DropAsync("fix.csv", $"{Figures}{Kent},caf-rate,2012-05,11,100000\n");
        await at.DropAsync("again.csv", history);
        Assert.Contains("Uploaded since, with figures of the same scorecard months: fix.csv, ", at.Receipt("again.csv"), StringComparison.Ordinal);
    }

    /// <summary>Of caf-rate in May.</summary>
    async Task<List<decimal?>> NumeratorsAsync(params string[] scorecards)
    {
        List<decimal?> numerators = [];
        foreach (var scorecard in scorecards)
        {
            numerators.Add((await at.ResultAsync(scorecard, May, "caf-rate"))?.Numerator);
        }

        return numerators;
    }
}
