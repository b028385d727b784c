namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Finds a case that is open on a day, at random.</summary>
sealed class OpenCases
{
    const int Tries = 400;
    const int Recent = 900;

    readonly SplitMix64 random;
    readonly List<Case> cases;

    public OpenCases(Council council) => (random, cases) = (council.Random, [.. council.Worked]);

    /// <returns>Null where there is none.</returns>
    public Case? Find(int day, Func<Case, bool> fits)
    {
        var (first, end) = (Below(day - Recent), Below(day + 1));
        for (var i = 0; i < Tries && end > 0; i++)
        {
            var found = cases[i % 4 == 0 || first == end ? random.Below(end) : random.Between(first, end - 1)];
            if (found.Closure > day && fits(found))
            {
                return found;
            }
        }

        var offset = end > 0 ? random.Below(end) : 0;
        for (var i = 0; i < end; i++)
        {
            var found = cases[(i + offset) % end];
            if (found.Closure > day && fits(found))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>How many were referred before a day.</summary>
    int Below(int day)
    {
        var (low, high) = (0, cases.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = cases[middle].Referral < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
