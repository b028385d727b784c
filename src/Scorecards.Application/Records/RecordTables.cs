using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Storage;

namespace Scorecards.Application.Records;

/// <summary>Opens the records that count as of a number of the journal.</summary>
public sealed class RecordTables(FactFiles facts, CatalogueReader catalogues, CheckedRecords kept, IOptions<RecordSettings> settings)
{
    const int Threads = 2;

    /// <summary>Records that a definition may return.</summary>
    const int MostRecords = 2_000_000;

    /// <summary>That a council's own definition may take for a month.</summary>
    static readonly TimeSpan LongestDefinition = TimeSpan.FromSeconds(30);

    /// <summary>The levels of team.csv of which scorecards are made.</summary>
    public IReadOnlyCollection<Slice> MadeLevels => settings.Value.MadeLevels();

    /// <summary>An empty database, with the tables.</summary>
    public RecordDatabase Open() => RecordDatabase.Open(settings.Value.Megabytes, Threads, RecordScripts.BuiltIn);

    /// <summary>What is wrong with a council's own definition that is uploaded, tried on empty tables; null = nothing.</summary>
    public string? FaultOfDefinition(string sql, CancellationToken ct)
    {
        using var database = Open();
        database.Seal();
        return database.FaultOfNew(sql) ?? FaultOfDefinition(database, sql, new Month(2012, 5), ct);
    }

    /// <summary>The same on the records of a sealed database, by a month.</summary>
    public static string? FaultOfDefinition(RecordDatabase database, string sql, Month month, CancellationToken ct) =>
        database.FaultOf(sql, month, LongestDefinition, MostRecords, ct);

    /// <summary>Keeps the database of an upload's records for the count that may follow.</summary>
    /// <param name="journal">That the upload was read against.</param>
    public void Keep(FactWriter records, JournalPrefix journal)
    {
        if (records.Attempt is { } attempt)
        {
            kept.Keep(records.Release(), journal.Head, attempt);
        }
    }

    /// <summary>All records that count as of a number, and the bank holidays: sealed.</summary>
    /// <exception cref="RowsMissingException">The file of an upload that counts is not there.</exception>
    public Task<RecordDatabase> OpenAsync(JournalPrefix journal, CancellationToken ct) => OpenWithoutAsync([], journal, ct);

    /// <summary>The same of the tables that one definition needs: whether another is there is nothing to it.</summary>
    /// <exception cref="RowsMissingException">The file of an upload that counts is not there.</exception>
    public Task<RecordDatabase> OpenAsync(JournalPrefix journal, Definition definition, CancellationToken ct)
    {
        var needed = RecordScripts.BuiltIn.TablesOf(definition);
        return OpenWithoutAsync([.. RecordKind.All.Where(kind => !needed.Contains(kind.Table) && !FillsIn(kind.Table, needed))], journal, ct);
    }

    /// <summary>What a return does not say of adoptions follows from the episodes.</summary>
    static bool FillsIn(string table, IReadOnlySet<string> needed) => table == "lac_episode" && needed.Contains("adoption");

    async Task<RecordDatabase> OpenWithoutAsync(IReadOnlyCollection<RecordKind> except, JournalPrefix journal, CancellationToken ct)
    {
        if (await kept.TakeAsync(journal) is { } taken)
        {
            SetRecordsFrom(taken, journal);
            return taken;
        }

        var database = Open();
        try
        {
            await LoadAsync(database, journal, except, ct);
            database.Seal();
            SetRecordsFrom(database, journal);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A writer for one file's records.</summary>
    /// <param name="attempt">Under which they are kept; null = they are not.</param>
    public FactWriter Write(string? attempt) => new(facts, Open, attempt);

    /// <summary>The uploads that each table is made of, in the order in which they are laid over each other.</summary>
    public static IEnumerable<(RecordKind Kind, JournalEntry Entry)> Layers(JournalPrefix journal) =>
        RecordKind.All.SelectMany(kind => journal.Layers(kind.Name).Select(entry => (kind, entry)));

    /// <summary>Loads the tables as of a number, and the bank holidays.</summary>
    /// <param name="except">Kinds that are there already, or are not needed.</param>
    /// <exception cref="RowsMissingException">The file of an upload that counts is not there.</exception>
    public async Task LoadAsync(RecordDatabase database, JournalPrefix journal, IReadOnlyCollection<RecordKind> except, CancellationToken ct)
    {
        using var folder = new RecordFolder();
        foreach (var (kind, entry) in Layers(journal).Where(layer => !except.Contains(layer.Kind)))
        {
            if (entry.HasWhole(kind.Name))
            {
                await TakeAsync(kind.Table, entry.Records[kind.Name], path => database.Load(kind.Table, path, entry.Number));
            }

            foreach (var part in entry.AddedTo(kind.Name))
            {
                await TakeAsync(part, entry.Added[part], path => database.Lay(kind.Table, path, entry.Number));
            }

            async Task TakeAsync(string name, long rows, Action<string> take)
            {
                if (rows == 0)
                {
                    database.LayNothing(kind.Table);
                    return;
                }

                var path = folder.PathOf($"{name}.parquet");
                await using (var kept = await facts.OpenAsync(name, entry.Attempt, ct) ?? throw new RowsMissingException(entry.Number))
                await using (var copy = File.Create(path))
                {
                    await kept.CopyToAsync(copy, ct);
                }

                take(path);
                File.Delete(path);
            }
        }

        var holidays = (await catalogues.AtAsync(journal, ct)).BankHolidays;
        database.AddBankHolidays(holidays.GroupBy(h => h.Date).Select(same => same.Last()).Where(h => !h.IsWithdrawn).Select(h => h.Date));
    }

    /// <summary>Tables are asked for since the April of the first month that the newest of them is counted for (docs/extracts.md, Records).</summary>
    static void SetRecordsFrom(RecordDatabase database, JournalPrefix journal)
    {
        if (RecordCoverage.Newest(journal) is { } received)
        {
            database.SetRecordsFrom(RecordCoverage.Window(received)[^1].FirstDay);
        }
    }
}
