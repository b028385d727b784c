using System.Globalization;
using DuckDB.NET.Data;
using Scorecards.Domain;

namespace Scorecards.Records;

/// <summary>
/// The records of a council in a DuckDB in memory: the 15 tables and the views over them (docs/domain.md, Figures from records). Once
/// <see cref="Seal"/> is called nothing can read a file or change a setting any more, and months can be calculated. What definitions share of a month
/// is made when another month is asked for, so ask for all indicators of one before the next. Not for two threads at a time.
/// </summary>
public sealed class RecordDatabase : IDisposable
{
    /// <summary>How many faults of one check are returned.</summary>
    public const int MostFaults = 1000;

    /// <summary>Of a table, rows that stay as they came.</summary>
    const long MostUncompressed = 500_000;

    /// <summary>The rows of a table that one thread reads: DuckDB shares out groups of this size.</summary>
    const long RowGroup = 122_880;

    /// <summary>Rows in memory take about a sixth once this is run; until then they are as they came. It takes as long as reading them.</summary>
    const string Compress = $"CHECKPOINT {Catalogue}";

    const string Catalogue = "records";

    readonly Connections connections;
    readonly DuckDBConnection connection;
    readonly RecordScripts scripts;
    readonly string spilled;
    readonly int threads;
    readonly HashSet<string> loaded = new(StringComparer.OrdinalIgnoreCase);
    bool hasReturns;
    bool hasCases;
    (Month Month, string? County)? asked;

    RecordDatabase(Connections connections, RecordScripts scripts, string spilled, int threads) =>
        (this.connections, connection, this.scripts, this.spilled, this.threads) = (connections, connections.First, scripts, spilled, threads);

    /// <summary>Opens an empty one, with the tables.</summary>
    /// <param name="megabytes">
    /// What DuckDB may hold in memory. What a query needs beyond it goes to a temporary folder, which goes with the object.
    /// </param>
    /// <param name="threads">Of a query, once a table is too large for one: until then, handing work round costs more than it wins.</param>
    public static RecordDatabase Open(int megabytes, int threads, RecordScripts scripts)
    {
        var spilled = Directory.CreateTempSubdirectory("scorecards-spilled-").FullName;
        try
        {
            var connections = Connections.Open(Catalogue, $"""
                SET memory_limit = '{megabytes}MB'; SET threads = 1; SET temp_directory = {Sql.Text(spilled)};
                SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;
                ATTACH ':memory:' AS {Catalogue} (COMPRESS);
                """);
            connections.First.Run(scripts.Tables);
            return new RecordDatabase(connections, scripts, spilled, threads);
        }
        catch
        {
            Directory.Delete(spilled, recursive: true);
            throw;
        }
    }

    /// <summary>Adds the rows of a file to a table. Columns go by their names; others than the table's are left out.</summary>
    /// <param name="table">One of the 15, such as <c>referral</c>.</param>
    /// <param name="path">Parquet.</param>
    /// <param name="upload">The entry of the journal that it came with; null = it has none yet.</param>
    /// <exception cref="RecordFileException">A column is not there, or a value is not of its type.</exception>
    public void Load(string table, string path, long? upload = null)
    {
        var rows = RecordFile.Load(connection, table, path, upload);
        loaded.Add(table);
        PrepareFor(rows);
    }

    /// <summary>Adds rows of our own to a table.</summary>
    /// <param name="written">The columns that each row has, in order.</param>
    public RecordAppender Append(string table, IEnumerable<string> written)
    {
        loaded.Add(table);
        return Appender(table, written);
    }

    /// <summary>Makes a table of its own of the rows of a part of a return, typed as those of the table that it is laid over.</summary>
    /// <param name="part">Its name.</param>
    /// <param name="written">The columns that each row has, in order.</param>
    public RecordAppender AppendPart(string table, string part, IReadOnlyCollection<string> written)
    {
        var columns = string.Join(", ", written.Append(RecordAppender.SourceRow));
        connection.Run($"CREATE TABLE uploaded.\"{part}\" AS SELECT {columns} FROM uploaded.{table} LIMIT 0");
        return Appender(part, written);
    }

    /// <summary>Counts the rows of an appender, which ends here.</summary>
    /// <exception cref="RecordFileException">A column that every row must have is blank in one.</exception>
    public void Complete(RecordAppender rows)
    {
        rows.Complete();
        PrepareFor(rows.Rows);
    }

