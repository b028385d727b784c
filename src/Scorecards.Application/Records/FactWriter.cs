using CsvHelper;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Storage;

namespace Scorecards.Application.Records;

/// <summary>
/// Gathers the accepted records of one file, a temporary file for each table or part of a return, and keeps them as Parquet under an attempt.
/// </summary>
public sealed class FactWriter(FactFiles facts) : IAsyncDisposable
{
    readonly SortedDictionary<string, WrittenTable> tables = new(StringComparer.Ordinal);
    readonly Lazy<RecordFolder> folder = new(() => new RecordFolder());

    /// <summary>The kinds that have rows.</summary>
    public IReadOnlyCollection<RecordKind> Kinds => [.. tables.Values.Select(table => table.Kind).Distinct()];

    /// <summary>Those of which it has the whole table.</summary>
    public IReadOnlyCollection<RecordKind> WholeKinds => [.. tables.Values.Where(table => table.Part is null).Select(table => table.Kind)];

    /// <param name="number">The row's, as a spreadsheet counts.</param>
    public async ValueTask AddAsync(RecordRow row, long number, CancellationToken ct)
    {
        var name = row.Part?.Name ?? row.Kind.Table;
        if (!tables.TryGetValue(name, out var table))
        {
            table = new WrittenTable(row.Kind, row.Part, CsvWriter.Create(File.Create(PathOf(name, "csv")), leaveOpen: false));
            tables.Add(name, table);
            table.Csv.WriteRecord([.. row.Part?.Columns ?? row.Kind.TableColumns, RecordTables.SourceRow]);
        }

        foreach (var value in row.Values)
        {
            table.Csv.WriteField(value);
        }

        table.Csv.WriteField(number);
        await table.Csv.EndRecordAsync(ct);
    }

    /// <summary>Loads the whole tables into a database, and keeps all where an attempt is given.</summary>
    /// <param name="attempt">Null: nothing is kept, as when a file is read again for its receipt.</param>
    public async Task CompleteAsync(RecordDatabase database, string? attempt, CancellationToken ct)
    {
        foreach (var (name, written) in tables)
        {
            await written.Csv.DisposeAsync();
            var (csv, parquet) = (PathOf(name, "csv"), PathOf(name, "parquet"));
            if (written.Part is not null)
            {
                database.Convert(written.Kind.Table, csv, parquet);
            }
            else
            {
                database.Load(name, csv);
                if (attempt is not null)
                {
                    database.Export(name, parquet);
                }
            }

            File.Delete(csv);
            if (attempt is not null)
            {
                await using var content = File.OpenRead(parquet);
                await facts.WriteAsync(name, attempt, content, ct);
            }
        }
    }

    /// <summary>Lays the parts of returns over what is in the database, once the tables that are known are there.</summary>
    /// <returns>Of each part, how many of its records were there before.</returns>
    public IReadOnlyList<(ReturnPart Part, long Replaced)> Lay(RecordDatabase database)
    {
        var parts = tables.Where(table => table.Value.Part is not null).ToList();
        foreach (var kind in parts.Select(table => table.Value.Kind).Distinct().Except(WholeKinds))
        {
            database.ForgetRows(kind.Table);
        }

        return [.. parts.Select(table => (table.Value.Part!, database.Lay(table.Value.Kind.Table, PathOf(table.Key, "parquet"))))];
    }

    string PathOf(string name, string extension) => folder.Value.PathOf($"{name}.{extension}");

    public async ValueTask DisposeAsync()
    {
        foreach (var table in tables.Values)
        {
            await table.Csv.DisposeAsync();
        }

        if (folder.IsValueCreated)
        {
            folder.Value.Dispose();
        }
    }

    sealed record WrittenTable(RecordKind Kind, ReturnPart? Part, CsvWriter Csv);
}
