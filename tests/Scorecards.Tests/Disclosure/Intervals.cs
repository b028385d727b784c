namespace Scorecards.Tests.Disclosure;

/// <summary>
/// Whole numbers that are known to lie between two others, and sums of them that are too: each narrows the others until nothing changes.
/// </summary>
sealed class Intervals
{
    public const long Unbounded = 10_000_000;

    readonly List<(long Least, long Most)> ranges = [];
    readonly List<(long From, long To)> gaps = [];
    readonly List<((int Number, int Sign)[] Terms, long Least, long Most)> sums = [];

    public (long Least, long Most) this[int number] => ranges[number];

    /// <param name="least">The least that the number may be.</param>
    /// <param name="most">The greatest.</param>
    /// <param name="gap">What it is not though it lies between the two.</param>
    public int Add(long least, long most, (long From, long To)? gap = null)
    {
        ranges.Add((least, most));
        gaps.Add(gap ?? (1, 0));
        return ranges.Count - 1;
    }

    public void Relate(long least, long most, params (int Number, int Sign)[] terms) => sums.Add((terms, least, most));

    public void Settle()
    {
        while (sums.Aggregate(false, (changed, sum) => Narrow(sum.Terms, sum.Least, sum.Most) || changed))
        {
        }
    }

    bool Narrow((int Number, int Sign)[] terms, long least, long most)
    {
        var (lowest, highest) = (terms.Sum(Lowest), terms.Sum(Highest));
        var changed = false;
        foreach (var term in terms)
        {
            var (from, to) = (least - (highest - Highest(term)), most - (lowest - Lowest(term)));
            changed |= term.Sign > 0 ? Narrow(term.Number, from, to) : Narrow(term.Number, -to, -from);
        }

        return changed;
    }

    bool Narrow(int number, long from, long to)
    {
        var (was, gap) = (ranges[number], gaps[number]);
        var (least, most) = (Math.Max(was.Least, from), Math.Min(was.Most, to));
        least = least >= gap.From && least <= gap.To ? gap.To + 1 : least;
        most = most >= gap.From && most <= gap.To ? gap.From - 1 : most;
        ranges[number] = (least, most);
        return ranges[number] != was;
    }

    long Lowest((int Number, int Sign) term) => term.Sign > 0 ? ranges[term.Number].Least : -ranges[term.Number].Most;

    long Highest((int Number, int Sign) term) => term.Sign > 0 ? ranges[term.Number].Most : -ranges[term.Number].Least;
}
