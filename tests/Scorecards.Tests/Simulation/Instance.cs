namespace Scorecards.Tests.Simulation;

/// <summary>A running instance of the app, until it is killed: then whatever it has begun never returns.</summary>
/// <param name="number">Names it.</param>
/// <param name="skew">How far its clock is off.</param>
public sealed class Instance(Scheduler scheduler, int number, TimeSpan skew) : TimeProvider
{
    public int Number => number;

    public bool IsKilled { get; set; }

    /// <summary>Until then it sleeps.</summary>
    public DateTimeOffset Asleep { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => scheduler.Now + skew;

    public override long GetTimestamp() => scheduler.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        scheduler.AddTimer(() => callback(state), dueTime);
}
