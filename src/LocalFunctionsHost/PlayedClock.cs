namespace LocalFunctionsHost;

/// <summary>
/// Starts at an instant and runs at normal speed. Timers and timestamps stay real, so that delays last as long as they say.
/// </summary>
sealed class PlayedClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>How far it is ahead of the real time; negative = behind.</summary>
    public TimeSpan Offset { get; } = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
