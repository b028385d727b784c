using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>A submission as it stood when it was read; changes to it are refused when it has moved since.</summary>
public sealed record TrackedSubmission(Submission Submission, ETag ETag);

/// <param name="Tracked">The submission that the bytes are.</param>
/// <param name="IsNewUpload">Whether this content version of the path is met for the first time.</param>
/// <param name="IsNewSubmission">Whether the bytes are.</param>
public sealed record Registration(TrackedSubmission Tracked, bool IsNewUpload, bool IsNewSubmission);

/// <summary>One upload: a path and a moment, and the submission that its bytes are.</summary>
public sealed record Upload(string Extract, DateTimeOffset Received, Submission Submission);

/// <summary>
/// The table Extracts. A partition is a SHA-256; in it stand the row <c>submission</c>, a row for each upload of these bytes, and a row for
/// each scorecard and month that is still to be calculated because of it. The submission's <c>Batch</c> is the pointer that makes its
/// rows count in the other tables: it changes in one operation, so that a reader sees all of them or none.
/// </summary>
public sealed class ExtractStore(ScorecardStorage storage)
{
    const string SubmissionRow = "submission";
    const string UploadRows = "upload";
    const string CalculationRows = "calculation";
    const string ChangeRows = "change";

    /// <summary>A partition of its own, beside those of the submissions.</summary>
    const string UnreadableRows = "unreadable";

    /// <summary>Of a change's JSON: an entity's string holds 32 K characters.</summary>
    const int LongestChange = 32_000;
    const int MostInTransaction = 100;

    static readonly JsonSerializerOptions ChangeJson = new() { Converters = { new JsonStringEnumConverter() } };

    readonly TableClient table = storage.Table(StorageNames.ExtractsTable);

    /// <summary>Puts an upload on record, and its submission if the bytes are new.</summary>
    /// <param name="submission">As of now: Received, with the path and time of this upload.</param>
    /// <param name="contentVersion">The blob's ETag.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Registration> RegisterAsync(Submission submission, string contentVersion, CancellationToken ct)
    {
        var upload = new TableEntity(submission.Sha256, UploadRow(submission.Extract, contentVersion))
            .With("Extract", submission.Extract).With("Received", submission.Received);
        try
        {
            var answers = await table.SubmitTransactionAsync([Add(ToEntity(submission)), Add(upload)], ct);
            return new Registration(new TrackedSubmission(submission, answers.Value[0].Headers.ETag ?? default), IsNewUpload: true, IsNewSubmission: true);
        }
        catch (TableTransactionFailedException e) when (e.Status == 409)
        {
            var isNew = await TryAddAsync(upload, ct);
            return new Registration((await FindAsync(submission.Sha256, ct))!, isNew, IsNewSubmission: false);
        }
    }

    public async Task<TrackedSubmission?> FindAsync(string sha256, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(sha256, SubmissionRow, cancellationToken: ct);
        return found.HasValue ? new TrackedSubmission(FromEntity(found.Value!), found.Value!.ETag) : null;
    }

    /// <summary>Moves a submission on.</summary>
    /// <exception cref="RequestFailedException">412: it has moved since it was read; the caller's delivery is tried again.</exception>
    public async Task<TrackedSubmission> UpdateAsync(TrackedSubmission tracked, Submission changed, CancellationToken ct)
    {
        var answer = await table.UpdateEntityAsync(ToEntity(changed), tracked.ETag, TableUpdateMode.Merge, ct);
        return new TrackedSubmission(changed, answer.Headers.ETag ?? default);
    }

