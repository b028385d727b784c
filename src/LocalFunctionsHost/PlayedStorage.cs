using Scorecards.Storage;

namespace LocalFunctionsHost;

/// <summary>
/// The storage account while the app's clock plays the past: an upload says that it was modified when that clock showed it, so that it is received on
/// the day that the app plays. In Azure the storage's own time is what counts.
/// </summary>
/// <param name="clock">Behind the real time.</param>
/// <param name="newestDecision">
/// When the newest decision of the journal was made, by the clock that was played then. A clock that is started again at the same instant goes back,
/// and no upload may be received before those of the run before: it would correct nothing of theirs.
/// </param>
sealed class PlayedStorage(IStorage real, PlayedClock clock, Func<CancellationToken, Task<DateTimeOffset>> newestDecision) : IStorage
{
    public ITable Table(string name) => real.Table(name);

    public IBlobs Container(string name) =>
        name == StorageNames.Extracts ? new PlayedBlobs(real.Container(name), clock, newestDecision) : real.Container(name);

    public IQueue Queue(string name) => real.Queue(name);

    public Task ReadyAsync() => real.ReadyAsync();
}
