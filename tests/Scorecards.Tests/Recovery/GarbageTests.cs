using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Recovery;

public sealed class GarbageTests
{
    const string Figures = "scorecard,indicator,month,numerator,denominator\n";

    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    /// <summary>The rows of an attempt that was cut off before its entry.</summary>
    async Task<string> CutOffAsync()
    {
        var attempt = at.App.Attempts.Begin((await at.JournalAsync()).Head);
        await WriteAsync(attempt);
        await at.App.CatalogueRows.WriteAsync(attempt, [new BankHoliday(new DateOnly(2012, 6, 5), "Jubilee")], default);
        return attempt;
    }

    async Task WriteAsync(string attempt)
    {
        var writer = new StatementWriter(at.App.Measures, attempt, "cut-off.csv", "");
        await writer.AddAsync(
            new Commentary { Scorecard = "kent-inc-uasc", Indicator = "caf-rate", Month = May, Comment = "Cut off." }, default);
        await writer.CompleteAsync([], default);
    }

    [Fact]
    public async Task RowsWithoutAnEntry_GoWhenTheyAreADayOld_ByTheJournal()
    {
        var attempt = await CutOffAsync();
        at.Time.Now += TimeSpan.FromDays(400);

        // Nothing was committed since: nobody can tell how old it is.
        Assert.Equal(0, await at.App.Garbage.CollectAsync(default));

        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        at.Time.Now += TimeSpan.FromHours(23);
        Assert.Equal(0, await at.App.Garbage.CollectAsync(default));
        at.Time.Now += TimeSpan.FromHours(1);
        Assert.Equal(2, await at.App.Garbage.CollectAsync(default));

        var journal = await at.JournalAsync();
        Assert.Equal((EntryKind.Fence, attempt), (journal[journal.Head].Kind, Assert.Single(journal[journal.Head].Names)));
        Assert.True(journal.IsFenced(attempt, 0));
        Assert.Single(at.Account.Rows(StorageNames.MeasuresTable));
        Assert.NotNull((await at.App.Results.FindAsync("kent-inc-uasc", May, null, default))!.Scorecard);
    }

    [Fact]
    public async Task OneFenceADay_AndWhatAFencedAttemptWritesLater_GoesWithoutAnother()
    {
        var attempt = await CutOffAsync();
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await CutOffAsync();
        await at.DropAsync("june.csv", Figures + "kent-inc-uasc,caf-rate,2012-06,10,100000\n");
        at.Time.Now += TimeSpan.FromDays(1);
        Assert.Equal(4, await at.App.Garbage.CollectAsync(default));
        var head = (await at.JournalAsync()).Head;

        await WriteAsync(attempt);
        await CutOffAsync();
        await at.DropAsync("july.csv", Figures + "kent-inc-uasc,caf-rate,2012-07,10,100000\n");
        at.Time.Now += TimeSpan.FromHours(20);
        Assert.Equal(1, await at.App.Garbage.CollectAsync(default));
        Assert.Equal(head + 1, (await at.JournalAsync()).Head);
    }

    [Fact]
    public async Task RowsThatARefusalLeftBehind_GoAtOnce_AndThoseOfAWithdrawnUploadStay()
    {
        var sha256 = await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        await at.App.Operations.WithdrawAsync(sha256, "", "test", default);
        await at.DropAsync("refused.csv", "nothing,that,is,known\n1,1,1,1\n");
        var journal = await at.JournalAsync();
        await WriteAsync(journal[journal.Head].Attempt);
        Assert.Equal(1, await at.App.Garbage.CollectAsync(default));
        Assert.Single(at.Account.Rows(StorageNames.MeasuresTable));
        Assert.Equal(journal.Head, (await at.JournalAsync()).Head);
    }

    [Fact]
    public async Task Records_StayWhileTheyCount_HoweverOld_AndForTheirTimeAfterThat()
    {
        var app = at.Start(recordDays: 30);
        await at.DropAsync("team.csv", Team("Duty"));
        at.Time.Now += TimeSpan.FromDays(400);
        Assert.Equal(0, await app.Garbage.CollectAsync(default));

        await at.DropAsync("team.csv", Team("Duty and assessment"));
        at.Time.Now += TimeSpan.FromDays(29);
        Assert.Equal(0, await app.Garbage.CollectAsync(default));
        at.Time.Now += TimeSpan.FromDays(1);
        Assert.Equal(1, await app.Garbage.CollectAsync(default));
        var journal = await at.JournalAsync();
        Assert.Equal(
            journal.Layers("team").Select(entry => $"team/{entry.Attempt}.parquet"), at.Account.Blobs(StorageNames.Facts).Select(b => b.Name));
    }

    /// <summary>As where the app has too little memory to check the first records that somebody uploads, and they are given up.</summary>
    [Fact]
    public async Task RecordsOfAnUploadThatNeverEnded_GoTooWhereNoneEverCounted()
    {
        at.Upload("team.csv", Team("Duty"));
        await at.CutOffBeforeTheEntryAsync("team.csv");
        Assert.Single(at.Account.Blobs(StorageNames.Facts));
        at.Account.TryWrite(StorageNames.Facts, ".DS_Store", [0], new Dictionary<string, string>(), BlobCondition.Always);
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        at.Time.Now += TimeSpan.FromDays(1);
        Assert.Equal(1, await at.App.Garbage.CollectAsync(default));
        Assert.Equal([".DS_Store"], at.Account.Blobs(StorageNames.Facts).Select(b => b.Name));
    }

    static string Team(string name) => $"team_code,team_name,district_code,area_code,fieldwork,valid_from\nT1,{name},D1,A1,Y,2008-04-01\n";

    [Fact]
    public async Task TheSweep_CollectsAndExportsOnceADay_AndKeepsExportsForTheirTime()
    {
        await at.DropAsync("may.csv", Figures + "kent-inc-uasc,caf-rate,2012-05,10,100000\n");
        for (var day = 0; day < 40; day++)
        {
            await at.App.Sweep.RunAsync(default);
            await at.App.Sweep.RunAsync(default);
            at.Time.Now += TimeSpan.FromDays(1);
        }

        Assert.InRange(at.Account.Blobs(StorageNames.Backups).Count(b => b.Name.StartsWith("exports/", StringComparison.Ordinal)), 35, 36);
    }
}