    /// <summary>Lays the rows of a part of a return over a table, which becomes one of those that are there.</summary>
    /// <param name="path">Parquet, with the columns that the return has.</param>
    /// <param name="upload">The entry of the journal that it came with; null = it has none yet.</param>
    /// <returns>How many of its records were there before.</returns>
    /// <exception cref="RecordFileException">A value is not of its type.</exception>
    public long Lay(string table, string path, long? upload = null)
    {
        var replaced = RecordFile.Lay(connection, table, path, upload);
        (hasReturns, _) = (true, loaded.Add(table));
        return replaced;
    }

    /// <summary>Counts a table as there that a return has no rows of.</summary>
    public void LayNothing(string table) => loaded.Add(table);

    /// <summary>How many records earlier returns have without an end, and a part that is laid does not have: they count as open.</summary>
    /// <param name="columns">Of the table, those that the part has.</param>
    public long CountStillOpen(string table, IReadOnlyCollection<string> columns) => StillOpen.Count(connection, table, columns);

    /// <summary>The county and the areas, districts and teams of team.csv, each once, the largest first.</summary>
    public IReadOnlyList<RecordSlice> Slices() => TeamSlices.Find(connection);

    /// <summary>The codes of the areas that population.csv has, whatever their case.</summary>
    public IReadOnlySet<string> PopulatedAreas() => Areas("TRUE");

    /// <summary>Of these, those with an estimate of all children that is in force by a day, as Sql/Month/4-population.sql asks.</summary>
    public IReadOnlySet<string> EstimatedAreas(DateOnly day) => Areas($"age_band = '0-17' AND effective_from <= DATE '{day:yyyy-MM-dd}'");

    /// <summary>Of each table with something that happened or was noted on a day: the first such day. Nothing is known of the time before.</summary>
    public IReadOnlyDictionary<string, DateOnly> FindFirstDays() => FirstDays.Find(connection);

    /// <summary>Adds bank holidays; the calendar is made of them when the database is sealed.</summary>
    public void AddBankHolidays(IEnumerable<DateOnly> days)
    {
        if (string.Join(", ", days.Select(day => $"(DATE '{day:yyyy-MM-dd}')")) is { Length: > 0 } rows)
        {
            connection.Run($"INSERT INTO uploaded.bank_holiday (date) VALUES {rows}");
        }
    }

    /// <summary>Writes a table, or a part, as Parquet, in the order of its rows. Before it is sealed. Others may be added to meanwhile.</summary>
    public void Export(string table, string path)
    {
        var rows = $"SELECT COLUMNS(c -> c <> '{RecordAppender.SourceUpload}') FROM uploaded.\"{table}\"";
        connections.Second.Run($"COPY ({rows}) TO {Sql.Text(path)} (FORMAT parquet, COMPRESSION snappy)");
    }

    /// <summary>Removes a part, which is written.</summary>
    public void Remove(string part) => connection.Run($"DROP TABLE uploaded.\"{part}\"");

    /// <summary>Closes the way to files. What only definitions read is made when the first month is asked for.</summary>
    public void Seal()
    {
        connection.Run($"INSERT INTO timescale VALUES {string.Join(", ", scripts.Timescales.Select(Row))}");
        foreach (var script in hasReturns ? scripts.Returns.Concat(scripts.OfChecks) : scripts.OfChecks)
        {
            connection.Run(script);
        }

        connection.Run("SET enable_external_access = false; SET lock_configuration = true");

        static string Row(Timescale t) => $"({Sql.Text(t.Name)}, DATE '{t.EffectiveFrom:yyyy-MM-dd}', "
            + $"{t.Value?.ToString(CultureInfo.InvariantCulture) ?? "NULL"}, {Sql.Text(t.Unit)}, {Sql.Text(t.Meaning)})";
    }

    /// <summary>
    /// Makes the tables that only definitions read, and no month, where they are not there. Is not cancelled: what is half made could not be made
    /// again.
    /// </summary>
    public void MakeCases()
    {
        if (hasCases)
        {
            return;
        }

        foreach (var script in scripts.OfCases)
        {
            connection.Run(script);
        }

        hasCases = true;
    }

    /// <summary>Says since which day the tables have all that is asked for. Unsaid, it is April of the scorecard year of each month.</summary>
    public void SetRecordsFrom(DateOnly day) => connections.RunOnBoth($"SET VARIABLE records_from = DATE '{day:yyyy-MM-dd}'", default);

