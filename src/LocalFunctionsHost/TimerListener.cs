using System.Text.Json;
using Azure.Storage.Blobs;
using NCrontab;

namespace LocalFunctionsHost;

/// <summary>
/// Runs one function on its schedule, never two at a time. The status, <c>timers/local/{function}/status</c> in azure-webjobs-hosts,
/// moves on after each run whatever its outcome was: a crash before that runs the occurrence again, and of those missed one is made up for.
/// </summary>
/// <param name="hosts">Where the status is.</param>
sealed class TimerListener(
    Function function,
    CrontabSchedule schedule,
    BlobContainerClient hosts,
    TimeProvider clock,
    FunctionRunner runner,
    ILogger<TimerListener> logger)
{
    // A clock that is played may be turned on meanwhile.
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    readonly BlobClient blob = hosts.GetBlobClient($"timers/local/{function.Name}/status");

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Six NCrontab fields; null when it is something else.</summary>
    public static CrontabSchedule? Parse(string schedule) => CrontabSchedule.TryParse(schedule, new() { IncludingSeconds = true });

    public async Task RunAsync(CancellationToken ct)
    {
        ScheduleStatus? status = null;
        await Outage.RetryAsync(async () => status = await ReadAsync(ct), logger, ct);
        if (status?.Next <= Now)
        {
            status = await RunOnceAsync(status, isPastDue: true, ct);
        }
        else
        {
            // Not the stored time: the clock or the schedule may have changed since.
            status = new() { Last = status?.Last ?? default, Next = schedule.GetNextOccurrence(Now), LastUpdated = Now };
            await WriteAsync(status, ct);
        }

        while (!ct.IsCancellationRequested)
        {
            while (status.Next - Now is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait < LongestDelay ? wait : LongestDelay, clock, ct);
            }

            status = await RunOnceAsync(status, isPastDue: false, ct);
        }
    }

    async Task<ScheduleStatus> RunOnceAsync(ScheduleStatus? status, bool isPastDue, CancellationToken ct)
    {
        var start = Now;
        await runner.RunAsync(function, () => new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = status }, ct);
        ct.ThrowIfCancellationRequested();
        var after = new ScheduleStatus { Last = start, Next = schedule.GetNextOccurrence(Now), LastUpdated = Now };
        await WriteAsync(after, ct);
        return after;
    }

    async Task<ScheduleStatus?> ReadAsync(CancellationToken ct) =>
        await blob.ExistsAsync(ct) ? (await blob.DownloadContentAsync(ct)).Value.Content.ToObjectFromJson<ScheduleStatus>() : null;

    async Task WriteAsync(ScheduleStatus status, CancellationToken ct)
    {
        var json = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(status));
        await Outage.RetryAsync(() => blob.UploadAsync(json, overwrite: true, ct), logger, ct);
    }
}
