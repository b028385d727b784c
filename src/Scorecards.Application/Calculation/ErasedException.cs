namespace Scorecards.Application.Calculation;

/// <summary>What was known before an erasure cannot be told any more: the rows of an entry that counted then were erased.</summary>
public sealed class ErasedException(long entry)
    : Exception($"Entry {entry} of the journal was erased: what was known before that cannot be told any more.")
{
    public long Entry => entry;
}
