using System.Globalization;
using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>
/// Adds rows to a table of a <see cref="RecordDatabase"/> one after the other, without a file between. Rows count once it is completed. One of
/// several appenders of one database may be used at a time.
/// </summary>
public sealed class RecordAppender : IDisposable
{
    /// <summary>The column of the row of the uploaded file.</summary>
    internal const string SourceRow = "source_row";

    /// <summary>The column of the upload that a record was last in; blank = the one that is being checked.</summary>
    internal const string SourceUpload = "source_upload";

    readonly DuckDBAppender appender;

    /// <summary>Of the table, in its order: where a row has its value, and how it is written. Less than 0 = rows do not have it.</summary>
    readonly (int Position, Action<IDuckDBAppenderRow, string> Write)[] columns;

    readonly int sourceRow;
    bool isCompleted;

    /// <param name="written">The columns that each row has, in order.</param>
    internal RecordAppender(DuckDBAppender appender, List<RecordColumn> table, List<string> written)
    {
        this.appender = appender;
        columns = [.. table.Select(column => (written.IndexOf(column.Name), WriterOf(column)))];
        sourceRow = table.FindIndex(column => column.Name == SourceRow);
    }

    /// <summary>How many rows were added.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="values">
    /// Null or empty = blank. Days are yyyy-MM-dd, flags true or false, numbers have a decimal point; what is neither fails with the exception of
    /// its type.
    /// </param>
    /// <param name="number">The row's in the uploaded file, as a spreadsheet counts.</param>
    public void Add(ReadOnlySpan<string?> values, long number)
    {
        Rows++;
        var row = appender.CreateRow();
        for (var i = 0; i < columns.Length; i++)
        {
            var (position, write) = columns[i];
            if (i == sourceRow)
            {
                row.AppendValue(number);
            }
            else if (position >= 0 && values[position] is { Length: > 0 } value)
            {
                write(row, value);
            }
            else
            {
                row.AppendNullValue();
            }
        }

        row.EndRow();
    }

    /// <summary>Ends it: its rows are in the table.</summary>
    /// <exception cref="RecordFileException">A column that every row must have is blank in one.</exception>
    public void Complete()
    {
        isCompleted = true;
        try
        {
            appender.Close();
        }
        catch (DuckDBException)
        {
            // Without its words, which may repeat a record's value.
            throw new RecordFileException("Rows of records are not as their table is.");
        }
    }

    public void Dispose()
    {
        if (isCompleted)
        {
            return;
        }

        try
        {
            Complete();
        }
        catch (RecordFileException)
        {
            // Whoever gives it up has a reason of its own, which must not be hidden.
        }
    }

    static Action<IDuckDBAppenderRow, string> WriterOf(RecordColumn column) => column.Type switch
    {
        "VARCHAR" => static (row, value) => row.AppendValue(value),
        "DATE" => static (row, value) => row.AppendValue(Day(value)),
        "BOOLEAN" => static (row, value) => row.AppendValue(bool.Parse(value)),
        "INTEGER" => static (row, value) => row.AppendValue(int.Parse(value, CultureInfo.InvariantCulture)),
        "BIGINT" => static (row, value) => row.AppendValue(long.Parse(value, CultureInfo.InvariantCulture)),
        _ => static (row, value) => row.AppendValue(decimal.Parse(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>Not by a format, which takes five times as long: a file has millions of days.</summary>
    static DateOnly Day(ReadOnlySpan<char> value) => new(
        int.Parse(value[..4], CultureInfo.InvariantCulture),
        int.Parse(value[5..7], CultureInfo.InvariantCulture),
        int.Parse(value[8..], CultureInfo.InvariantCulture));
}
