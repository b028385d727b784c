namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Random numbers that are the same on every machine and in every version of .NET (SplitMix64 of Steele, Lea and Flood).</summary>
sealed class SplitMix64(ulong seed)
{
    ulong state = seed;

    /// <summary>From 0 to below the bound, which is at least 1.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>Both ends may come. Where the last is before the first, the first.</summary>
    public int Between(int first, int last) => last <= first ? first : first + Below(last - first + 1);

    public bool IsChance(int percent) => Below(100) < percent;

    /// <summary>About exponential, in whole days: every half-life, half of what is left is over.</summary>
    public int Lasting(int halfLife)
    {
        var halves = 0;
        for (var bits = Next(); (bits & 1) == 1; bits >>= 1)
        {
            halves++;
        }

        return (halves * halfLife) + Below(halfLife);
    }

    public void Shuffle<T>(List<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
