using System.Globalization;
using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>Reads a Parquet file into a table. Columns go by their names, and are cast to the table's types.</summary>
static class RecordFile
{
    /// <param name="upload">That the file came with; null = it is the one that is checked.</param>
    /// <returns>How many rows it has.</returns>
    public static long Load(DuckDBConnection connection, string table, string path, long? upload) => Read(
        connection, table, path, upload, isWhole: true, (_, rows) => connection.Run($"INSERT INTO uploaded.{table} BY NAME {rows}"));

    /// <summary>Lays the rows of a part of a return over a table.</summary>
    /// <param name="upload">That the file came with; null = it is the one that is checked.</param>
    /// <returns>How many records were there before.</returns>
    public static long Lay(DuckDBConnection connection, string table, string path, long? upload)
    {
        LaidRows.Prepare(connection, table);
        return Read(
            connection, table, path, upload, isWhole: false, (columns, rows) => LaidRows.Lay(connection, table, columns, $"({rows})"));
    }

    /// <param name="isWhole">Whether it must have every column that a whole table must have.</param>
    /// <param name="use">Gets the table's columns that the file has, and the query of its rows, typed.</param>
    static long Read(
        DuckDBConnection connection, string table, string path, long? upload, bool isWhole, Func<IReadOnlyList<string>, string, long> use)
    {
        try
        {
            var columns = Columns(connection, table);
            var isOfUploads = columns.RemoveAll(c => c.Name == RecordAppender.SourceUpload) > 0;
            var source = $"read_parquet({Sql.Text(path)})";
            var there = connection.Read($"DESCRIBE FROM {source}", row => row.GetString(0)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var missing = columns.Where(c => isWhole && c.IsRequired && !there.Contains(c.Name)).Select(c => c.Name).ToList();
            if (missing.Count > 0)
            {
                throw new RecordFileException($"The file for {table} has no column {string.Join(", ", missing)}.");
            }

            var found = columns.Where(c => there.Contains(c.Name)).ToList();
            var read = found.ToDictionary(c => c.Name, c => $"CAST(\"{c.Name}\" AS {c.Type})");
            if (isOfUploads)
            {
                read.Add(RecordAppender.SourceUpload, $"CAST({upload?.ToString(CultureInfo.InvariantCulture) ?? "NULL"} AS BIGINT)");
            }

            return use([.. read.Keys], $"SELECT {string.Join(", ", read.Select(c => $"{c.Value} AS \"{c.Key}\""))} FROM {source}");
        }
        catch (RecordQueryException e)
        {
            throw new RecordFileException(Reason(table, e.Words));
        }
    }

    /// <summary>Of a table or part, in its order.</summary>
    /// <exception cref="RecordQueryException">There is no such table.</exception>
    public static List<RecordColumn> Columns(DuckDBConnection connection, string table) => connection.Read(
        $"SELECT name, type, \"notnull\" FROM pragma_table_info({Sql.Text($"uploaded.\"{table}\"")}) ORDER BY cid",
        row => new RecordColumn(row.GetString(0), row.GetString(1), row.GetBoolean(2)));

    /// <summary>Without DuckDB's words, which may repeat a value.</summary>
    static string Reason(string table, string words) => words.Contains("NOT NULL constraint failed", StringComparison.Ordinal)
        ? $"The file for {table} is empty in the column {words[(words.LastIndexOf('.') + 1)..]}, which every row must have."
        : $"The file for {table} cannot be read as a table.";
}
