using System.Globalization;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>What is to be done about one recipient of a scorecard group's month.</summary>
/// <param name="Recipient">One of the rows that name the address.</param>
/// <param name="Delivery">The next mail; null = none is to come, as far as is known now.</param>
/// <param name="Known">Its row, where it was put off.</param>
/// <param name="IsDue">Whether it goes out now.</param>
/// <param name="Number">Of the journal: everything in the mail is as of it.</param>
/// <param name="Shown">The scorecards that it gives, the widest first; one of edition 0 is to be issued first.</param>
/// <param name="Restated">Where it says what has changed; empty: it is the month-end mail.</param>
/// <param name="Lacking">What the month should have and has not.</param>
/// <param name="Words">For people: what will happen, and when.</param>
public sealed record MailPlan(
    Recipient Recipient,
    Delivery? Delivery,
    TrackedDelivery? Known,
    bool IsDue,
    long Number,
    IReadOnlyList<MonthlyScorecard> Shown,
    IReadOnlyList<Restated> Restated,
    IReadOnlyList<MissingFigures> Lacking,
    string Words)
{
    public string Email => Recipient.Email.ToLowerInvariant();

    /// <summary>Shown, and not issued yet.</summary>
    public IEnumerable<string> Unissued => Shown.Where(s => s.Edition == 0).Select(s => s.Scorecard);

    public static MailPlan None(Recipient recipient, string words) => new(recipient, null, null, false, 0, [], [], [], words);

    /// <summary>
    /// The number of the last mail that gave each scorecard to a recipient, or did not give it because the server would not take it.
    /// </summary>
    /// <param name="known">The recipient's deliveries.</param>
    public static IReadOnlyDictionary<string, long> Given(IEnumerable<TrackedDelivery> known)
    {
        Dictionary<string, long> given = new(StringComparer.OrdinalIgnoreCase);
        foreach (var delivery in known.Where(d => d.State != DeliveryState.Planned))
        {
            foreach (var id in delivery.Scorecards)
            {
                given[id] = Math.Max(given.GetValueOrDefault(id), delivery.Number);
            }
        }

        return given;
    }

    /// <param name="of">The group's month.</param>
    /// <param name="rows">Those of the group's recipients that name the address.</param>
    /// <param name="known">The recipient's deliveries of the group's month, the first first.</param>
    /// <param name="facts">Of each scorecard that the recipient has not been given, and of each that has been touched since.</param>
    /// <param name="now">The time.</param>
    public static MailPlan Of(
        GroupMonth of,
        IReadOnlyList<Recipient> rows,
        IReadOnlyList<TrackedDelivery> known,
        IReadOnlyDictionary<string, ScorecardFacts> facts,
        DateTimeOffset now)
    {
        if (known.Any(d => d.State is DeliveryState.Claimed or DeliveryState.Sending))
        {
            return None(rows[0], "being sent");
        }

        // What was put off is given again, with the newest that there is by now.
        var last = known.Count == 0 ? null : known[^1];
        var putOff = known.FirstOrDefault(d => d.State == DeliveryState.Planned);
        if (putOff is null && last is { State: DeliveryState.Refused })
        {
            return None(rows[0], $"refused: {last.Detail}; nothing more of the month is sent to this address by itself");
        }

        if (facts.Values.Any(f => f.IsBehind))
        {
            return None(rows[0], "as soon as the month is calculated");
        }

        var given = Given(known);
        var soFar = last is null ? "nothing to send yet" : $"{last.State}{(last.Settled is { } settled ? $" {At(settled)}" : "")}";
        var plan = None(rows[0], soFar) with { Known = putOff };
        var next = putOff?.Delivery ?? new Delivery(of.Group, of.Month, (last?.Delivery.Ordinal ?? 0) + 1, plan.Email);
        var fresh = rows.Select(r => r.Scorecard).Where(id => !given.ContainsKey(id)).Select(id => facts[id]).ToList();
        var shown = fresh.Where(f => f.Now is not null).OrderBy(f => f.Depth).ThenBy(f => f.Now!.Name, StringComparer.OrdinalIgnoreCase).ToList();
        List<MissingFigures> lacking = [.. fresh.Select(f => f.Lacking).OfType<MissingFigures>()];
        if (shown.Count + lacking.Count > 0)
        {
            plan = plan with
            {
                Delivery = next,
                IsDue = shown.Count > 0 && of.Rule.IsDue(of.Month, lacking.Count == 0, now),
                Number = shown.Count == 0 ? 0 : shown.Max(f => f.Number),
                Shown = [.. shown.Select(f => f.Now!)],
                Lacking = lacking,
                Words = When(of, lacking),
            };
        }

        // A scorecard that is waited for does not keep back what has changed in another.
        var changes = rows.Where(r => given.ContainsKey(r.Scorecard) && facts.ContainsKey(r.Scorecard))
            .Select(r => Change(facts[r.Scorecard], given[r.Scorecard])).Where(c => c.Restated is not null).ToList();
        if (!plan.IsDue && changes.Count > 0)
        {
            var since = changes.Min(c => c.Since);
            var isDue = of.Rule.IsRestatementDue(since, now);
            List<Restated> restated = [.. changes.Select(c => c.Restated!)];
            var words = $"what has changed since edition {restated[0].Was.Edition}, from {At(of.Rule.RestatedTime(since))}";
            plan = plan.Delivery is not null && !isDue
                ? plan with { Words = $"{plan.Words}; {words}" }
                : plan with
                {
                    Delivery = next,
                    IsDue = isDue,
                    Number = changes.Max(c => c.Number),
                    Shown = [.. restated.Select(r => r.Now)],
                    Restated = restated,
                    Words = words,
                };
        }

        return putOff?.NextAttempt is { } later && later > now
            ? plan with { IsDue = false, Words = $"put off ({putOff.Detail}), tried again from {At(later)}" }
            : plan;
    }

    /// <summary>What alters a rating or the counts of what a recipient has, and when that came to be.</summary>
    static (Restated? Restated, DateTimeOffset Since, long Number) Change(ScorecardFacts facts, long given)
    {
        if (facts.Now is not { } now || facts.Editions.LastOrDefault(e => e.Summary.AsOf <= given)?.Scorecard is not { } was || !IsOther(now))
        {
            return default;
        }

        return (new Restated(was, now), facts.Editions.First(e => e.Summary.AsOf > given && IsOther(e.Scorecard)).Summary.Changed, facts.Number);

        bool IsOther(MonthlyScorecard? one) => one is not null && ScorecardCalculation.IsRatedOtherwise(was, one);
    }

    static string When(GroupMonth of, IReadOnlyList<MissingFigures> lacking) => lacking.Count > 0
        ? $"held for {lacking.Sum(l => l.Missing.Count)} missing figures of {string.Join("; ", lacking.Select(l => l.Name))}, "
            + $"at the latest until {At(of.Rule.DeadlineTime(of.Month))}"
        : of.Rule.Timetable.IsEarly ? "as soon as the month is complete, which it is" : $"from {At(of.Rule.IssueTime(of.Month))}";

    static string At(DateTimeOffset time) => At(MonthEndRule.LocalTime(time));

    static string At(DateTime local) => local.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
