using DuckDB.NET.Data;
using Scorecards.Domain;

namespace Scorecards.Records;

/// <summary>
/// The records of a council in a DuckDB in memory: the 15 tables and the views over them (docs/domain.md, Figures from records). Once
/// <see cref="Seal"/> is called nothing can read a file or change a setting any more, and months can be calculated. Not for two threads at a time.
/// </summary>
public sealed class RecordDatabase : IDisposable
{
    readonly DuckDBConnection connection;
    readonly RecordScripts scripts;

    RecordDatabase(DuckDBConnection connection, RecordScripts scripts) => (this.connection, this.scripts) = (connection, scripts);

    /// <summary>Opens an empty one, with the tables.</summary>
    /// <param name="megabytes">What DuckDB may hold in memory. A query that wants more fails; nothing is written to disk.</param>
    /// <param name="threads">How many threads a query may use.</param>
    public static RecordDatabase Open(int megabytes, int threads, RecordScripts scripts)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            connection.Open();
            connection.Run($"""
                SET memory_limit = '{megabytes}MB'; SET threads = {threads}; SET temp_directory = '';
                SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;
                """);
            connection.Run(scripts.Tables);
            return new RecordDatabase(connection, scripts);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Adds the rows of a file to a table. Columns go by their names; others than the table's are left out.</summary>
    /// <param name="table">One of the 15, such as <c>referral</c>.</param>
    /// <param name="path">Parquet where it ends so, else CSV in UTF-8 with a header.</param>
    /// <exception cref="RecordFileException">A column is not there, or a value is not of its type.</exception>
    public void Load(string table, string path) => RecordFile.Load(connection, table, path);

    /// <summary>The county and the areas, districts and teams of team.csv, each once, the largest first.</summary>
    public IReadOnlyList<RecordSlice> Slices()
    {
        var county = new RecordSlice(Slice.County, null, "County", []);
        var teams = connection.Read(
            """
            SELECT area_code, district_code, team_code, arg_max(team_name, valid_from) FROM uploaded.team
            GROUP BY area_code, district_code, team_code ORDER BY area_code, district_code, team_code
            """,
            row => (Area: row.GetString(0), District: row.GetString(1), Team: row.GetString(2), Name: row.GetString(3)));
        var areas = teams.Select(t => t.Area).Distinct().ToDictionary(code => code, code => new RecordSlice(Slice.Area, code, code, [county]));
        var districts = teams.DistinctBy(t => t.District)
            .ToDictionary(t => t.District, t => new RecordSlice(Slice.District, t.District, t.District, [areas[t.Area], county]));
        var all = teams.DistinctBy(t => t.Team)
            .Select(t => new RecordSlice(Slice.Team, t.Team, t.Name, [districts[t.District], .. districts[t.District].Above]));
        return [county, .. areas.Values, .. districts.Values, .. all];
    }

    /// <summary>Adds bank holidays; the calendar is made of them when the database is sealed.</summary>
    public void AddBankHolidays(IEnumerable<DateOnly> days)
    {
        if (string.Join(", ", days.Select(day => $"(DATE '{day:yyyy-MM-dd}')")) is { Length: > 0 } rows)
        {
            connection.Run($"INSERT INTO uploaded.bank_holiday (date) VALUES {rows}");
        }
    }

    /// <summary>Writes a table as Parquet, its rows in the order in which they were loaded. Before it is sealed.</summary>
    public void Export(string table, string path) =>
        connection.Run($"COPY uploaded.{table} TO {Sql.Text(path)} (FORMAT parquet, COMPRESSION zstd)");

    /// <summary>Makes the views and closes the way to files.</summary>
    public void Seal()
    {
        foreach (var line in scripts.Timescales.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var cells = line.Split(',', 5).Select(cell => Sql.Text(cell.Trim()));
            connection.Run($"INSERT INTO timescale VALUES ({string.Join(", ", cells)})");
        }

        foreach (var script in scripts.Views)
        {
            connection.Run(script);
        }

        connection.Run("SET enable_external_access = false; SET lock_configuration = true");
    }

    /// <summary>One indicator's figures for the month, of every slice of team.csv and both bases, in one pass.</summary>
    /// <param name="countyCode">The area code of the county's own population estimate; null = it is the sum of the districts.</param>
    public IReadOnlyList<RecordFigure> Calculate(Definition definition, Month month, string? countyCode)
    {
        Ask(month, countyCode);
        return FigureQuery.Run(connection, definition);
    }

    /// <summary>The records that one indicator counts, or looks at and does not count, in the order of their keys.</summary>
    public IReadOnlyList<CountedRecord> Records(Definition definition, Month month)
    {
        Ask(month, null);
        return connection.Read(
            $"""
            SELECT record_key, CAST(child_id AS VARCHAR), team_code,
                CAST(coalesce(in_numerator, 0) AS DECIMAL(18, 6)), CAST(coalesce(in_denominator, 0) AS DECIMAL(18, 6))
            FROM ({definition.Sql}
            )
            ORDER BY record_key
            """,
            row => new CountedRecord(row.GetString(0), row.Text(1), row.Text(2), row.GetDecimal(3), row.GetDecimal(4)));
    }

    /// <summary>Checks a council's own definition, by the month, before it is used.</summary>
    /// <param name="longest">How long it may run.</param>
    /// <param name="mostRows">How many records it may return.</param>
    /// <returns>What is wrong and how to put it right; null = nothing.</returns>
    public string? FaultOf(string sql, Month month, TimeSpan longest, int mostRows)
    {
        Ask(month, null);
        return OwnDefinition.Fault(connection, sql, longest, mostRows);
    }

    public void Dispose() => connection.Dispose();

    void Ask(Month month, string? countyCode) => connection.Run(
        $"SET VARIABLE period_end = DATE '{month.LastDay:yyyy-MM-dd}'; SET VARIABLE county = {Sql.Text(countyCode)}");
}
