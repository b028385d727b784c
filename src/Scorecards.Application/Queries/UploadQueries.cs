using Scorecards.Application.Ingestion;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>The uploads and their outcomes, and the mails that an administrator has to look into.</summary>
public sealed class UploadQueries(UploadReader uploads, DeliveryTable deliveries, SuppressedResults suppressed)
{
    public const int MostAsked = 1_000;

    /// <param name="top">How many at most, 1 to <see cref="MostAsked"/>; blank = all.</param>
    /// <param name="functionKeys">Every key in the request.</param>
    public async Task<object> ListAsync(string top, IEnumerable<string> functionKeys, CancellationToken ct)
    {
        suppressed.RequireWhole(
            functionKeys, "Uploads not given", "Small numbers are withheld for this key. The list of uploads is for council staff only.");
        if (!WholeNumber.TryParse(top, out var most) || most is not (> 0 and <= MostAsked))
        {
            if (top != "")
            {
                throw new ProblemException(400, "Not a number of uploads", $"'{top}' is not a number from 1 to {MostAsked}.");
            }

            most = int.MaxValue;
        }

        return (await UploadsAsync(ct)).Take((int)most).Select(ExtractListing.From).ToList();
    }

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<UploadLine>> UploadsAsync(CancellationToken ct) => uploads.ReadAsync(ct);

    /// <summary>The mails of which nobody knows whether they arrived.</summary>
    public async Task<IReadOnlyList<DeliveryLine>> UnknownDeliveriesAsync(CancellationToken ct) =>
    [
        .. (await deliveries.ListAsync(DeliveryState.Unknown, ct)).Select(
            d => new DeliveryLine(d.Id, string.Join(", ", d.Scorecards), d.Delivery.Month)),
    ];

    /// <summary>Why mail waits, and how many mails for each reason.</summary>
    public async Task<IReadOnlyList<WaitingMail>> WaitingMailAsync(CancellationToken ct) =>
    [
        .. (await deliveries.ListAsync(DeliveryState.Planned, ct)).Where(d => d.Detail is not null)
            .GroupBy(d => ServerWords.WithoutAddresses(d.Detail!)).Select(same => new WaitingMail(same.Key, same.Count())),
    ];
}
