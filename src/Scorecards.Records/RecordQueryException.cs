using DuckDB.NET.Data;

namespace Scorecards.Records;

/// <summary>A query on the records failed. Its message and what it is logged with have no value of a record.</summary>
public sealed class RecordQueryException : Exception
{
    // Not as the inner exception, whose message would be logged with this one's.
    internal RecordQueryException(DuckDBException fault)
        : base($"A query on the records failed: {fault.ErrorType}.") => Words = fault.Message;

    /// <summary>What DuckDB says: it may repeat a record's value.</summary>
    internal string Words { get; }
}
