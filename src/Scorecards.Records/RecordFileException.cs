namespace Scorecards.Records;

/// <summary>A file of records does not fit its table. The message names file and column, and no value: it may be a child's.</summary>
public sealed class RecordFileException(string message) : Exception(message);
