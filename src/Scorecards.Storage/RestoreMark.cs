namespace Scorecards.Storage;

/// <summary>How far a restore is, so that the next call or the sweep goes on with it.</summary>
public sealed record RestoreMark
{
    /// <summary>The entry with which it began; 0 = it has not committed one yet.</summary>
    public long Restoring { get; init; }

    /// <summary>The rows of all entries up to this one are written again.</summary>
    public long Done { get; init; }

    /// <summary>The entry with which the rows were all there; 0 = they are not yet.</summary>
    public long Restored { get; init; }

    /// <summary>The number of exported months that were gone through.</summary>
    public int Compared { get; init; }

    /// <summary>Of these, the ones that older rules had calculated: nobody can tell what they would say by the newer ones.</summary>
    public int OfOlderRules { get; init; }

    public bool IsEnded { get; init; }

    /// <summary>What could not be made again or is other than it was, in sentences without a person's data.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