    /// <summary>Makes the submission's rows count, and notes what is to be calculated, in one step.</summary>
    /// <param name="tracked">As it was read.</param>
    /// <param name="stored">With state Stored and its batch.</param>
    /// <param name="concerned">What has to be calculated because of it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<TrackedSubmission> StoreAsync(
        TrackedSubmission tracked, Submission stored, IReadOnlyCollection<ScorecardMonth> concerned, CancellationToken ct)
    {
        // Made as they are written: a large file concerns tens of thousands.
        var calculations = concerned.Select(c => new TableEntity(stored.Sha256, Calculation(c)).With("Scorecard", c.Scorecard).With("Month", c.Month.ToString()));
        if (concerned.Count >= MostInTransaction)
        {
            await TableBatches.WriteAsync(table, TableTransactionActionType.UpsertReplace, calculations, ct);
            return await UpdateAsync(tracked, stored, ct);
        }

        var answers = await table.SubmitTransactionAsync(
            [
                new TableTransactionAction(TableTransactionActionType.UpdateMerge, ToEntity(stored), tracked.ETag),
                .. calculations.Select(c => new TableTransactionAction(TableTransactionActionType.UpsertReplace, c)),
            ],
            ct);
        return new TrackedSubmission(stored, answers.Value[0].Headers.ETag ?? default);
    }

    /// <summary>Puts on record what a submission has changed in a scorecard's month.</summary>
    public async Task AddChangeAsync(string sha256, ScorecardChange change, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(change with { Month = default }, ChangeJson);
        if (json.Length > LongestChange)
        {
            json = JsonSerializer.Serialize(change with { Month = default, Results = [] }, ChangeJson);
        }

        await table.UpsertEntityAsync(
            new TableEntity(sha256, $"{ChangeRows}|{Keys.Of(change.Scorecard, change.Month)}").With("Month", change.Month.ToString()).With("Change", json), TableUpdateMode.Replace, ct);
    }

    /// <summary>What a submission has changed, by scorecard and month.</summary>
    public IAsyncEnumerable<ScorecardChange> ChangesAsync(string sha256, CancellationToken ct) =>
        table.QueryAsync<TableEntity>($"{Keys.Partition(sha256)} and {Keys.RowsBelow(ChangeRows)}", cancellationToken: ct)
            .Select(row => JsonSerializer.Deserialize<ScorecardChange>(row.GetString("Change"), ChangeJson)! with { Month = Month.Parse(row.GetString("Month")) });

    /// <summary>A scorecard was calculated because of the submission; after the last one it is Calculated.</summary>
    /// <returns>The submission when nothing is left to calculate; else null.</returns>
    public async Task<Submission?> CalculatedAsync(string sha256, ScorecardMonth calculated, CancellationToken ct)
    {
        await table.DeleteEntityAsync(sha256, Calculation(calculated), ETag.All, ct);
        if (await Calculations(sha256, atOnce: 1, ct).AnyAsync(ct))
        {
            return null;
        }

        if (await FindAsync(sha256, ct) is not { } tracked)
        {
            return null;
        }

        if (tracked.Submission.State == SubmissionState.Stored)
        {
            try
            {
                tracked = await UpdateAsync(tracked, tracked.Submission with { State = SubmissionState.Calculated }, ct);
            }
            catch (RequestFailedException e) when (e.Status == 412)
            {
                // Another calculation ended last too and has moved it, or it is being worked on again, and that work ends here as well.
                return null;
            }
        }

        return tracked.Submission.State == SubmissionState.Calculated ? tracked.Submission : null;
    }

    /// <summary>What is still to be calculated because of the submission.</summary>
    public IAsyncEnumerable<ScorecardMonth> ToCalculateAsync(string sha256, CancellationToken ct) => Calculations(sha256, atOnce: null, ct);

    /// <summary>The batches whose rows count now, of these submissions.</summary>
    public async Task<HashSet<string>> CountingBatchesAsync(IEnumerable<string> sha256s, CancellationToken ct)
    {
        var found = await Task.WhenAll(sha256s.Distinct().Select(sha256 => table.GetEntityIfExistsAsync<TableEntity>(sha256, SubmissionRow, ["Batch"], ct)));
        return [.. found.Where(f => f.HasValue).Select(f => f.Value!.GetString("Batch")).Where(batch => batch is not null)];
    }

    /// <summary>Submissions that are neither settled nor newly received: something stopped in the middle.</summary>
    public async Task<IReadOnlyList<Submission>> UnsettledAsync(CancellationToken ct)
    {
        var states = string.Join(" or ", new[] { SubmissionState.Received, SubmissionState.Read, SubmissionState.Stored }.Select(s => $"State eq '{s}'"));
        return await table.QueryAsync<TableEntity>($"RowKey eq '{SubmissionRow}' and ({states})", cancellationToken: ct).Select(FromEntity).ToListAsync(ct);
    }

    /// <summary>Those of the files whose upload is not on record, the oldest first. Their bytes are not known yet, so all uploads of their time are looked through, in one query.</summary>
    public async Task<IReadOnlyList<DroppedExtract>> NotOnRecordAsync(IReadOnlyCollection<DroppedExtract> dropped, CancellationToken ct)
    {
        if (dropped.Count == 0)
        {
            return [];
        }

        var since = TableClient.CreateQueryFilter($"Received ge {dropped.Min(d => d.Received)}");
        var known = await table.QueryAsync<TableEntity>($"{Keys.RowsBelow(UploadRows)} and {since}", select: ["RowKey"], cancellationToken: ct).Select(row => row.RowKey).ToHashSetAsync(cancellationToken: ct);
        return [.. dropped.Where(d => !known.Contains(UploadRow(d.Path, Bare(d))) && !known.Contains(UploadRow(d.Path, $"\"{Bare(d)}\""))).OrderBy(d => d.Received)];

        // An upload is on record under the ETag as its download had it, which may be in quotation marks where a listing has none.
        static string Bare(DroppedExtract dropped) => dropped.ContentVersion.Trim('"');
    }

    /// <summary>Every upload, the newest first.</summary>
    public async Task<IReadOnlyList<Upload>> UploadsAsync(CancellationToken ct)
    {
        var rows = await table.QueryAsync<TableEntity>($"RowKey eq '{SubmissionRow}' or ({Keys.RowsBelow(UploadRows)})", cancellationToken: ct).ToListAsync(ct);
        var submissions = rows.Where(r => r.RowKey == SubmissionRow).ToDictionary(r => r.PartitionKey, FromEntity);
        return
        [
            .. rows.Where(r => r.RowKey != SubmissionRow && submissions.ContainsKey(r.PartitionKey))
                .Select(r => new Upload(r.GetString("Extract"), r.GetDateTimeOffset("Received") ?? default, submissions[r.PartitionKey]))
                // What was restored from the archive and lies in the inbox as well is on record twice.
                .DistinctBy(u => (u.Extract, u.Received, u.Submission.Sha256))
                .OrderByDescending(u => u.Received).ThenBy(u => u.Extract, StringComparer.Ordinal),
        ];
    }

    /// <summary>Notes that a scorecard's month could not be read as a whole: nobody looks through all results to find that out.</summary>
    public Task NoteAsync(Unreadable unreadable, CancellationToken ct) => table.UpsertEntityAsync(
        new TableEntity(UnreadableRows, Keys.Of([unreadable.Scorecard, unreadable.Month]))
            .With("Scorecard", unreadable.Scorecard).With("Month", unreadable.Month).With("Message", unreadable.Why),
        TableUpdateMode.Replace,
        ct);

    /// <summary>What was noted, and when.</summary>
    public async Task<IReadOnlyList<(Unreadable Noted, DateTimeOffset At)>> NotedAsync(CancellationToken ct) =>
        await table.QueryAsync<TableEntity>(Keys.Partition(UnreadableRows), cancellationToken: ct)
            .Select(r => (new Unreadable(r.GetString("Scorecard"), r.GetString("Month"), r.GetString("Message")), r.Timestamp ?? default)).ToListAsync(ct);

    /// <summary>It can be read again.</summary>
    public Task ForgetAsync(Unreadable unreadable, CancellationToken ct) =>
        table.DeleteEntityAsync(UnreadableRows, Keys.Of([unreadable.Scorecard, unreadable.Month]), ETag.All, ct);

    IAsyncEnumerable<ScorecardMonth> Calculations(string sha256, int? atOnce, CancellationToken ct) =>
        table.QueryAsync<TableEntity>($"{Keys.Partition(sha256)} and {Keys.RowsBelow(CalculationRows)}", atOnce, cancellationToken: ct)
            .Select(row => new ScorecardMonth(row.GetString("Scorecard"), Month.Parse(row.GetString("Month"))));

    async Task<bool> TryAddAsync(TableEntity entity, CancellationToken ct)
    {
        try
        {
            await table.AddEntityAsync(entity, ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.Add, entity);

    static string UploadRow(string extract, string contentVersion) => $"{UploadRows}|{Keys.Hash(extract, contentVersion)}";

    static string Calculation(ScorecardMonth concerned) => $"{CalculationRows}|{Keys.Of(concerned.Scorecard, concerned.Month)}";

    static TableEntity ToEntity(Submission s) => new TableEntity(s.Sha256, SubmissionRow)
        .With("Extract", s.Extract).With("Bytes", s.Bytes).With("Received", s.Received).With("Registered", s.Registered).With("Worked", s.Worked).With("State", s.State).With("Kind", s.Kind)
        .With("RowsRead", s.Rows.Read).With("RowsAccepted", s.Rows.Accepted).With("RowsRefused", s.Rows.Refused).With("RowsSkipped", s.Rows.Skipped)
        .With("Message", s.Message).With("Receipt", s.Receipt).With("Attempts", s.Attempts).With("Batch", s.Batch);

    static Submission FromEntity(TableEntity row) => new()
    {
        Sha256 = row.PartitionKey,
        Extract = row.GetString("Extract"),
        Bytes = row.GetInt64("Bytes") ?? 0,
        Received = row.GetDateTimeOffset("Received") ?? default,
        Registered = row.GetDateTimeOffset("Registered") ?? default,
        Worked = row.GetDateTimeOffset("Worked") ?? default,
        State = row.GetEnum<SubmissionState>("State") ?? default,
        Kind = row.GetString("Kind"),
        Rows = new RowCounts(row.GetInt64("RowsRead") ?? 0, row.GetInt64("RowsAccepted") ?? 0, row.GetInt64("RowsRefused") ?? 0, row.GetInt64("RowsSkipped") ?? 0),
        Message = row.GetString("Message"),
        Receipt = row.GetString("Receipt"),
        Attempts = row.GetInt32("Attempts") ?? 0,
        Batch = row.GetString("Batch"),
    };
}
