using System.Text.Json;
using Microsoft.Extensions.Logging;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>
/// What an administrator does by hand to mails (docs/operations.md). Each may be done again: it ends in the same state and says so.
/// </summary>
public sealed partial class DeliveryOperations(
    Journal journal, DeliveryTable deliveries, MonthEndPlan planning, TimeProvider time, ILogger<DeliveryOperations> log)
{
    const int LongestBy = 100;
    const int LongestWhy = 500;

    static readonly JsonSerializerOptions BodyJson = new(JsonSerializerDefaults.Web);

    /// <param name="state">A <see cref="DeliveryState"/>; blank = all that are not Sent.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome> ListAsync(string state, CancellationToken ct)
    {
        DeliveryState? wanted = Enum.TryParse<DeliveryState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
        return wanted is null && state != ""
            ? new Problem(400, "Not a state", $"There is no state '{state}'. Known: {string.Join(", ", Enum.GetNames<DeliveryState>())}.")
            : new Outcome((await deliveries.ListAsync(wanted, ct)).Select(Document), null);
    }

    /// <summary>Has a mail sent once more at the next tick: what is Unknown or Refused is Planned.</summary>
    public async Task<Outcome> ResendAsync(string id, CancellationToken ct)
    {
        if (await deliveries.FindAsync(id, ct) is not { } found)
        {
            return UnknownDelivery;
        }

        var of = found.Delivery;
        if (of.Day is not null)
        {
            return new Problem(409, "A notice", "A notice to the data team is not sent again: the next working day's says what is missing then.");
        }

        var theirs = (await deliveries.OfMonthAsync(of.Group, of.Month, ct)).Deliveries
            .Where(d => d.Delivery is { Day: null } other && other.Email == of.Email && d.Id != found.Id && d.State != DeliveryState.Planned);
        if (theirs.Any(d => d.Number >= found.Number && found.Scorecards.All(s => d.Scorecards.Contains(s, StringComparer.OrdinalIgnoreCase))))
        {
            return new Problem(409, "Given since", "A later mail to this recipient has given the same: settle this delivery.");
        }

        var isDue = (await planning.GroupsAsync(await journal.ReadAsync(ct), null, ct)).Any(g => Is(g.Group, of.Group) && g.Month == of.Month
            && g.Recipients.Any(r => Is(r.Email, of.Email) && found.Scorecards.Contains(r.Scorecard, StringComparer.OrdinalIgnoreCase)));
        return isDue
            ? await MoveAsync(found, DeliveryState.Planned, "to be sent again, by hand", ct)
            : new Problem(
                409,
                "Not due any more",
                "Mail is sent for the reporting month to its recipients only, and this is not one of them: settle the delivery, and send the page's address yourself if "
                + "need be.");
    }

    /// <summary>Somebody knows what became of a mail: what is Unknown or Refused is Sent.</summary>
    /// <param name="id">The delivery's.</param>
    /// <param name="body">JSON of a <see cref="Settlement"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome> SettleAsync(string id, Stream body, CancellationToken ct)
    {
        Settlement? said;
        try
        {
            said = await JsonSerializer.DeserializeAsync<Settlement>(body, BodyJson, ct);
        }
        catch (JsonException)
        {
            said = null;
        }

        if (!IsText(said?.By, LongestBy) || !IsText(said?.Why, LongestWhy))
        {
            return new Problem(
                400,
                "Who says so, and why?",
                $$"""Send {"by": "...", "why": "..."} as JSON: by in at most {{LongestBy}} characters, why in at most {{LongestWhy}}, on one line each.""");
        }

        return await deliveries.FindAsync(id, ct) is { } found
            ? await MoveAsync(found, DeliveryState.Sent, $"settled by hand, by {said!.By}: {said.Why}", ct)
            : UnknownDelivery;
    }

    async Task<Outcome> MoveAsync(TrackedDelivery delivery, DeliveryState state, string detail, CancellationToken ct)
    {
        if (delivery.State == state)
        {
            return new Outcome(Document(delivery), null);
        }

        if (delivery.State is not (DeliveryState.Unknown or DeliveryState.Refused))
        {
            return new Problem(
                409, "Nothing to settle", $"The delivery is {delivery.State}; only one that is Unknown or Refused waits for somebody.");
        }

        var moved = delivery with { State = state, Detail = detail, Attempts = 0, Since = null, NextAttempt = null };
        if (!await deliveries.TrySettleAsync(moved, ct))
        {
            return new Problem(409, "Moved meanwhile", "The delivery has moved while it was looked at: list it again.");
        }

        LogMoved(delivery.Id, delivery.State, state);
        return new Outcome(Document(moved with { Settled = time.GetUtcNow() }), null);
    }

    static object Document(TrackedDelivery d) => new
    {
        Delivery = d.Id,
        d.Delivery.Group,
        d.Scorecards,
        Month = d.Delivery.Month.ToString(),
        Mail = d.Delivery.Ordinal,
        d.Number,
        d.Delivery.Day,
        d.Delivery.Email,
        State = d.State.ToString(),
        Settled = d.Settled?.UtcDateTime,
        d.Detail,
        d.Attempts,
        NextAttempt = d.NextAttempt?.UtcDateTime,
    };

    static bool IsText(string? text, int most) => !string.IsNullOrWhiteSpace(text) && text.Length <= most && !text.Any(char.IsControl);

    static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    static Problem UnknownDelivery => new(
        404, "Unknown delivery", "No such delivery is on record. GET /api/operations/deliveries lists those that are not sent.");

    [LoggerMessage(LogLevel.Information, "Delivery moved by hand. Delivery: {Delivery}. From: {From}. To: {To}.", EventName = "DeliveryMoved")]
    partial void LogMoved(string delivery, DeliveryState from, DeliveryState to);
}
