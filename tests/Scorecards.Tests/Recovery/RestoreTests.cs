using Azure.Data.Tables;
using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;
using Scorecards.Tests.Protocol;
using Scorecards.Tests.Simulation;
using Fault = Scorecards.Tests.Simulation.Fault;

namespace Scorecards.Tests.Recovery;

public sealed class RestoreTests
{
    const string Figures = "scorecard,indicator,month,numerator,denominator\n";

    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    /// <summary>
    /// One of everything: an indicator of the council's own, a recipient, a timetable, figures, a refused row, a correction, the same bytes again, an
    /// issue, a changed target, a withdrawal,
    /// a replay, commentary.
    /// </summary>
    async Task FillAsync()
    {
        await at.DropAsync("refused.csv", "nothing,that,is,known\n1,1,1,1\n");
        await at.DropAsync("scorecard.csv", "scorecard,name,slice,uasc\nashford,Ashford,district,inc\n");
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals\nnew-rate,how-much,1,99,New,H,Snapshot,per10000,1\n");
        await at.DropAsync("recipient.csv", "email,scorecard,audience\nhead@kent.example,ashford,leadership\n");
        await at.DropAsync("timetable.csv", "scorecard,working_day,hour,deadline\nashford,3,9,5\n");
        await at.DropAsync(
            "may.csv",
            Figures
                + "kent-inc-uasc,caf-rate,2012-05,10,100000\nkent-inc-uasc,new-rate,2012-05,20,100000\nashford,caf-rate,2012-05,30,100000\n"
                    + "kent-inc-uasc,no-such,2012-05,1,1\n");
        await at.DropAsync("june.csv", Figures + "kent-inc-uasc,caf-rate,2012-06,11,100000\n");
        await at.IssueAsync(May);
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,12,100000\n");
        await at.DropAsync("again.csv", Figures + "kent-inc-uasc,caf-rate,2012-06,11,100000\n");
        await at.DropAsync("target.csv", "indicator,scorecard,effective_from,target\ncaf-rate,,2012-05-01,50\n");
        var wrong = await at.DropAsync("wrong.csv", Figures + "kent-inc-uasc,new-rate,2012-05,99,100000\n");
        await at.App.Operations.WithdrawAsync(wrong, "", "test", default);
        await at.CalculateAsync();
        await at.App.Operations.ReplayAsync("", "june.csv", default);
        await at.CalculateAsync();
        await at.DropAsync("comment.csv", "scorecard,indicator,month,comment\nkent-inc-uasc,caf-rate,2012-05,Why it is so\n");
        await at.SweepAsync();
    }

    [Theory]
    [InlineData(StorageNames.MeasuresTable)]
    [InlineData(StorageNames.CatalogueTable)]
    [InlineData(StorageNames.ResultsTable)]
    [InlineData(StorageNames.UploadsTable)]
    [InlineData(StorageNames.JournalTable)]
    [InlineData(StorageNames.MeasuresTable, StorageNames.CatalogueTable, StorageNames.ResultsTable, StorageNames.UploadsTable)]
    [InlineData(
        StorageNames.JournalTable, StorageNames.MeasuresTable, StorageNames.CatalogueTable, StorageNames.ResultsTable, StorageNames.UploadsTable)]
    public async Task LostTables_ComeBackWhole_AndACorrectionBeforeThatLeavesEveryFigure(params string[] tables)
    {
        await FillAsync();
        var before = await at.AnswersAsync();
        Assert.Contains(before, a => a.StartsWith("kent-inc-uasc 2012-05 e3", StringComparison.Ordinal));

        at.Lose(tables);
        at.Restart();
        var progress = await at.RestoreAsync();
        await at.SweepAsync();

        Assert.Empty(progress.Problems);
        Assert.True(progress.Compared > 0);
        Assert.Equal(before, await at.AnswersAsync());

        // Lost once more, and not restored yet when somebody corrects one figure.
        at.Lose(tables);
        at.Restart();
        try
        {
            await at.DropAsync("correction.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,13,100000\n");
        }
        catch (Exception e) when (e is RowsMissingException or JournalSetBackException)
        {
            // It is left to the trigger and to the sweep.
        }

        var shown = (await at.App.Results.FindAsync("kent-inc-uasc", May, null, default))?.Scorecard;
        Assert.NotEqual(1, shown?.Results.Count(r => r.Figure is not null));
        await at.RestoreAsync();
        await at.SweepAsync();
        Assert.Equal(13, (await at.ResultAsync("kent-inc-uasc", May, "caf-rate"))?.Numerator);
        Assert.Equal(20, (await at.ResultAsync("kent-inc-uasc", May, "new-rate"))?.Numerator);
    }

