using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>A delivery as it stood when it was read.</summary>
/// <param name="Id">Of its mail, as logs and mail headers have it.</param>
/// <param name="State">A claim that ran out is Unknown.</param>
/// <param name="Settled">When its state was written, UTC; null while it is being sent.</param>
/// <param name="Detail">What the server said, or who settled it and why.</param>
public sealed record TrackedDelivery(string Id, Delivery Delivery, DeliveryState State, DateTimeOffset? Settled, string? Detail, ETag ETag);

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

    /// <summary>The deliveries by month, the latest first.</summary>
    /// <param name="state">Null = every one that is not Sent.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<TrackedDelivery>> ListAsync(DeliveryState? state, CancellationToken ct) =>
    [
        .. (await AllAsync(state == DeliveryState.Sent ? "" : $"State ne '{DeliveryState.Sent}'", ct).Where(d => state is null || d.State == state).ToListAsync(ct))
            .OrderByDescending(d => d.Delivery.Month).ThenBy(d => d.Delivery.Scorecard, StringComparer.Ordinal).ThenBy(d => d.Delivery.Email, StringComparer.Ordinal),
    ];

    public async Task<TrackedDelivery?> FindAsync(string id, CancellationToken ct) =>
        await AllAsync("", ct).FirstOrDefaultAsync(d => d.Id.Equals(id, StringComparison.OrdinalIgnoreCase), ct);

    /// <summary>Somebody says what is to become of a delivery.</summary>
    /// <returns>False: it has moved since it was read.</returns>
    public async Task<bool> TryMoveAsync(TrackedDelivery tracked, DeliveryState state, string detail, CancellationToken ct)
    {
        try
        {
            await table.UpdateEntityAsync(ToEntity(tracked.Delivery, state).With("Settled", time.GetUtcNow()).With("Detail", detail), tracked.ETag, TableUpdateMode.Merge, ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Notes that a mail may have been sent already, where nothing is on record about it.</summary>
    /// <returns>Whether nothing was.</returns>
    public async Task<bool> TryAddUnknownAsync(Delivery delivery, string detail, CancellationToken ct)
    {
        try
        {
            await table.AddEntityAsync(ToEntity(delivery, DeliveryState.Unknown).With("Settled", time.GetUtcNow()).With("Detail", detail), ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    /// <summary>A mail's id: the same whenever it is sent.</summary>
    public static string Id(Delivery d) => Keys.Hash(d.Scorecard, d.Month.ToString(), $"{d.Edition}", d.Email);

    IAsyncEnumerable<TrackedDelivery> AllAsync(string filter, CancellationToken ct) => table.QueryAsync<TableEntity>(filter, cancellationToken: ct).Select(row =>
    {
        var delivery = new Delivery(row.GetString("Scorecard"), Month.Parse(row.GetString("Month")), row.GetInt32("Edition") ?? 0, row.GetString("Email"));
        var state = row.GetEnum<DeliveryState>("State") ?? default;
        var isCutOff = state == DeliveryState.Claimed && row.GetDateTimeOffset("ClaimedUntil") < time.GetUtcNow();
        return new TrackedDelivery(Id(delivery), delivery, isCutOff ? DeliveryState.Unknown : state, row.GetDateTimeOffset("Settled"), row.GetString("Detail"), row.ETag);
    });

    static TableEntity ToEntity(Delivery d, DeliveryState state) =>
        new TableEntity(Keys.Of(d.Scorecard, d.Month), Keys.Of([$"{d.Edition}", d.Email]))
            .With("Scorecard", d.Scorecard).With("Month", d.Month.ToString()).With("Edition", d.Edition).With("Email", d.Email).With("State", state);
}
