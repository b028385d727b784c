using Scorecards.Domain;
using Scorecards.Storage;

namespace LocalFunctionsHost;

/// <summary>
/// The storage account while the app's clock plays the past: an upload says that it was modified when that clock showed it, so that it is received on
/// the day that the app plays. In Azure the storage's own time is what counts.
/// </summary>
/// <param name="clock">Behind the real time.</param>
sealed class PlayedStorage(IStorage real, PlayedClock clock) : IStorage
{
    public ITable Table(string name) => real.Table(name);

    public IBlobs Container(string name) =>
        name == StorageNames.Extracts ? new PlayedBlobs(real.Container(name), clock, PlayedBeforeAsync) : real.Container(name);

    public Task SendAsync(string queue, string message, CancellationToken ct) => real.SendAsync(queue, message, ct);

    public Task ReadyAsync() => real.ReadyAsync();

    /// <summary>
    /// How far ahead of the storage's clock the journal's decisions were made at most; negative = behind. A clock that is started again at the same
    /// instant goes back, and no upload may be received before those of the run before: it would correct nothing of theirs.
    /// </summary>
    async Task<TimeSpan> PlayedBeforeAsync(CancellationToken ct) =>
        await real.Table(StorageNames.JournalTable).QueryAsync(new KeyRange(), [nameof(JournalEntry.Committed)], null, ct)
            .Select(row => row.GetDateTimeOffset(nameof(JournalEntry.Committed)) - row.Timestamp).MaxAsync(cancellationToken: ct) ?? clock.Offset;
}