    [Fact]
    public async Task NothingLost_IsComplete_AndNothingChanges()
    {
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.SweepAsync();
        var before = await at.AnswersAsync();
        var progress = await at.RestoreAsync();
        Assert.True(progress.IsComplete);
        Assert.Equal(before, await at.AnswersAsync());
    }

    [Fact]
    public async Task ALongRestore_GoesOnAtTheNextCall_AndBySweeps()
    {
        await FillAsync();
        var before = await at.AnswersAsync();
        at.Lose(StorageNames.MeasuresTable, StorageNames.CatalogueTable, StorageNames.ResultsTable);
        at.Restart();
        at.Time.Passing = TimeSpan.FromMinutes(2);
        var first = await at.App.Restoration.RunAsync(default);
        Assert.Equal((1, false, false), (first.Restored, first.IsEnded, first.IsComplete));
        Assert.True(first.Left > 0);
        Assert.True((await at.JournalAsync()).IsUnderRepair);

        at.Restart();
        for (var ticks = 0; ticks < 10; ticks++)
        {
            await at.App.Sweep.RunAsync(default);
            await at.CalculateAsync();
        }

        Assert.False((await at.JournalAsync()).IsUnderRepair);
        Assert.Equal(before, await at.AnswersAsync());
    }

    [Fact]
    public async Task Recalculation_WhileARestoreIsUnderWay_IsNotSaidToBeDone()
    {
        await FillAsync();
        var before = await at.AnswersAsync();
        at.Lose(StorageNames.ResultsTable);
        at.Restart();
        at.Time.Passing = TimeSpan.FromMinutes(2);
        await at.App.Restoration.RunAsync(default);
        at.Time.Passing = TimeSpan.Zero;
        var refused = await Assert.ThrowsAsync<ProblemException>(() => at.App.Operations.RecalculateAsync("", "2012-05", default));
        Assert.Equal((503, "Not calculated yet"), (refused.Status, refused.Title));
        var replayed = await Assert.ThrowsAsync<ProblemException>(() => at.App.Operations.ReplayAsync("", "june.csv", default));
        Assert.Equal((503, "Restore under way"), (replayed.Status, replayed.Title));
        await at.RestoreAsync();
        await at.SweepAsync();
        Assert.Equal(before, await at.AnswersAsync());
    }

