using Scorecards.Application.Ingestion;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>The uploads and their outcomes, and the mails that an administrator has to look into.</summary>
public sealed class UploadQueries(UploadReader uploads, DeliveryTable deliveries, SuppressedResults suppressed, TimeProvider time)
{
    public const int MostAsked = 1_000;

    /// <param name="top">How many at most, 1 to <see cref="MostAsked"/>; blank = all.</param>
    /// <param name="functionKeys">Every key in the request.</param>
    public async Task<object> ListAsync(string top, IEnumerable<string> functionKeys, CancellationToken ct)
    {
        suppressed.RequireWhole(
            functionKeys, "Uploads not given", "Small numbers are withheld for this key. The list of uploads is for council staff only.");
        var most = top == "" ? int.MaxValue
            : WholeNumber.TryParse(top, out var asked) && asked is > 0 and <= MostAsked ? asked
            : throw new ProblemException(400, "Not a number of uploads", $"'{top}' is not a number from 1 to {MostAsked}.");
        return (await UploadsAsync(ct)).Take((int)most).Select(ExtractListing.From).ToList();
    }

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<UploadLine>> UploadsAsync(CancellationToken ct) => uploads.ReadAsync(ct);

    /// <summary>The mail that was not delivered, or that nobody knows of whether it was.</summary>
    public async Task<UndeliveredMail> UndeliveredMailAsync(CancellationToken ct)
    {
        var unsent = await deliveries.ListAsync(state: null, ct);
        var now = time.GetUtcNow();
        return new UndeliveredMail(
            [.. unsent.Where(d => d.State == DeliveryState.Unknown).Select(Line)],
            [.. unsent.Where(d => DeliveriesByHand.IsRefused(d, now)).Select(Line)],
            [.. unsent.Where(d => DeliveriesByHand.IsWaiting(d, now)).GroupBy(Why).Select(same => (same.Key, same.Count()))]);
    }

    static DeliveryLine Line(TrackedDelivery d) => new(d.Id, string.Join(", ", d.Scorecards), d.Delivery.Month, Why(d));

    static string Why(TrackedDelivery d) => ServerWords.WithoutAddresses(d.Detail ?? "");
}
