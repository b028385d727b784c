namespace Scorecards.Domain;

/// <summary>The order of statements: of two that say something of one figure the higher one counts.</summary>
/// <param name="Received">Of the content, UTC: the earliest of its arrivals.</param>
/// <param name="Place">Orders what was received at the same moment.</param>
public readonly record struct Rank(DateTimeOffset Received, long Place) : IComparable<Rank>
{
    public int CompareTo(Rank other) => Received.CompareTo(other.Received) is not 0 and var order ? order : Place.CompareTo(other.Place);

    public static bool operator <(Rank left, Rank right) => left.CompareTo(right) < 0;

    public static bool operator >(Rank left, Rank right) => left.CompareTo(right) > 0;

    public static bool operator <=(Rank left, Rank right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Rank left, Rank right) => left.CompareTo(right) >= 0;
}
