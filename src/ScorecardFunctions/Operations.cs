using System.Collections.Concurrent;
using System.Text.Json;
using ScorecardFunctions.Mail;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>What came of an operation: one of the two.</summary>
/// <param name="Done">What was done, or was done before.</param>
/// <param name="Problem">Why nothing was.</param>
public readonly record struct Outcome(object? Done, Problem? Problem)
{
    public static implicit operator Outcome(Problem problem) => new(null, problem);
}

/// <summary>Who says that a delivery is settled, and why.</summary>
public sealed record Settlement(string? By, string? Why);

/// <summary>
/// What the person who runs the installation does by hand (docs/operations.md). Each may be done again: it ends in the same state and says so.
/// </summary>
public sealed partial class Operations(
    Files files,
    ExtractStore extracts,
    DeliveryStore deliveries,
    ExtractIngestion ingestion,
    ScorecardCalculator calculator,
    Catalogues catalogues,
    MonthEndPlan planning,
    TimeProvider time,
    ILogger<Operations> log)
{
    const int AtOnce = 4;
    const int LongestBy = 100;
    const int LongestWhy = 500;

    /// <summary>An extract on which work was seen since is not taken out of somebody's hands.</summary>
    static readonly TimeSpan AtWork = TimeSpan.FromMinutes(15);

    static readonly JsonSerializerOptions BodyJson = new(JsonSerializerDefaults.Web);

    /// <summary>Takes an upload in again although its bytes are known: from the archive, else from the inbox.</summary>
    /// <param name="sha256">Of the bytes; blank = by path.</param>
    /// <param name="path">Of an upload, the latest of that path; blank = by hash.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome> ReplayAsync(string sha256, string path, CancellationToken ct)
    {
        if (sha256 == "" == (path == ""))
        {
            return new Problem(StatusCodes.Status400BadRequest, "Which upload?", "Say which upload: either sha256 or path. GET /api/extracts lists both.");
        }

        if (path != "")
        {
            sha256 = (await extracts.UploadsAsync(ct)).FirstOrDefault(u => u.Extract == path)?.Submission.Sha256 ?? "";
        }

        if (sha256 == "" || await extracts.FindAsync(sha256.ToLowerInvariant(), ct) is not { } known)
        {
            return new Problem(StatusCodes.Status404NotFound, "Unknown upload", "No such upload is on record. GET /api/extracts lists those that are.");
        }

        if (!known.Submission.IsSettled && known.Submission.Worked > time.GetUtcNow() - AtWork)
        {
            return new Problem(StatusCodes.Status409Conflict, "Being worked on", "This upload is being worked on. Look at /uploads, and try again in a quarter of an hour if it still is.");
        }

        if (!await ingestion.IngestAgainAsync(files.Archived(known.Submission.Sha256), known, ct)
            && !await ingestion.IngestAgainAsync(files.Extract(known.Submission.Receipt ?? known.Submission.Extract), known, ct))
        {
            return new Problem(StatusCodes.Status410Gone, "Bytes not kept", "Nothing of this upload was ever accepted, so that the archive does not have it, and it is not in the inbox any more: drop the file again.");
        }

        var now = (await extracts.FindAsync(known.Submission.Sha256, ct))!.Submission;
        LogReplayed(now.Sha256, now.Attempts, now.State);
        return new Outcome(new { Replayed = now.Sha256, now.Extract, State = now.State.ToString(), now.Attempts, now.Rows, now.Message }, null);
    }

    /// <summary>Calculates a month again from what is stored, and says what has changed by it.</summary>
    /// <param name="scorecard">Blank = all.</param>
    /// <param name="month">yyyy-MM.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome> RecalculateAsync(string scorecard, string month, CancellationToken ct)
    {
        if (!Month.TryParse(month, out var wanted))
        {
            return new Problem(StatusCodes.Status400BadRequest, "Not a month", $"'{month}' is not a month: write it as yyyy-MM, such as 2012-05.");
        }

        var catalogue = await catalogues.ReadAsync(ct);
        if (scorecard != "" && catalogue.Scorecard(scorecard) is null)
        {
            return new Problem(StatusCodes.Status404NotFound, "Unknown scorecard", $"There is no scorecard '{scorecard}'. GET /api/scorecards lists those that there are.");
        }

        var ids = scorecard == "" ? catalogue.Scorecards.Select(s => s.Id).ToList() : [catalogue.Scorecard(scorecard)!.Id];
        ConcurrentBag<ScorecardChange> changes = [];
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (id, stop) =>
        {
            if (await calculator.CalculateAsync(new ScorecardMonth(id, wanted), stop) is { } change)
            {
                changes.Add(change);
            }
        });
        LogRecalculated(wanted, ids.Count, changes.Count);
        return new Outcome(new { Month = wanted.ToString(), Recalculated = ids.Count, Changed = changes.OrderBy(c => c.Scorecard, StringComparer.Ordinal) }, null);
    }

    /// <param name="state">A <see cref="DeliveryState"/>; blank = all that are not Sent.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Outcome> DeliveriesAsync(string state, CancellationToken ct)
    {
        DeliveryState? wanted = Enum.TryParse<DeliveryState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
        return wanted is null && state != ""
            ? new Problem(StatusCodes.Status400BadRequest, "Not a state", $"There is no state '{state}'. Known: {string.Join(", ", Enum.GetNames<DeliveryState>())}.")
            : new Outcome((await deliveries.ListAsync(wanted, ct)).Select(Document), null);
    }

    /// <summary>Has a mail sent once more at the next tick: what is Unknown or Refused is Planned.</summary>
    public async Task<Outcome> ResendAsync(string id, CancellationToken ct)
    {
        if (await deliveries.FindAsync(id, ct) is not { } delivery)
        {
            return UnknownDelivery;
        }

        if (delivery.Delivery.Day is not null)
        {
            return new Problem(StatusCodes.Status409Conflict, "A notice", "A notice to the data team is not sent again: the next working day's says what is missing then.");
        }

        var isDue = (await planning.GroupsAsync(ct)).Any(g => g.Rule.Group == delivery.Delivery.Group && g.Month == delivery.Delivery.Month && g.Recipients.Any(r => r.Email.Equals(delivery.Delivery.Email, StringComparison.OrdinalIgnoreCase) && delivery.Editions.ContainsKey(r.Scorecard)));
        var theirs = (await deliveries.OfMonthAsync(delivery.Delivery.Group, delivery.Delivery.Month, ct)).Where(d => d.Delivery is { Day: null } of && of.Email == delivery.Delivery.Email && d.Id != delivery.Id && d.State != DeliveryState.Planned);
        if (theirs.Any(d => delivery.Editions.All(e => d.Editions.TryGetValue(e.Key, out var had) && had >= e.Value)))
        {
            return new Problem(StatusCodes.Status409Conflict, "Given since", "A later mail to this recipient has given the same: settle this delivery.");
        }

        return isDue
            ? await MoveAsync(delivery, DeliveryState.Planned, "to be sent again, by hand", ct)
            : new Problem(StatusCodes.Status409Conflict, "Not due any more", "Mail is sent for the reporting month to its recipients only, and this is not one of them: settle the delivery, and send the page's address yourself if need be.");
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
                StatusCodes.Status400BadRequest,
                "Who says so, and why?",
                $$"""Send {"by": "...", "why": "..."} as JSON: by in at most {{LongestBy}} characters, why in at most {{LongestWhy}}, on one line each.""");
        }

        return await deliveries.FindAsync(id, ct) is { } delivery
            ? await MoveAsync(delivery, DeliveryState.Sent, $"settled by hand, by {said!.By}: {said.Why}", ct)
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
            return new Problem(StatusCodes.Status409Conflict, "Nothing to settle", $"The delivery is {delivery.State}; only one that is Unknown or Refused waits for somebody.");
        }

        var moved = delivery with { State = state, Detail = detail, Attempts = 0, Since = null, NextAttempt = null };
        if (!await deliveries.TrySettleAsync(moved, ct))
        {
            return new Problem(StatusCodes.Status409Conflict, "Moved meanwhile", "The delivery has moved while it was looked at: list it again.");
        }

        LogMoved(delivery.Id, delivery.State, state);
        return new Outcome(Document(moved with { Settled = time.GetUtcNow() }), null);
    }

    static object Document(TrackedDelivery d) => new
    {
        Delivery = d.Id,
        d.Delivery.Group,
        Scorecards = d.Editions.Keys,
        Month = d.Delivery.Month.ToString(),
        d.Delivery.Edition,
        d.Delivery.Day,
        d.Delivery.Email,
        State = d.State.ToString(),
        Settled = d.Settled?.UtcDateTime,
        d.Detail,
        d.Attempts,
        NextAttempt = d.NextAttempt?.UtcDateTime,
    };

    static bool IsText(string? text, int most) => !string.IsNullOrWhiteSpace(text) && text.Length <= most && !text.Any(char.IsControl);

    static Problem UnknownDelivery => new(StatusCodes.Status404NotFound, "Unknown delivery", "No such delivery is on record. GET /api/operations/deliveries lists those that are not sent.");

    [LoggerMessage(LogLevel.Information, "Extract replayed by hand. Sha256: {Sha256}. Attempt: {Attempt}. State: {State}.", EventName = "ExtractReplayed")]
    partial void LogReplayed(string sha256, int attempt, SubmissionState state);

    [LoggerMessage(LogLevel.Information, "Month recalculated by hand. Month: {Month}. Scorecards: {Scorecards}. Changed: {Changed}.", EventName = "MonthRecalculated")]
    partial void LogRecalculated(Month month, int scorecards, int changed);

    [LoggerMessage(LogLevel.Information, "Delivery moved by hand. Delivery: {Delivery}. From: {From}. To: {To}.", EventName = "DeliveryMoved")]
    partial void LogMoved(string delivery, DeliveryState from, DeliveryState to);
}
