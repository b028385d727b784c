using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>The state of a scorecard's month before it is calculated; none yet: null ETag.</summary>
public readonly record struct SummaryVersion(ETag? ETag, string? Fingerprint, string? Batch, string? PreviousBatch);

/// <summary>A month that a scorecard has results for.</summary>
public sealed record StoredSummary(string Scorecard, string Name, Month Month, int Edition, Summary Summary, DateTimeOffset Changed);

/// <summary>
/// The tables Results and Summaries. A month's results are written under a new batch key, then the summary's <c>Batch</c> is pointed at
/// them: a reader sees a whole month. Results that are the same as those that stand, by their fingerprint, change nothing. The batch
/// before is kept for whoever is reading it.
/// </summary>
public sealed class ResultStore(ScorecardStorage storage, TimeProvider time)
{
    const int MostReads = 5;

    readonly TableClient results = storage.Table(StorageNames.ResultsTable);
    readonly TableClient summaries = storage.Table(StorageNames.SummariesTable);

    /// <summary>To be read before the measures are, so that <see cref="SaveAsync"/> notices that somebody else has calculated meanwhile.</summary>
    public async Task<SummaryVersion> VersionAsync(string scorecard, Month month, CancellationToken ct)
    {
        var row = await summaries.GetEntityIfExistsAsync<TableEntity>(Keys.Of(scorecard), month.ToString(), ["Fingerprint", "Batch", "PreviousBatch"], ct);
        return row.HasValue ? new SummaryVersion(row.Value!.ETag, row.Value.GetString("Fingerprint"), row.Value.GetString("Batch"), row.Value.GetString("PreviousBatch")) : default;
    }

    /// <returns>False when the month was calculated by somebody else since <paramref name="version"/>: read the measures again.</returns>
    public async Task<bool> SaveAsync(MonthlyScorecard scorecard, SummaryVersion version, CancellationToken ct)
    {
        var partition = Keys.Of(scorecard.Scorecard, scorecard.Month);
        var rows = scorecard.Results.Select(ToEntity).ToList();
        var fingerprint = Fingerprint(scorecard.Name, rows);
        if (fingerprint == version.Fingerprint)
        {
            return true;
        }

        var batch = Guid.NewGuid().ToString("N");

        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].PartitionKey = partition;
            rows[i].RowKey = string.Create(CultureInfo.InvariantCulture, $"{batch}|{i:D4}|{Keys.Of(scorecard.Results[i].Indicator.Id)}");
        }

        await TableBatches.WriteAsync(results, TableTransactionActionType.UpsertReplace, rows, ct);
        var isPointed = await PointAsync(scorecard, fingerprint, batch, version, ct);
        if ((isPointed ? version.PreviousBatch : batch) is { } notNeeded)
        {
            await DeleteAsync(partition, notNeeded, ct);
        }

        return isPointed;
    }

    /// <returns>Null when the month has no results.</returns>
    public async Task<MonthlyScorecard?> ReadAsync(string scorecard, Month month, CancellationToken ct)
    {
        for (var read = 0; read < MostReads; read++)
        {
            var summary = await summaries.GetEntityIfExistsAsync<TableEntity>(Keys.Of(scorecard), month.ToString(), cancellationToken: ct);
            if (!summary.HasValue)
            {
                return null;
            }

            var stored = FromSummary(summary.Value!);
            var rows = await results
                .QueryAsync<TableEntity>($"{Keys.Partition(Keys.Of(scorecard, month))} and {Keys.RowsBelow(summary.Value!.GetString("Batch"))}", cancellationToken: ct)
                .Select(FromEntity).ToListAsync(ct);

            // Fewer rows: the month was calculated twice since the summary was read, and this batch was cleared away.
            if (rows.Count == summary.Value.GetInt32("ResultCount"))
            {
                return new MonthlyScorecard(stored.Scorecard, stored.Name, month, stored.Edition, stored.Summary, rows);
            }
        }

        throw new InvalidOperationException($"{scorecard} {month} was calculated again each of {MostReads} times that it was read.");
    }

    /// <summary>The months that have results, of one scorecard or of all, each scorecard's earliest first.</summary>
    public async Task<IReadOnlyList<StoredSummary>> SummariesAsync(string? scorecard, CancellationToken ct) =>
        await summaries.QueryAsync<TableEntity>(scorecard is null ? "" : Keys.Partition(Keys.Of(scorecard)), cancellationToken: ct)
            .Select(FromSummary).ToListAsync(ct);

    async Task<bool> PointAsync(MonthlyScorecard scorecard, string fingerprint, string batch, SummaryVersion version, CancellationToken ct)
    {
        var s = scorecard.Summary;
        var summary = new TableEntity(Keys.Of(scorecard.Scorecard), scorecard.Month.ToString())
            .With("Scorecard", scorecard.Scorecard).With("Name", scorecard.Name).With("Month", scorecard.Month.ToString()).With("Edition", scorecard.Edition)
            .With("Green", s.Green).With("Amber", s.Amber).With("Red", s.Red).With("Unrated", s.Unrated)
            .With("Improved", s.Improved).With("Same", s.Same).With("Worse", s.Worse).With("Text", scorecard.SummaryText)
            .With("ResultCount", scorecard.Results.Count).With("Fingerprint", fingerprint).With("Batch", batch).With("PreviousBatch", version.Batch).With("Changed", time.GetUtcNow());
        try
        {
            if (version.ETag is { } known)
            {
                await summaries.UpdateEntityAsync(summary, known, TableUpdateMode.Replace, ct);
            }
            else
            {
                await summaries.AddEntityAsync(summary, ct);
            }

            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    async Task DeleteAsync(string partition, string batch, CancellationToken ct)
    {
        var rows = await results.QueryAsync<TableEntity>($"{Keys.Partition(partition)} and {Keys.RowsBelow(batch)}", cancellationToken: ct).ToListAsync(ct);
        await TableBatches.WriteAsync(results, TableTransactionActionType.Delete, rows, ct);
    }

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
        .WithFigure("Value", r.Figure).With("ValueNumber", (double?)r.Figure?.Value).WithFigure("Previous", r.Previous)
        .With("Target", r.Target).With("Rating", r.Rating).With("Travel", r.Travel).WithSource(r.Source);

    static Result FromEntity(TableEntity row) => new()
    {
        Indicator = row.GetIndicator(),
        Numerator = row.GetDecimal("Numerator"),
        Denominator = row.GetDecimal("Denominator"),
        Figure = row.GetFigure("Value"),
        Previous = row.GetFigure("Previous"),
        Target = row.GetDecimal("Target"),
        Rating = row.GetEnum<Rating>("Rating"),
        Travel = row.GetEnum<Travel>("Travel"),
        Source = row.GetSource(),
    };

    static StoredSummary FromSummary(TableEntity row)
    {
        return new StoredSummary(
            row.GetString("Scorecard"),
            row.GetString("Name"),
            Month.Parse(row.RowKey),
            row.GetInt32("Edition") ?? 0,
            new Summary(Count("Green"), Count("Amber"), Count("Red"), Count("Unrated"), Count("Improved"), Count("Same"), Count("Worse")),
            row.GetDateTimeOffset("Changed") ?? default);

        int Count(string name) => row.GetInt32(name) ?? 0;
    }
}
