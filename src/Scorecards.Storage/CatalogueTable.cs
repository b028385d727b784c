using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The table Catalogue: what councils change by dropped files, except figures and commentary. The partition is the kind of extract; the row key is
/// the item's own key and the attempt that wrote it, so each attempt has a row of its own even where it says the same as another. Rows are written
/// before the entry that makes them count.
/// </summary>
public sealed class CatalogueTable(IStorage storage)
{
    /// <summary>The kinds, as their extracts are named: they are the partitions.</summary>
    public const string Indicators = "indicator";
    public const string Targets = "target";
    public const string Scorecards = "scorecard";
    public const string Recipients = "recipient";
    public const string Timetables = "timetable";
    public const string BankHolidays = "bank-holiday";
    public const string Mappings = "mapping";
    public const string Definitions = "definition";

    readonly ITable table = storage.Table(StorageNames.CatalogueTable);

    /// <summary>Every row, by the attempt that wrote it. Whether and how it counts, the journal says.</summary>
    /// <returns>Each an <see cref="Indicator"/>, <see cref="Target"/>, <see cref="Scorecard"/>, <see cref="Recipient"/>, <see cref="Timetable"/>,
    /// <see cref="BankHoliday"/>, <see cref="Mapping"/> or <see cref="OwnDefinition"/>.</returns>
    public async Task<ILookup<string, object>> ReadAsync(CancellationToken ct) =>
        (await table.QueryAsync(default, null, null, ct).Select(row => (Attempt: row.GetString("Attempt"), Row: Item(row))).ToListAsync(ct))
            .ToLookup(read => read.Attempt, read => read.Row, StringComparer.Ordinal);

    /// <summary>Writes rows. The same attempt writes the same again.</summary>
    public Task WriteAsync(string attempt, IEnumerable<object> items, CancellationToken ct) =>
        table.UpsertAsync(items.Select(item => ToEntity(attempt, item)), ct);

    /// <summary>
    /// The kind of a row, as its extract is named, and what it says something of: a later row of the same kind and key corrects it.
    /// </summary>
    public static (string Kind, string Key) KeyOf(object item) => item switch
    {
        Indicator i => (Indicators, Keys.From(i.Id.Value)),
        Target t => (Targets, Keys.From([t.Indicator.Value, t.Scorecard?.Value ?? "", $"{t.EffectiveFrom:yyyy-MM-dd}"])),
        Scorecard s => (Scorecards, Keys.From(s.Id)),
        Recipient r => (Recipients, Keys.From([r.Email, r.Scorecard.Value])),
        Timetable t => (Timetables, Keys.From(t.Group)),
        BankHoliday h => (BankHolidays, $"{h.Date:yyyy-MM-dd}"),
        Mapping m => (Mappings, Keys.From(m.Id)),
        OwnDefinition d => (Definitions, Keys.From(d.Indicator.Value)),
        _ => throw new ArgumentException($"{item.GetType().Name} is no row of the catalogue.", nameof(item)),
    };

    /// <summary>The attempts that have rows.</summary>
    public async Task<IReadOnlySet<string>> AttemptsAsync(CancellationToken ct) =>
        await table.QueryAsync(default, ["Attempt"], null, ct).Select(row => row.GetString("Attempt")).ToHashSetAsync(null, ct);

    /// <returns>How many rows went.</returns>
    public async Task<int> RemoveAsync(Func<string, bool> isGone, CancellationToken ct)
    {
        var rows = await table.QueryAsync(default, ["Attempt"], null, ct).Where(row => isGone(row.GetString("Attempt"))).ToListAsync(ct);
        await table.DeleteAsync(rows, ct);
        return rows.Count;
    }

