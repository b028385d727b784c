using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The table Deliveries: a partition is a scorecard group's month, a row one recipient's mail, or the plan of an issue. Who has the claim sends; who
/// is about to hand the mail
/// over says so first, and what is then cut off is never sent again by itself.
/// </summary>
public sealed class DeliveryTable(IStorage storage, ConditionalWrite write, TimeProvider time)
{
    const string PlanRows = "plan";

    /// <summary>Longer than any mail takes to be sent.</summary>
    static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(10);

    readonly ITable table = storage.Table(StorageNames.DeliveriesTable);

    /// <summary>Writes who is to get the mails of an issue, before its entry: an issue without its plan means that this table was lost.</summary>
    /// <param name="attempt">Which commits the entry.</param>
    /// <param name="recipients">Addresses with their scorecards.</param>
    public Task WritePlanAsync(
        ScorecardId group, Month month, string attempt, IReadOnlyDictionary<string, IReadOnlyList<ScorecardId>> recipients, CancellationToken ct) =>
        table.UpsertAsync([Plan(group, month, attempt).With("Attempt", attempt).WithText("Recipients", JsonSerializer.Serialize(recipients))], ct);

    /// <summary>Removes the plan of an attempt that no entry came of.</summary>
    public Task RemovePlanAsync(ScorecardId group, Month month, string attempt, CancellationToken ct) =>
        table.DeleteAsync([Plan(group, month, attempt)], ct);

    /// <summary>The attempts whose plans are there.</summary>
    public async Task<IReadOnlySet<string>> PlansAsync(CancellationToken ct) =>
        await table.QueryAsync(default, ["Attempt"], null, ct).Where(IsPlan).Select(row => row.GetString("Attempt")).ToHashSetAsync(null, ct);

    /// <summary>Removes the plans of attempts.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> RemovePlansAsync(Func<string, bool> isGone, CancellationToken ct)
    {
        var gone = await table.QueryAsync(default, ["Attempt"], null, ct)
            .Where(row => IsPlan(row) && isGone(row.GetString("Attempt"))).ToListAsync(ct);
        await table.DeleteAsync(gone, ct);
        return gone.Count;
    }

    /// <param name="number">Of the journal, that the mail shows.</param>
    /// <param name="known">As it was read; null = it was not on record.</param>
    /// <returns>The claim; null when somebody else has taken it up meanwhile.</returns>
    public async Task<TrackedDelivery?> TryClaimAsync(
        Delivery delivery, long number, IReadOnlyList<ScorecardId> scorecards, TrackedDelivery? known, CancellationToken ct)
    {
        var (attempts, since) = (known?.Attempts ?? 0, known?.Since ?? time.GetUtcNow());
        var claimed = new TrackedDelivery(
            Id(delivery), delivery, number, scorecards, DeliveryState.Claimed, null, null, attempts, since, null, false, "");
        var written = await write.WriteAsync(
            table, ToEntity(claimed).With("Until", time.GetUtcNow() + ClaimLasts), known is null ? null : new ETag(known.Version), ct);
        return written is { IsMine: true, Entity: { } row } ? claimed with { Version = row.ETag.ToString() } : null;
    }

    /// <summary>Says that a claimed mail is handed over from here on.</summary>
    /// <returns>Null: the claim ran out and somebody else has it. Nothing may be sent.</returns>
    public async Task<TrackedDelivery?> TryBeginAsync(TrackedDelivery claim, CancellationToken ct)
    {
        var sending = claim with { State = DeliveryState.Sending };
        var written = await write.WriteAsync(table, ToEntity(sending).With("Until", time.GetUtcNow() + ClaimLasts), new ETag(claim.Version), ct);
        return written is { IsMine: true, Entity: { } row } ? sending with { Version = row.ETag.ToString() } : null;
    }

    /// <summary>The state of a delivery, or the one that somebody asks for.</summary>
    /// <returns>False: it has moved since it was read; the row then says which state it has.</returns>
    public async Task<bool> TrySettleAsync(TrackedDelivery settled, CancellationToken ct) =>
        (await write.WriteAsync(table, ToEntity(settled).With("Settled", time.GetUtcNow()), new ETag(settled.Version), ct)).IsMine;

    /// <summary>The data team was told of this state; a delivery that has moved meanwhile is told of again.</summary>
    public Task TryNoteToldAsync(TrackedDelivery told, CancellationToken ct) =>
        write.WriteAsync(table, ToEntity(told with { IsTold = true }).With("Settled", told.Settled), new ETag(told.Version), ct);

