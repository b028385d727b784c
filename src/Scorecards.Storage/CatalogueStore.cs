using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>What dropped files say of the catalogue, the earliest first.</summary>
public sealed record StoredCatalogue(IReadOnlyList<Indicator> Indicators, IReadOnlyList<Target> Targets, IReadOnlyList<Scorecard> Scorecards);

/// <summary>What dropped files say of when months are mailed, the earliest first.</summary>
public sealed record StoredCalendar(IReadOnlyList<Timetable> Timetables, IReadOnlyList<BankHoliday> BankHolidays);

/// <summary>
/// The tables Indicators, Targets, Scorecards and Recipients: one partition each, and in Scorecards one more for timetables and one for bank holidays; a row for what a batch says of a key. Every batch
/// stays on record; those that count (<see cref="ExtractStore"/>) are given in their order, so that a later one restates an earlier.
/// </summary>
public sealed class CatalogueStore(ScorecardStorage storage, ExtractStore extracts)
{
    /// <summary>Partitions of the table Scorecards.</summary>
    const string Timetables = "Timetables";
    const string BankHolidays = "BankHolidays";

    public async Task<StoredCatalogue> ReadAsync(CancellationToken ct)
    {
        var rows = await Task.WhenAll(
            RowsAsync(StorageNames.IndicatorsTable, ct), RowsAsync(StorageNames.TargetsTable, ct), RowsAsync(StorageNames.ScorecardsTable, ct));
        var counting = await CountingAsync(rows.SelectMany(r => r), ct);
        return new StoredCatalogue(
            [.. InOrder(rows[0], counting).Select(Entities.GetIndicator)], [.. InOrder(rows[1], counting).Select(GetTarget)], [.. InOrder(rows[2], counting).Select(GetScorecard)]);
    }

    public async Task<StoredCalendar> CalendarAsync(CancellationToken ct)
    {
        var rows = await storage.Table(StorageNames.ScorecardsTable)
            .QueryAsync<TableEntity>($"({Keys.Partition(Timetables)}) or ({Keys.Partition(BankHolidays)})", cancellationToken: ct).ToListAsync(ct);
        var stand = InOrder(rows, await CountingAsync(rows, ct)).ToLookup(r => r.PartitionKey);
        return new StoredCalendar([.. stand[Timetables].Select(GetTimetable)], [.. stand[BankHolidays].Select(GetBankHoliday)]);
    }

    /// <summary>The recipients in force, one for each address and scorecard.</summary>
    public async Task<IReadOnlyList<Recipient>> RecipientsAsync(CancellationToken ct)
    {
        var rows = await RowsAsync(StorageNames.RecipientsTable, ct);
        return
        [
            .. InOrder(rows, await CountingAsync(rows, ct)).Select(GetRecipient)
                .GroupBy(r => Keys.Of([r.Email, r.Scorecard]))
                .Select(restated => restated.Last()),
        ];
    }

    public Task WriteAsync(Submission submission, IEnumerable<(Indicator Item, long Row)> items, CancellationToken ct) =>
        WriteAsync(StorageNames.IndicatorsTable, submission, items, i => Keys.Of(i.Id), (entity, i) => entity.WithIndicator(i), ct);

    public Task WriteAsync(Submission submission, IEnumerable<(Target Item, long Row)> items, CancellationToken ct) =>
        WriteAsync(
            StorageNames.TargetsTable,
            submission,
            items,
            t => Keys.Of([t.Indicator, t.Scorecard ?? "", $"{t.EffectiveFrom:yyyy-MM-dd}"]),
            (entity, t) => entity
                .With("Indicator", t.Indicator).With("Scorecard", t.Scorecard).With("EffectiveFrom", t.EffectiveFrom).With("Target", t.Value)
                .With("GreenMin", t.Limits.GreenMin).With("GreenMax", t.Limits.GreenMax).With("AmberMin", t.Limits.AmberMin).With("AmberMax", t.Limits.AmberMax),
            ct);

    public Task WriteAsync(Submission submission, IEnumerable<(Scorecard Item, long Row)> items, CancellationToken ct) =>
        WriteAsync(
            StorageNames.ScorecardsTable,
            submission,
            items,
            s => Keys.Of(s.Id),
            (entity, s) => entity
                .With("Scorecard", s.Id).With("Name", s.Name).With("Parent", s.Parent).With("Slice", s.Slice).With("SliceCode", s.SliceCode)
                .With("Uasc", s.Uasc).With("ActiveFrom", s.ActiveFrom).With("ActiveTo", s.ActiveTo),
            ct);

