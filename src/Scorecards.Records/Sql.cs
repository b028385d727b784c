using System.Data;
using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>Statements of DuckDB.</summary>
static class Sql
{
    public static void Run(this DuckDBConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    public static List<T> Read<T>(this DuckDBConnection connection, string query, Func<DuckDBDataReader, T> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = (DuckDBDataReader)command.ExecuteReader(CommandBehavior.SingleResult);
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public static string? Text(this DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A text as a literal; null is NULL.</summary>
    public static string Text(string? value) => value is null ? "NULL" : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
