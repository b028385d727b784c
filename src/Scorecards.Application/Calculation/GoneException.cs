namespace Scorecards.Application.Calculation;

/// <summary>
/// What was known once cannot be told any more: the rows of an entry that counted then and counts no more are gone. They were erased, or a restore
/// could not bring them back.
/// </summary>
public sealed class GoneException(long entry)
    : Exception($"Entry {entry} of the journal counts no more, and its rows are gone: what was known before that cannot be told any more.")
{
    public long Entry => entry;
}
