using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Recovery;

/// <summary>An upload that was archived by an instance that was killed before it committed: its entry was never made.</summary>
public sealed class UncommittedUploadTests
{
    const string Kent = "kent-inc-uasc";
    const string Figures = "scorecard,indicator,month,numerator,denominator\n";

    /// <summary>States two figures.</summary>
    const string Wrong = $"{Figures}{Kent},caf-rate,2012-05,777,100000\n{Kent},referral-rate,2012-05,20,100000\n";

    /// <summary>Leaves out one of them.</summary>
    const string Right = $"{Figures}{Kent},caf-rate,2012-05,10,100000\n";

    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    /// <summary>The wrong file is archived and has no entry.</summary>
    /// <returns>Its SHA-256.</returns>
    async Task<string> CutOffAsync()
    {
        await at.DropAsync("april.csv", $"{Figures}{Kent},caf-rate,2012-04,9,100000\n");
        var sha256 = at.Upload("may.csv", Wrong);
        await at.CutOffBeforeTheEntryAsync("may.csv");
        Assert.Null((await at.JournalAsync()).OfArrival("may.csv", 1));
        Assert.NotNull(at.Account.FindBlob(StorageNames.Archive, sha256));
        return sha256;
    }

    /// <summary>The same, and the right file takes its place before it is taken up again.</summary>
    async Task<string> ReplaceAsync()
    {
        var sha256 = await CutOffAsync();
        await at.DropAsync("may.csv", Right);
        await at.SweepAsync();
        Assert.Equal(UploadState.Replaced, await StateAsync());
        return sha256;
    }

    /// <summary>The same, and the sweep has given it up.</summary>
    async Task<string> FailAsync()
    {
        var sha256 = await CutOffAsync();
        await at.App.FollowUp.FailAsync((await at.App.Uploads.FindAsync("may.csv", 1, default))!, "It failed.", default);
        Assert.Equal(UploadState.Failed, await StateAsync());
        return sha256;
    }

    async Task<UploadState?> StateAsync() => (await at.App.Uploads.FindAsync("may.csv", 1, default))?.State;

    async Task<decimal?> FigureAsync(string indicator) => (await at.ResultAsync(Kent, May, indicator))?.Numerator;

    bool IsInArchive(string sha256) => at.Account.Blobs(StorageNames.Archive).Any(b => b.Name.Contains(sha256, StringComparison.Ordinal));

    [Fact]
    public async Task Restore_LeavesOutAnUpload_ThatIsOnRecordAsReplaced()
    {
        await ReplaceAsync();
        at.Lose(StorageNames.MeasuresTable, StorageNames.ResultsTable);
        at.Restart();
        Assert.Empty((await at.RestoreAsync()).Problems);
        await at.SweepAsync();
        Assert.Equal((10, null), (await FigureAsync("caf-rate"), await FigureAsync("referral-rate")));
        Assert.Equal(UploadState.Replaced, await StateAsync());
    }

    [Fact]
    public async Task Restore_LeavesOutAnUpload_ThatIsOnRecordAsFailed()
    {
        await FailAsync();
        await at.App.Export.RunAsync(default);
        Assert.Empty((await at.RestoreAsync()).Problems);
        await at.SweepAsync();
        Assert.Equal((null, null), (await FigureAsync("caf-rate"), await FigureAsync("referral-rate")));
        Assert.Equal(UploadState.Failed, await StateAsync());
    }

    [Fact]
    public async Task Restore_TakesInAnUpload_ThatHasNotEnded()
    {
        await CutOffAsync();
        await at.RestoreAsync();
        Assert.Equal(((decimal?)777, (decimal?)20), (await FigureAsync("caf-rate"), await FigureAsync("referral-rate")));
        Assert.Equal(UploadState.Accepted, await StateAsync());
    }

    /// <summary>Nobody can tell it from an upload that was accepted and whose entry is lost.</summary>
    [Fact]
    public async Task Restore_TakesInAReplacedUpload_WhereTheUploadsAreLostToo()
    {
        await ReplaceAsync();
        at.Lose(StorageNames.UploadsTable);
        at.Restart();
        await at.RestoreAsync();
        Assert.Equal(((decimal?)10, (decimal?)20), (await FigureAsync("caf-rate"), await FigureAsync("referral-rate")));
        Assert.Equal(UploadState.Accepted, await StateAsync());
    }

    [Fact]
    public async Task Erasure_DeletesBytes_ThatOnlyTheArchiveHas_AndTheyAreRefusedFromThenOn()
    {
        var sha256 = await ReplaceAsync();
        await at.App.Erasure.EraseAsync(sha256, "a child's record", default);
        Assert.False(IsInArchive(sha256));
        var journal = await at.JournalAsync();
        Assert.Equal((EntryKind.Erasure, sha256), (journal[journal.Head].Kind, journal[journal.Head].Sha256));
        await at.App.Erasure.EraseAsync(sha256, "again", default);
        Assert.Equal(journal.Head, (await at.JournalAsync()).Head);

        await at.DropAsync("again.csv", Wrong);
        Assert.Equal(UploadState.Refused, (await at.App.Uploads.FindAsync("again.csv", 1, default))!.State);
        Assert.False(IsInArchive(sha256));
        at.Lose(StorageNames.MeasuresTable, StorageNames.ResultsTable, StorageNames.UploadsTable);
        at.Restart();
        await at.RestoreAsync();
        await at.SweepAsync();
        Assert.Equal((10, null), (await FigureAsync("caf-rate"), await FigureAsync("referral-rate")));
    }

    [Fact]
    public async Task Erasure_DeletesThem_WhereTheyLieInTheInbox_AndIsDoneADayLater()
    {
        var sha256 = await FailAsync();
        await at.App.Erasure.EraseAsync(sha256, "a child's record", default);
        Assert.False(IsInArchive(sha256));
        Assert.Equal(["april.csv"], at.Account.Blobs(StorageNames.Extracts).Select(b => b.Name));

        at.Time.Now += TimeSpan.FromDays(1);
        await at.SweepAsync();
        Assert.Equal((await at.JournalAsync()).Head, (await at.App.Uploads.FollowedAsync(default)).Number);
    }

    [Fact]
    public async Task Erasure_OfAnUploadThatHasNotEnded_LeavesNothingToTakeIn()
    {
        var sha256 = await CutOffAsync();
        await at.App.Erasure.EraseAsync(sha256, "a child's record", default);
        await at.SweepAsync();
        Assert.Equal(UploadState.Replaced, await StateAsync());
        Assert.False(IsInArchive(sha256));
        Assert.Equal((null, null), (await FigureAsync("caf-rate"), await FigureAsync("referral-rate")));
    }
}