    [Fact]
    public async Task Recalculation_OfAMonthWhoseRowsAreLost_SaysThatARestoreIsNeeded()
    {
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        at.Lose(StorageNames.MeasuresTable);
        at.Restart();
        var refused = await Assert.ThrowsAsync<RowsMissingException>(() => at.App.Operations.RecalculateAsync("", "2012-05", default));
        Assert.StartsWith("Rows of entry 1 of the journal are not there: a table was lost", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task TwoRestoresAtOnce_LeaveNoFileOut_AndAreCompleteOnlyThen() => Moment.EachAsync(async moment =>
    {
        var at = new Installation();
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.DropAsync("june.csv", Figures + "kent-inc-uasc,caf-rate,2012-06,11,100000\n");
        await at.SweepAsync();
        var before = await at.AnswersAsync();
        at.Lose(StorageNames.MeasuresTable, StorageNames.ResultsTable);
        at.Restart();
        moment.Meanwhile = () => RestoreAsync(at.App);
        await moment.RunAsync(() => RestoreAsync(at.Start(requests: moment)));
        await at.SweepAsync();
        Assert.Equal(before, await at.AnswersAsync());

        async Task RestoreAsync(App app)
        {
            var progress = await at.RestoreAsync(app);
            Assert.Equal([], progress.Problems);
            Assert.True(progress.IsComplete);
            Assert.Equal(before, await at.AnswersAsync());
        }
    });

    [Fact]
    public async Task TwoThatTakeTurns_EndTheSame()
    {
        await FillAsync();
        var before = await at.AnswersAsync();
        at.Lose(StorageNames.MeasuresTable, StorageNames.ResultsTable);
        at.Restart();
        at.Time.Passing = TimeSpan.FromMinutes(1);
        var other = at.Start();
        for (var calls = 0; calls < 50; calls++)
        {
            await at.App.Restoration.RunAsync(default);
            await other.Restoration.RunAsync(default);
        }

        at.Time.Passing = TimeSpan.Zero;
        await at.RestoreAsync();
        Assert.Equal(before, await at.AnswersAsync());
    }

    [Fact]
    public async Task JournalSetBack_TakesNothingIn_UntilItIsPutBack()
    {
        await FillAsync();
        var (before, old) = (await at.AnswersAsync(), at.App);
        var head = (await at.JournalAsync()).Head;
        at.SetBack(3);

        // Neither the process that has seen more, nor one that has just started.
        await Assert.ThrowsAsync<JournalSetBackException>(() => old.Ingestion.IngestAsync("may.csv", default));
        at.Restart();
        await Assert.ThrowsAsync<JournalSetBackException>(() => at.App.Ingestion.IngestAsync("may.csv", default));
        Assert.Equal(head - 3, at.Account.Rows(StorageNames.JournalTable).Count);

        await at.RestoreAsync();
        await at.SweepAsync();
        Assert.Equal(before, await at.AnswersAsync());
        Assert.Equal((await at.JournalAsync()).Head, (await old.Journal.ReadAsync(default)).Head);
    }

    [Theory]
    [InlineData(StorageNames.JournalTable)]
    [InlineData(StorageNames.JournalTable, StorageNames.DeliveriesTable)]
    public async Task JournalThatIsLostRightAfterTheMail_BringsTheIssueBack_AndNobodyIsMailedAgain(params string[] tables)
    {
        await at.DropAsync("recipient.csv", "email,scorecard,audience\nhead@kent.example,kent-inc-uasc,leadership\n");
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        var due = new DateTimeOffset(2012, 6, 20, 12, 0, 0, TimeSpan.Zero);
        at.Time.Now = due;
        await at.App.Mailing.SendDueAsync(default);
        Assert.Single(at.Mails);

        at.Lose(tables);
        at.Restart();
        var progress = await at.RestoreAsync();
        await at.SweepAsync();
        await at.MailAsync(due.AddHours(1));

        Assert.DoesNotContain(progress.Problems, p => p.StartsWith("Entry", StringComparison.Ordinal));
        Assert.NotNull((await at.JournalAsync()).Issue("kent-inc-uasc", May));
        Assert.Single(at.Mails);
    }

    [Fact]
    public async Task AnEntryWithoutACopy_IsLost_AndItsUploadIsReadAgain()
    {
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.IssueAsync(May);
        await at.DropAsync("june.csv", Figures + "kent-inc-uasc,caf-rate,2012-06,11,100000\n");
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,12,100000\n");
        var before = await at.AnswersAsync();
        var (old, head) = (at.App, (await at.JournalAsync()).Head);
        at.SetBack(1);
        at.Account.DeleteBlob(StorageNames.Backups, at.Account.Blobs(StorageNames.Backups)[^1].Name);
        at.Restart();

        var progress = await at.RestoreAsync();
        await at.SweepAsync();
        var journal = await at.JournalAsync();
        Assert.Equal(EntryKind.Lost, journal[head].Kind);
        Assert.Contains($"Entry {head} of the journal is lost", progress.Problems[0], StringComparison.Ordinal);
        Assert.False(progress.IsComplete);
        var again = journal.OfArrival("may.csv", 2);
        Assert.True(again > head);

        // The edition that it made stands, and reading the upload again makes no other.
        var after = await at.AnswersAsync();
        Assert.Equal(before.Where(IsOfEdition), after.Where(IsOfEdition));
        Assert.Equal(12, (await at.ResultAsync("kent-inc-uasc", May, "caf-rate"))!.Numerator);

        // The process that saw the lost entry believes the journal again.
        Assert.Equal(journal.Head, (await old.Journal.ReadAsync(default)).Head);

        static bool IsOfEdition(string answer) =>
            answer.Contains(" e1 of ", StringComparison.Ordinal)
                || answer.Contains(" e2 of ", StringComparison.Ordinal)
                || answer.Contains(" e3 of ", StringComparison.Ordinal);
    }

    /// <summary>The call that marked the entry as lost is killed before it commits that the restore has begun: the next one finds it there.</summary>
    [Fact]
    public async Task ALostEntry_IsNamed_ThoughTheCallThatMarkedItWasCutOff()
    {
        await FillAsync();
        await at.SweepAsync();
        var head = (await at.JournalAsync()).Head;
        at.SetBack(1);
        at.Account.DeleteBlob(
            StorageNames.Backups, at.Account.Blobs(StorageNames.Backups).Last(b => b.Name.StartsWith("entries/", StringComparison.Ordinal)).Name);
        var commits = 0;
        var moment = new Moment(request => request.StartsWith("add Journal", StringComparison.Ordinal) && ++commits == 2)
        {
            Fault = Fault.KillBefore,
        };
        await moment.RunAsync(() => at.Start(requests: moment).Restoration.RunAsync(default));
        at.Restart();
        var journal = await at.JournalAsync();
        Assert.Equal((head, EntryKind.Lost), (journal.Head, journal[head].Kind));

        var progress = await at.RestoreAsync();
        Assert.Contains(progress.Problems, p => p.StartsWith($"Entry {head} of the journal is lost", StringComparison.Ordinal));
        Assert.DoesNotContain(
            (await at.RestoreAsync()).Problems, p => p.StartsWith($"Entry {head} of the journal is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutAnExport_NothingIsCompared_AndTheAnswerSaysSo()
    {
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        var progress = await at.RestoreAsync();
        Assert.Equal((true, false, 0), (progress.IsEnded, progress.IsComplete, progress.Compared));
        Assert.StartsWith("No month was compared, since there is no export", Assert.Single(progress.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhileTheJournalIsPutBack_NobodyCommits()
    {
        await FillAsync();
        var rows = at.Account.Rows(StorageNames.JournalTable).ToList();
        at.Account.Delete(rows[2].Table, rows[2].Partition, rows[2].Row);
        at.Restart();
        await Assert.ThrowsAsync<JournalSetBackException>(at.JournalAsync);
        await at.RestoreAsync();
        Assert.Equal(rows.Count + 2, (await at.JournalAsync()).Head);
    }

    [Fact]
    public async Task MissingBytes_AreNamed_AndTheOtherMonthsAreThere()
    {
        var lost = await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.DropAsync("scorecard.csv", "scorecard,name,slice,uasc\nashford,Ashford,district,inc\n");
        await at.DropAsync("kent.csv", Figures + "ashford,caf-rate,2012-04,10,100000\n");
        at.Account.DeleteBlob(StorageNames.Archive, lost);
        at.Account.DeleteBlob(StorageNames.Extracts, "may.csv");
        at.Lose(StorageNames.MeasuresTable, StorageNames.ResultsTable);
        at.Restart();
        var progress = await at.RestoreAsync();
        Assert.False(progress.IsComplete);
        Assert.Contains(progress.Problems, p => p.StartsWith("Entry 1 (may.csv): its bytes are in neither", StringComparison.Ordinal));
        Assert.Contains(progress.Problems, p => p.StartsWith("kent-inc-uasc, 2012-05 cannot be calculated", StringComparison.Ordinal));
        Assert.NotNull(await at.App.Results.FindAsync("ashford", new Month(2012, 4), null, default));

        // Erasing what cannot be brought back lets its months go on.
        await at.App.Erasure.EraseAsync(lost, "its bytes are gone", default);
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,13,100000\n");
        Assert.Equal(13, (await at.ResultAsync("kent-inc-uasc", May, "caf-rate"))!.Numerator);
    }

    /// <summary>The file is uploaded again because the archive has lost it; later the inbox is cleared.</summary>
    [Fact]
    public async Task BytesThatOnlyTheInboxHas_AreInTheArchiveAgain_ForTheNextRestore()
    {
        const string Content = Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n";
        var lost = await at.DropAsync("may.csv", Content);
        await at.SweepAsync();
        at.Account.DeleteBlob(StorageNames.Archive, lost);
        at.Account.DeleteBlob(StorageNames.Extracts, "may.csv");
        await at.DropAsync("may.csv", Content);
        await RestoreAsync();
        Assert.NotNull(at.Account.FindBlob(StorageNames.Archive, lost));

        at.Account.DeleteBlob(StorageNames.Extracts, "may.csv");
        await RestoreAsync();

        async Task RestoreAsync()
        {
            at.Lose(StorageNames.MeasuresTable, StorageNames.ResultsTable);
            at.Restart();
            Assert.True((await at.RestoreAsync()).IsComplete);
            Assert.Equal(10, (await at.ResultAsync("kent-inc-uasc", May, "caf-rate"))!.Numerator);
        }
    }

    [Theory]
    [InlineData("may.csv", Figures + "kent-inc-uasc,referral-rate,2012-05,10,100000\n")]
    [InlineData("target.csv", "indicator,scorecard,effective_from,target\nreferral-rate,,2012-04-01,50\n")]
    public async Task WithdrawnFile_ThatNoRestoreBringsBack_KeepsNoMonthFromBeingCalculated(string path, string content)
    {
        await at.DropAsync("kent.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        var lost = await at.DropAsync(path, content);
        await at.IssueAsync(May);
        await at.DropAsync("kent.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,13,100000\n");
        await at.SweepAsync();
        at.Account.DeleteBlob(StorageNames.Archive, lost);
        at.Account.DeleteBlob(StorageNames.Extracts, path);
        at.Lose(StorageNames.MeasuresTable, StorageNames.CatalogueTable);
        at.Restart();
        var progress = await at.RestoreAsync();
        Assert.Contains(progress.Problems, p => p.StartsWith($"Entry 2 ({path}): its bytes", StringComparison.Ordinal));
        await Assert.ThrowsAsync<RowsMissingException>(async () => await at.App.Calculator.AsOfAsync(
            new ScorecardMonth("kent-inc-uasc", May), await at.JournalAsync(), default));

        await at.App.Operations.WithdrawAsync("", path, "cannot be brought back", default);
        Assert.DoesNotContain((await at.RestoreAsync()).Problems, p => p.StartsWith("Entry 2", StringComparison.Ordinal));
        await at.SweepAsync();
        await at.DropAsync("april.csv", Figures + "kent-inc-uasc,caf-rate,2012-04,12,100000\n");
        var may = (await at.ResultAsync("kent-inc-uasc", May, "caf-rate"))!;
        Assert.Equal((13, 1.2m), (may.Numerator, may.Previous?.Value));
        var first = (await at.App.Results.FindAsync("kent-inc-uasc", May, 1, default))!.Scorecard!;
        Assert.Equal(10, first.Results.Single(r => r.Indicator.Id == "caf-rate").Numerator);
    }

    [Fact]
    public async Task WithdrawnFile_ThatARestoreWritesAgain_IsThereForTheNext_ThoughAPageIsReadMeanwhile()
    {
        await at.DropAsync("scorecard.csv", "scorecard,name,slice,uasc\nashford,Ashford,district,inc\n");
        await at.DropAsync("may.csv", Figures + "ashford,caf-rate,2012-05,10,100000\n");
        await at.App.Operations.WithdrawAsync("", "scorecard.csv", "test", default);
        await at.CalculateAsync();
        at.Lose(StorageNames.MeasuresTable, StorageNames.CatalogueTable);
        var moment = new Moment(request => request.StartsWith($"put {StorageNames.CatalogueTable}", StringComparison.Ordinal));
        var app = at.Start(requests: moment);
        moment.Meanwhile = () => app.CatalogueReader.ReadAsync(default);
        Assert.DoesNotContain((await at.RestoreAsync(app)).Problems, p => p.StartsWith("Entry 2", StringComparison.Ordinal));
        Assert.Single(at.Account.Rows(StorageNames.MeasuresTable));
    }

    [Fact]
    public async Task TwoEditionsOfOneMoment_KeepNoRestoreFromEnding()
    {
        await FillAsync();
        await at.SweepAsync();
        var row = at.Account.Rows(StorageNames.ResultsTable).Single(r => r.Row == "2012-05|e0003" && r.Partition == "kent-inc-uasc");
        at.Account.Add(
            StorageNames.ResultsTable, new TableEntity(row.ToEntity(null)) { RowKey = "2012-05|e0009", ["Edition"] = 9 });
        at.Lose(StorageNames.MeasuresTable);
        at.Restart();
        Assert.True((await at.RestoreAsync()).IsEnded);
        await at.SweepAsync();
        Assert.False((await at.JournalAsync()).IsUnderRepair);
    }

    [Fact]
    public async Task OtherBytesInTheArchive_AreNamed()
    {
        var sha256 = await at.DropAsync(
            "may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\nkent-inc-uasc,referral-rate,2012-05,10,100000\n");
        await at.SweepAsync();
        Leave(StorageNames.Archive, sha256, System.Text.Encoding.UTF8.GetBytes(Figures + "kent-inc-uasc,caf-rate,2012-05,11,100000\n"));
        var progress = await at.RestoreAsync();
        Assert.False(progress.IsComplete);
        Assert.Contains(progress.Problems, p => p.StartsWith("Entry 1 (may.csv):", StringComparison.Ordinal));
        Assert.Contains(progress.Problems, p => p.StartsWith("kent-inc-uasc, 2012-05 differs from what it was at entry 1", StringComparison.Ordinal));
    }

    /// <summary>The sweep comes when the months are calculated again and not compared yet, a day after the last export.</summary>
    [Fact]
    public async Task Months_AreComparedWithWhatTheySaidBefore_ThoughASweepComesMeanwhile()
    {
        var sha256 = await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.App.Export.RunAsync(default);
        at.Time.Now += TimeSpan.FromDays(1);
        Leave(StorageNames.Archive, sha256, System.Text.Encoding.UTF8.GetBytes(Figures + "kent-inc-uasc,caf-rate,2012-05,11,100000\n"));
        at.Time.Passing = TimeSpan.FromMinutes(2);
        Assert.False((await at.App.Restoration.RunAsync(default)).IsEnded);
        at.Time.Passing = TimeSpan.Zero;
        Assert.False((await at.JournalAsync()).IsUnderRepair);
        Assert.Equal(11, (await at.ResultAsync("kent-inc-uasc", May, "caf-rate"))!.Numerator);
        await at.App.Export.RunAsync(default);

        var progress = await at.RestoreAsync();
        Assert.StartsWith(
            "kent-inc-uasc, 2012-05 differs from what it was at entry 1", Assert.Single(progress.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LostUploads_GiveNoNumberTwice()
    {
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        at.Lose(StorageNames.UploadsTable);
        at.Restart();
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,12,100000\n");
        Assert.Equal(12, (await at.ResultAsync("kent-inc-uasc", May, "caf-rate"))!.Numerator);
        Assert.NotNull((await at.JournalAsync()).OfArrival("may.csv", 2));
    }

    [Fact]
    public async Task FewerMonthsThanExported_AreNotExported()
    {
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.App.Export.RunAsync(default);
        at.Lose(StorageNames.ResultsTable);
        at.Time.Now += TimeSpan.FromDays(1);
        await at.App.Export.RunAsync(default);
        Assert.Single(at.Account.Blobs(StorageNames.Backups), b => b.Name.StartsWith("exports/", StringComparison.Ordinal));
        Assert.True((await at.RestoreAsync()).IsComplete);
    }

    /// <summary>The new account has a canary of its own; the old one's sample was withdrawn, by the number of its entry.</summary>
    [Fact]
    public async Task CopiesOfAnotherAccount_AreNotMixedWithWhatWasTakenInThere_WithoutAWord()
    {
        await at.DropAsync("canary.csv", "canary\n1\n");
        await at.DropAsync("sample.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.App.Operations.WithdrawAsync("", "sample.csv", "a sample", default);
        await at.CalculateAsync();
        await at.SweepAsync();
        var journal = await at.JournalAsync();
        var moved = new Installation();
        moved.Time.Now = at.Time.Now + TimeSpan.FromDays(1);
        await moved.DropAsync("canary.csv", "canary\n2\n");
        await moved.DropAsync("canary.csv", "canary\n3\n");
        Bring();
        var mixed = await moved.RestoreAsync();
        Assert.False(mixed.IsComplete);
        Assert.Contains(mixed.Problems, p => p.StartsWith("Entry 1 of the journal and its copy are two: ", StringComparison.Ordinal));

        // As docs/operations.md says.
        moved.Account.Blobs(StorageNames.Backups).Select(b => b.Name).ToList().ForEach(name => moved.Account.DeleteBlob(StorageNames.Backups, name));
        Bring();
        moved.Lose(StorageNames.JournalTable);
        moved.Restart();
        await moved.RestoreAsync();
        await moved.SweepAsync();
        var restored = await moved.JournalAsync();
        Assert.Equal(new[] { 1, 2, 3 }.Select(n => journal[n].Attempt), new[] { 1, 2, 3 }.Select(n => restored[n].Attempt));
        Assert.Null(await moved.ResultAsync("kent-inc-uasc", May, "caf-rate"));

        void Bring()
        {
            foreach (var blob in new[] { StorageNames.Archive, StorageNames.Backups }.SelectMany(at.Account.Blobs))
            {
                moved.Account.TryWrite(blob.Container, blob.Name, blob.Content, blob.Metadata, BlobCondition.Always);
            }
        }
    }

    [Fact]
    public async Task DeletedCopies_AreThereAgain_AfterTheNextDaysSweep()
    {
        await FillAsync();
        await at.SweepAsync();
        var before = Copies();
        before.ForEach(name => at.Account.DeleteBlob(StorageNames.Backups, name));
        at.Time.Now += TimeSpan.FromDays(1);
        await at.SweepAsync();
        Assert.Equal(before, Copies());

        List<string> Copies() =>
        [
            .. at.Account.Blobs(StorageNames.Backups).Select(b => b.Name).Where(name => !name.StartsWith("exports/", StringComparison.Ordinal)),
        ];
    }

    /// <summary>As by <c>az storage blob upload-batch</c> from an unzipped export.</summary>
    [Fact]
    public async Task ExportThatCameByWayOfAZip_KeepsNoSweepFromEnding_AndSaysHowManyMonthsThereWere()
    {
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.App.Export.RunAsync(default);
        var export = Assert.Single(Exports());
        Leave(StorageNames.Backups, export.Name, export.Content);
        at.Lose(StorageNames.ResultsTable);
        at.Time.Now += TimeSpan.FromDays(1);
        await at.App.Export.RunAsync(default);
        Assert.Single(Exports());

        Assert.True((await at.RestoreAsync()).IsComplete);
        await at.SweepAsync();
        Assert.Equal(2, Exports().Count());

        IEnumerable<StoredBlob> Exports() =>
            at.Account.Blobs(StorageNames.Backups).Where(b => b.Name.StartsWith("exports/", StringComparison.Ordinal));
    }

    /// <summary>Folders that were looked at on a computer before they were copied, or that came from one.</summary>
    [Fact]
    public async Task FilesThatAComputerLeftAmongTheCopies_KeepNeitherRestoreNorUpkeepNorErasureFromTheirEnd()
    {
        var sha256 = await at.DropAsync("child.csv", Figures + "kent-inc-uasc,referral-rate,2012-05,20,100000\n");
        await FillAsync();
        var before = await at.AnswersAsync();
        string[] backups =
        [
            ".DS_Store", "entries/.DS_Store", "entries/._0000000001.json", "entries/Thumbs.db", "editions/.DS_Store",
            "editions/kent-inc-uasc/._2012-05-e0001.json", "exports/.DS_Store", "exports/desktop.ini",
        ];
        backups.ToList().ForEach(name => LeaveStray(StorageNames.Backups, name));
        LeaveStray(StorageNames.Archive, "arrivals/.DS_Store");
        LeaveStray(StorageNames.Archive, $"arrivals/{sha256}/.DS_Store");
        at.Lose(
            StorageNames.JournalTable, StorageNames.MeasuresTable, StorageNames.CatalogueTable, StorageNames.ResultsTable,
            StorageNames.UploadsTable);
        at.Restart();
        Assert.Empty((await at.RestoreAsync()).Problems);
        at.Time.Now += TimeSpan.FromDays(1);
        await at.SweepAsync();
        Assert.Equal(before, await at.AnswersAsync());
        Assert.Equal(2, at.Account.Blobs(StorageNames.Backups).Count(b => b.Name.EndsWith(".jsonl.gz", StringComparison.Ordinal)));
        Assert.All(backups, name => Assert.NotNull(at.Account.FindBlob(StorageNames.Backups, name)));

        await at.App.Erasure.EraseAsync(sha256, "test", default);
        Assert.DoesNotContain(at.Account.Blobs(StorageNames.Archive), b => b.Name.Contains(sha256, StringComparison.Ordinal));

        void LeaveStray(string container, string name) => Leave(container, name, [0, 0, 0, 1, 66, 117, 100, 49]);
    }

    [Fact]
    public async Task AReplayThatStatesFewerMonths_LeavesNoneBehind()
    {
        await at.DropAsync("scorecard.csv", "scorecard,name,slice,uasc\ntown,Town,district,inc\n");
        var figures = await at.DropAsync("figures.csv", Figures + "town,caf-rate,2012-05,10,100000\nkent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.App.Operations.WithdrawAsync("", "scorecard.csv", "test", default);
        await at.CalculateAsync();
        await at.App.Operations.ReplayAsync(figures, "", default);
        await at.CalculateAsync();
        Assert.Null((await at.App.Results.FindAsync("town", May, null, default))!.Scorecard);
        Assert.NotNull((await at.App.Results.FindAsync("kent-inc-uasc", May, null, default))!.Scorecard);
    }

    /// <summary>Past the app, as people do and faults of a disk.</summary>
    void Leave(string container, string name, byte[] content) =>
        at.Account.TryWrite(container, name, content, new Dictionary<string, string>(), BlobCondition.Always);
}