    static TableEntity ToEntity(string attempt, object item)
    {
        var (kind, key) = KeyOf(item);
        var entity = new TableEntity(kind, $"{key}|{attempt}").With("Attempt", attempt);
        return item switch
        {
            Indicator i => entity.WithIndicator(i),
            Target t => entity.WithTarget(t),
            Scorecard s => entity
                .With("Scorecard", s.Id).With("Name", s.Name).With("Parent", s.Parent).With("Slice", s.Slice.Name).With("SliceCode", s.SliceCode)
                .With("Uasc", s.Uasc.Name).With("ActiveFrom", s.ActiveFrom).With("ActiveTo", s.ActiveTo),
            Recipient r => entity
                .With("Email", r.Email)
                .With("Scorecard", r.Scorecard)
                .With("Name", r.Name)
                .With("From", r.From)
                .With("Until", r.Until)
                .With("GetsMonthEnd", r.GetsMonthEnd ? null : false)
                .With("Audience", AudienceNames.Write(r.Audience)),
            Timetable t => entity
                .With("Scorecard", t.Scorecard).With("WorkingDay", t.WorkingDay).With("Hour", t.Hour).With("Deadline", t.Deadline)
                    .With("IsEarly", t.IsEarly),
            BankHoliday h => entity.With("BankHoliday", h.Date).With("Name", h.Name).With("IsWithdrawn", h.IsWithdrawn),
            Mapping m => entity
                .With("Mapping", m.Id).With("Indicator", m.Indicator).With("YearEnd", m.YearEnd).With("Scorecard", m.Scorecard)
                .With("ScorecardColumn", m.ScorecardColumn).With("PeriodColumn", m.PeriodColumn).With("NumeratorColumn", m.NumeratorColumn)
                .With("DenominatorColumn", m.DenominatorColumn).With("ValueColumn", m.ValueColumn).With("Filter", m.Filter),
            OwnDefinition d => entity.With("Indicator", d.Indicator).With("Sql", d.Sql),
            _ => throw new ArgumentException($"{item.GetType().Name} is no row of the catalogue.", nameof(item)),
        };
    }

    static object Item(TableEntity row) => row.PartitionKey switch
    {
        Indicators => row.GetIndicator(),
        Targets => row.GetTarget(),
        Scorecards => ReadScorecard(row),
        Recipients => ReadRecipient(row),
        Timetables => ReadTimetable(row),
        BankHolidays => new BankHoliday(row.GetDate("BankHoliday") ?? default, row.GetString("Name"), row.GetBoolean("IsWithdrawn") ?? false),
        Mappings => ReadMapping(row),
        Definitions => new OwnDefinition(row.GetString("Indicator"), row.GetString("Sql") ?? ""),
        var kind => throw Unknown("kind", kind),
    };

    static Scorecard ReadScorecard(TableEntity row) => new()
    {
        Id = row.GetString("Scorecard"),
        Name = row.GetString("Name"),
        Parent = row.GetString("Parent"),
        Slice = Slice.Find(row.GetString("Slice")) ?? throw Unknown("slice", row.GetString("Slice")),
        SliceCode = row.GetString("SliceCode"),
        Uasc = UascBasis.Find(row.GetString("Uasc")) ?? throw Unknown("UASC basis", row.GetString("Uasc")),
        ActiveFrom = row.GetDate("ActiveFrom"),
        ActiveTo = row.GetDate("ActiveTo"),
    };

    static Recipient ReadRecipient(TableEntity row) => new()
    {
        Email = row.GetString("Email"),
        Scorecard = row.GetString("Scorecard") ?? "",
        GetsMonthEnd = row.GetBoolean("GetsMonthEnd") ?? true,
        Name = row.GetString("Name"),
        From = row.GetDate("From"),
        Until = row.GetDate("Until"),
        Audience = AudienceNames.Read(row.GetString("Audience")),
    };

    static Timetable ReadTimetable(TableEntity row) => new()
    {
        Scorecard = row.GetString("Scorecard"),
        WorkingDay = row.GetInt32("WorkingDay") ?? 0,
        Hour = row.GetInt32("Hour") ?? 0,
        Deadline = row.GetInt32("Deadline") ?? 0,
        IsEarly = row.GetBoolean("IsEarly") ?? false,
    };

    static Mapping ReadMapping(TableEntity row) => new()
    {
        Id = row.GetString("Mapping"),
        Indicator = row.GetString("Indicator"),
        YearEnd = row.GetInt32("YearEnd") ?? 0,
        Scorecard = row.GetString("Scorecard"),
        ScorecardColumn = row.GetString("ScorecardColumn"),
        PeriodColumn = row.GetString("PeriodColumn"),
        NumeratorColumn = row.GetString("NumeratorColumn"),
        DenominatorColumn = row.GetString("DenominatorColumn"),
        ValueColumn = row.GetString("ValueColumn"),
        Filter = row.GetString("Filter"),
    };

    static FormatException Unknown(string what, string value) => new($"The table Catalogue has a row of an unknown {what}, '{value}'.");
}
