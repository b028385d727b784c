using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>A delivery as it stood when it was read.</summary>
/// <param name="Id">Of its mail, as logs and mail headers have it.</param>
/// <param name="Editions">The scorecards that the mail is about, with the edition that it gives of each.</param>
/// <param name="State">A claim that ran out is Unknown.</param>
/// <param name="Settled">When its state was written, UTC; null while it is being sent.</param>
/// <param name="Detail">What the server said, or who settled it and why.</param>
/// <param name="Attempts">How often it was put off.</param>
/// <param name="Since">Of the first attempt, UTC; null before it, and again after somebody has had it sent once more.</param>
/// <param name="NextAttempt">Planned: not before, UTC; null = at once.</param>
/// <param name="IsTold">Refused or Unknown: the data team has been told.</param>
public sealed record TrackedDelivery(
    string Id,
    Delivery Delivery,
    IReadOnlyDictionary<string, int> Editions,
    DeliveryState State,
    DateTimeOffset? Settled,
    string? Detail,
    int Attempts,
    DateTimeOffset? Since,
    DateTimeOffset? NextAttempt,
    bool IsTold,
    ETag ETag);

/// <summary>
/// The table Deliveries: a partition is a scorecard group's month, a row one recipient's mail of an edition. Who has the claim sends; a claim that
/// ran out means that the sender was cut off, and the mail is never sent again by itself.
/// </summary>
public sealed class DeliveryStore(IStorage storage, ConditionalWrite write, TimeProvider time)
{
    /// <summary>Longer than any mail takes to be sent.</summary>
    static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(10);

    readonly ITable table = storage.Table(StorageNames.DeliveriesTable);

    /// <param name="delivery">To be sent now.</param>
    /// <param name="editions">What the mail gives.</param>
    /// <param name="known">As it was read; null = it was not on record.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The claim to be settled; null when somebody else has taken it up meanwhile.</returns>
    public async Task<TrackedDelivery?> TryClaimAsync(Delivery delivery, IReadOnlyDictionary<string, int> editions, TrackedDelivery? known, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var claimed = new TrackedDelivery(Id(delivery), delivery, editions, DeliveryState.Claimed, null, null, known?.Attempts ?? 0, known?.Since ?? now, null, false, default);
        var row = ToEntity(claimed).With("ClaimedUntil", now + ClaimLasts);
        return await write.WriteAsync(table, row, known?.ETag, ct) is { IsMine: true, Entity: { } written } ? claimed with { ETag = written.ETag } : null;
    }

    /// <summary>What became of a claimed delivery, or what somebody says is to become of one.</summary>
    /// <returns>False: it has moved since it was read; the row then says what to think of it.</returns>
    public async Task<bool> TrySettleAsync(TrackedDelivery settled, CancellationToken ct) =>
        (await write.WriteAsync(table, ToEntity(settled).With("Settled", time.GetUtcNow()), settled.ETag, ct)).IsMine;

    /// <summary>The data team knows of it; one that has moved meanwhile is told of again.</summary>
    public Task TryNoteToldAsync(TrackedDelivery told, CancellationToken ct) =>
        write.WriteAsync(table, ToEntity(told with { IsTold = true }).With("Settled", told.Settled), told.ETag, ct);

    /// <summary>All deliveries of a scorecard group's month.</summary>
    public async Task<IReadOnlyList<TrackedDelivery>> OfMonthAsync(string group, Month month, CancellationToken ct) =>
        await AllAsync(KeyRange.Partition(Keys.Of(group, month)), ct).ToListAsync(ct);

    /// <summary>The deliveries by month, the latest first.</summary>
    /// <param name="state">Null = every one that is not Sent.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<TrackedDelivery>> ListAsync(DeliveryState? state, CancellationToken ct) =>
    [
        .. (await AllAsync(default, ct).Where(d => state is null ? d.State != DeliveryState.Sent : d.State == state).ToListAsync(ct))
            .OrderByDescending(d => d.Delivery.Month).ThenBy(d => d.Delivery.Group, StringComparer.Ordinal).ThenBy(d => d.Delivery.Email, StringComparer.Ordinal).ThenBy(d => d.Delivery.Edition),
    ];

    public async Task<TrackedDelivery?> FindAsync(string id, CancellationToken ct) =>
        await AllAsync(default, ct).FirstOrDefaultAsync(d => d.Id.Equals(id, StringComparison.OrdinalIgnoreCase), ct);

    /// <summary>Notes that a mail may have been sent already, where nothing is on record about it.</summary>
    /// <returns>Whether nothing was.</returns>
    public async Task<bool> TryAddUnknownAsync(Delivery delivery, IReadOnlyDictionary<string, int> editions, string detail, CancellationToken ct)
    {
        var unknown = new TrackedDelivery(Id(delivery), delivery, editions, DeliveryState.Unknown, null, detail, 0, null, null, false, default);
        return (await write.WriteAsync(table, ToEntity(unknown).With("Settled", time.GetUtcNow()), known: null, ct)).IsMine;
    }

    /// <summary>A mail's id: the same whenever it is sent.</summary>
    public static string Id(Delivery d) => Keys.Hash(d.Group, d.Month.ToString(), Number(d), d.Email);

    IAsyncEnumerable<TrackedDelivery> AllAsync(KeyRange keys, CancellationToken ct) => table.QueryAsync(keys, null, null, ct).Select(row =>
    {
        var delivery = new Delivery(row.GetString("Group"), Month.Parse(row.GetString("Month")), row.GetInt32("Edition") ?? 0, row.GetString("Email"), row.GetDate("Day"));
        var state = row.GetEnum<DeliveryState>("State") ?? default;
        var isCutOff = state == DeliveryState.Claimed && row.GetDateTimeOffset("ClaimedUntil") < time.GetUtcNow();
        return new TrackedDelivery(
            Id(delivery),
            delivery,
            new Dictionary<string, int>(JsonSerializer.Deserialize<Dictionary<string, int>>(row.GetString("Editions") ?? "{}")!, StringComparer.OrdinalIgnoreCase),
            isCutOff ? DeliveryState.Unknown : state,
            row.GetDateTimeOffset("Settled"),
            row.GetString("Detail"),
            row.GetInt32("Attempts") ?? 0,
            row.GetDateTimeOffset("Since"),
            row.GetDateTimeOffset("NextAttempt"),
            row.GetBoolean("IsTold") ?? false,
            row.ETag);
    });

    static TableEntity ToEntity(TrackedDelivery d) =>
        new TableEntity(Keys.Of(d.Delivery.Group, d.Delivery.Month), Keys.Of([Number(d.Delivery), d.Delivery.Email]))
            .With("Group", d.Delivery.Group).With("Month", d.Delivery.Month.ToString()).With("Edition", d.Delivery.Edition).With("Email", d.Delivery.Email).With("Day", d.Delivery.Day)
            .With("Editions", JsonSerializer.Serialize(d.Editions)).With("State", d.State).With("Detail", d.Detail)
            .With("Attempts", d.Attempts).With("Since", d.Since).With("NextAttempt", d.NextAttempt).With("IsTold", d.IsTold);

    /// <summary>Of a notice its day, of a mail its edition.</summary>
    static string Number(Delivery d) => d.Day is { } day ? $"{day:yyyy-MM-dd}" : $"{d.Edition:0000}";
}
