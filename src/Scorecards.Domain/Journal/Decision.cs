namespace Scorecards.Domain;

/// <summary>What an attempt wants to commit, as the journal is at this moment.</summary>
/// <param name="Entry">Without number and time; null = nothing is to be said.</param>
/// <param name="IsOutdated">What the attempt was checked against has changed: it is to be checked again, as another attempt.</param>
public readonly record struct Decision(JournalEntry? Entry, bool IsOutdated = false)
{
    /// <summary>Somebody has said it already, or it may not be said any more.</summary>
    public static readonly Decision Nothing;

    public static readonly Decision Again = new(null, IsOutdated: true);

    public static implicit operator Decision(JournalEntry? entry) => new(entry);
}
