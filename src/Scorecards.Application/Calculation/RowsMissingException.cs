namespace Scorecards.Application.Calculation;

/// <summary>
/// Rows of an entry that counts are not there: a table was lost, or an erasure is under way. Nothing is written; a restore brings them back.
/// </summary>
public sealed class RowsMissingException(long entry)
    : Exception(
        $"Rows of entry {entry} of the journal are not there: a table was lost, or an erasure is under way. An administrator can restore it; where a "
        + "restore cannot read its file as it was, upload a corrected one and withdraw this one: see docs/operations.md.");
