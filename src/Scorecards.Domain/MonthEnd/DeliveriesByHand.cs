namespace Scorecards.Domain;

/// <summary>What an administrator may do to a delivery.</summary>
public static class DeliveriesByHand
{
    /// <param name="delivery">That is to be sent once more.</param>
    /// <param name="ofMonth">The deliveries of its group's month.</param>
    /// <param name="groups">That mail may be due for now.</param>
    public static ResendAnswer CheckResend(TrackedDelivery delivery, IReadOnlyCollection<TrackedDelivery> ofMonth, IEnumerable<GroupMonth> groups)
    {
        var mail = delivery.Delivery;
        if (mail.Day is not null)
        {
            return ResendAnswer.IsNotice;
        }

        var others = ofMonth.Where(d => d.Delivery.Day is null && d.Delivery.Email == mail.Email && d.Id != delivery.Id
            && d.State is not (DeliveryState.Planned or DeliveryState.Refused)).ToList();
        if (others.Exists(d => d.Number >= delivery.Number && delivery.Scorecards.All(s => d.Scorecards.Contains(s))))
        {
            return ResendAnswer.GivenSince;
        }

        var isDue = groups.Any(g => g.Group == mail.Group && g.Month == mail.Month && g.Recipients.Any(r =>
            r.Email.Equals(mail.Email, StringComparison.OrdinalIgnoreCase) && delivery.Scorecards.Contains(r.Scorecard)
            && (!g.CorrectedOnly.Contains(r.Scorecard) || WasGiven(r.Scorecard))));
        return isDue ? ResendAnswer.MayBeSent : ResendAnswer.NotDue;

        // Of the month before one that waits only corrections are mailed.
        bool WasGiven(ScorecardId id) => others.Exists(d => d.Scorecards.Contains(id));
    }

    /// <summary>Whether a delivery waits for an administrator.</summary>
    public static bool IsOpen(TrackedDelivery delivery) => delivery.State is DeliveryState.Unknown or DeliveryState.Refused;

    /// <summary>
    /// Whether the server refused the mail in this calendar month or the one before: older ones are of interest to nobody, and a notice is repeated
    /// by the next one. The mail's own month does not tell: its corrections are mailed, and may be refused, until a later one is issued.
    /// </summary>
    public static bool IsRefused(TrackedDelivery delivery, DateTimeOffset now) =>
        delivery is { State: DeliveryState.Refused, Delivery.Day: null }
        && (delivery.Settled is { } refused ? LastMonth(refused) : delivery.Delivery.Month) >= LastMonth(now).Previous();

    /// <summary>The newest month that had ended at a moment.</summary>
    static Month LastMonth(DateTimeOffset moment) => Month.LastBefore(MonthEndRule.Today(moment));

    /// <summary>Whether nobody but an administrator can learn of a refused mail: for a day no data team has been told.</summary>
    public static bool IsRefusedUntold(TrackedDelivery delivery, DateTimeOffset now) =>
        IsRefused(delivery, now) && !delivery.IsTold && !(delivery.Settled > now - TimeSpan.FromDays(1));

    /// <summary>
    /// Whether the server has put a mail off that may be tried again (<see cref="IsNeeded"/>), as one of the newest month that has ended. What else
    /// was not tried for a day is over, as the notice of a day before and the mail of a month that is followed by another.
    /// </summary>
    public static bool IsWaiting(TrackedDelivery delivery, DateTimeOffset now) => delivery is { State: DeliveryState.Planned, Detail: not null }
        && (delivery.Settled > now - TimeSpan.FromDays(1)
            || (delivery.Delivery.Day is null && delivery.Delivery.Month >= LastMonth(now)));

    /// <summary>
    /// Whether there is still something to send of a mail that the server has put off: not once its address is a recipient's no more, what had
    /// changed is as it was, or another month has followed. A notice is over with its day.
    /// </summary>
    /// <param name="plans">Of the months that mail may be due for now.</param>
    public static bool IsNeeded(TrackedDelivery delivery, IEnumerable<GroupPlan> plans)
    {
        var mail = delivery.Delivery;
        return mail.Day is not null || plans.Any(plan => plan.State.Group is var group && group.Group == mail.Group && group.Month == mail.Month
            && group.Recipients.Any(r => r.GetsMonthEnd && r.Email.Equals(mail.Email, StringComparison.OrdinalIgnoreCase))
            && !plan.Mails.Any(m => m.Email == mail.Email && m.Status == MailStatus.NothingToSend));
    }

    /// <summary>The delivery in the state that an administrator gives it; its attempts are counted anew.</summary>
    public static TrackedDelivery Move(TrackedDelivery delivery, DeliveryState state, string detail) =>
        delivery with { State = state, Detail = detail, Attempts = 0, Since = null, NextAttempt = null };
}
