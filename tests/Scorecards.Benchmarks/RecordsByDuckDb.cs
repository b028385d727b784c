using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Tests.Records.Synthetic;

namespace Scorecards.Benchmarks;

/// <summary>
/// DuckDB alone: reads a council's CSV files into typed tables without checking a row, and asks the 44 queries of May 2012 for one slice, the
/// county with UASC. Everything from the opening of the database on.
/// </summary>
static class RecordsByDuckDb
{
    public static async Task<Func<Task<Run>>> PrepareAsync(string folder)
    {
        var builtIn = await BuiltInCatalogue.ReadAsync(CancellationToken.None);
        var queries = builtIn.Catalogue.Indicators.Select(i => RecordScripts.BuiltIn.Find(i)!.Sql).ToList();
        return () =>
        {
            var start = Stopwatch.GetTimestamp();
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            Read(connection, folder, builtIn.BankHolidays);
            var read = Stopwatch.GetElapsedTime(start);
            var sums = queries.Select(q => Sum(connection, q)).ToList();
            var elapsed = Stopwatch.GetElapsedTime(start);
            var outcome = string.Create(CultureInfo.InvariantCulture, $"read in {read.TotalSeconds:0.00} s, {sums.Count} figures");
            return Task.FromResult(new Run(elapsed, outcome));
        };
    }

    static void Read(DuckDBConnection connection, string folder, IReadOnlyList<BankHoliday> bankHolidays)
    {
        var scripts = RecordScripts.BuiltIn;
        Execute(connection, scripts.Tables);
        foreach (var table in CsvTables.Names)
        {
            var file = Path.Combine(folder, $"{table}.csv").Replace("'", "''", StringComparison.Ordinal);
            Execute(connection, $"INSERT INTO uploaded.{table} BY NAME FROM read_csv('{file}')");
        }

        var days = string.Join(", ", bankHolidays.Select(h => $"(DATE '{h.Date:yyyy-MM-dd}', NULL)"));
        Execute(connection, $"INSERT INTO uploaded.bank_holiday VALUES {days}");
        foreach (var t in scripts.Timescales)
        {
            var value = t.Value?.ToString(CultureInfo.InvariantCulture) ?? "NULL";
            Execute(connection, $"INSERT INTO timescale VALUES ('{t.Name}', DATE '{t.EffectiveFrom:yyyy-MM-dd}', {value}, '{t.Unit}', NULL)");
        }

        Execute(connection, "SET VARIABLE period_end = DATE '2012-05-31'; SET VARIABLE county = NULL");
        foreach (var script in scripts.Views.Concat(scripts.MonthTables))
        {
            Execute(connection, script);
        }
    }

    static void Execute(DuckDBConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    static string Sum(DuckDBConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT sum(CAST(in_numerator AS DECIMAL(18, 6))) || '/' || sum(CAST(in_denominator AS DECIMAL(18, 6))) FROM ({query}\n)";
        return command.ExecuteScalar()?.ToString() ?? "";
    }
}
