using System.Text;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>Writes the receipt of an arrival: the list of refused rows, the page and the JSON.</summary>
public sealed class ExtractReceipts(ReceiptFiles files, Archive archive, ExtractReading reading, Html html)
{
    const int FaultsOnPage = 1_000;

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

    /// <summary>Which receipt is at the path of an entry; null = none is.</summary>
    public Task<ReceiptVersion?> FindVersionAsync(JournalEntry entry, CancellationToken ct) => files.FindAsync(entry.Path!, ct);

    /// <summary>The receipt of an entry at a stage, as long as it does not say what has changed by the uploads that its file withdrew.</summary>
    /// <returns>Null: it says so, it is at another stage, or there is none of this entry.</returns>
    public Task<WrittenReceipt?> FindAsync(JournalEntry entry, ReceiptStage stage, CancellationToken ct) =>
        FindAsync(entry.Path!, Version(entry, stage), ct);

    async Task<WrittenReceipt?> FindAsync(string path, ReceiptVersion version, CancellationToken ct)
    {
        if (await files.OpenAsync(path, ".json", version, ct) is not { } stream)
        {
            return null;
        }

        await using (stream)
        {
            var (receipt, faults) = await ReceiptDocuments.ReadJsonAsync(stream, ct);
            return new WrittenReceipt(receipt, faults);
        }
    }

    /// <summary>
    /// The receipt of the same file once more at its path, with what the receipt there says of its rows. The list of refused rows that lies there is
    /// written as its own.
    /// </summary>
    /// <param name="same">The entry.</param>
    /// <param name="receipt">Without that.</param>
    /// <param name="prefix">Up to the entry.</param>
    /// <returns>Null: the receipt there is of other bytes, of an earlier build, of an earlier reading of these, or waits for its months.</returns>
    public async Task<WrittenReceipt?> RepeatAsync(JournalEntry same, Receipt receipt, JournalPrefix prefix, CancellationToken ct)
    {
        if (await FindVersionAsync(same, ct) is not { Stage: ReceiptStage.Calculated } version || !(version.Entry >= prefix.Holder(same.Place))
            || await FindAsync(same.Path!, version, ct) is not { Receipt.Tables.Count: > 0 } written || written.Receipt.Sha256 != same.Sha256)
        {
            return null;
        }

        var there = written.Receipt.Rows.Refused == 0 ? null : await files.OpenRefusedAsync(same.Path!, ct);
        await using (there?.Content)
        {
            await using var list = there is null ? null : await ReceivedContent.ReadAsync(there.Content, there.Facts.Bytes, long.MaxValue, ct);
            await WriteRefusedAsync(same.Path!, Version(same, ReceiptStage.Calculated), list?.Stream, ct);
        }

        return written.RepeatedIn(receipt, prefix);
    }

    /// <summary>
    /// The same where the receipt there cannot be repeated, as after a replay of an earlier arrival: the file is read again as it was when it came to
    /// count.
    /// </summary>
    /// <param name="outcome">Of the upload by which the bytes count.</param>
    /// <returns>Null: the bytes are gone, or would be refused as a whole.</returns>
    public async Task<WrittenReceipt?> TellAgainAsync(
        JournalEntry same, Receipt receipt, JournalPrefix prefix, UploadOutcome outcome, CancellationToken ct)
    {
        var counting = prefix[prefix.Holder(same.Place)!.Value];
        await using var again = await ReadAgainAsync(counting, prefix, outcome, null, ct);
        if (again is not { Problem: null })
        {
            return null;
        }

        await WriteRefusedAsync(same.Path!, Version(same, ReceiptStage.Calculated), again.Copy, ct);
        var upTo = prefix.UpTo(counting.Number);
        var told = new WrittenReceipt(EntryReceipt.Make(counting, upTo, again, isAllThere: false), []).Completed(outcome, upTo, again);
        return told.RepeatedIn(receipt, prefix) with
        {
            Faults = await again.Refused.AllAsync().Take(ReceiptDocuments.MostFaults).ToListAsync(ct),
        };
    }

    /// <summary>
    /// Reads the file of an entry again, with the rows refused of which values do not count after all, and with sheets and columns of warnings.
    /// </summary>
    /// <param name="prefix">Up to the entry or further.</param>
    /// <param name="tables">Those of its file; null = they are not known, and it is read in any case.</param>
    /// <returns>Null: there is nothing to look for in it, or its bytes are gone.</returns>
    public async Task<ReadExtract?> ReadAgainAsync(
        JournalEntry entry, JournalPrefix prefix, UploadOutcome outcome, IReadOnlyList<TableReceipt>? tables, CancellationToken ct)
    {
        // A CSV file of measures has one table, and its columns have our names: where a row is the warning says by itself.
        var isPlaceNeeded = !entry.IsMade && tables?.Any(table => table.Sheet is not null || table.Kind != MeasureKind.KindName) == true;
        if ((tables is not null && outcome.Overruled.Count == 0 && (outcome.Warnings.Count == 0 || !isPlaceNeeded))
            || await archive.OpenAsync(entry.Sha256!, ct) is not { } kept)
        {
            return null;
        }

        await using var bytes = kept;
        await using var content = await ReceivedContent.ReadAsync(bytes, entry.Bytes, long.MaxValue, ct);
        return await reading.ReadAgainAsync(content, entry, prefix, outcome, ct);
    }

    /// <summary>Puts a receipt that says what has changed in place of the one that says less.</summary>
    /// <param name="again">The file as it was read again; null = its list of refused rows is as it was.</param>
    /// <param name="last">
    /// The number of the last withdrawal where it says what has changed by the uploads that its file withdrew, which makes it the later one.
    /// </param>
    public async Task WriteCompletedAsync(
        JournalEntry entry, WrittenReceipt completed, ReadExtract? again, CancellationToken ct, long? last = null)
    {
        var version = Version(entry, ReceiptStage.Calculated) with { Entry = last ?? entry.Number };
        var (receipt, faults) = completed;
        if (again is not null)
        {
            await WriteRefusedAsync(receipt.Extract, version, again.Copy, ct);
        }

        await WriteAsync(receipt, version, faults, Math.Max(faults.Count, receipt.Rows.Refused), ct);
    }

    /// <param name="copy">Null = none.</param>
    async Task WriteRefusedAsync(string path, ReceiptVersion version, Stream? copy, CancellationToken ct)
    {
        using var none = new MemoryStream();
        await files.WriteAsync(path, ReceiptFiles.Refused, version, "text/csv; charset=utf-8", copy ?? none, ct);
    }

    static ReceiptVersion Version(JournalEntry entry, ReceiptStage stage) => new(entry.Arrival, entry.Number, stage);

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
