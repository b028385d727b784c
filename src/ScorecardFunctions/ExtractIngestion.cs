using Azure;
using Azure.Storage.Blobs;
using Scorecards.Domain;
using Scorecards.Pipeline;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>
/// Takes an upload in: on record, recognised, archived, its rows checked and stored, then made to count in one step, its calculations
/// queued, its receipt written. Whatever is cut off is done again from the start when the blob is delivered again; what counts is
/// decided by the submission's row alone.
/// </summary>
public sealed partial class ExtractIngestion(
    ScorecardStorage storage,
    Files files,
    ExtractStore extracts,
    MeasureStore measures,
    CatalogueStore catalogueStore,
    ResultStore results,
    CalculationQueue queue,
    Catalogues catalogues,
    ExtractReceipts receipts,
    TimeProvider time,
    ILogger<ExtractIngestion> log)
{
    /// <param name="blob">In the container extracts.</param>
    /// <param name="path">Its name there.</param>
    /// <param name="ct">Cancels; the delivery is then to be tried again.</param>
    public async Task IngestAsync(BlobClient blob, string path, CancellationToken ct)
    {
        await storage.ReadyAsync();
        ReceivedContent content;
        try
        {
            content = await ReceivedContent.ReadAsync(blob, ct);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            LogGone();
            return;
        }

        await using (content)
        {
            await IngestAsync(content, path, ct);
        }
    }

    async Task IngestAsync(ReceivedContent content, string path, CancellationToken ct)
    {
        var received = new Submission
        {
            Sha256 = content.Sha256,
            Extract = path,
            Bytes = content.Bytes,
            Received = content.Received,
            Registered = time.GetUtcNow(),
            State = SubmissionState.Received,
            Attempts = 1,
        };
        var registration = await extracts.RegisterAsync(received, content.ContentVersion, ct);
        var (tracked, known) = (registration.Tracked, registration.Tracked.Submission);
        if (known.IsSettled && await SaysNothingNewAsync(registration, path, content, ct))
        {
            LogSameBytes(known.Sha256, known.State);
            return;
        }

        if (!registration.IsNewSubmission)
        {
            tracked = await extracts.UpdateAsync(tracked, known with { State = SubmissionState.Received, Attempts = known.Attempts + 1 }, ct);
        }

        LogReceived(known.Sha256, content.Bytes, tracked.Submission.Attempts);
        var receipt = new Receipt
        {
            Extract = path,
            Sha256 = content.Sha256,
            Bytes = content.Bytes,
            Received = content.Received,
            Outcome = "Refused",
            Message = "",
        };
        try
        {
            await using var extract = await ExtractReader.OpenAsync(content.Stream, ct);
            await IngestAsync(content, extract, tracked, receipt, ct);
        }
        catch (ExtractException e)
        {
            await RefuseAsync(tracked, receipt with { Problems = [e.Message] }, null, ct);
        }
    }

    /// <summary>
    /// The same bytes change nothing. Only where something was refused they are read again when they are dropped again, since the catalogue
    /// may know by now what it did not; and when the first delivery was cut off before its receipt was written.
    /// </summary>
    async Task<bool> SaysNothingNewAsync(Registration registration, string path, ReceivedContent content, CancellationToken ct)
    {
        var known = registration.Tracked.Submission;
        if (registration.IsNewUpload && (known.State != SubmissionState.Calculated || known.Rows.Refused > 0))
        {
            return false;
        }

        if (!registration.IsNewUpload)
        {
            return await files.HasReceiptAsync(path, ct);
        }

        var receipt = new Receipt
        {
            Extract = path,
            Sha256 = known.Sha256,
            Bytes = known.Bytes,
            Received = content.Received,
            Outcome = "SameBytes",
            Message = $"These bytes were received before, as {known.Extract}, and nothing has changed. To state these figures again over later ones, change the file, for example its last line's end.",
            Kind = known.Kind,
            Rows = known.Rows,
            SameBytesAs = known.Extract,
        };
        await receipts.WriteAsync(receipt, null, ct);
        return true;
    }

    async Task IngestAsync(ReceivedContent content, ExtractReader extract, TrackedSubmission tracked, Receipt receipt, CancellationToken ct)
    {
        receipt = receipt with { Kind = extract.Header.Kind?.Name, IgnoredColumns = extract.Header.Ignored };
        if (extract.Header.Problem is { } problem)
        {
            await RefuseAsync(tracked, receipt with { Problems = [problem] }, null, ct);
            return;
        }

        // The reader has read ahead in the same stream, so its place is kept.
        var (stream, place) = (content.Stream, content.Stream.Position);
        stream.Position = 0;
        await files.ArchiveAsync(content.Sha256, stream, ct);
        stream.Position = place;

        IReadOnlyCollection<ScorecardMonth> concerned;
        try
        {
            concerned = await StoreRowsAsync(extract, tracked.Submission, await catalogues.ReadAsync(ct), ct);
        }
        catch (ExtractException e)
        {
            await RefuseAsync(tracked, receipt with { Problems = [e.Message] }, extract, ct);
            return;
        }

        var counts = extract.Counts;
        if (counts.Accepted == 0)
        {
            var nothing = counts.Read == 0 ? "the file has a header and no rows" : "no row could be accepted: see the refused rows";
            await RefuseAsync(tracked, receipt with { Problems = [nothing] }, extract, ct);
            return;
        }

        receipt = receipt with { Outcome = "Accepted", Message = Accepted(counts, concerned.Count), Rows = counts, Concerns = [.. concerned] };
        var read = tracked.Submission with { State = SubmissionState.Read, Kind = receipt.Kind, Rows = counts, Message = receipt.Message };
        tracked = await extracts.UpdateAsync(tracked, read, ct);
        var withNext = concerned.Concat(extract.Header.Kind == ExtractKind.Measure ? concerned.Select(c => c with { Month = c.Month.Next() }) : []).Distinct().ToList();
        tracked = await extracts.StoreAsync(tracked, read with { State = SubmissionState.Stored, Batch = read.AttemptBatch }, withNext, ct);
        await queue.SendAsync(read.Sha256, withNext, ct);
        await receipts.WriteAsync(receipt, extract.Refused, ct);
        if (withNext.Count == 0)
        {
            await extracts.UpdateAsync(tracked, tracked.Submission with { State = SubmissionState.Calculated }, ct);
        }

        LogStored(read.Sha256, read.Kind ?? "", counts.Accepted, counts.Refused, counts.Skipped, withNext.Count);
    }

    /// <returns>The scorecards and months to calculate.</returns>
    async Task<IReadOnlyCollection<ScorecardMonth>> StoreRowsAsync(ExtractReader extract, Submission submission, Catalogue catalogue, CancellationToken ct)
    {
        var kind = extract.Header.Kind!;
        if (kind == ExtractKind.Measure)
        {
            return await StoreMeasuresAsync(new MeasureRows(extract, catalogue), submission, ct);
        }

        var rows = new CatalogueRows(catalogue, (await catalogues.BuiltInAsync()).Sections);
        if (kind == ExtractKind.Recipient)
        {
            var recipients = await CatalogueRows.AllAsync(extract, rows.Recipient, r => $"{r.Email}, {r.Scorecard}", ct);
            await catalogueStore.WriteAsync(submission, recipients.Select(r => (r.Item, r.Row)), ct);
            return [];
        }

        var months = (await results.SummariesAsync(null, ct)).Select(s => new ScorecardMonth(s.Scorecard, s.Month)).ToList();
        if (kind == ExtractKind.Indicator)
        {
            var indicators = await CatalogueRows.AllAsync(extract, rows.Indicator, i => i.Id, ct);
            await catalogueStore.WriteAsync(submission, indicators.Select(i => (i.Item, i.Row)), ct);
            return months;
        }

        if (kind == ExtractKind.Target)
        {
            var targets = await CatalogueRows.AllAsync(extract, rows.Target, t => $"{t.Indicator}, {t.Scorecard}, {t.EffectiveFrom:yyyy-MM-dd}", ct);
            await catalogueStore.WriteAsync(submission, targets.Select(t => (t.Item, t.Row)), ct);
            return [.. months.Where(m => targets.Any(t => t.Item.EffectiveFrom <= m.Month.LastDay && (t.Item.Scorecard is null || IsSame(t.Item.Scorecard, m.Scorecard))))];
        }

        var scorecards = await CatalogueRows.AllAsync(extract, CatalogueRows.Scorecard, s => s.Id, ct);
        await catalogueStore.WriteAsync(submission, scorecards.Select(s => (s.Item, s.Row)), ct);
        return [.. months.Where(m => scorecards.Any(s => IsSame(s.Item.Id, m.Scorecard)))];
    }

    async Task<IReadOnlyCollection<ScorecardMonth>> StoreMeasuresAsync(MeasureRows rows, Submission submission, CancellationToken ct)
    {
        var writer = measures.Write(submission);
        await foreach (var (measure, row) in rows.AllAsync(ct))
        {
            await writer.AddAsync(measure, row, ct);
        }

        await writer.CompleteAsync(rows.Withdrawn, ct);
        return rows.Concerns;
    }

    async Task RefuseAsync(TrackedSubmission tracked, Receipt receipt, ExtractReader? extract, CancellationToken ct)
    {
        receipt = receipt with { Message = $"The file was refused: {receipt.Problems[0].TrimEnd('.')}. Nothing of it counts.", Rows = extract?.Counts ?? default };
        await receipts.WriteAsync(receipt, extract?.Refused, ct);

        // Rows that were accepted when these bytes came before go on counting.
        var state = tracked.Submission.Batch is null ? SubmissionState.Refused : SubmissionState.Calculated;
        await extracts.UpdateAsync(tracked, tracked.Submission with { State = state, Kind = receipt.Kind, Rows = receipt.Rows, Message = receipt.Message }, ct);
        LogRefused(receipt.Sha256, receipt.Kind ?? "", receipt.Rows.Refused);
    }

    static bool IsSame(string id, string other) => id.Equals(other, StringComparison.OrdinalIgnoreCase);

    static string Accepted(RowCounts counts, int concerned)
    {
        var calculated = concerned == 0 ? "" : $" {Many(concerned, "scorecard month follows", "scorecard months follow")} from it.";
        return counts.Refused == 0
            ? $"{Many(counts.Accepted, "row was", "rows were")} accepted, none refused.{calculated}"
            : $"{Many(counts.Accepted, "row was", "rows were")} accepted and {counts.Refused} refused: correct the refused rows and drop them again, alone or in the whole file.{calculated}";
    }

    static string Many(long count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";

    [LoggerMessage(LogLevel.Information, "Extract received. Sha256: {Sha256}. Bytes: {Bytes}. Attempt: {Attempt}.")]
    partial void LogReceived(string sha256, long bytes, int attempt);

    [LoggerMessage(LogLevel.Information, "Extract stored. Sha256: {Sha256}. Kind: {Kind}. Accepted: {Accepted}. Refused: {Refused}. Skipped: {Skipped}. To calculate: {ToCalculate}.")]
    partial void LogStored(string sha256, string kind, long accepted, long refused, long skipped, int toCalculate);

    [LoggerMessage(LogLevel.Warning, "Extract refused. Sha256: {Sha256}. Kind: {Kind}. Refused rows: {Refused}.")]
    partial void LogRefused(string sha256, string kind, long refused);

    [LoggerMessage(LogLevel.Information, "Extract known already, nothing changed. Sha256: {Sha256}. State: {State}.")]
    partial void LogSameBytes(string sha256, SubmissionState state);

    [LoggerMessage(LogLevel.Warning, "Extract was gone before it could be read.")]
    partial void LogGone();
}
