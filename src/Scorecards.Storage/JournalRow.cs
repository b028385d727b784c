using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// How an entry of the journal is a row of the table Journal. All rows are in one partition. The row key is the entry's number subtracted from
/// 9,999,999,999, so the newest entry comes first.
/// </summary>
static class JournalRow
{
    /// <summary>The only partition of the table.</summary>
    public const string Partition = "journal";

    const long Inverter = 9_999_999_999;

    /// <summary>The number of the entry in a row.</summary>
    public static long Number(TableEntity row) => Inverter - long.Parse(row.RowKey, CultureInfo.InvariantCulture);

    static string Key(long number) => number > Inverter ? "" : (Inverter - number).ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>The rows from the head down to an entry, that entry included; 0 = all rows.</summary>
    public static KeyRange DownTo(long number) => KeyRange.Rows(Partition, Key(long.MaxValue), number == 0 ? "~" : Key(number) + "!");

    /// <summary>The row of an entry.</summary>
    public static TableEntity Write(JournalEntry e) => new TableEntity(Partition, Key(e.Number))
        .With("Number", e.Number).With("Kind", e.Kind).With("Intent", e.Intent).With("Attempt", e.Attempt).With("Committed", e.Committed)
        .With("Path", e.Path).With("Arrival", e.Arrival).With("Content", e.Content).With("Sha256", e.Sha256).With("Bytes", e.Bytes)
        .With("Received", e.Path is null ? null : e.Received).With("Place", e.Place)
        .With("RowsRead", e.Rows.Read).With("RowsAccepted", e.Rows.Accepted).With("RowsRefused", e.Rows.Refused).With("RowsSkipped", e.Rows.Skipped)
        .With("Extract", e.Extract).With("Message", e.Message).With("CatalogueRows", e.CatalogueRows)
        .With("Everything", e.Touches.Everything).With("CatalogueKinds", List(e.Touches.CatalogueKinds))
            .With("CatalogueFrom", e.Touches.CatalogueFrom?.ToString())
        .With("Group", e.Group?.Value).With("Month", e.Month?.ToString()).With("Rules", e.Rules).With("ReadOn", e.ReadOn).With("Trace", e.Trace)
        .WithText("CatalogueScorecards", List(e.Touches.CatalogueScorecards) ?? "")
        .WithText("Stated", e.Touches.Stated.ToString()).WithText("Commented", e.Touches.Commented.ToString())
        .WithText("Parts", string.Join(';', e.Parts.Select(p => $"{p.Value}*{new MonthSet([p.Key])}")))
        .With("CountedAsOf", e.CountedAsOf == 0 ? null : (object)e.CountedAsOf).With("EndsCount", e.EndsCount ? true : null)
        .With("Records", e.Records.Count == 0 ? null : JsonSerializer.Serialize(e.Records))
        .With("Added", e.Added.Count == 0 ? null : JsonSerializer.Serialize(e.Added))
        .With("NewestDay", e.NewestDay).With("Absent", List(e.Absent))
        .WithText("Wants", List(e.Wants) ?? "").WithText("Names", List(e.Names) ?? "");

    /// <summary>The entry in a row.</summary>
    /// <exception cref="FormatException">The row has no kind, or one of its numbers or months cannot be read.</exception>
    public static JournalEntry Read(TableEntity row) => new()
    {
        Number = Number(row),
        Kind = row.GetEnum<EntryKind>("Kind") ?? throw new FormatException($"Entry {row.RowKey} of the journal has no kind."),
        Intent = row.GetString("Intent"),
        Attempt = row.GetString("Attempt"),
        Committed = row.GetDateTimeOffset("Committed") ?? default,
        Path = row.GetString("Path"),
        Arrival = row.GetInt32("Arrival") ?? 0,
        Content = row.GetString("Content"),
        Sha256 = row.GetString("Sha256"),
        Bytes = row.GetInt64("Bytes") ?? 0,
        Received = row.GetDateTimeOffset("Received") ?? default,
        Place = row.GetInt64("Place") ?? 0,
        Rows = Rows(row),
        Extract = row.GetString("Extract"),
        Message = row.GetString("Message"),
        CatalogueRows = row.GetInt32("CatalogueRows") ?? 0,
        Parts = row.GetText("Parts").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('*', 2))
            .ToDictionary(part => MonthSet.Parse(part[1]).Single(), part => int.Parse(part[0], CultureInfo.InvariantCulture)),
        Touches = ReadTouches(row),
        Wants = List(row.GetText("Wants")),
        Group = row.GetString("Group"),
        Month = row.GetString("Month") is { } month ? Month.Parse(month) : null,
        Names = List(row.GetText("Names")),
        Rules = row.GetInt32("Rules") ?? 0,
        ReadOn = row.GetDate("ReadOn"),
        CountedAsOf = row.GetInt64("CountedAsOf") ?? 0,
        EndsCount = row.GetBoolean("EndsCount") ?? false,
        Records = Counts(row, "Records"),
        Added = Counts(row, "Added"),
        NewestDay = row.GetDate("NewestDay"),
        Absent = List(row.GetString("Absent")),
        Trace = row.GetString("Trace"),
    };

    static Touches ReadTouches(TableEntity row) => new()
    {
        Everything = row.GetBoolean("Everything") ?? false,
        CatalogueKinds = List(row.GetString("CatalogueKinds")),
        CatalogueFrom = row.GetString("CatalogueFrom") is { } from ? Month.Parse(from) : null,
        CatalogueScorecards = [.. List(row.GetText("CatalogueScorecards"))],
        Stated = MonthSet.Parse(row.GetText("Stated")),
        Commented = MonthSet.Parse(row.GetText("Commented")),
    };

    static RowCounts Rows(TableEntity row) => new(
        row.GetInt64("RowsRead") ?? 0, row.GetInt64("RowsAccepted") ?? 0, row.GetInt64("RowsRefused") ?? 0, row.GetInt64("RowsSkipped") ?? 0);

    static Dictionary<string, long> Counts(TableEntity row, string name) =>
        JsonSerializer.Deserialize<Dictionary<string, long>>(row.GetString(name) ?? "{}")!;

    static string? List<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : JsonSerializer.Serialize(items);

    static IReadOnlyList<string> List(string? text) => string.IsNullOrEmpty(text) ? [] : JsonSerializer.Deserialize<string[]>(text)!;
}
