using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Storage;

namespace Scorecards.Application.Records;

/// <summary>Opens the records that count as of a number of the journal.</summary>
public sealed class RecordTables(FactFiles facts, CatalogueReader catalogues, IOptions<RecordSettings> settings)
{
    /// <summary>The table that slices come from.</summary>
    public const string Team = "team";

    /// <summary>The column of the row of the uploaded file.</summary>
    public const string SourceRow = "source_row";

    const int Threads = 2;

    /// <summary>Records that a definition may return.</summary>
    const int MostRecords = 2_000_000;

    /// <summary>That a council's own definition may take for a month.</summary>
    static readonly TimeSpan LongestDefinition = TimeSpan.FromSeconds(30);

    /// <summary>An empty database, with the tables.</summary>
    public RecordDatabase Open() => RecordDatabase.Open(settings.Value.Megabytes, Threads, RecordScripts.BuiltIn);

    /// <summary>What is wrong with a council's own definition, tried on empty tables; null = nothing.</summary>
    public string? FaultOfDefinition(string sql, CancellationToken ct)
    {
        using var database = Open();
        database.Seal();
        return FaultOfDefinition(database, sql, new Month(2012, 5), ct);
    }

    /// <summary>The same on the records of a sealed database, by a month.</summary>
    public static string? FaultOfDefinition(RecordDatabase database, string sql, Month month, CancellationToken ct) =>
        database.FaultOf(sql, month, LongestDefinition, MostRecords, ct);

    /// <summary>A writer for one file's records.</summary>
    public FactWriter Write() => new(facts);

    /// <summary>The upload that each table is of.</summary>
    public static IReadOnlyDictionary<RecordKind, JournalEntry> Snapshots(JournalPrefix journal) => RecordKind.All
        .Select(kind => (Kind: kind, Entry: journal.Snapshot(kind.Name))).Where(s => s.Entry is not null).ToDictionary(s => s.Kind, s => s.Entry!);

    /// <summary>Loads the tables as of a number, and the bank holidays.</summary>
    /// <param name="except">Kinds that are there already.</param>
    /// <exception cref="RowsMissingException">The file of an upload that counts is not there.</exception>
    public async Task LoadAsync(RecordDatabase database, JournalPrefix journal, IReadOnlyCollection<RecordKind> except, CancellationToken ct)
    {
        using var folder = new RecordFolder();
        foreach (var (kind, entry) in Snapshots(journal).Where(s => !except.Contains(s.Key)))
        {
            await using var kept = await facts.OpenAsync(kind.Table, entry.Attempt, ct) ?? throw new RowsMissingException(entry.Number);
            var path = folder.PathOf($"{kind.Table}.parquet");
            await using (var copy = File.Create(path))
            {
                await kept.CopyToAsync(copy, ct);
            }

            database.Load(kind.Table, path);
            File.Delete(path);
        }

        var holidays = (await catalogues.AtAsync(journal, ct)).BankHolidays;
        database.AddBankHolidays(holidays.GroupBy(h => h.Date).Select(same => same.Last()).Where(h => !h.IsWithdrawn).Select(h => h.Date));
    }
}
