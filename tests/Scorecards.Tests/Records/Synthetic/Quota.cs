namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Takes so many of a total, evenly spread, by count and not by chance.</summary>
sealed class Quota(int count, int total)
{
    readonly long count = Math.Clamp(count, 0, Math.Max(total, 0));
    long asked;

    /// <summary>Whether the next one is taken. Beyond the total it goes on at the same rate.</summary>
    public bool Takes()
    {
        if (total <= 0)
        {
            return false;
        }

        var before = asked * count / total;
        return ++asked * count / total > before;
    }
}
