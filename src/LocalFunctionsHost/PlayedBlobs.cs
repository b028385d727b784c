using Azure;
using Scorecards.Storage;

namespace LocalFunctionsHost;

/// <summary>The inbox of <see cref="PlayedStorage"/>.</summary>
sealed class PlayedBlobs(IBlobs real, PlayedClock clock, Func<CancellationToken, Task<TimeSpan>> playedBefore) : IBlobs
{
    /// <summary>A storage that is no further ahead of the played clock plays the same time.</summary>
    static readonly TimeSpan SameTime = TimeSpan.FromDays(1);

    /// <summary>How far the runs before were ahead of the storage's clock; null = not asked yet.</summary>
    TimeSpan? before;

    public async Task<BlobFacts?> FindAsync(string name, CancellationToken ct)
    {
        if (await real.FindAsync(name, ct) is not { } found)
        {
            return null;
        }

        var (played, inOrder) = (Play(found), found.Modified + (before ??= await playedBefore(ct)));
        return played.Modified < inOrder ? played with { Modified = inOrder } : played;
    }

    public async Task<OpenBlob?> OpenAsync(string name, ETag? version, CancellationToken ct) =>
        await real.OpenAsync(name, version, ct) is { } open ? open with { Facts = Play(open.Facts) } : null;

    public Task<bool> TryWriteAsync(
        string name, Stream content, string contentType, IReadOnlyDictionary<string, string> metadata, BlobCondition condition,
        CancellationToken ct) => real.TryWriteAsync(name, content, contentType, metadata, condition, ct);

    public Task DeleteAsync(string name, ETag? version, CancellationToken ct) => real.DeleteAsync(name, version, ct);

    public IAsyncEnumerable<BlobFacts> ListAsync(string prefix, CancellationToken ct) => real.ListAsync(prefix, ct).Select(Play);

    BlobFacts Play(BlobFacts facts) => facts.Modified - clock.GetUtcNow() < SameTime ? facts : facts with { Modified = clock.Play(facts.Modified) };
}
