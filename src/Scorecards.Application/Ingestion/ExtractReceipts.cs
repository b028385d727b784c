using System.Text;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>Writes the receipt of an arrival: the list of refused rows, the page and the JSON.</summary>
public sealed class ExtractReceipts(ReceiptFiles files, Archive archive, ExtractReading reading, Html html)
{
    const int FaultsOnPage = 1_000;

    /// <summary>The most changes of scorecard months that a receipt lists.</summary>
    public const int ChangesShown = 200;

    /// <param name="receipt">Which rows were accepted and refused.</param>
    /// <param name="version">Which receipt of its path.</param>
    /// <param name="isInPlace">Whether it follows an earlier receipt of the same arrival.</param>
    /// <param name="read">What the file says; null = that is not known.</param>
    public async Task WriteAsync(Receipt receipt, ReceiptVersion version, bool isInPlace, ReadExtract? read, CancellationToken ct)
    {
        var refused = read?.Refused;
        // The list is written also when no row was refused, where an earlier one could be left beside a newer receipt: from a path's second arrival
        // on, and in another's place.
        if (refused is { Count: > 0 } || version.Arrival > 1 || isInPlace)
        {
            await WriteRefusedAsync(receipt.Extract, version, read?.Copy, ct);
        }

        var faults = refused is null ? [] : await refused.AllAsync().Take(ReceiptDocuments.MostFaults).ToListAsync(ct);
        await WriteAsync(receipt, version, faults, refused?.Count ?? 0, ct);
    }

    /// <summary>Whether the receipt of an entry, or a newer one of its path, is there and as far.</summary>
    public Task<bool> HasAsync(JournalEntry entry, ReceiptStage stage, CancellationToken ct) =>
        files.HasAsync(entry.Path!, new ReceiptVersion(entry.Arrival, entry.Number, stage), ct);

    /// <summary>The receipt of an entry that waits for what has changed in the scorecards; null = none of this entry does.</summary>
    public Task<WrittenReceipt?> FindReadAsync(JournalEntry entry, CancellationToken ct) => FindAsync(entry, Read(entry), ct);

    /// <summary>The complete receipt of an entry, as long as it does not say what has changed by the uploads that its file withdrew.</summary>
    /// <returns>Null: it says so, or there is none.</returns>
    public Task<WrittenReceipt?> FindCompletedAsync(JournalEntry entry, CancellationToken ct) => FindAsync(entry, Completed(entry), ct);

    async Task<WrittenReceipt?> FindAsync(JournalEntry entry, ReceiptVersion version, CancellationToken ct)
    {
        if (await files.OpenAsync(entry.Path!, ".json", version, ct) is not { } stream)
        {
            return null;
        }

        await using (stream)
        {
            var (receipt, faults) = await ReceiptDocuments.ReadJsonAsync(stream, ct);
            return new WrittenReceipt(receipt, faults);
        }
    }

    /// <summary>Reads the file of an entry again, with the rows refused of which values do not count after all.</summary>
    /// <param name="prefix">Up to the entry or further.</param>
    /// <param name="overruled">The values.</param>
    /// <returns>Null: there are none, or its bytes are gone.</returns>
    public async Task<ReadExtract?> ReadAgainAsync(
        JournalEntry entry, JournalPrefix prefix, IReadOnlyList<OverruledValue> overruled, CancellationToken ct)
    {
        if (overruled.Count == 0 || await archive.OpenAsync(entry.Sha256!, ct) is not { } kept)
        {
            return null;
        }

        await using var bytes = kept;
        await using var content = await ReceivedContent.ReadAsync(bytes, entry.Bytes, long.MaxValue, ct);
        return await reading.ReadAgainAsync(content, entry, prefix, overruled, ct);
    }

    /// <summary>Puts a receipt that says what has changed in place of the one that waits for it.</summary>
    /// <param name="again">The file as it was read again; null = its list of refused rows is as it was.</param>
    public async Task WriteCompletedAsync(JournalEntry entry, WrittenReceipt completed, ReadExtract? again, CancellationToken ct)
    {
        var (version, (receipt, faults)) = (Completed(entry), completed);
        if (again is not null)
        {
            await WriteRefusedAsync(receipt.Extract, version, again.Copy, ct);
        }

        await WriteAsync(receipt, version, faults, Math.Max(faults.Count, receipt.Rows.Refused), ct);
    }

    /// <summary>Puts a receipt that says what has changed by the uploads that its file withdrew in place of the one that does not.</summary>
    /// <param name="last">The number of the last withdrawal, which makes it the later one.</param>
    public Task WriteWithdrawnAsync(JournalEntry entry, long last, WrittenReceipt completed, CancellationToken ct) => WriteAsync(
        completed.Receipt, Completed(entry) with { Entry = last }, completed.Faults,
        Math.Max(completed.Faults.Count, completed.Receipt.Rows.Refused), ct);

    /// <param name="copy">Null = none.</param>
    async Task WriteRefusedAsync(string path, ReceiptVersion version, Stream? copy, CancellationToken ct)
    {
        using var none = new MemoryStream();
        await files.WriteAsync(path, ".rejected.csv", version, "text/csv; charset=utf-8", copy ?? none, ct);
    }

    static ReceiptVersion Read(JournalEntry entry) => new(entry.Arrival, entry.Number, ReceiptStage.Read);

    static ReceiptVersion Completed(JournalEntry entry) => Read(entry) with { Stage = ReceiptStage.Calculated };

    /// <summary>The page, and the JSON last, so that who sees it sees the others.</summary>
    async Task WriteAsync(Receipt receipt, ReceiptVersion version, IReadOnlyList<Fault> faults, long allFaults, CancellationToken ct)
    {
        var page = await html.ReceiptAsync(
            receipt, [.. faults.Take(FaultsOnPage)], allFaults, receipt.Tables.All(table => ReceiptTexts.AreCopied(table.Kind)));
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(page));
        await files.WriteAsync(receipt.Extract, ".html", version, "text/html; charset=utf-8", text, ct);
        using var json = new MemoryStream();
        await ReceiptDocuments.WriteJsonAsync(receipt, faults.ToAsyncEnumerable(), json, ct);
        await files.WriteAsync(receipt.Extract, ".json", version, "application/json; charset=utf-8", json, ct);
    }
}
