using CsvHelper;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Storage;

namespace Scorecards.Application.Records;

/// <summary>Gathers the accepted records of one file, a temporary file for each table, and keeps them as Parquet under an attempt.</summary>
public sealed class FactWriter(FactFiles facts) : IAsyncDisposable
{
    readonly Dictionary<RecordKind, CsvWriter> tables = [];
    readonly Lazy<RecordFolder> folder = new(() => new RecordFolder());

    /// <summary>The kinds that have rows.</summary>
    public IReadOnlyCollection<RecordKind> Kinds => tables.Keys;

    /// <param name="number">The row's, as a spreadsheet counts.</param>
    public async ValueTask AddAsync(RecordRow row, long number, CancellationToken ct)
    {
        if (!tables.TryGetValue(row.Kind, out var table))
        {
            tables.Add(row.Kind, table = CsvWriter.Create(File.Create(CsvPath(row.Kind)), leaveOpen: false));
            table.WriteRecord([.. row.Kind.TableColumns, RecordTables.SourceRow]);
        }

        foreach (var value in row.Values)
        {
            table.WriteField(value);
        }

        table.WriteField(number);
        await table.EndRecordAsync(ct);
    }

    /// <summary>Loads the tables into a database, and keeps them where an attempt is given.</summary>
    /// <param name="attempt">Null: nothing is kept, as when a file is read again for its receipt.</param>
    public async Task CompleteAsync(RecordDatabase database, string? attempt, CancellationToken ct)
    {
        foreach (var (kind, written) in tables)
        {
            await written.DisposeAsync();
            database.Load(kind.Table, CsvPath(kind));
            File.Delete(CsvPath(kind));
            if (attempt is not null)
            {
                await KeepAsync(database, kind.Table, attempt, ct);
            }
        }
    }

    async Task KeepAsync(RecordDatabase database, string table, string attempt, CancellationToken ct)
    {
        var path = folder.Value.PathOf($"{table}.parquet");
        database.Export(table, path);
        await using (var content = File.OpenRead(path))
        {
            await facts.WriteAsync(table, attempt, content, ct);
        }

        File.Delete(path);
    }

    string CsvPath(RecordKind kind) => folder.Value.PathOf($"{kind.Table}.csv");

    public async ValueTask DisposeAsync()
    {
        foreach (var table in tables.Values)
        {
            await table.DisposeAsync();
        }

        if (folder.IsValueCreated)
        {
            folder.Value.Dispose();
        }
    }
}
