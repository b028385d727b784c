using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Storage;

namespace Scorecards.Application.Records;

/// <summary>
/// Gathers the accepted records of one file in a database: a table for each whole table, and one for each part of a return. Then they are kept as
/// Parquet under an attempt.
/// </summary>
/// <param name="open">Opens an empty database.</param>
/// <param name="attempt">Null: nothing is kept, as when a file is read again for its receipt.</param>
public sealed class FactWriter(FactFiles facts, Func<RecordDatabase> open, string? attempt) : IAsyncDisposable
{
    /// <summary>Rows that are handed over at a time.</summary>
    const int MostRead = 2_000;

    readonly SortedDictionary<string, WrittenTable> tables = new(StringComparer.Ordinal);
    readonly Lazy<RecordFolder> folder = new(() => new RecordFolder());
    readonly Lazy<RecordDatabase> database = new(open);
    bool isReleased;

    /// <summary>Adds rows that were read, in their order, while the next ones are read: the database is not for two threads at a time.</summary>
    Task adding = Task.CompletedTask;

    /// <summary>Writes the table before as Parquet, while the next one is read.</summary>
    Task exporting = Task.CompletedTask;

    /// <summary>Stores what is written, while it is checked.</summary>
    Task keeping = Task.CompletedTask;

    WrittenTable? current;

    /// <summary>Under which records are kept; null = they are not.</summary>
    public string? Attempt => attempt;

    /// <summary>The kinds that have rows.</summary>
    public IReadOnlyCollection<RecordKind> Kinds => [.. tables.Values.Select(table => table.Kind).Distinct()];

    /// <summary>Those of which it has the whole table.</summary>
    public IReadOnlyCollection<RecordKind> WholeKinds => [.. tables.Values.Where(table => table.Part is null).Select(table => table.Kind)];

    /// <param name="number">The row's, as a spreadsheet counts.</param>
    public async ValueTask AddAsync(RecordRow row, long number)
    {
        if (current is null || !ReferenceEquals(current.Part, row.Part) || !ReferenceEquals(current.Kind, row.Kind))
        {
            if (current is { Part: null })
            {
                await HandOverAsync(current, isEnd: true);
            }

            current = Find(row);
        }

        current.Read.Add((row.Values, number));
        if (current.Read.Count == MostRead)
        {
            await HandOverAsync(current, isEnd: false);
        }
    }

    /// <summary>Ends the tables, and begins to keep them where an attempt was given.</summary>
    /// <returns>
    /// The database, which goes with this object unless it is <see cref="Release">released</see>. The parts of returns are not in its tables yet.
    /// </returns>
    public async Task<RecordDatabase> CompleteAsync(CancellationToken ct)
    {
        foreach (var table in tables.Values.Where(table => !table.IsEnded))
        {
            await HandOverAsync(table, isEnd: true);
        }

        current = null;
        await adding;
        await exporting;
        foreach (var (name, _) in tables.Where(table => table.Value.Part is not null))
        {
            database.Value.Remove(name);
        }

        keeping = attempt is null ? Task.CompletedTask : Task.Run(() => KeepAsync(attempt, ct), ct);
        return database.Value;
    }

    /// <summary>Ends once all records are kept: nothing may say before that they are taken in.</summary>
    public Task KeptAsync() => keeping;

    /// <summary>Lays the parts of returns over what is in the database, once the tables that are known are there.</summary>
    /// <returns>Of each part, how many of its records were there before.</returns>
    public IReadOnlyList<(ReturnPart Part, long Replaced)> Lay()
    {
        var parts = tables.Where(table => table.Value.Part is not null).ToList();
        return [.. parts.Select(table => (table.Value.Part!, database.Value.Lay(table.Value.Kind.Table, PathOf(table.Key))))];
    }

    /// <returns>The database, which does not go with this object any more.</returns>
    public RecordDatabase Release()
    {
        isReleased = true;
        return database.Value;
    }

    /// <param name="isEnd">Whether all rows of the table are read.</param>
    async ValueTask HandOverAsync(WrittenTable table, bool isEnd)
    {
        await adding;
        var rows = table.Read;
        table.Read = new(isEnd ? 0 : MostRead);
        table.IsEnded = isEnd;
        adding = Task.Run(() => AddToDatabaseAsync(table, rows));
    }

    async Task AddToDatabaseAsync(WrittenTable table, List<(string?[] Values, long Number)> rows)
    {
        var to = table.Rows ??= table.Part is { } part
            ? database.Value.AppendPart(table.Kind.Table, table.Name, part.Columns)
            : database.Value.Append(table.Name, table.Kind.TableColumns);
        foreach (var (values, number) in rows)
        {
            to.Add(values, number);
        }

        if (table.IsEnded)
        {
            await exporting;
            database.Value.Complete(to);
            exporting = attempt is null && table.Part is null
                ? Task.CompletedTask : Task.Run(() => database.Value.Export(table.Name, PathOf(table.Name)));
        }
    }

    async Task KeepAsync(string under, CancellationToken ct)
    {
        foreach (var name in tables.Keys)
        {
            await using var content = File.OpenRead(PathOf(name));
            await facts.WriteAsync(name, under, content, ct);
        }
    }

    WrittenTable Find(RecordRow row)
    {
        var name = row.Part?.Name ?? row.Kind.Table;
        return tables.TryGetValue(name, out var table) ? table : (tables[name] = new WrittenTable(name, row.Kind, row.Part));
    }

    string PathOf(string name) => folder.Value.PathOf($"{name}.parquet");

    public async ValueTask DisposeAsync()
    {
        // Their failure was told by who waited for it; else the file was refused.
        await adding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await exporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var table in tables.Values)
        {
            table.Rows?.Dispose();
        }

        if (database.IsValueCreated && !isReleased)
        {
            database.Value.Dispose();
        }

        if (folder.IsValueCreated)
        {
            folder.Value.Dispose();
        }
    }

    sealed class WrittenTable(string name, RecordKind kind, ReturnPart? part)
    {
        public string Name => name;

        public RecordKind Kind => kind;

        public ReturnPart? Part => part;

        /// <summary>Not in the database yet.</summary>
        public List<(string?[] Values, long Number)> Read { get; set; } = [];

        public RecordAppender? Rows { get; set; }

        public bool IsEnded { get; set; }
    }
}
