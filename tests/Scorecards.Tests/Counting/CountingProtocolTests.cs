using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Application.Operations;
using Scorecards.Domain;
using Scorecards.Storage;
using Scorecards.Tests.Protocol;
using Scorecards.Tests.Recovery;
using Fault = Scorecards.Tests.Simulation.Fault;

namespace Scorecards.Tests.Counting;

/// <summary>What becomes of counted figures when records change, months are issued, instances are killed and storage is lost.</summary>
public sealed class CountingProtocolTests : IAsyncLifetime
{
    const string Kent = "kent-inc-uasc";
    const string Child = "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\nC1,2004-01-01,F,,,\nC2,2004-01-01,M,,,\n";
    const string Team = "team_code,team_name,district_code,area_code,fieldwork,valid_from,valid_to\nT1,Duty,D1,A1,Y,2008-04-01,\n";
    const string Population = "area_code,age_band,estimate_year,effective_from,population\nD1,0-17,2010,2010-04-01,10000\n";
    const string Referrals = "referral_id,child_id,referral_date,nfa,closure_date,team_code\nR1,C1,2012-04-02,N,,T1\n";
    const string TwoMore = Referrals + "R2,C2,2012-04-03,N,,T1\nR3,C2,2012-04-24,N,,T1\n";

    static readonly Month April = new(2012, 4);
    static readonly Month May = new(2012, 5);

    static readonly Lazy<Task<string>> Undisturbed = new(() => RunAsync(new Moment(_ => false)));

    readonly Installation at = new();

    public CountingProtocolTests() => at.Time.Now = new DateTimeOffset(2012, 5, 2, 9, 0, 0, TimeSpan.Zero);

