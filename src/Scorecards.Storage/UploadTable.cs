using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The table Uploads: a partition is a path, a row an arrival, the newest first. An arrival is registered before its content is read, so that a
/// content that was read has a lower number than every content uploaded after it.
/// </summary>
public sealed class UploadTable(IStorage storage, ConditionalWrite write)
{
    const string FollowedPartition = "!followed";
    const int Inverter = 99_999_999;

    readonly ITable table = storage.Table(StorageNames.UploadsTable);

    /// <summary>Puts an arrival on record, or finds it there.</summary>
    /// <param name="path">In the container <c>extracts</c>.</param>
    /// <param name="content">The blob's ETag.</param>
    /// <param name="modified">The blob's Last-Modified: the storage's clock, in whole seconds.</param>
    /// <param name="now">When work on it begins.</param>
    /// <param name="journal">What it knows of the path counts if this table was lost: no number is used twice.</param>
    /// <returns>The arrival, and whether it was put on record now: then it has no outcome yet.</returns>
    public async Task<(Arrival Arrival, bool IsNew)> RegisterAsync(string path, string content, DateTimeOffset modified, DateTimeOffset now,
        JournalPrefix journal, CancellationToken ct)
    {
        content = content.Trim('"');
        var ended = journal.OfPath(path).Select(n => journal[n]).Select(e => (e.Arrival, e.Received, e.Content)).ToList();
        while (true)
        {
            List<(int Number, DateTimeOffset Received, string? Content)> before = [];
            await foreach (var known in OfPathAsync(path, ct))
            {
                if (known.Content == content)
                {
                    return (known, false);
                }

                before.Add((known.Number, known.Received, known.Content));
            }

            // On record in the journal only: it has its number.
            var (number, received, _) = ended.FirstOrDefault(e => e.Content == content && before.All(b => b.Number != e.Arrival));
            if (number == 0)
            {
                before.AddRange(ended);
                var last = before.Select(b => b.Received).DefaultIfEmpty().Max();
                (number, received) = (before.Select(b => b.Number).DefaultIfEmpty().Max() + 1, last >= modified ? last.AddTicks(1) : modified);
            }

            var arrival = new Arrival(path, number, content, received, UploadState.Received, null, 0, now, null, default);
            if (await write.WriteAsync(table, ToEntity(arrival), known: null, ct) is { IsMine: true, Entity: { } written })
            {
                return (arrival with { ETag = written.ETag }, true);
            }
        }
    }

    /// <summary>The arrivals at a path, the newest first.</summary>
    public IAsyncEnumerable<Arrival> OfPathAsync(string path, CancellationToken ct) =>
        table.QueryAsync(KeyRange.Partition(Partition(path)), null, null, ct).Select(FromEntity);

    public async Task<Arrival?> FindAsync(string path, int number, CancellationToken ct) =>
        await table.FindAsync(Partition(path), Row(number), null, ct) is { } found ? FromEntity(found) : null;

    /// <summary>Every arrival, by path.</summary>
    public IAsyncEnumerable<Arrival> AllAsync(CancellationToken ct) =>
        table.QueryAsync(default, null, null, ct).Where(row => row.PartitionKey != FollowedPartition).Select(FromEntity);

    /// <summary>Puts an arrival back under its own number.</summary>
    /// <returns>As it is on record now.</returns>
    public async Task<Arrival> PutBackAsync(Arrival arrival, CancellationToken ct) =>
        await write.WriteAsync(table, ToEntity(arrival), known: null, ct) is { Entity: { } there } ? FromEntity(there) : arrival;

    /// <summary>Moves an arrival on.</summary>
    /// <returns>As it is now; false: somebody else has moved it, or the table was lost and it is not on record any more (null).</returns>
    public async Task<(bool IsMoved, Arrival? Arrival)> TryMoveAsync(Arrival arrival, Arrival moved, CancellationToken ct)
    {
        var written = await write.WriteAsync(table, ToEntity(moved), arrival.ETag, ct);
        return written.Entity is { } now ? (written.IsMine, FromEntity(now)) : (false, null);
    }

    /// <summary>All entries up to this number are followed up: whatever comes of them is there.</summary>
    public async Task<(long Number, ETag? Version)> FollowedAsync(CancellationToken ct) =>
        await table.FindAsync(FollowedPartition, FollowedPartition, null, ct) is { } row ? (row.GetInt64("Number") ?? 0, row.ETag) : (0, null);

    /// <summary>Moves the number forward; somebody else may have moved it further.</summary>
    public async Task FollowAsync(long number, ETag? known, CancellationToken ct) =>
        await write.WriteAsync(table, new TableEntity(FollowedPartition, FollowedPartition).With("Number", number), known, ct);

    static string Partition(string path) => Keys.Hash(path);

    static string Row(int number) => (Inverter - number).ToString("D8", CultureInfo.InvariantCulture);

    static TableEntity ToEntity(Arrival a) => new TableEntity(Partition(a.Path), Row(a.Number))
        .With("Path", a.Path).With("Number", a.Number).With("Content", a.Content).With("Received", a.Received).With("State", a.State)
            .With("Entry", a.Entry)
        .With("Attempts", a.Attempts).With("Worked", a.Worked).With("Message", a.Message)
        .With("RefusedSince", a.RefusedSince == 0 ? null : a.RefusedSince);

    static Arrival FromEntity(TableEntity row) => new(
        row.GetString("Path"),
        row.GetInt32("Number") ?? 0,
        row.GetString("Content"),
        row.GetDateTimeOffset("Received") ?? default,
        row.GetEnum<UploadState>("State") ?? default,
        row.GetInt64("Entry"),
        row.GetInt32("Attempts") ?? 0,
        row.GetDateTimeOffset("Worked") ?? default,
        row.GetString("Message"),
        row.ETag)
    {
        RefusedSince = row.GetInt32("RefusedSince") ?? 0,
    };
}
