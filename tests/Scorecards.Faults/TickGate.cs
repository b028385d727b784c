namespace Scorecards.Faults;

/// <summary>
/// Holds one timer of one app process: the local host writes a timer's status after each run, and before the first, and waits for the next run only
/// when it is written. So a tick comes when it is asked for and never by itself, and who asked knows when it has ended.
/// </summary>
sealed class TickGate
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestTick = TimeSpan.FromMinutes(5);

    readonly Lock guard = new();
    int arrived;
    int waiting;
    int permits;

    /// <summary>Returns when the status may be written.</summary>
    /// <returns>False: whoever wanted to write it is gone.</returns>
    public async Task<bool> PassAsync(Func<bool> isGone)
    {
        lock (guard)
        {
            (arrived, waiting) = (arrived + 1, waiting + 1);
        }

        while (true)
        {
            var isGoneNow = isGone();
            lock (guard)
            {
                if (isGoneNow || permits > 0)
                {
                    waiting--;
                    permits -= isGoneNow ? 0 : 1;
                    return !isGoneNow;
                }
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Lets the timer run once and returns when that has ended.</summary>
    /// <returns>False: the process ended before.</returns>
    /// <exception cref="TimeoutException">The timer did not come, or did not end, within five minutes.</exception>
    public async Task<bool> TickAsync(Func<bool> isDead, CancellationToken ct)
    {
        var start = DateTime.UtcNow;
        var seen = 0;
        return await UntilAsync(TryLetGo) && await UntilAsync(() => Volatile.Read(ref arrived) > seen);

        bool TryLetGo()
        {
            lock (guard)
            {
                (permits, seen) = (permits + (waiting > 0 ? 1 : 0), arrived);
                return waiting > 0;
            }
        }

        async Task<bool> UntilAsync(Func<bool> isSo)
        {
            while (!isSo())
            {
                if (isDead())
                {
                    return false;
                }

                if (DateTime.UtcNow - start > LongestTick)
                {
                    throw new TimeoutException("A timer did not tick.");
                }

                await Task.Delay(Pause, ct);
            }

            return true;
        }
    }
}
