using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>
/// Whether the storage answers. Concurrent callers share one check, cached for 5 seconds, because the endpoint is public.
/// </summary>
public sealed partial class StorageHealth(IServiceProvider services, TimeProvider time, ILogger<StorageHealth> log)
{
    /// <summary>Enough for the clients to try once or twice more: a lost packet is no reason to take an instance out.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2.5);

    static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    /// <summary>Loading the storage clients takes half a second of all processors, which the first answer would have to wait for.</summary>
    static readonly TimeSpan FirstAnswerFirst = TimeSpan.FromMilliseconds(500);

    readonly Lock asking = new();
    Task<Check>? latest;
    bool isKnown;

    /// <summary>That the app is up and each service of the storage answers. An upload may fail all the same, as while a restore is open.</summary>
    /// <param name="version">The commit that the app was built from.</param>
    /// <exception cref="ProblemException">503: something does not answer.</exception>
    public async Task<HealthDocument> CheckAsync(string version) => await UnansweredAsync() switch
    {
        null => new HealthDocument("Starting", "NotCheckedYet", version),
        [] => new HealthDocument("Healthy", "Answers", version),
        var unanswered => throw new ProblemException(
            503,
            "Storage does not answer",
            $"No good answer within {Limit.TotalSeconds} seconds from: {string.Join(", ", unanswered)}. "
                + "The app is running, but requests fail until storage answers. Uploads are picked up later."),
    };

    /// <summary>The services that do not answer; null = the first answer is not there yet. It has been asked for.</summary>
    public async Task<IReadOnlyList<string>?> UnansweredAsync()
    {
        Task<Check> check;
        lock (asking)
        {
            latest ??= Task.Run(() => CheckAsync(FirstAnswerFirst));
            isKnown |= latest.IsCompleted;
            if (!isKnown)
            {
                return null;
            }

            if (latest.IsCompletedSuccessfully && time.GetElapsedTime(latest.Result.At) > Kept)
            {
                latest = Task.Run(() => CheckAsync(TimeSpan.Zero));
            }

            check = latest;
        }

        return (await check).Unanswered;
    }

    async Task<Check> CheckAsync(TimeSpan pause)
    {
        await Task.Delay(pause);
        List<string> unanswered = [];
        using var limit = new CancellationTokenSource(Limit);
        foreach (var (service, answer) in Ask(limit.Token))
        {
            try
            {
                await answer;
            }
            catch (Exception e)
            {
                unanswered.Add(service);
                LogUnanswered(service, e.GetType().Name);
            }
        }

        return new Check(unanswered, time.GetTimestamp());
    }

    IReadOnlyList<(string Service, Task Answer)> Ask(CancellationToken ct)
    {
        try
        {
            return services.GetRequiredService<ScorecardStorage>().Ask(ct);
        }
        catch (Exception e)
        {
            // The settings name no storage, or none that there could be.
            return [("storage as it is set", Task.FromException(e))];
        }
    }

    sealed record Check(IReadOnlyList<string> Unanswered, long At);

    [LoggerMessage(LogLevel.Warning, "Storage does not answer. Service: {Service}. Error: {Error}.", EventName = "StorageUnanswered")]
    partial void LogUnanswered(string service, string error);
}
