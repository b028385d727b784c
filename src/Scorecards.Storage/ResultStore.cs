using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>The state of a scorecard's month before it is calculated; none yet: null ETag.</summary>
/// <param name="ETag">Null: there is none yet.</param>
/// <param name="Edition">0 until the month was issued.</param>
/// <param name="Fingerprint">Of the results that stand.</param>
/// <param name="Batch">Their key.</param>
/// <param name="PreviousBatch">The key of those before, kept for whoever is reading them; null when they are an issued edition, which is kept for good.</param>
public readonly record struct SummaryVersion(ETag? ETag, int Edition, string? Fingerprint, string? Batch, string? PreviousBatch);

/// <summary>A month that a scorecard has results for.</summary>
/// <param name="Changed">When it became as it is: its results were restated, or it was issued. UTC.</param>
/// <param name="Trace">The calculation that made its results, as a W3C traceparent; null = none is known.</param>
public sealed record StoredSummary(string Scorecard, string Name, Month Month, int Edition, Summary Summary, DateTimeOffset Changed, string? Trace);

/// <summary>
/// The tables Results and Summaries. A month's results are written under a new batch key, then the summary's <c>Batch</c> is pointed at
/// them: a reader sees a whole month. Results that are the same as those that stand, by their fingerprint, change nothing. The batch
/// before is kept for whoever is reading it. When a month is issued its edition is 1, and each change after that makes the next; the
/// editions stand in the same partition as the summary and are kept for good.
/// </summary>
public sealed class ResultStore(ScorecardStorage storage, TimeProvider time)
{
    const int MostReads = 5;

    readonly TableClient results = storage.Table(StorageNames.ResultsTable);
    readonly TableClient summaries = storage.Table(StorageNames.SummariesTable);

    /// <summary>To be read before the measures are, so that <see cref="SaveAsync"/> notices that somebody else has calculated meanwhile.</summary>
    public async Task<SummaryVersion> VersionAsync(string scorecard, Month month, CancellationToken ct)
    {
        var row = await summaries.GetEntityIfExistsAsync<TableEntity>(Keys.Of(scorecard), month.ToString(), ["Edition", "Fingerprint", "Batch", "PreviousBatch"], ct);
        return row.HasValue ? new SummaryVersion(row.Value!.ETag, row.Value.GetInt32("Edition") ?? 0, row.Value.GetString("Fingerprint"), row.Value.GetString("Batch"), row.Value.GetString("PreviousBatch")) : default;
    }

