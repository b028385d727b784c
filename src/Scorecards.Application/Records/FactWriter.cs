using CsvHelper;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Storage;

namespace Scorecards.Application.Records;

/// <summary>
/// Gathers the accepted records of one file: a temporary file for each table or part of a return, which is loaded into a database, a whole table
/// while the next one is read. Then they are kept as Parquet under an attempt.
/// </summary>
/// <param name="open">Opens an empty database.</param>
/// <param name="attempt">Null: nothing is kept, as when a file is read again for its receipt.</param>
public sealed class FactWriter(FactFiles facts, Func<RecordDatabase> open, string? attempt) : IAsyncDisposable
{
    readonly SortedDictionary<string, WrittenTable> tables = new(StringComparer.Ordinal);
    readonly Lazy<RecordFolder> folder = new(() => new RecordFolder());
    readonly Lazy<RecordDatabase> database = new(open);
    bool isReleased;

    /// <summary>Of the tables before the current one, one after the other: the database is not for two threads at a time.</summary>
    Task loading = Task.CompletedTask;

    WrittenTable? current;

    /// <summary>Under which records are kept; null = they are not.</summary>
    public string? Attempt => attempt;

    /// <summary>The kinds that have rows.</summary>
    public IReadOnlyCollection<RecordKind> Kinds => [.. tables.Values.Select(table => table.Kind).Distinct()];

    /// <summary>Those of which it has the whole table.</summary>
    public IReadOnlyCollection<RecordKind> WholeKinds => [.. tables.Values.Where(table => table.Part is null).Select(table => table.Kind)];

    /// <param name="number">The row's, as a spreadsheet counts.</param>
    public async ValueTask AddAsync(RecordRow row, long number, CancellationToken ct)
    {
        if (current is null || !ReferenceEquals(current.Part, row.Part) || !ReferenceEquals(current.Kind, row.Kind))
        {
            Load(current);
            current = Find(row);
        }

        foreach (var value in row.Values)
        {
            current.Csv.WriteField(value);
        }

        current.Csv.WriteField(number);
        await current.Csv.EndRecordAsync(ct);
    }

    /// <summary>Ends the loading of whole tables, and keeps all where an attempt was given.</summary>
    /// <returns>
    /// The database, which goes with this object unless it is <see cref="Release">released</see>. The parts of returns are not in it yet.
    /// </returns>
    public async Task<RecordDatabase> CompleteAsync(CancellationToken ct)
    {
        Load(current);
        current = null;
        await loading.WaitAsync(ct);
        foreach (var (name, table) in tables)
        {
            if (table.Part is not null)
            {
                await table.Csv.DisposeAsync();
                database.Value.Convert(table.Kind.Table, PathOf(name, "csv"), table.Columns, PathOf(name, "parquet"));
                File.Delete(PathOf(name, "csv"));
            }

            if (attempt is not null)
            {
                await using var content = File.OpenRead(PathOf(name, "parquet"));
                await facts.WriteAsync(name, attempt, content, ct);
            }
        }

        return database.Value;
    }

    /// <summary>Lays the parts of returns over what is in the database, once the tables that are known are there.</summary>
    /// <returns>Of each part, how many of its records were there before.</returns>
    public IReadOnlyList<(ReturnPart Part, long Replaced)> Lay()
    {
        var parts = tables.Where(table => table.Value.Part is not null).ToList();
        foreach (var kind in parts.Select(table => table.Value.Kind).Distinct().Except(WholeKinds))
        {
            database.Value.ForgetRows(kind.Table);
        }

        return [.. parts.Select(table => (table.Value.Part!, database.Value.Lay(table.Value.Kind.Table, PathOf(table.Key, "parquet"))))];
    }

    /// <returns>The database, which does not go with this object any more.</returns>
    public RecordDatabase Release()
    {
        isReleased = true;
        return database.Value;
    }

    /// <summary>Loads a whole table, all rows of which are there, behind those before it.</summary>
    void Load(WrittenTable? table)
    {
        if (table is { Part: null })
        {
            var before = loading;
            loading = Task.Run(async () =>
            {
                await before;
                await LoadAsync(table);
            });
        }
    }

    async Task LoadAsync(WrittenTable table)
    {
        await table.Csv.DisposeAsync();
        var (name, csv) = (table.Kind.Table, PathOf(table.Kind.Table, "csv"));
        database.Value.Load(name, csv, table.Columns);
        File.Delete(csv);
        if (attempt is not null)
        {
            database.Value.Export(name, PathOf(name, "parquet"));
        }
    }

    WrittenTable Find(RecordRow row)
    {
        var name = row.Part?.Name ?? row.Kind.Table;
        if (!tables.TryGetValue(name, out var table))
        {
            var csv = CsvWriter.Create(Create(PathOf(name, "csv")), leaveOpen: false);
            table = new WrittenTable(row.Kind, row.Part, [.. row.Part?.Columns ?? row.Kind.TableColumns, RecordTables.SourceRow], csv);
            tables.Add(name, table);
            table.Csv.WriteRecord(table.Columns);
        }

        return table;
    }

    /// <summary>Without a buffer: the writer has one.</summary>
    static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);

    string PathOf(string name, string extension) => folder.Value.PathOf($"{name}.{extension}");

    public async ValueTask DisposeAsync()
    {
        // Its failure was told by who waited for it; else the file was refused.
        await loading.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            foreach (var table in tables.Values)
            {
                await table.Csv.DisposeAsync();
            }
        }
        finally
        {
            if (database.IsValueCreated && !isReleased)
            {
                database.Value.Dispose();
            }

            if (folder.IsValueCreated)
            {
                folder.Value.Dispose();
            }
        }
    }

    sealed record WrittenTable(RecordKind Kind, ReturnPart? Part, string[] Columns, CsvWriter Csv);
}
