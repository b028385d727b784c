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
    CommentaryStore commentary,
    ResultStore results,
    CalculationQueue queue,
    Catalogues catalogues,
    ExtractReceipts receipts,
    FileLimits limits,
    TimeProvider time,
    ILogger<ExtractIngestion> log)
{
    /// <summary>After so many the submission says that it is being worked on, and notices when somebody else has taken it up.</summary>
    const int MeasuresBetweenSigns = 20_000;

    /// <summary>So many scorecard months of a commentary file are looked through for reds that nobody has commented on.</summary>
    const int MonthsLookedThrough = 20;

    /// <param name="blob">In the container extracts.</param>
    /// <param name="path">Its name there.</param>
    /// <param name="ct">Cancels; the delivery is then to be tried again.</param>
    public async Task IngestAsync(BlobClient blob, string path, CancellationToken ct)
    {
        await storage.ReadyAsync();
        await using var content = await ReadAsync(blob, ct);
        if (content is not null)
        {
            await IngestAsync(content, path, ct);
        }
    }

    /// <summary>Works on known bytes once more, whatever became of them before. What they restate and what restates them stays as it was.</summary>
    /// <param name="blob">In the archive or in the container extracts.</param>
    /// <param name="known">The submission as it stands.</param>
    /// <param name="ct">Cancels; a sweep then goes on.</param>
    /// <returns>False: the blob is gone, or holds other bytes by now.</returns>
    /// <exception cref="RequestFailedException">412: somebody else is working on them.</exception>
    public async Task<bool> IngestAgainAsync(BlobClient blob, TrackedSubmission known, CancellationToken ct)
    {
        await storage.ReadyAsync();
        await using var content = await ReadAsync(blob, ct);
        if (content?.Sha256 != known.Submission.Sha256)
        {
            return false;
        }

        var path = known.Submission.Receipt ?? known.Submission.Extract;
        await WorkAsync(content, path, known.Submission.Received, await BeginAsync(known, path, ct), ct);
        return true;
    }

    /// <summary>
    /// Takes in an upload that is not on record. What is not on record although it was accepted once waits for <see cref="Restoration"/>, which knows the order; what that
    /// has restored is the upload that lies here, and is put on record as such.
    /// </summary>
    public async Task IngestMissedAsync(BlobClient blob, string path, CancellationToken ct)
    {
        await storage.ReadyAsync();
        await using var content = await ReadAsync(blob, ct);
        if (content is null)
        {
            return;
        }

        LogMissed(content.Sha256);
        var known = (await extracts.FindAsync(content.Sha256, ct))?.Submission;
        if (known is null && await files.IsArchivedAsync(content.Sha256, ct))
        {
            LogToBeRestored(content.Sha256);
        }
        else if (known is not null && known.Extract == path && known.Received == content.Received)
        {
            await extracts.RegisterAsync(known, content.ContentVersion, ct);
        }
        else
        {
            await IngestAsync(content, path, ct);
        }
    }

    async Task<ReceivedContent?> ReadAsync(BlobClient blob, CancellationToken ct)
    {
        try
        {
            return await ReceivedContent.ReadAsync(blob, limits.MostBytes, ct);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            LogGone();
            return null;
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
            Worked = time.GetUtcNow(),
            Receipt = path,
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
            tracked = await BeginAsync(tracked, path, ct);
        }

        await WorkAsync(content, path, content.Received, tracked, ct);
    }

    Task<TrackedSubmission> BeginAsync(TrackedSubmission known, string path, CancellationToken ct) => extracts.UpdateAsync(
        known, known.Submission with { State = SubmissionState.Received, Receipt = path, Worked = time.GetUtcNow(), Attempts = known.Submission.Attempts + 1 }, ct);

    async Task WorkAsync(ReceivedContent content, string path, DateTimeOffset received, TrackedSubmission tracked, CancellationToken ct)
    {
        using var step = Telemetry.Ingest(tracked.Submission);
        LogReceived(content.Sha256, content.Bytes, tracked.Submission.Attempts);
        await using var refused = new RefusedRows();
        var receipt = new Receipt
        {
            Extract = path,
            Sha256 = content.Sha256,
            Bytes = content.Bytes,
            Received = received,
            Outcome = "Refused",
            Message = "",
        };
        var reading = new Reading(path, content, tracked, await catalogues.ReadAsync(ct), refused);
        try
        {
            limits.RequireLength(content.Bytes);
            await ReadAsync(reading, ct);
            await AcceptAsync(reading, receipt with { Tables = reading.Receipts, Notes = reading.Notes, Rows = reading.Rows }, ct);
        }
        catch (PersonalDataException e)
        {
            await using var nothing = new RefusedRows();
            await RefuseAsync(reading.Tracked, receipt with { Problems = [e.Message] }, nothing, ct);
        }
        catch (ExtractException e)
        {
            await RefuseAsync(reading.Tracked, receipt with { Problems = [e.Message], Tables = reading.Receipts, Notes = reading.Notes, Rows = reading.Rows }, refused, ct);
        }

        step?.SetTag("scorecards.rows.accepted", reading.Rows.Accepted).SetTag("scorecards.rows.refused", reading.Rows.Refused).SetTag("scorecards.rows.skipped", reading.Rows.Skipped);
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

    /// <summary>Reads every table of the file and stores what is accepted, not counting yet.</summary>
    /// <exception cref="ExtractException">The file is refused as a whole.</exception>
    async Task ReadAsync(Reading reading, CancellationToken ct)
    {
        // It grows with the file, so it is not kept any longer than it is needed.
        var ledger = new MeasureLedger(reading.Catalogue);
        var (measured, added) = (measures.Write(reading.Submission), 0L);
        await foreach (var table in ExtractFile.TablesAsync(reading.Content.Stream, reading.Catalogue, limits, reading.Refused, reading.Notes, ct))
        {
            reading.Tables.Add(table);
            if (table.Header.Kind!.IsMeasures)
            {
                await foreach (var (measure, row) in new MeasureRows(table, reading.Catalogue, reading.Path, ledger).AllAsync(ct))
                {
                    await measured.AddAsync(measure, row, ct);
                    if (++added % MeasuresBetweenSigns == 0)
                    {
                        reading.Tracked = await extracts.UpdateAsync(reading.Tracked, reading.Submission with { Worked = time.GetUtcNow() }, ct);
                    }
                }
            }
            else
            {
                reading.Concerned.UnionWith(await StoreCatalogueRowsAsync(table, reading, ct));
            }
        }

        await measured.CompleteAsync(ledger.Withdrawn, ct);
        reading.Stated = [.. ledger.Concerns];
        if (reading.Rows.Accepted == 0)
        {
            throw new ExtractException(reading.Rows.Read == 0 ? "the file has a header and no rows" : "no row could be accepted: see the refused rows");
        }
    }

    /// <summary>Makes what was stored count, in one step, and has the scorecards calculated.</summary>
    async Task AcceptAsync(Reading reading, Receipt receipt, CancellationToken ct)
    {
        // Only what is accepted is kept: what is refused may be anything, a child's record among it.
        reading.Content.Stream.Position = 0;
        await files.ArchiveAsync(reading.Submission, time.GetUtcNow(), reading.Content.Stream, ct);
        List<ScorecardMonth> concerns = [.. reading.Concerned.Concat(reading.Stated).Distinct()];
        List<ScorecardMonth> toCalculate = [.. concerns.Concat(reading.Stated.Select(c => c with { Month = c.Month.Next() })).Distinct()];
        var kind = string.Join(", ", reading.Tables.Select(t => t.Header.Kind!.Name).Distinct());
        receipt = receipt with { Outcome = "Accepted", Message = Accepted(receipt.Rows, concerns.Count), Kind = kind, Concerns = concerns };
        var read = reading.Submission with { State = SubmissionState.Read, Worked = time.GetUtcNow(), Kind = kind, Rows = receipt.Rows, Message = receipt.Message };
        var tracked = await extracts.UpdateAsync(reading.Tracked, read, ct);
        tracked = await extracts.StoreAsync(tracked, read with { State = SubmissionState.Stored, Worked = time.GetUtcNow(), Batch = read.AttemptBatch }, toCalculate, ct);

        // Before the messages, which are many for a large file: whoever dropped it need not wait for them.
        await receipts.WriteAsync(receipt, reading.Refused, ct);
        if (toCalculate.Count == 0)
        {
            await extracts.UpdateAsync(tracked, tracked.Submission with { State = SubmissionState.Calculated }, ct);
        }

        await queue.SendAsync(read.Sha256, toCalculate, ct);
        if (toCalculate.Count > 0 && await extracts.FindAsync(read.Sha256, ct) is { Submission: { State: SubmissionState.Calculated } settled })
        {
            // The last calculation, of an earlier attempt's message, ended before there was this receipt to complete.
            await receipts.CompleteAsync(settled, ct);
        }

        LogStored(read.Sha256, kind, receipt.Rows.Accepted, receipt.Rows.Refused, receipt.Rows.Skipped, toCalculate.Count);
    }

    /// <returns>The scorecards and months that have to be calculated again.</returns>
    async Task<IEnumerable<ScorecardMonth>> StoreCatalogueRowsAsync(ExtractReader table, Reading reading, CancellationToken ct)
    {
        var kind = table.Header.Kind;
        var rows = new CatalogueRows(reading.Catalogue, (await catalogues.BuiltInAsync()).Sections);
        if (kind == ExtractKind.Recipient)
        {
            var recipients = await CatalogueRows.AllAsync(table, rows.Recipient, r => $"{r.Email}, {r.Scorecard}", ct);
            await catalogueStore.WriteAsync(reading.Submission, recipients.Select(r => (r.Item, r.Row)), ct);
            return [];
        }

        if (kind == ExtractKind.Timetable)
        {
            var timetables = await CatalogueRows.AllAsync(table, rows.Timetable, t => t.Group, ct);
            await catalogueStore.WriteAsync(reading.Submission, timetables.Select(t => (t.Item, t.Row)), ct);
            return [];
        }

        if (kind == ExtractKind.BankHoliday)
        {
            var holidays = await CatalogueRows.AllAsync(table, CatalogueRows.BankHoliday, h => $"{h.Date:yyyy-MM-dd}", ct);
            await catalogueStore.WriteAsync(reading.Submission, holidays.Select(h => (h.Item, h.Row)), ct);
            return [];
        }

        if (kind == ExtractKind.Commentary)
        {
            var comments = await CatalogueRows.AllAsync(table, rows.Commentary, c => $"{c.Scorecard}, {c.Indicator}, {c.Month}", ct);
            await commentary.WriteAsync(reading.Submission, comments.Select(c => (c.Item, c.Row)), ct);
            await NoteRedsWithoutCommentaryAsync(table, comments, ct);
            return [];
        }

        var months = (await results.SummariesAsync(null, ct)).Select(s => new ScorecardMonth(s.Scorecard, s.Month)).ToList();
        if (kind == ExtractKind.Indicator)
        {
            var indicators = await CatalogueRows.AllAsync(table, rows.Indicator, i => i.Id, ct);
            await catalogueStore.WriteAsync(reading.Submission, indicators.Select(i => (i.Item, i.Row)), ct);
            return months;
        }

        if (kind == ExtractKind.Target)
        {
            var targets = await CatalogueRows.AllAsync(table, rows.Target, t => $"{t.Indicator}, {t.Scorecard}, {t.EffectiveFrom:yyyy-MM-dd}", ct);
            await catalogueStore.WriteAsync(reading.Submission, targets.Select(t => (t.Item, t.Row)), ct);
            return months.Where(m => targets.Any(t => t.Item.EffectiveFrom <= m.Month.LastDay && (t.Item.Scorecard is null || IsSame(t.Item.Scorecard, m.Scorecard))));
        }

        var scorecards = await CatalogueRows.AllAsync(table, CatalogueRows.Scorecard, s => s.Id, ct);
        await catalogueStore.WriteAsync(reading.Submission, scorecards.Select(s => (s.Item, s.Row)), ct);
        return months.Where(m => scorecards.Any(s => IsSame(s.Item.Id, m.Scorecard)));
    }

    /// <summary>Says in the receipt what the file comments on, and which reds of these months still have no commentary.</summary>
    async Task NoteRedsWithoutCommentaryAsync(ExtractReader table, IReadOnlyList<Checked<Commentary>> comments, CancellationToken ct)
    {
        foreach (var ofMonth in comments.Select(c => c.Item).GroupBy(c => (c.Scorecard, c.Month)).Take(MonthsLookedThrough))
        {
            var (scorecard, month) = ofMonth.Key;
            var commented = (await commentary.ReadAsync(scorecard, month, ct)).Keys.Concat(ofMonth.Select(c => c.Indicator)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var reds = (await results.ReadAsync(scorecard, month, null, ct))?.Results.Where(r => r.Rating == Rating.Red).Select(r => r.Indicator.Id).ToList();
            var without = reds?.Where(r => !commented.Contains(r)).ToList();
            table.Notes.Add($"Commentary on {Many(ofMonth.Count(), "indicator", "indicators")} of {scorecard}, {month.ToLongString()}. "
                + (reds is null ? "That month has no results yet." : without is not { Count: > 0 } ? "Every red has commentary." : $"Reds without commentary: {string.Join(", ", without)}."));
        }
    }

    async Task RefuseAsync(TrackedSubmission tracked, Receipt receipt, RefusedRows refused, CancellationToken ct)
    {
        receipt = receipt with { Message = $"The file was refused: {receipt.Problems[0].TrimEnd('.')}. Nothing of it counts." };
        await receipts.WriteAsync(receipt, refused, ct);

        // Rows that were accepted when these bytes came before go on counting.
        var state = tracked.Submission.Batch is null ? SubmissionState.Refused : SubmissionState.Calculated;
        await extracts.UpdateAsync(tracked, tracked.Submission with { State = state, Kind = receipt.Kind, Rows = receipt.Rows, Message = receipt.Message }, ct);
        LogRefused(receipt.Sha256, receipt.Rows.Refused);
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

    [LoggerMessage(LogLevel.Warning, "Extract refused. Sha256: {Sha256}. Refused rows: {Refused}.")]
    partial void LogRefused(string sha256, long refused);

    [LoggerMessage(LogLevel.Information, "Extract known already, nothing changed. Sha256: {Sha256}. State: {State}.")]
    partial void LogSameBytes(string sha256, SubmissionState state);

    [LoggerMessage(LogLevel.Warning, "Extract was not on record. Sha256: {Sha256}.", EventName = "ExtractMissed")]
    partial void LogMissed(string sha256);

    [LoggerMessage(LogLevel.Error, "Extract is in the archive and not on record. Sha256: {Sha256}.", EventName = "ExtractToBeRestored")]
    partial void LogToBeRestored(string sha256);

    [LoggerMessage(LogLevel.Warning, "Extract was gone before it could be read.")]
    partial void LogGone();

    /// <summary>A file being read: what it is read against and what has come of it so far.</summary>
    sealed class Reading(string path, ReceivedContent content, TrackedSubmission tracked, Catalogue catalogue, RefusedRows refused)
    {
        public string Path => path;

        public ReceivedContent Content => content;

        public TrackedSubmission Tracked { get; set; } = tracked;

        public Submission Submission => Tracked.Submission;

        public Catalogue Catalogue => catalogue;

        public RefusedRows Refused => refused;

        public List<ExtractReader> Tables { get; } = [];

        public List<string> Notes { get; } = [];

        /// <summary>To be calculated because the catalogue has changed.</summary>
        public HashSet<ScorecardMonth> Concerned { get; } = [];

        /// <summary>What figures are stated for.</summary>
        public IReadOnlyList<ScorecardMonth> Stated { get; set; } = [];

        public IReadOnlyList<TableReceipt> Receipts => [.. Tables.Select(t => t.Receipt)];

        public RowCounts Rows => Tables.Aggregate(default(RowCounts), (sum, t) => sum + t.Counts);
    }
}
