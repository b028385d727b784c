using System.Text.Json;
using Microsoft.Extensions.Logging;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>
/// What an administrator does by hand to mails (docs/operations.md). Each may be done again: it ends in the same state and says so.
/// </summary>
public sealed partial class DeliveryOperations(
    Journal journal, DeliveryTable deliveries, MonthEndPlanning planning, TimeProvider time, ILogger<DeliveryOperations> log)
{
    const int LongestBy = 100;
    const int LongestWhy = 500;

    static readonly JsonSerializerOptions BodyJson = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <param name="state">A <see cref="DeliveryState"/>; blank = all that are not Sent.</param>
    public async Task<object> ListAsync(string state, CancellationToken ct)
    {
        // Enum.TryParse adds two names up to a third: Unknown,Refused would be Refused alone.
        var wanted = Enum.GetValues<DeliveryState>().Where(s => s.ToString().Equals(state, StringComparison.OrdinalIgnoreCase))
            .Select(s => (DeliveryState?)s).FirstOrDefault();
        return wanted is null && state != ""
            ? throw new ProblemException(
                400, "Not a state", $"'{state}' is not a delivery state. Use one of {string.Join(", ", Enum.GetNames<DeliveryState>())}.")
            : (await deliveries.ListAsync(wanted, ct)).Select(Document);
    }

    /// <summary>Has a mail sent once more at the next tick: from Unknown or Refused to Planned.</summary>
    public async Task<object> ResendAsync(string id, CancellationToken ct)
    {
        if (await deliveries.FindAsync(id, ct) is not { } found)
        {
            throw UnknownDelivery;
        }

        var mail = found.Delivery;
        var ofMonth = (await deliveries.OfMonthAsync(mail.Group, mail.Month, ct)).Deliveries;
        var groups = await planning.FindGroupsAsync(await journal.ReadAsync(ct), null, ct);
        return DeliveriesByHand.CheckResend(found, ofMonth, groups) switch
        {
            ResendAnswer.IsNotice => throw new ProblemException(
                409,
                "A notice",
                "A notice, to the data team or that a month is on hold, is not resent. The data team's next notice says what is missing then. That a "
                + "month is on hold is not said twice: tell the recipient, then settle this delivery."),
            ResendAnswer.GivenSince => throw new ProblemException(
                409,
                "Already mailed",
                "A later mail to this recipient says what has changed in the same scorecards since. Settle this delivery instead, and send them the "
                + "address of the scorecard's page, which has the rest."),
            ResendAnswer.NotDue => throw new ProblemException(
                409,
                "Not due any more",
                "Mail is only sent for the reporting month, of corrections of the one before until it is issued, and to today's recipients. "
                + "This delivery is not one of these. Settle it, and if the recipient "
                + "needs the scorecard, send them the address of its page."),
            _ => await MoveAsync(found, DeliveryState.Planned, "to be sent again, requested by an administrator", ct),
        };
    }

    /// <summary>Records that a mail was delivered, as an administrator has found out: from Unknown or Refused to Sent.</summary>
    /// <param name="body">JSON of a <see cref="Settlement"/>.</param>
    public async Task<object> SettleAsync(string id, Stream body, CancellationToken ct)
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
            throw new ProblemException(
                400,
                "Name and reason needed",
                $$"""Send JSON: {"by": "your name", "why": "the reason"}. """
                + $"The name may have {LongestBy} characters and the reason {LongestWhy}, each on one line.");
        }

        return await deliveries.FindAsync(id, ct) is { } found
            ? await MoveAsync(found, DeliveryState.Sent, $"marked as delivered by {said!.By}: {said.Why}", ct)
            : throw UnknownDelivery;
    }

    async Task<object> MoveAsync(TrackedDelivery delivery, DeliveryState state, string detail, CancellationToken ct)
    {
        if (delivery.State == state)
        {
            return Document(delivery);
        }

        if (!DeliveriesByHand.IsOpen(delivery))
        {
            throw new ProblemException(
                409, "Nothing to do", $"The delivery is {delivery.State}. Only an Unknown or Refused delivery can be resent or settled.");
        }

        var moved = DeliveriesByHand.Move(delivery, state, detail);
        if (!await deliveries.TrySettleAsync(moved, ct))
        {
            throw new ProblemException(409, "Changed meanwhile", "The delivery changed while this request was handled. List it again.");
        }

        LogMoved(delivery.Id, delivery.State, state);
        return Document(moved with { Settled = time.GetUtcNow() });
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

    static ProblemException UnknownDelivery => new(
        404, "Unknown delivery", "No delivery has this id. GET /api/operations/deliveries lists those that are not sent.");

    [LoggerMessage(LogLevel.Information, "Delivery moved by hand. Delivery: {Delivery}. From: {From}. To: {To}.", EventName = "DeliveryMoved")]
    partial void LogMoved(string delivery, DeliveryState from, DeliveryState to);
}
