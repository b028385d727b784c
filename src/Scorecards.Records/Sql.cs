using System.Data;
using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>Statements of DuckDB.</summary>
static class Sql
{
    /// <returns>How many rows it wrote.</returns>
    public static long Run(this DuckDBConnection connection, string statements) => connection.Run(statements, CancellationToken.None);

    public static long Run(this DuckDBConnection connection, string statements, CancellationToken ct) =>
        connection.Ask(statements, command => (long)command.ExecuteNonQuery(), ct);

    public static List<T> Read<T>(this DuckDBConnection connection, string query, Func<DuckDBDataReader, T> row) =>
        connection.Read(query, row, CancellationToken.None);

    public static List<T> Read<T>(this DuckDBConnection connection, string query, Func<DuckDBDataReader, T> row, CancellationToken ct) =>
        connection.Ask(query, command => Rows(command, row), ct);

    public static string? Text(this DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Number(this DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateOnly? Day(this DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    /// <summary>A text as a literal; null is NULL.</summary>
    public static string Text(string? value) => value is null ? "NULL" : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    static List<T> Rows<T>(DuckDBCommand command, Func<DuckDBDataReader, T> row)
    {
        using var reader = (DuckDBDataReader)command.ExecuteReader(CommandBehavior.SingleResult);
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    static T Ask<T>(this DuckDBConnection connection, string statements, Func<DuckDBCommand, T> ask, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        using var cancel = new RepeatedCancel(command, ct);
        try
        {
            return ask(command);
        }
        catch (Exception e) when (e is DuckDBException or OperationCanceledException && ct.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was cancelled.", ct);
        }
        catch (DuckDBException e)
        {
            throw new RecordQueryException(e);
        }
    }
}
