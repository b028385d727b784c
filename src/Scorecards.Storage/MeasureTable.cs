using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The table Measures: figures and commentary as extracts state them. A partition is a month, a row what an attempt states of one scorecard in it,
/// its lines packed. Rows are written before the entry that makes them count, and are invisible without it.
/// </summary>
public sealed class MeasureTable(IStorage storage)
{
    readonly ITable table = storage.Table(StorageNames.MeasuresTable);

    /// <param name="scorecards">At least one: they are asked for in one query, from the first to the last.</param>
    /// <returns>Of every attempt, whether it counts or not.</returns>
    public IAsyncEnumerable<MonthStatement> ReadAsync(Month month, IReadOnlyCollection<ScorecardId> scorecards, CancellationToken ct)
    {
        // Rows are ordered as their keys are written, separator included, which is not the order of the ids.
        var ids = scorecards.OrderBy(id => Keys.From(id) + "|", StringComparer.Ordinal).ToList();
        return table.QueryAsync(KeyRange.Rows(month.ToString(), Keys.From(ids[0]) + "|", Keys.From(ids[^1]) + "}"), null, null, ct)
            .Select(FromEntity).Where(s => scorecards.Contains(s.Scorecard));
    }

    /// <summary>Writes what an attempt states. The same attempt writes the same again.</summary>
    internal Task WriteAsync(
        string attempt, IEnumerable<(ScorecardMonth Of, int Part, PackedStatement Statement)> statements, CancellationToken ct) =>
        table.UpsertAsync(statements.Select(s => ToEntity(attempt, s.Of, s.Part, s.Statement)), ct);

    /// <summary>Removes the rows of attempts.</summary>
    /// <param name="months">Where they have rows.</param>
    /// <returns>How many rows went.</returns>
    public async Task<int> RemoveAsync(IEnumerable<Month> months, Func<string, bool> isGone, CancellationToken ct)
    {
        var removed = 0;
        foreach (var month in months.Distinct())
        {
            var rows = await table.QueryAsync(KeyRange.Partition(month.ToString()), ["Attempt"], null, ct)
                .Where(row => isGone(row.GetString("Attempt"))).ToListAsync(ct);
            await table.DeleteAsync(rows, ct);
            removed += rows.Count;
        }

        return removed;
    }

    /// <summary>The attempts that have rows, with their months: of all months, keys and ids only.</summary>
    public IAsyncEnumerable<(string Attempt, Month Month)> AttemptsAsync(CancellationToken ct) =>
        table.QueryAsync(default, ["Attempt"], null, ct).Select(row => (row.GetString("Attempt"), Month.Parse(row.PartitionKey)));

    static TableEntity ToEntity(string attempt, ScorecardMonth of, int part, PackedStatement statement) =>
        new TableEntity(of.Month.ToString(), string.Create(CultureInfo.InvariantCulture, $"{Keys.From(of.Scorecard)}|{attempt}|{part:D4}"))
            .With("Scorecard", of.Scorecard).With("Attempt", attempt).With("Part", part)
            .WithText("Statement", JsonSerializer.Serialize(statement, StatementJson.Default.PackedStatement));

    static MonthStatement FromEntity(TableEntity row)
    {
        var (scorecard, month) = (new ScorecardId(row.GetString("Scorecard")), Month.Parse(row.PartitionKey));
        var packed = JsonSerializer.Deserialize(row.GetText("Statement"), StatementJson.Default.PackedStatement)!;
        return new MonthStatement(
            scorecard,
            month,
            row.GetString("Attempt"),
            row.GetInt32("Part") ?? 1,
            [.. packed.Measures.Select(m => (m.Unpack(scorecard, month), new Source(packed.Extract ?? "", packed.Sha256 ?? "", m.Sheet, m.Row)))],
            [.. (packed.Removed ?? []).Select(r => (new IndicatorId(r.Indicator), r.Row, r.As))],
            [.. (packed.Comments ?? []).Select(c => new Commentary
            {
                Scorecard = scorecard, Indicator = c.Indicator, Month = month, Comment = c.Comment, Owner = c.Owner, Action = c.Action, Due = c.Due,
            })]);
    }
}
