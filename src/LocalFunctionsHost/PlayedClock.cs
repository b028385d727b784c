namespace LocalFunctionsHost;

/// <summary>
/// Starts at an instant and runs at normal speed, and can be turned on. Timers and timestamps stay real, so that delays last as long as they say.
/// </summary>
sealed class PlayedClock(DateTimeOffset start) : TimeProvider
{
    volatile Shown shown = new(start, start - System.GetUtcNow());

    /// <summary>How far it is ahead of the real time; negative = behind.</summary>
    public TimeSpan Offset => shown.Offset;

    /// <summary>Turns it on to a later instant, as if the time between had passed.</summary>
    /// <returns>Whether it is later: an earlier one is played by a new start of the app.</returns>
    public bool TryTurnOn(DateTimeOffset instant)
    {
        if (instant < GetUtcNow())
        {
            return false;
        }

        shown = new(instant, instant - System.GetUtcNow());
        return true;
    }

    /// <summary>When it showed what the storage's clock shows as that time.</summary>
    /// <remarks>
    /// A storage's times have no fractions of a second: what was uploaded just after the start would be received before it, and on the first of a
    /// month within the month before.
    /// </remarks>
    public DateTimeOffset Play(DateTimeOffset stored)
    {
        var now = shown;
        var played = stored + now.Offset;
        return played < now.Since && now.Since - played < TimeSpan.FromSeconds(1) ? now.Since : played;
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    sealed record Shown(DateTimeOffset Since, TimeSpan Offset);
}
