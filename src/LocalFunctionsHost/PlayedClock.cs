namespace LocalFunctionsHost;

/// <summary>
/// Starts at an instant and runs at normal speed. Timers and timestamps stay real, so that delays last as long as they say.
/// </summary>
sealed class PlayedClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>How far it is ahead of the real time; negative = behind.</summary>
    public TimeSpan Offset { get; } = start - System.GetUtcNow();

    /// <summary>When it showed what the storage's clock shows as that time.</summary>
    /// <remarks>
    /// A storage's times have no fractions of a second: what was uploaded just after the start would be received before it, and on the first of a
    /// month within the month before.
    /// </remarks>
    public DateTimeOffset Play(DateTimeOffset stored) =>
        stored + Offset is var played && played < start && start - played < TimeSpan.FromSeconds(1) ? start : played;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