    /// <summary>All deliveries of a scorecard group's month, and the attempts whose plans are there.</summary>
    public async Task<(IReadOnlyList<TrackedDelivery> Deliveries, IReadOnlySet<string> Plans)> OfMonthAsync(
        ScorecardId group, Month month, CancellationToken ct)
    {
        var rows = (await table.QueryAsync(KeyRange.Partition(Keys.From(group, month)), null, null, ct).ToListAsync(ct)).ToLookup(IsPlan);
        return ([.. rows[false].Select(FromEntity)], rows[true].Select(row => row.GetString("Attempt")).ToHashSet());
    }

    /// <summary>The deliveries by month, the latest first.</summary>
    /// <param name="state">Null = every one that is not Sent.</param>
    public async Task<IReadOnlyList<TrackedDelivery>> ListAsync(DeliveryState? state, CancellationToken ct) =>
    [
        .. (await AllAsync(ct).Where(d => state is null ? d.State != DeliveryState.Sent : d.State == state).ToListAsync(ct))
            .OrderByDescending(d => d.Delivery.Month).ThenBy(d => d.Delivery.Group)
            .ThenBy(d => d.Delivery.Email, StringComparer.Ordinal).ThenBy(d => d.Delivery.Ordinal),
    ];

    /// <summary>The deliveries that were settled after a time, and those that are not settled.</summary>
    public async Task<IReadOnlyList<TrackedDelivery>> SinceAsync(DateTimeOffset since, CancellationToken ct) =>
        await AllAsync(ct).Where(d => d.Settled is null || d.Settled > since).ToListAsync(ct);

    public async Task<TrackedDelivery?> FindAsync(string id, CancellationToken ct) =>
        await AllAsync(ct).FirstOrDefaultAsync(d => d.Id.Equals(id, StringComparison.OrdinalIgnoreCase), ct);

    /// <summary>A mail's id: the same whenever it is sent.</summary>
    public static string Id(Delivery d) => Keys.Hash(d.Group.Value, d.Month.ToString(), Number(d), d.Email);

    IAsyncEnumerable<TrackedDelivery> AllAsync(CancellationToken ct) =>
        table.QueryAsync(default, null, null, ct).Where(row => !IsPlan(row)).Select(FromEntity);

    TrackedDelivery FromEntity(TableEntity row)
    {
        var month = Month.Parse(row.GetString("Month"));
        var delivery = new Delivery(row.GetString("Group"), month, row.GetInt32("Ordinal") ?? 0, row.GetString("Email"), row.GetDate("Day"));
        var state = row.GetEnum<DeliveryState>("State") ?? default;
        var until = row.GetDateTimeOffset("Until");
        var isCutOff = until < time.GetUtcNow();
        return new TrackedDelivery(
            Id(delivery),
            delivery,
            row.GetInt64("Number") ?? 0,
            JsonSerializer.Deserialize<ScorecardId[]>(row.GetString("Scorecards") ?? "[]")!,
            (state, isCutOff) switch
            {
                (DeliveryState.Claimed, true) => DeliveryState.Planned,
                (DeliveryState.Sending, true) => DeliveryState.Unknown,
                _ => state,
            },
            row.GetDateTimeOffset("Settled") ?? (isCutOff ? until : null),
            row.GetString("Detail"),
            row.GetInt32("Attempts") ?? 0,
            row.GetDateTimeOffset("Since"),
            row.GetDateTimeOffset("NextAttempt"),
            row.GetBoolean("IsTold") ?? false,
            row.ETag.ToString());
    }

    static TableEntity ToEntity(TrackedDelivery d) =>
        new TableEntity(Keys.From(d.Delivery.Group, d.Delivery.Month), Keys.From([Number(d.Delivery), d.Delivery.Email]))
            .With("Group", d.Delivery.Group.Value).With("Month", d.Delivery.Month.ToString()).With("Ordinal", d.Delivery.Ordinal)
            .With("Email", d.Delivery.Email).With("Day", d.Delivery.Day)
            .With("Number", d.Number).With("Scorecards", JsonSerializer.Serialize(d.Scorecards)).With("State", d.State).With("Detail", d.Detail)
            .With("Attempts", d.Attempts).With("Since", d.Since).With("NextAttempt", d.NextAttempt).With("IsTold", d.IsTold);

    static TableEntity Plan(ScorecardId group, Month month, string attempt) => new(Keys.From(group, month), Keys.From([PlanRows, attempt]));

    static bool IsPlan(TableEntity row) => row.RowKey.StartsWith(PlanRows, StringComparison.Ordinal);

    /// <summary>Of a notice its day, of a mail its ordinal.</summary>
    static string Number(Delivery d) => d.Day is { } day ? $"{day:yyyy-MM-dd}" : $"{d.Ordinal:0000}";
}
