using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The table Results: a partition is a scorecard, a row a month, whole; beside it a row for each edition, written once and never changed. So no
/// reader sees half a month.
/// </summary>
public sealed class ResultTable(IStorage storage, ConditionalWrite write)
{
    const string Packed = "Results";

    static readonly string[] SummaryColumns =
    [
        "Scorecard", "Name", "Month", "AsOf", "Edition", "Changed", "Count", "Trace", "Green", "Amber", "Red", "Unrated", "Improved", "Same", "Worse",
    ];

    readonly ITable table = storage.Table(StorageNames.ResultsTable);

    /// <param name="edition">Null = the current state.</param>
    /// <returns>Null: nothing is stored.</returns>
    /// <exception cref="InvalidDataException">What is stored cannot be understood.</exception>
    /// <exception cref="EditionDamagedException">The same of an edition.</exception>
    public async Task<StoredMonth?> FindAsync(ScorecardId scorecard, Month month, int? edition, CancellationToken ct) =>
        await table.FindAsync(Keys.From(scorecard), edition is { } n ? EditionRow(month, n) : month.ToString(), null, ct) is { } row
            ? edition is null ? FromEntity(row) : ToEdition(scorecard, month, row)
            : null;

    /// <summary>As <see cref="FindAsync"/>; what cannot be understood comes as a month of number 0 without figures, to be written over.</summary>
    public async Task<StoredMonth?> FindOrDamagedAsync(ScorecardId scorecard, Month month, CancellationToken ct) =>
        await table.FindAsync(Keys.From(scorecard), month.ToString(), null, ct) is { } row
            ? Understood(row, FromEntity).Understood
                ?? new StoredMonth(new StoredSummary(scorecard, "", month, 0, 0, Summary.None, default, 0, null), null, row.ETag)
            : null;

    /// <summary>The stored number of a month; -1 = nothing is stored.</summary>
    public async Task<long> AsOfAsync(ScorecardId scorecard, Month month, CancellationToken ct) =>
        await table.FindAsync(Keys.From(scorecard), month.ToString(), ["AsOf"], ct) is { } row ? row.GetInt64("AsOf") ?? 0 : -1;

    /// <summary>The months of scorecards without their results, in the order of their keys; what has no figures is among them.</summary>
    /// <param name="from">The first scorecard's partition; null = from the first.</param>
    /// <param name="to">The last one's; null = to the last.</param>
    /// <returns>A month that cannot be understood comes as a reason.</returns>
    public IAsyncEnumerable<(StoredSummary? Summary, Unreadable? Unreadable)> SummariesAsync(
        string? from, string? to, Month first, Month last, CancellationToken ct) =>
        table.QueryAsync(Range(from, to, first, last), SummaryColumns, null, ct).Where(IsCurrent).Select(row => Understood(row, ToSummary));

    /// <summary>As <see cref="SummariesAsync"/>, with the results.</summary>
    public IAsyncEnumerable<(StoredMonth? Month, Unreadable? Unreadable)> MonthsAsync(
        string? from, string? to, Month first, Month last, int? atOnce, CancellationToken ct) =>
        table.QueryAsync(Range(from, to, first, last), null, atOnce, ct).Where(IsCurrent).Select(row => Understood(row, FromEntity));

    /// <summary>The editions of a scorecard's month, the first first.</summary>
    /// <exception cref="EditionDamagedException">What is stored of one cannot be understood.</exception>
    public IAsyncEnumerable<StoredMonth> EditionsAsync(ScorecardId scorecard, Month month, CancellationToken ct) =>
        table.QueryAsync(KeyRange.RowsBelow(Keys.From(scorecard), month.ToString()), null, null, ct)
            .Select(row => ToEdition(scorecard, month, row));

    /// <summary>Every edition, without its results.</summary>
    public IAsyncEnumerable<StoredSummary> EditionsAsync(CancellationToken ct) =>
        table.QueryAsync(default, SummaryColumns, null, ct).Where(row => !IsCurrent(row)).Select(ToSummary);

    /// <summary>Writes the copy of an edition where its row is not there or says something else.</summary>
    /// <returns>Whether it was written.</returns>
    public async Task<bool> PutEditionBackAsync(StoredMonth copy, CancellationToken ct)
    {
        var s = copy.Summary;
        var there = await table.FindAsync(Keys.From(s.Scorecard), EditionRow(s.Month, s.Edition), null, ct);
        if (there is not null && Understood(there, FromEntity).Understood is { } known
            && known.Summary.AsOf == s.AsOf && MonthState.IsSame(known.Scorecard, copy.Scorecard))
        {
            return false;
        }

        return (await write.WriteAsync(table, ToEntity(s, copy.Scorecard, EditionRow(s.Month, s.Edition)), there?.ETag, ct)).IsMine;
    }

