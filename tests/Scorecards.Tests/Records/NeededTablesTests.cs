using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>Which uploaded tables a definition needs, held against DuckDB: it runs without a table exactly when it does not need it.</summary>
public sealed partial class NeededTablesTests
{
    [Fact]
    public async Task Tables_AreThoseWithoutWhichADefinitionDoesNotRun()
    {
        var indicators = (await BuiltInCatalogue.ReadAsync(CancellationToken.None)).Catalogue.Indicators;
        var definitions = indicators.Select(i => RecordScripts.BuiltIn.Find(i)!).ToList();
        var tables = TableNames().Matches(RecordScripts.BuiltIn.Tables).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(15, tables.Count);
        var wrong = from table in tables
                    from definition in RunnableWithout(table, definitions)
                    where definition.Runs == RecordScripts.BuiltIn.TablesOf(definition.Definition).Contains(table)
                    select $"{definition.Definition.Indicator} {(definition.Runs ? "runs" : "does not run")} without {table}";
        Assert.Empty(wrong);
    }

    static IReadOnlyList<(Definition Definition, bool Runs)> RunnableWithout(string table, List<Definition> definitions)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Runs(connection, RecordScripts.BuiltIn.Tables);
        Runs(connection, $"DROP TABLE uploaded.{table}; SET VARIABLE period_end = DATE '2012-05-31'");
        foreach (var script in RecordScripts.BuiltIn.Views.Concat(RecordScripts.BuiltIn.MonthTables))
        {
            foreach (var statement in script.Split(";\n"))
            {
                Runs(connection, statement);
            }
        }

        return [.. definitions.Select(d => (d, Runs(connection, Figures(d))))];
    }

    /// <summary>The figures also ask for the slices and for who is UASC; those of a rate for the population.</summary>
    static string Figures(Definition definition) =>
        $"WITH counted AS ({definition.Sql}\n) SELECT count(*) FROM counted, child, team{(definition.Unit == Unit.Per10000 ? ", population" : "")}";

    static bool Runs(DuckDBConnection connection, string statements)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = statements;
            command.ExecuteNonQuery();
            return true;
        }
        catch (DuckDBException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"CREATE TABLE uploaded\.(\w+)")]
    private static partial Regex TableNames();
}