    /// <param name="calculated">As calculated; its edition is found here.</param>
    /// <param name="version">As it was before the measures were read.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What stands now; null when the month was calculated by somebody else since <paramref name="version"/>: read the measures again.</returns>
    public async Task<MonthlyScorecard?> SaveAsync(MonthlyScorecard calculated, SummaryVersion version, CancellationToken ct)
    {
        var partition = Keys.Of(calculated.Scorecard, calculated.Month);
        var scorecard = calculated with { Edition = version.Edition };
        var rows = scorecard.Results.Select(ToEntity).ToList();
        var fingerprint = Fingerprint(scorecard.Name, rows);
        if (fingerprint == version.Fingerprint)
        {
            return scorecard;
        }

        scorecard = scorecard with { Edition = version.Edition == 0 ? 0 : version.Edition + 1 };
        var batch = Guid.NewGuid().ToString("N");
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].PartitionKey = partition;
            rows[i].RowKey = string.Create(CultureInfo.InvariantCulture, $"{batch}|{i:D4}|{Keys.Of(scorecard.Results[i].Indicator.Id)}");
        }

        await TableBatches.WriteAsync(results, TableTransactionActionType.UpsertReplace, rows, ct);
        var isPointed = await PointAsync(ToSummary(scorecard, fingerprint, batch, version.Edition == 0 ? version.Batch : null), version.ETag, ct);
        if ((isPointed ? version.PreviousBatch : batch) is { } notNeeded)
        {
            await DeleteAsync(partition, notNeeded, ct);
        }

        return isPointed ? scorecard : null;
    }

    /// <summary>Makes what stands edition 1, which later changes no longer touch; what is issued already stays as it is.</summary>
    /// <returns>What is issued; null when the month has no results.</returns>
    public async Task<MonthlyScorecard?> IssueAsync(string scorecard, Month month, CancellationToken ct)
    {
        for (var tries = 0; tries < MostReads; tries++)
        {
            var row = await summaries.GetEntityIfExistsAsync<TableEntity>(Keys.Of(scorecard), month.ToString(), cancellationToken: ct);
            if (!row.HasValue || row.Value is not { } summary)
            {
                return null;
            }

            if (summary.GetInt32("Edition") > 0)
            {
                return await ReadAsync(scorecard, month, null, ct);
            }

            summary["Edition"] = 1;
            summary["Changed"] = time.GetUtcNow();
            summary.Remove("PreviousBatch");
            if (await PointAsync(summary, summary.ETag, ct))
            {
                return await ReadAsync(scorecard, month, 1, ct);
            }
        }

        throw Busy(scorecard, month);
    }

    /// <summary>The results of a batch that stands no longer; empty when they are not kept.</summary>
    public async Task<IReadOnlyList<Result>> ResultsAsync(string scorecard, Month month, string batch, CancellationToken ct) =>
        await results.QueryAsync<TableEntity>($"{Keys.Partition(Keys.Of(scorecard, month))} and {Keys.RowsBelow(batch)}", cancellationToken: ct).Select(FromEntity).ToListAsync(ct);

    /// <param name="scorecard">Its id.</param>
    /// <param name="month">The reporting month.</param>
    /// <param name="edition">Null = what stands.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null when there are no such results.</returns>
    public async Task<MonthlyScorecard?> ReadAsync(string scorecard, Month month, int? edition, CancellationToken ct)
    {
        for (var read = 0; read < MostReads; read++)
        {
            var row = await summaries.GetEntityIfExistsAsync<TableEntity>(Keys.Of(scorecard), month.ToString(), cancellationToken: ct);
            if (row.HasValue && edition is { } asked && row.Value!.GetInt32("Edition") != asked)
            {
                row = await summaries.GetEntityIfExistsAsync<TableEntity>(Keys.Of(scorecard), EditionRow(month, asked), cancellationToken: ct);
            }

            if (!row.HasValue || row.Value is not { } summary)
            {
                return null;
            }

            var stored = FromSummary(summary);
            var found = await ResultsAsync(scorecard, month, summary.GetString("Batch"), ct);

            // Fewer rows: the month was calculated twice since the summary was read, and this batch was cleared away.
            if (found.Count == summary.GetInt32("ResultCount"))
            {
                return new MonthlyScorecard(stored.Scorecard, stored.Name, month, stored.Edition, stored.Summary, found) { Trace = stored.Trace };
            }
        }

        throw Busy(scorecard, month);
    }

    /// <summary>The months that have results, of one scorecard or of all, each scorecard's earliest first.</summary>
    public async Task<IReadOnlyList<StoredSummary>> SummariesAsync(string? scorecard, CancellationToken ct) =>
        await summaries.QueryAsync<TableEntity>(scorecard is null ? "" : Keys.Partition(Keys.Of(scorecard)), cancellationToken: ct)
            .Where(row => !row.RowKey.Contains('|', StringComparison.Ordinal)).Select(FromSummary).ToListAsync(ct);

    /// <summary>The scorecards that have results for a month.</summary>
    public async Task<IReadOnlyList<StoredSummary>> SummariesAsync(Month month, CancellationToken ct) =>
        await summaries.QueryAsync<TableEntity>(Keys.Equal("RowKey", month.ToString()), cancellationToken: ct).Select(FromSummary).ToListAsync(ct);

    /// <summary>The editions of a scorecard's month, the first first; <see cref="StoredSummary.Changed"/> says since when each stands.</summary>
    public async Task<IReadOnlyList<StoredSummary>> EditionsAsync(string scorecard, Month month, CancellationToken ct) =>
        await summaries.QueryAsync<TableEntity>($"{Keys.Partition(Keys.Of(scorecard))} and {Keys.RowsBelow(month.ToString())}", cancellationToken: ct).Select(FromSummary).ToListAsync(ct);

    /// <summary>Points the summary at its batch; an issued edition is put on record in the same step.</summary>
    async Task<bool> PointAsync(TableEntity summary, ETag? known, CancellationToken ct)
    {
        List<TableTransactionAction> actions = [known is { } etag
            ? new(TableTransactionActionType.UpdateReplace, summary, etag)
            : new(TableTransactionActionType.Add, summary)];
        if (summary.GetInt32("Edition") is { } edition and > 0)
        {
            var kept = new TableEntity(summary) { RowKey = EditionRow(Month.Parse(summary.RowKey), edition) };
            kept.Remove("odata.etag");
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, kept));
        }

        try
        {
            await summaries.SubmitTransactionAsync(actions, ct);
            return true;
        }
        catch (TableTransactionFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    TableEntity ToSummary(MonthlyScorecard scorecard, string fingerprint, string batch, string? previousBatch)
    {
        var s = scorecard.Summary;
        return new TableEntity(Keys.Of(scorecard.Scorecard), scorecard.Month.ToString())
            .With("Scorecard", scorecard.Scorecard).With("Name", scorecard.Name).With("Month", scorecard.Month.ToString()).With("Edition", scorecard.Edition)
            .With("Green", s.Green).With("Amber", s.Amber).With("Red", s.Red).With("Unrated", s.Unrated)
            .With("Improved", s.Improved).With("Same", s.Same).With("Worse", s.Worse).With("Text", scorecard.SummaryText)
            .With("ResultCount", scorecard.Results.Count).With("Fingerprint", fingerprint).With("Batch", batch).With("PreviousBatch", previousBatch)
            .With("Changed", time.GetUtcNow()).With("Trace", Traces.Current);
    }

    async Task DeleteAsync(string partition, string batch, CancellationToken ct)
    {
        var rows = await results.QueryAsync<TableEntity>($"{Keys.Partition(partition)} and {Keys.RowsBelow(batch)}", cancellationToken: ct).ToListAsync(ct);
        await TableBatches.WriteAsync(results, TableTransactionActionType.Delete, rows, ct);
    }

    static string EditionRow(Month month, int edition) => string.Create(CultureInfo.InvariantCulture, $"{month}|{edition:D4}");

    static InvalidOperationException Busy(string scorecard, Month month) => new($"{scorecard} {month} was calculated again each of {MostReads} times that it was read.");

    static string Fingerprint(string name, IEnumerable<TableEntity> rows)
    {
        var text = new StringBuilder(name);
        foreach (var (property, value) in rows.SelectMany(row => row))
        {
            text.Append('\n').Append(property).Append('=').Append(Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    static TableEntity ToEntity(Result r) => new TableEntity()
        .WithIndicator(r.Indicator).With("Numerator", r.Numerator).With("Denominator", r.Denominator)
        .WithFigure("Value", r.Figure).With("ValueNumber", (double?)r.Figure?.Value).With("NoValue", r.NoValue).WithFigure("Previous", r.Previous)
        .With("Target", r.Target).With("Rating", r.Rating).With("Travel", r.Travel).WithSource(r.Source);

    internal static Result FromEntity(TableEntity row) => new()
    {
        Indicator = row.GetIndicator(),
        Numerator = row.GetDecimal("Numerator"),
        Denominator = row.GetDecimal("Denominator"),
        Figure = row.GetFigure("Value"),
        NoValue = row.GetString("NoValue"),
        Previous = row.GetFigure("Previous"),
        Target = row.GetDecimal("Target"),
        Rating = row.GetEnum<Rating>("Rating"),
        Travel = row.GetEnum<Travel>("Travel"),
        Source = row.GetSource(),
    };

    internal static StoredSummary FromSummary(TableEntity row)
    {
        return new StoredSummary(
            row.GetString("Scorecard"),
            row.GetString("Name"),
            Month.Parse(row.GetString("Month")),
            row.GetInt32("Edition") ?? 0,
            new Summary(Count("Green"), Count("Amber"), Count("Red"), Count("Unrated"), Count("Improved"), Count("Same"), Count("Worse")),
            row.GetDateTimeOffset("Changed") ?? default,
            row.GetString("Trace"));

        int Count(string name) => row.GetInt32(name) ?? 0;
    }
}
