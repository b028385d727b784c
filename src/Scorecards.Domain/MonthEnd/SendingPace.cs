namespace Scorecards.Domain;

/// <summary>
/// Whether a tick goes on sending: by what the server says, by how many mails may be accepted in any one hour, and by how long it has sent.
/// </summary>
/// <param name="policy">How often the server is tried, and how long a tick waits and sends.</param>
/// <param name="mostPerHour">Mails that may be accepted in any one hour; 0 = any number.</param>
/// <param name="known">The deliveries that were settled within the last hour, and those that are not settled.</param>
/// <param name="began">When the tick began.</param>
public sealed class SendingPace(RetryPolicy policy, int mostPerHour, IEnumerable<TrackedDelivery> known, DateTimeOffset began)
{
    /// <summary>What a provider's limit is counted over.</summary>
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>When mails were accepted or may have been, the first first. Never earlier than they were.</summary>
    readonly List<DateTimeOffset> accepted = [.. known.Select(d => FindAccepted(d, began)).OfType<DateTimeOffset>().Order()];
    int unavailable;
    bool isTimeOver;

    /// <summary>Nothing more is handed over in this tick.</summary>
    public bool IsOver => unavailable >= policy.MostUnavailable || IsHourFull || isTimeOver;

    /// <summary>The hour has had all its mails, and the tick does not wait for the next one.</summary>
    public bool IsHourFull { get; private set; }

    /// <summary>Mails of this tick that the server has taken.</summary>
    public int Sent { get; private set; }

    /// <summary>Why the server takes nothing for now; null: it does.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Asked before each mail.</summary>
    /// <returns>How long to wait before it is handed over; null: not in this tick.</returns>
    public TimeSpan? FindWait(DateTimeOffset now)
    {
        isTimeOver |= now > began + policy.LongestTick;
        var room = mostPerHour > 0 && accepted.Count >= mostPerHour ? accepted[^mostPerHour] + Hour : now;
        IsHourFull |= room > now && room > began + policy.LongestWait;
        return IsOver ? null : room > now ? room - now : TimeSpan.Zero;
    }

    /// <summary>Told after each mail.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="now">When it ended.</param>
    public void Note(MailOutcome outcome, DateTimeOffset now)
    {
        Sent += outcome.Result == MailResult.Sent ? 1 : 0;
        if (outcome.Result is MailResult.Sent or MailResult.Unknown)
        {
            accepted.Add(now);
        }

        (unavailable, Refusal) = outcome.Result switch
        {
            MailResult.Unavailable => (unavailable + 1, outcome.Detail),

            // One answer is enough: more tries would count against us.
            MailResult.Throttled => (policy.MostUnavailable, outcome.Detail),
            _ => (0, null),
        };
    }

    /// <summary>When a delivery was accepted, or may have been; null: it was not within the hour.</summary>
    static DateTimeOffset? FindAccepted(TrackedDelivery delivery, DateTimeOffset now) => delivery.State switch
    {
        DeliveryState.Sent or DeliveryState.Unknown when delivery.Settled > now - Hour => delivery.Settled,
        DeliveryState.Claimed or DeliveryState.Sending => now,
        _ => null,
    };
}
