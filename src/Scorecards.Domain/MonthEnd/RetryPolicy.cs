namespace Scorecards.Domain;

/// <summary>What is recorded of a mail after it was handed over, and when it is tried again.</summary>
/// <param name="FirstPause">After it was first put off; doubled each further time.</param>
/// <param name="LongestPause">No pause is longer.</param>
/// <param name="LongestPutOff">A mail that was put off for so long, and <paramref name="MostPutOff"/> times, is refused.</param>
/// <param name="MostPutOff">See <paramref name="LongestPutOff"/>.</param>
/// <param name="MostUnavailable">After as many in a row that the server did not take at all, the others wait for the next tick.</param>
/// <param name="LongestWait">A tick waits for room in the hour (<see cref="SendingPace"/>) until so long after it began.</param>
/// <param name="LongestTick">After it the others wait for the next tick: the host cuts one off after half an hour, also in the middle of a mail.
/// </param>
public sealed record RetryPolicy(
    TimeSpan FirstPause, TimeSpan LongestPause, TimeSpan LongestPutOff, int MostPutOff, int MostUnavailable, TimeSpan LongestWait,
    TimeSpan LongestTick)
{
    /// <summary>Tried again after 15 minutes, 30, an hour and so on, up to four hours, for a day.</summary>
    public static RetryPolicy Usual { get; } = new(
        TimeSpan.FromMinutes(15), TimeSpan.FromHours(4), TimeSpan.FromDays(1), 6, 2, TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(20));

    /// <param name="sending">The delivery as it was while it was handed over.</param>
    /// <param name="outcome">Of a mail that was tried.</param>
    /// <param name="now">When it ended.</param>
    public TrackedDelivery Settle(TrackedDelivery sending, MailOutcome outcome, DateTimeOffset now)
    {
        var attempts = sending.Attempts + 1;
        return outcome.Result switch
        {
            MailResult.Sent => sending with { State = DeliveryState.Sent, Detail = outcome.Detail },
            MailResult.Refused => sending with { State = DeliveryState.Refused, Detail = outcome.Detail },
            MailResult.Unknown => sending with { State = DeliveryState.Unknown, Detail = outcome.Detail },

            // The server is at fault and not this mail: no try is counted, the next tick tries again at once, and the day begins anew.
            MailResult.Unavailable or MailResult.Throttled => sending with
            {
                State = DeliveryState.Planned,
                Detail = outcome.Detail,
                Since = null,
                NextAttempt = null,
            },
            _ when attempts >= MostPutOff && now - sending.Since >= LongestPutOff => sending with
            {
                State = DeliveryState.Refused,
                Detail = $"put off for a day: {outcome.Detail}",
                Attempts = attempts,
            },
            _ => sending with
            {
                State = DeliveryState.Planned,
                Detail = outcome.Detail,
                Attempts = attempts,
                NextAttempt = now + Pause(attempts),
            },
        };
    }

    /// <summary>The pause after a mail was put off.</summary>
    /// <param name="attempts">How often, from 1.</param>
    public TimeSpan Pause(int attempts) => TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(attempts - 1, 8)));
}
