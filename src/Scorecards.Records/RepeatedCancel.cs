using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>
/// Cancels a command when a token is cancelled, and again until this is disposed: DuckDB forgets a cancellation that comes before the query has
/// begun.
/// </summary>
sealed class RepeatedCancel : IDisposable
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    readonly Timer timer;
    readonly CancellationTokenRegistration registration;

    public RepeatedCancel(DuckDBCommand command, CancellationToken ct)
    {
        timer = new Timer(_ => command.Cancel(), null, Timeout.InfiniteTimeSpan, Again);
        registration = ct.Register(() => timer.Change(TimeSpan.Zero, Again));
    }

    /// <summary>Waits until no cancellation is under way any more.</summary>
    public void Dispose()
    {
        registration.Dispose();
        using var ended = new ManualResetEvent(false);
        if (timer.Dispose(ended))
        {
            ended.WaitOne();
        }
    }
}