    /// <summary>Puts an edition on record. Everybody calculates the same, so one that is there already is no fault.</summary>
    public Task AddEditionAsync(StoredSummary summary, MonthlyScorecard? edition, CancellationToken ct) =>
        write.WriteAsync(table, ToEntity(summary, edition, EditionRow(summary.Month, summary.Edition)), known: null, ct);

    /// <summary>Writes a month whole.</summary>
    /// <param name="summary">Whose AsOf must be larger than the stored one's.</param>
    /// <param name="scorecard">Null: the month has no figures; its row stays, so that nothing older comes back.</param>
    /// <param name="known">The version that is replaced; null = there must be none.</param>
    /// <returns>Whether it is stored as of this number or a later one; else somebody has written an older state: read and calculate again.</returns>
    public async Task<bool> TrySaveAsync(StoredSummary summary, MonthlyScorecard? scorecard, ETag? known, CancellationToken ct)
    {
        var written = await write.WriteAsync(table, ToEntity(summary, scorecard, summary.Month.ToString()), known, ct);
        return written.IsMine || written.Entity?.GetInt64("AsOf") >= summary.AsOf;
    }

    static KeyRange Range(string? from, string? to, Month first, Month last) => new(from, to, first.ToString(), last.ToString() + "!");

    /// <summary>The editions stand behind their month.</summary>
    static bool IsCurrent(TableEntity row) => !row.RowKey.Contains('|', StringComparison.Ordinal);

    static string EditionRow(Month month, int edition) => string.Create(CultureInfo.InvariantCulture, $"{month}|e{edition:D4}");

    static TableEntity ToEntity(StoredSummary m, MonthlyScorecard? scorecard, string row)
    {
        var s = m.Summary;
        return new TableEntity(Keys.From(m.Scorecard), row)
            .With("Scorecard", m.Scorecard).With("Name", m.Name).With("Month", m.Month.ToString()).With("AsOf", m.AsOf).With("Edition", m.Edition)
            .With("Changed", m.Changed).With("Count", m.Count).With("Trace", m.Trace)
            .With("Green", s.Green).With("Amber", s.Amber).With("Red", s.Red).With("Unrated", s.Unrated)
            .With("Improved", s.Improved).With("Same", s.Same).With("Worse", s.Worse)
            .WithText(Packed, scorecard is null ? "" : PackedResults.Write(scorecard.Results));
    }

    static (T? Understood, Unreadable? Unreadable) Understood<T>(TableEntity row, Func<TableEntity, T> read)
        where T : class
    {
        try
        {
            return (read(row), null);
        }
        catch (InvalidDataException e)
        {
            var id = row.TryGetValue("Scorecard", out var value) ? value as string : null;
            return (null, new Unreadable(id ?? row.PartitionKey, row.RowKey, e.Message));
        }
    }

    static StoredMonth ToEdition(ScorecardId scorecard, Month month, TableEntity row)
    {
        try
        {
            return FromEntity(row);
        }
        catch (InvalidDataException e)
        {
            throw new EditionDamagedException(scorecard, month, e);
        }
    }

    static StoredMonth FromEntity(TableEntity row)
    {
        try
        {
            var summary = ToSummary(row);
            if (summary.Count == 0)
            {
                return new StoredMonth(summary, null, row.ETag);
            }

            var results = PackedResults.Read(row.GetText(Packed));
            return results.Count == summary.Count
                ? new StoredMonth(summary,
                    new MonthlyScorecard(summary.Scorecard, summary.Name, summary.Month, summary.Edition, summary.Summary,
                        results)
                    { Trace = summary.Trace, Changed = summary.Changed }, row.ETag)
                : throw new InvalidDataException($"{results.Count} of its {summary.Count} results are there.");
        }
        catch (Exception e) when (IsNotUnderstood(e))
        {
            throw new InvalidDataException("Its results cannot be read.", e);
        }
    }

    static StoredSummary ToSummary(TableEntity row)
    {
        try
        {
            return new StoredSummary(
                row.GetString("Scorecard") ?? throw new FormatException("no scorecard"),
                row.GetString("Name") ?? "",
                Month.Parse(row.GetString("Month") ?? ""),
                row.GetInt64("AsOf") ?? 0,
                row.GetInt32("Edition") ?? 0,
                new Summary(Count("Green"), Count("Amber"), Count("Red"), Count("Unrated"), Count("Improved"), Count("Same"), Count("Worse")),
                row.GetDateTimeOffset("Changed") ?? default,
                Count("Count"),
                row.GetString("Trace"));
        }
        catch (Exception e) when (IsNotUnderstood(e))
        {
            throw new InvalidDataException("Its summary cannot be read.", e);
        }

        int Count(string name) => row.GetInt32(name) ?? 0;
    }

    /// <summary>A value that does not parse, is missing or is of another type than was written.</summary>
    static bool IsNotUnderstood(Exception e) =>
        e is FormatException or OverflowException or ArgumentException or InvalidOperationException or InvalidCastException
            or System.Text.Json.JsonException or NullReferenceException;
}
