using DuckDB.NET.Data;
using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>
/// Loads records that tests have as CSV, where the product loads its own Parquet alone. Days are yyyy-MM-dd; an empty cell is blank.
/// </summary>
static class CsvRecords
{
    static readonly DuckDBConnection Converter = Open();
    static readonly Lock OneAtATime = new();

    /// <param name="path">CSV in UTF-8 with a header.</param>
    public static void LoadCsv(this RecordDatabase database, string table, string path) => Use(path, parquet =>
    {
        database.Load(table, parquet);
        return 0;
    });

    /// <param name="lines">Of CSV, the first its header.</param>
    public static void LoadLines(this RecordDatabase database, string table, IEnumerable<string> lines) => Write(lines, path =>
    {
        database.LoadCsv(table, path);
        return 0;
    });

    /// <param name="lines">Of CSV, the first its header.</param>
    /// <returns>How many of its records were there before.</returns>
    public static long LayLines(this RecordDatabase database, string table, IEnumerable<string> lines) =>
        Write(lines, path => Use(path, parquet => database.Lay(table, parquet)));

    static long Write(IEnumerable<string> lines, Func<string, long> use)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.csv");
        try
        {
            File.WriteAllLines(path, lines);
            return use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    static long Use(string csv, Func<string, long> use)
    {
        var parquet = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.parquet");
        try
        {
            lock (OneAtATime)
            {
                using var command = Converter.CreateCommand();
                command.CommandText = $"""
                    COPY (FROM read_csv('{csv.Replace("'", "''", StringComparison.Ordinal)}',
                        header = true, delim = ',', quote = '"', escape = '"', all_varchar = true))
                    TO '{parquet}' (FORMAT parquet)
                    """;
                command.ExecuteNonQuery();
            }

            return use(parquet);
        }
        finally
        {
            File.Delete(parquet);
        }
    }

    static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return connection;
    }
}