    public async Task InitializeAsync()
    {
        await at.BeginInMarchAsync();
        await at.CountOnlyAsync("cin-rate", "referral-rate", "rereferral-12m");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task NewSnapshot_CountsAgain_AndItsReceiptSaysWhatHasChanged()
    {
        await DropAsync(Referrals);
        Assert.Equal(1, await ReferralsAsync());

        await at.DropAsync("referral.csv", TwoMore);

        Assert.Equal(3, await ReferralsAsync());
        Assert.Equal("counted/2012-04.csv", (await at.ResultAsync(Kent, April, "referral-rate"))!.Source!.Extract);
        Assert.Contains(at.Account.Blobs(StorageNames.Receipts), b => b.Name == "counted/2012-04.csv.html");
    }

    [Fact]
    public async Task IssuedMonth_StaysAsItWasIssued_UntilAnAdministratorCountsItAgain()
    {
        await DropAsync(Referrals);
        await at.IssueAsync(April);
        await at.DropAsync("referral.csv", TwoMore);
        Assert.Equal((1m, 1), (await ReferralsAsync(), await EditionAsync()));
        var operations = new CountOperations(at.App.Counting, at.App.Results);

        var preview = await operations.CalculateAsync("2012-04", "", isPreview: true, default);
        Assert.Equal((1m, 1), (await ReferralsAsync(), await EditionAsync()));
        await operations.CalculateAsync("2012-04", "", isPreview: false, default);
        await at.CalculateAsync();

        Assert.Contains("Numerator = 3", $"{((IEnumerable<object>)preview.GetType().GetProperty("Changed")!.GetValue(preview)!).First()}",
            StringComparison.Ordinal);
        Assert.Equal((3m, 2), (await ReferralsAsync(), await EditionAsync()));
    }

    /// <summary>Today's definition could have counted other records, and is not shown as if it had not.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CountOfEarlierRules_IsCalledSo_AndHasNoListBesideTheOneThatIsKept(bool isKept)
    {
        await DropAsync(Referrals);
        await at.IssueAsync(April);
        Assert.Null(await EarlierRulesAsync());
        Assert.Equal("given", isKept ? await ListAsync() : "given");
        var newer = at.Start(rules: MonthFold.Rules + 1);
        var journal = await newer.Calculator.UseRulesAsync(await newer.Journal.ReadAsync(default), default);

        Assert.Contains($"earlier rules, before entry {journal.Head} of the journal", await EarlierRulesAsync(), StringComparison.Ordinal);
        Assert.Equal(isKept ? "given" : "409 Counted by earlier rules", await ListAsync());

        await new CountOperations(newer.Counting, newer.Results).CalculateAsync("2012-04", "", isPreview: false, default);
        await at.CalculateAsync(newer);
        Assert.Equal((null, "given"), (await EarlierRulesAsync(), await ListAsync()));

        async Task<string?> EarlierRulesAsync() =>
            (await at.Explanations().FindAsync(Kent, "2012-04", "referral-rate", [], default)).Definition!.EarlierRules;

        async Task<string> ListAsync()
        {
            try
            {
                var list = (MadeFile)await at.Lists("key").FindAsync(Kent, "2012-04", "referral-rate", ["key"], default);
                await list.Content.DisposeAsync();
                return "given";
            }
            catch (ProblemException problem)
            {
                return $"{problem.Status} {problem.Title}";
            }
        }
    }

    /// <summary>In April records are counted for the financial year before, and for no month of the one before that.</summary>
    [Fact]
    public async Task IssuedMonths_AreNamedInTheReceipt_WhereRecordsAreCountedForThem()
    {
        await DropAsync(Referrals);
        await at.IssueAsync(new Month(2012, 3));
        await at.IssueAsync(April);
        at.Time.Now = new DateTimeOffset(2013, 4, 10, 9, 0, 0, TimeSpan.Zero);
        await at.DropAsync("referral.csv", TwoMore);

        var receipt = at.Receipt("referral.csv");
        Assert.Contains("Issued already: April 2012. What", receipt, StringComparison.Ordinal);
        Assert.Contains("what is missing there stays missing, until an administrator counts it again", receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Month_IsNotIssued_WhileRecordsAreBeingCounted_ForTenMinutes()
    {
        await at.DropAsync("recipients.csv", "email,scorecard,audience\ndirector@example.org,,leadership\n");
        await DropAsync(Referrals);
        at.Time.Now = new DateTimeOffset(2012, 5, 15, 9, 0, 0, TimeSpan.Zero);
        await at.IngestAsync([("referral.csv", TwoMore)]);

        await at.App.Mailing.SendDueAsync(default);
        Assert.Empty((await at.JournalAsync()).OfKind(EntryKind.Issue));

        at.Time.Now = at.Time.Now.AddMinutes(11);
        await at.App.Mailing.SendDueAsync(default);
        Assert.Single((await at.JournalAsync()).OfKind(EntryKind.Issue));
    }

    [Theory]
    [InlineData(21, 83, UploadState.Refused)]
    [InlineData(21, 84, UploadState.Accepted)]
    [InlineData(20, 1, UploadState.Accepted)]
    public async Task TableOfWhichMostRowsAreRefused_IsRefusedWhole_WhateverItConfirms(int refused, int accepted, UploadState state)
    {
        var rows = Enumerable.Range(1, accepted).Select(n => $"R{n},C1,2012-04-01,N,,T1,yes\n")
            .Concat(Enumerable.Repeat("RX,C1,2012-31-31,N,,T1,yes\n", refused));
        await at.DropAsync("referral.csv", "referral_id,child_id,referral_date,nfa,closure_date,team_code,confirmed\n" + string.Concat(rows));

        Assert.Equal(state, (await NewestAsync("referral.csv")).State);
    }

    [Theory]
    [InlineData(4, "", 5)]
    [InlineData(3, "", 0)]
    [InlineData(3, "confirmed", 3)]
    public async Task SnapshotOfFewerThanFourFifths_IsRefused_UnlessItIsConfirmed(int rows, string confirmed, int accepted)
    {
        await DropAsync(Rows(5, ""));
        await at.DropAsync("referral.csv", Rows(rows, confirmed));

        Assert.Equal(accepted == 0 ? 5 : rows, await ReferralsAsync());
        Assert.Equal(accepted == 0 ? UploadState.Refused : UploadState.Accepted, (await NewestAsync("referral.csv")).State);
    }

    [Fact]
    public async Task WithdrawnRecords_BringBackTheOnesBefore_AndWithoutAnyTheFigureGoes()
    {
        await DropAsync(Referrals);
        await at.DropAsync("referral.csv", TwoMore);
        await WithdrawAsync("referral.csv");
        Assert.Equal(1, await ReferralsAsync());

        await WithdrawAsync("referral-1.csv");
        Assert.Null(await at.ResultAsync(Kent, April, "referral-rate") is { Figure: { } } left ? left : null);
    }

    [Fact]
    public async Task AllRecordsWithdrawn_TakeTheirFiguresAway()
    {
        await DropAsync(Referrals);
        foreach (var (name, _) in Files(Referrals))
        {
            await WithdrawAsync(name);
        }

        Assert.Null((await at.ResultAsync(Kent, April, "referral-rate"))?.Figure);
    }

    /// <summary>The newest month is committed first; the entry of the others would have said that all are counted.</summary>
    [Fact]
    public async Task FirstCountThatIsCutOff_IsTakenAway_WithAllRecords()
    {
        await at.IngestAsync(Files(Referrals + "R0,C2,2012-03-02,N,,T1\n"));
        var commits = 0;
        var moment = new Moment(request => request.StartsWith("add Journal", StringComparison.Ordinal) && ++commits == 2)
        {
            Fault = Fault.KillBefore,
        };
        await moment.RunAsync(() => at.CalculateAsync(at.Start(requests: moment)));
        at.Restart();
        var journal = await at.JournalAsync();
        Assert.Equal((true, 0L), (journal.HasCounts, journal.CountedTo));

        foreach (var (name, _) in Files(Referrals))
        {
            await at.App.Operations.WithdrawAsync("", name, "R. Jones", default);
        }

        await at.CalculateAsync();
        Assert.Null((await at.ResultAsync(Kent, April, "referral-rate"))?.Figure);
    }

    /// <summary>Records are not counted for it any more, and those in force may not reach back to it.</summary>
    [Fact]
    public async Task MonthLongAgo_KeepsWhatWithdrawnRecordsSaid_UntilAnAdministratorCountsItAgain()
    {
        await DropAsync(Referrals);
        at.Time.Now = new DateTimeOffset(2014, 5, 2, 9, 0, 0, TimeSpan.Zero);
        foreach (var (name, content) in Files(Referrals.Replace("2012-04-02", "2014-04-02", StringComparison.Ordinal)))
        {
            await at.DropAsync($"2014-{name}", content + "\n");
        }

        Assert.Equal(1, await ReferralsAsync());
        await WithdrawAsync("referral-1.csv");
        Assert.Equal(1, await ReferralsAsync());
        await new CountOperations(at.App.Counting, at.App.Results).CalculateAsync("2012-04", "", isPreview: false, default);
        await at.CalculateAsync();
        Assert.Null((await at.ResultAsync(Kent, April, "referral-rate"))?.Figure);
        Assert.Equal(1, (await at.ResultAsync(Kent, new Month(2014, 4), "referral-rate"))!.Numerator);
    }

    /// <summary>It would be as if records that count did not, until something else changes.</summary>
    [Fact]
    public async Task Count_IsWithdrawnByNobody()
    {
        await DropAsync(Referrals);
        var asked = await Assert.ThrowsAsync<ProblemException>(
            () => at.App.Operations.WithdrawAsync("", "counted/2012-04.csv", "R. Jones", default));
        Assert.Equal(409, asked.Status);
        await at.DropAsync("withdraw.csv", "withdraw,reason\ncounted/2012-04.csv,wrong\n");
        Assert.Contains("was made by the app itself", at.Receipt("withdraw.csv"), StringComparison.Ordinal);
        Assert.Equal(1, await ReferralsAsync());
    }

    [Fact]
    public async Task ScorecardThatIsSaidToBeginLater_KeepsItsHistory_AsTheRecordsSay()
    {
        await DropAsync(Referrals);
        await at.DropAsync("later.csv", "scorecard,name,slice,uasc,active_from\nkent-inc-uasc,\"Kent, inc UASC\",county,inc,2012-05-01\n");
        Assert.Equal(1, await ReferralsAsync());
        await at.DropAsync("referral.csv", TwoMore);
        Assert.Equal(3, await ReferralsAsync());
        await WithdrawAsync("referral.csv");
        await WithdrawAsync("referral-1.csv");
        Assert.Null(await ReferralsAsync());
    }

    /// <summary>The bytes of a count that something came before lie in the archive; nobody uploaded them.</summary>
    [Fact]
    public async Task OutdatedCount_IsNotTakenForAnUpload_WhereUploadsAreLost()
    {
        await DropAsync(Referrals);
        await at.IngestAsync([("referral.csv", TwoMore)]);
        var moment = new Moment(request => request.StartsWith("add Journal", StringComparison.Ordinal))
        {
            Meanwhile = () => at.App.Operations.WithdrawAsync("", "referral-1.csv", "R. Jones", default),
        };
        await at.CalculateAsync(at.Start(requests: moment));
        await at.CalculateAsync();
        await at.SweepAsync();
        var before = (await at.JournalAsync()).Head;

        at.Lose(StorageNames.UploadsTable);
        at.Restart();
        var progress = await at.RestoreAsync();
        var journal = await at.JournalAsync();
        Assert.Empty(progress.Problems);
        Assert.Equal([EntryKind.Restoring, EntryKind.Restored], [journal[before + 1].Kind, journal[before + 2].Kind]);
        Assert.Equal(before + 2, journal.Head);
    }

    [Fact]
    public async Task WithdrawnRecordsOfALaterMonth_TakeThatMonthsFiguresAway()
    {
        await DropAsync(Referrals);
        at.Time.Now = new DateTimeOffset(2012, 6, 2, 9, 0, 0, TimeSpan.Zero);
        foreach (var (name, content) in Files(Referrals))
        {
            await at.DropAsync($"june-{name}", content + "\n");
        }

        Assert.NotNull((await at.ResultAsync(Kent, May, "referral-rate"))?.Figure);
        foreach (var (name, _) in Files(Referrals))
        {
            await WithdrawAsync($"june-{name}");
        }

        Assert.Null((await at.ResultAsync(Kent, May, "referral-rate"))?.Figure);
        Assert.Equal(1, await ReferralsAsync());
    }

    [Fact]
    public async Task SameBytes_AfterAnotherMonthsEnd_CoverThatMonthToo_UntilTheyAreWithdrawn()
    {
        await DropAsync(Referrals);
        at.Time.Now = new DateTimeOffset(2012, 6, 2, 9, 0, 0, TimeSpan.Zero);
        await at.DropAsync("referral-1.csv", Referrals);
        Assert.Null((await at.ResultAsync(Kent, May, "referral-rate"))?.Figure);

        await at.DropAsync("child.csv", Child);
        Assert.Equal((1m, 10000m), await MayAsync());
        Assert.Contains(
            "as child.csv: its records have not changed since (child). The months that have ended meanwhile are counted from them too.",
            at.Receipt("child.csv"),
            StringComparison.Ordinal);

        await WithdrawAsync("referral-1.csv");
        Assert.Null((await at.ResultAsync(Kent, May, "referral-rate"))?.Figure);

        async Task<(decimal?, decimal?)> MayAsync() =>
            await at.ResultAsync(Kent, May, "referral-rate") is { } result ? (result.Numerator, result.Denominator) : default;
    }

    [Fact]
    public async Task SameBytes_InTheSameMonth_AreNotCountedAgain()
    {
        await DropAsync(Referrals);
        var before = await at.JournalAsync();
        await at.DropAsync("referral-1.csv", Referrals);

        var after = await at.JournalAsync();
        Assert.Equal((before.Head + 1, EntryKind.Same), (after.Head, after[after.Head].Kind));
    }

    [Fact]
    public async Task UploadedFigure_ComesBack_WhereItsIndicatorSaysSo()
    {
        await DropAsync(Referrals);
        await at.DropAsync("may.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,referral-rate,2012-04,7,10000\n");
        Assert.Equal(1, await ReferralsAsync());

        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,figures_from\n"
            + "referral-rate,how-much,1,2,Referrals,T,Rolling 12 Months,per10000,1,uploads\n");
        Assert.Equal(7, await ReferralsAsync());
    }

    [Fact]
    public async Task LostStorage_IsMadeAgainFromTheArchive_FactsToo()
    {
        await DropAsync(Referrals);
        await at.DropAsync("referral.csv", TwoMore);
        var before = await at.AnswersAsync();
        await at.RestoreFromJournalAndArchiveAsync();
        Assert.Equal(before, await at.AnswersAsync());

        await at.DropAsync("referral.csv", TwoMore + "R4,C1,2012-04-25,N,,T1\n");
        Assert.Equal(4, await ReferralsAsync());
    }

    [Fact]
    public async Task Erasure_DeletesTheFacts_AndCountsWithoutThem()
    {
        await DropAsync(Referrals);
        var sha256 = await at.DropAsync("referral.csv", TwoMore);
        await at.App.Erasure.EraseAsync(sha256, "R. Jones", default);
        await at.CalculateAsync();

        Assert.Equal(1, await ReferralsAsync());
        Assert.Single(at.Account.Blobs(StorageNames.Facts), b => b.Name.StartsWith("referral/", StringComparison.Ordinal));
    }

    /// <summary>Nobody can upload it again, and it is not withdrawn.</summary>
    [Fact]
    public async Task CountWhoseBytesAreLost_IsErased_AndCountedAgain_AsTheRestoreSays()
    {
        await DropAsync(Referrals);
        var journal = await at.JournalAsync();
        var lost = journal[journal.OfPath("counted/2012-04.csv")[^1]];
        at.Account.DeleteBlob(StorageNames.Archive, lost.Sha256!);
        at.Lose(StorageNames.MeasuresTable);
        at.Restart();
        Assert.Contains(
            $"Entry {lost.Number} (counted/2012-04.csv): its bytes are in neither the archive nor the inbox. "
            + "The app counted it from records: erase it, count its months again and call restore again.",
            (await at.RestoreAsync()).Problems);
        await at.App.Erasure.EraseAsync(lost.Sha256!, "its bytes are gone", default);
        await new CountOperations(at.App.Counting, at.App.Results).CalculateAsync("2012-04", "", false, default);
        await at.CalculateAsync();
        Assert.Equal(1, await ReferralsAsync());
        Assert.DoesNotContain((await at.RestoreAsync()).Problems, p => p.StartsWith("Entry ", StringComparison.Ordinal));
        Assert.Equal(1, await ReferralsAsync());
    }

    [Fact]
    public async Task CountThatIsAskedFor_OfRecordsThatAreLost_SaysThatARestoreIsNeeded()
    {
        await DropAsync(Referrals);
        at.Account.Blobs(StorageNames.Facts).Select(b => b.Name).ToList().ForEach(name => at.Account.DeleteBlob(StorageNames.Facts, name));
        at.Restart();
        var asked = new CountOperations(at.App.Counting, at.App.Results);
        await Assert.ThrowsAsync<RowsMissingException>(() => asked.CalculateAsync("2012-04", "", true, default));
    }

    [Fact]
    public async Task OlderCode_CountsNothing_OnceNewerRulesAreInUse()
    {
        await DropAsync(Referrals);
        var newer = at.Start(rules: MonthFold.Rules + 1);
        await newer.Sweep.RunAsync(default);
        await at.CalculateAsync(newer);
        var counted = (await at.JournalAsync()).CountedTo;

        await at.IngestAsync([("referral.csv", TwoMore)]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => at.CalculateAsync());
        Assert.Equal((1m, counted), (await ReferralsAsync(), (await at.JournalAsync()).CountedTo));
        var asked = new CountOperations(at.App.Counting, at.App.Results);
        Assert.Equal(503, (await Assert.ThrowsAsync<ProblemException>(() => asked.CalculateAsync("2012-04", "", false, default))).Status);

        // The message has come again.
        await at.CalculateAsync(newer);
        Assert.Equal(3, await ReferralsAsync());
    }

    [Fact]
    public async Task CountByOlderRules_IsNotCommitted_WhereNewerOnesComeMeanwhile()
    {
        await DropAsync(Referrals);
        await at.IngestAsync([("referral.csv", TwoMore)]);
        var newer = at.Start(rules: MonthFold.Rules + 1);
        var moment = new Moment(request => request.StartsWith("add Journal", StringComparison.Ordinal))
        {
            Meanwhile = async () => await newer.Calculator.UseRulesAsync(await newer.Journal.ReadAsync(default), default),
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => at.CalculateAsync(at.Start(requests: moment)));
        var journal = await at.JournalAsync();
        Assert.Equal((EntryKind.Rules, 1m), (journal[journal.Head].Kind, await ReferralsAsync()));

        await at.CalculateAsync(newer);
        Assert.Equal(3, await ReferralsAsync());
    }

    [Fact]
    public async Task Count_IsNotCommitted_WhereItsMonthIsIssuedMeanwhile()
    {
        await DropAsync(Referrals);
        await at.IngestAsync([("referral.csv", TwoMore)]);
        var moment = new Moment(request => request.StartsWith("add Journal", StringComparison.Ordinal))
        {
            Meanwhile = () => at.IssueAsync(April),
        };
        await at.CalculateAsync(at.Start(requests: moment));
        await at.CalculateAsync();
        Assert.Equal((1m, 1), (await ReferralsAsync(), await EditionAsync()));
    }

    [Fact]
    public async Task WhatIsInTeams_GetsItsScorecards_WhereASettingAsksForIt()
    {
        var app = at.Start(madeScorecards: "district;team");
        await at.IngestAsync(Files(Referrals), app);
        await at.CalculateAsync(app);

        var scorecards = (await app.CatalogueReader.ReadAsync(default)).Catalogue.Scorecards.Select(s => $"{s.Id} {s.Name} in {s.Parent}");
        string[] made =
        [
            "district-d1-exc-uasc D1, exc UASC in ", "district-d1-inc-uasc D1, inc UASC in kent-inc-uasc",
            "team-t1-exc-uasc Duty, exc UASC in district-d1-exc-uasc", "team-t1-inc-uasc Duty, inc UASC in district-d1-inc-uasc",
        ];
        Assert.Equal(made, scorecards.Where(s => !s.StartsWith("kent", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(1, (await at.ResultAsync("district-d1-inc-uasc", April, "referral-rate"))!.Numerator);
    }

    [Fact]
    public async Task ScorecardThatCannotBeMade_KeepsNothingFromBeingCounted()
    {
        var app = at.Start(madeScorecards: "team");
        await at.IngestAsync(Files(Referrals).Select(f => (f.Name, f.Content.Replace("T1", new string('T', 64), StringComparison.Ordinal))), app);
        await at.CalculateAsync(app);
        await app.Counting.CatchUpAsync(default);

        Assert.Equal(1, await ReferralsAsync());
    }

    [Theory]
    [InlineData("county; District", 0)]
    [InlineData("county;borough", 1)]
    public void LevelThatIsNone_IsRefusedAtTheStart(string levels, int faults) =>
        Assert.Equal(faults, new Application.Records.RecordSettings { Scorecards = levels }.Validate(new(new object())).Count());

    [Fact]
    public async Task TablesThatAreNotThere_AreNamedWithWhatIsMissing()
    {
        await DropAsync(Referrals);
        at.Time.Now = new DateTimeOffset(2012, 6, 2, 9, 0, 0, TimeSpan.Zero);
        var asOf = await at.App.Months.AtAsync(await at.JournalAsync(), default);

        var missing = await asOf.IncompleteAsync(Kent, May, null, default);

        Assert.Equal(["child", "referral"], missing!.Missing.Single(m => m.Indicator.Id == "referral-rate").Records);
    }

    /// <summary>All that comes of a new snapshot, cut off at some requests; with SLOW=1 at every one.</summary>
    [Theory]
    [InlineData(Fault.KillBefore, 7)]
    [InlineData(Fault.KillAfter, 40)]
    [InlineData(Fault.NoAnswer, 73)]
    public async Task CountThatIsCutOff_EndsAsIfItHadNotBeen(Fault fault, int first)
    {
        var isSlow = Environment.GetEnvironmentVariable("SLOW") == "1";
        var right = await Undisturbed.Value;
        for (var number = isSlow ? 1 : first; ; number += isSlow ? 1 : 97)
        {
            var requests = 0;
            var moment = new Moment(_ => ++requests == number) { Fault = fault };
            Assert.Equal(right, await RunAsync(moment));
            if (requests < number)
            {
                break;
            }
        }
    }

    static async Task<string> RunAsync(Moment moment)
    {
        var test = new CountingProtocolTests();
        await test.InitializeAsync();
        await test.DropAsync(Referrals);
        var app = test.at.Start(requests: moment);
        test.at.Upload("referral.csv", TwoMore);
        await moment.RunAsync(async () =>
        {
            await app.Ingestion.IngestAsync("referral.csv", default);
            await test.at.CalculateAsync(app);
        });
        test.at.Restart();
        await test.at.App.Ingestion.IngestAsync("referral.csv", default);
        await test.at.CalculateAsync();
        await test.at.SweepAsync();
        var months = await test.at.App.Results.MonthsAsync(null, null, Month.First, Month.Last, null, default)
            .Select(m => $"{m.Month!.Summary.Scorecard} {m.Month.Summary.Month} {MonthState.Digest(m.Month.Scorecard)}").ToListAsync();
        return $"{await test.ReferralsAsync()}\n{string.Join('\n', months)}";
    }

    async Task DropAsync(string referrals)
    {
        await at.IngestAsync(Files(referrals));
        await at.CalculateAsync();
    }

    static (string Name, string Content)[] Files(string referrals) =>
        [("child.csv", Child), ("team.csv", Team), ("population.csv", Population), ("referral-1.csv", referrals)];

    static string Rows(int count, string confirmed)
    {
        var header = $"referral_id,child_id,referral_date,nfa,closure_date,team_code{(confirmed == "" ? "" : ",confirmed")}\n";
        return header + string.Concat(Enumerable.Range(1, count).Select(n => $"R{n},C1,2012-04-{n + 1:D2},N,,T1{(confirmed == "" ? "" : ",yes")}\n"));
    }

    async Task WithdrawAsync(string path)
    {
        await at.App.Operations.WithdrawAsync("", path, "R. Jones", default);
        await at.CalculateAsync();
    }

    async Task<Arrival> NewestAsync(string path) => await at.App.Uploads.OfPathAsync(path, default).FirstAsync();

    async Task<decimal?> ReferralsAsync() => (await at.ResultAsync(Kent, April, "referral-rate"))?.Numerator;

    async Task<int> EditionAsync() => (await at.App.Results.FindAsync(Kent, April, null, default))!.Summary.Edition;
}
