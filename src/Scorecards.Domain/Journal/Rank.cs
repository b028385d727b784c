namespace Scorecards.Domain;

/// <summary>The order of statements: of two statements of one figure the one with the higher rank counts.</summary>
/// <param name="Received">When the content was received, UTC: the earliest of its arrivals.</param>
/// <param name="Place">The entry's place in the journal: the order of what was received at the same moment.</param>
public readonly record struct Rank(DateTimeOffset Received, long Place) : IComparable<Rank>
{
    public int CompareTo(Rank other) => Received.CompareTo(other.Received) is not 0 and var order ? order : Place.CompareTo(other.Place);

    public static bool operator <(Rank left, Rank right) => left.CompareTo(right) < 0;

    public static bool operator >(Rank left, Rank right) => left.CompareTo(right) > 0;

    public static bool operator <=(Rank left, Rank right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Rank left, Rank right) => left.CompareTo(right) >= 0;
}