    public Task WriteAsync(Submission submission, IEnumerable<(Recipient Item, long Row)> items, CancellationToken ct) =>
        WriteAsync(
            StorageNames.RecipientsTable,
            submission,
            items,
            r => Keys.Of([r.Email, r.Scorecard]),
            (entity, r) => entity
                .With("Email", r.Email).With("Scorecard", r.Scorecard).With("Name", r.Name).With("From", r.From).With("Until", r.Until)
                .With("Audience", r.Audience),
            ct);

    public Task WriteAsync(Submission submission, IEnumerable<(Timetable Item, long Row)> items, CancellationToken ct) =>
        WriteAsync(
            StorageNames.ScorecardsTable,
            submission,
            items,
            t => Keys.Of(t.Group),
            (entity, t) => entity
                .With("Scorecard", t.Scorecard).With("WorkingDay", t.WorkingDay).With("Hour", t.Hour).With("Deadline", t.Deadline).With("IsEarly", t.IsEarly),
            ct,
            Timetables);

    public Task WriteAsync(Submission submission, IEnumerable<(BankHoliday Item, long Row)> items, CancellationToken ct) =>
        WriteAsync(
            StorageNames.ScorecardsTable,
            submission,
            items,
            h => Keys.Of($"{h.Date:yyyy-MM-dd}"),
            (entity, h) => entity.With("BankHoliday", h.Date).With("Name", h.Name).With("IsWithdrawn", h.IsWithdrawn),
            ct,
            BankHolidays);

    Task WriteAsync<T>(
        string table, Submission submission, IEnumerable<(T Item, long Row)> items, Func<T, string> key, Func<TableEntity, T, TableEntity> fill, CancellationToken ct, string? partition = null) =>
        TableBatches.WriteAsync(
            storage.Table(table),
            TableTransactionActionType.UpsertReplace,
            items.Select(i => fill(new TableEntity(partition ?? table, $"{key(i.Item)}|{submission.AttemptBatch}"), i.Item)
                .WithSource(new Source(submission.Extract, submission.Sha256, i.Row)).With("Batch", submission.AttemptBatch)),
            ct);

    async Task<List<TableEntity>> RowsAsync(string table, CancellationToken ct) =>
        await storage.Table(table).QueryAsync<TableEntity>(Keys.Partition(table), cancellationToken: ct).ToListAsync(ct);

    Task<HashSet<string>> CountingAsync(IEnumerable<TableEntity> rows, CancellationToken ct) =>
        extracts.CountingBatchesAsync(rows.Select(r => r.GetSource()!.Sha256), ct);

    static IEnumerable<TableEntity> InOrder(List<TableEntity> rows, HashSet<string> counting) =>
        rows.Where(r => counting.Contains(r.GetString("Batch"))).OrderBy(r => r.GetString("Batch"), StringComparer.Ordinal);

    static Target GetTarget(TableEntity row) => new()
    {
        Indicator = row.GetString("Indicator"),
        Scorecard = row.GetString("Scorecard"),
        EffectiveFrom = row.GetDate("EffectiveFrom") ?? default,
        Value = row.GetDecimal("Target"),
        Limits = new Limits(row.GetDecimal("GreenMin"), row.GetDecimal("GreenMax"), row.GetDecimal("AmberMin"), row.GetDecimal("AmberMax")),
    };

    static Scorecard GetScorecard(TableEntity row) => new()
    {
        Id = row.GetString("Scorecard"),
        Name = row.GetString("Name"),
        Parent = row.GetString("Parent"),
        Slice = row.GetString("Slice"),
        SliceCode = row.GetString("SliceCode"),
        Uasc = row.GetString("Uasc"),
        ActiveFrom = row.GetDate("ActiveFrom"),
        ActiveTo = row.GetDate("ActiveTo"),
    };

    static Timetable GetTimetable(TableEntity row) => new()
    {
        Scorecard = row.GetString("Scorecard"),
        WorkingDay = row.GetInt32("WorkingDay") ?? 0,
        Hour = row.GetInt32("Hour") ?? 0,
        Deadline = row.GetInt32("Deadline") ?? 0,
        IsEarly = row.GetBoolean("IsEarly") ?? false,
    };

    static BankHoliday GetBankHoliday(TableEntity row) => new(row.GetDate("BankHoliday") ?? default, row.GetString("Name"), row.GetBoolean("IsWithdrawn") ?? false);

    static Recipient GetRecipient(TableEntity row) => new()
    {
        Email = row.GetString("Email"),
        Scorecard = row.GetString("Scorecard"),
        Name = row.GetString("Name"),
        From = row.GetDate("From"),
        Until = row.GetDate("Until"),
        Audience = row.GetString("Audience"),
    };
}