    /// <summary>The figures of indicators for the month, of every slice of team.csv and both bases, in the order of the definitions.</summary>
    /// <param name="countyCode">The area code of the county's own population estimate; null = it is the sum of the districts.</param>
    public IReadOnlyList<RecordFigure> Calculate(
        IReadOnlyList<Definition> definitions, Month month, string? countyCode, CancellationToken ct)
    {
        Ask(month, countyCode, ct);
        return FigureQuery.Run(connections, definitions, ct);
    }

    /// <summary>The records that one indicator counts, or looks at and does not count, in the order of their keys.</summary>
    public IReadOnlyList<CountedRecord> Records(Definition definition, Month month, CancellationToken ct)
    {
        Ask(month, asked?.County, ct);
        return RecordQuery.Run(connection, definition, ct);
    }

    /// <summary>Checks records against one another. One that asks whether something is there is left out while its table is not loaded.</summary>
    /// <param name="tables">Only what these tables take part in is checked: those of which a file has come.</param>
    /// <param name="extractDay">The day on which the records were taken from the case system.</param>
    /// <returns>The checks that found something.</returns>
    public IReadOnlyList<RecordFaults> Check(IReadOnlyCollection<string> tables, DateOnly extractDay, CancellationToken ct)
    {
        connections.RunOnBoth($"SET VARIABLE extract_day = DATE '{extractDay:yyyy-MM-dd}'", ct);
        return [.. connections.Share([.. scripts.Checks], (on, check) => Check(on, check, tables, ct)).Where(faults => faults.Total > 0)];
    }

    /// <summary>
    /// Finds the children who are looked after on a day and of whom it is not known when they came into care, since the first episode known of their
    /// period of care is not its first: of a return one that is neither of reason S nor follows short breaks, of a council's own table one after the
    /// start of the period.
    /// </summary>
    public UnknownStarts FindUnknownStarts(DateOnly day, CancellationToken ct) => UnknownStarts.Find(connection, hasReturns, day, ct);

    /// <summary>Checks a council's own definition, by the month, before it is used.</summary>
    /// <param name="longest">How long it may run.</param>
    /// <param name="mostRows">How many records it may return.</param>
    /// <returns>What is wrong and how to put it right; null = nothing.</returns>
    public string? FaultOf(string sql, Month month, TimeSpan longest, int mostRows, CancellationToken ct)
    {
        Ask(month, asked?.County, ct);
        return OwnDefinition.Fault(connection, sql, longest, mostRows, ct);
    }

    /// <summary>What a definition asks for that one which is uploaded now may not; null = nothing.</summary>
    public string? FaultOfNew(string sql) => OwnDefinition.FaultOfNew(connection, sql);

    public void Dispose()
    {
        connections.Dispose();
        Directory.Delete(spilled, recursive: true);
    }

    HashSet<string> Areas(string condition) => connection
        .Read($"SELECT DISTINCT area_code FROM uploaded.population WHERE {condition}", row => row.GetString(0))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    RecordAppender Appender(string table, IEnumerable<string> written) =>
        new(connection.CreateAppender(Catalogue, "uploaded", table), RecordFile.Columns(connection, table), [.. written]);

    void PrepareFor(long rows)
    {
        if (rows > RowGroup)
        {
            connection.Run($"SET threads = {threads}");
        }

        if (rows > MostUncompressed)
        {
            connection.Run(Compress);
        }
    }

    RecordFaults Check(DuckDBConnection on, IntegrityCheck check, IReadOnlyCollection<string> tables, CancellationToken ct)
    {
        var queries =
            from query in check.Queries
            let read = scripts.TablesOf(query)
            where read.IsSubsetOf(loaded) && read.Overlaps(tables)
            select query;
        return FaultQuery.Run(on, check, [.. queries], ct);
    }

    void Ask(Month month, string? countyCode, CancellationToken ct)
    {
        if (asked == (month, countyCode))
        {
            return;
        }

        asked = null;
        MakeCases();
        connections.RunOnBoth($"SET VARIABLE period_end = DATE '{month.LastDay:yyyy-MM-dd}'; SET VARIABLE county = {Sql.Text(countyCode)}", ct);
        foreach (var script in scripts.MonthTables)
        {
            connection.Run(script, ct);
        }

        asked = (month, countyCode);
    }
}
