namespace Scorecards.Storage;

/// <summary>The journal ends below a number that was seen before: it was lost or set back. Nothing is committed until it is restored.</summary>
public sealed class JournalSetBackException(long seen, long head)
    : Exception($"The journal ends at {head}, and entry {seen} was seen before: it was lost or set back. Restore it: see docs/operations.md.");
