using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The table Deliveries: a partition is a scorecard's month, a row one recipient's mail of an edition. Who has the claim sends; a claim that
/// ran out means that the sender was cut off, and the mail is never sent again by itself.
/// </summary>
public sealed class DeliveryStore(ScorecardStorage storage, TimeProvider time)
{
    /// <summary>Longer than any mail takes to be sent.</summary>
    static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(10);

    readonly TableClient table = storage.Table(StorageNames.DeliveriesTable);

    /// <returns>The claim to be settled; null when the mail is sent, being sent, or not to be sent again.</returns>
    public async Task<ETag?> TryClaimAsync(Delivery delivery, CancellationToken ct)
    {
        var claimed = ToEntity(delivery, DeliveryState.Claimed).With("ClaimedUntil", time.GetUtcNow() + ClaimLasts);
        try
        {
            var known = await table.GetEntityIfExistsAsync<TableEntity>(claimed.PartitionKey, claimed.RowKey, cancellationToken: ct);
            if (!known.HasValue || known.Value is not { } row)
            {
                return (await table.AddEntityAsync(claimed, ct)).Headers.ETag;
            }

            var state = row.GetEnum<DeliveryState>("State");
            if (state == DeliveryState.Claimed && row.GetDateTimeOffset("ClaimedUntil") < time.GetUtcNow())
            {
                await table.UpdateEntityAsync(ToEntity(delivery, DeliveryState.Unknown), row.ETag, TableUpdateMode.Merge, ct);
            }

            return state == DeliveryState.Planned
                ? (await table.UpdateEntityAsync(claimed, row.ETag, TableUpdateMode.Merge, ct)).Headers.ETag
                : null;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <param name="delivery">The one claimed.</param>
    /// <param name="claim">As <see cref="TryClaimAsync"/> gave it.</param>
    /// <param name="state">What became of it.</param>
    /// <param name="detail">The Message-ID, or what the server said.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RequestFailedException">412: the claim had run out and the row says so.</exception>
    public async Task SettleAsync(Delivery delivery, ETag claim, DeliveryState state, string detail, CancellationToken ct) =>
        await table.UpdateEntityAsync(
            ToEntity(delivery, state).With("Settled", time.GetUtcNow()).With("Detail", detail), claim, TableUpdateMode.Merge, ct);

    static TableEntity ToEntity(Delivery d, DeliveryState state) =>
        new TableEntity(Keys.Of(d.Scorecard, d.Month), Keys.Of([$"{d.Edition}", d.Email]))
            .With("Scorecard", d.Scorecard).With("Month", d.Month.ToString()).With("Edition", d.Edition).With("Email", d.Email).With("State", state);
}
