namespace Scorecards.Domain;

/// <summary>Which corrections a mail names: each is named once, in the next mail (docs/domain.md, Month end).</summary>
public static class Corrections
{
    /// <summary>The number of the journal that a month is compared from: what was corrected up to it has been named.</summary>
    /// <param name="month">That may have been corrected.</param>
    /// <param name="reported">That the mail is about: <paramref name="month"/> or a later one.</param>
    /// <param name="issue">The number that issued a month; null = it was not issued.</param>
    /// <returns>Null: the month was not issued, so none of its changes is a correction.</returns>
    public static long? Since(Month month, Month reported, Func<Month, long?> issue)
    {
        var since = issue(month);
        for (var later = month; since is not null && later < reported; later = later.Next())
        {
            since = Math.Max(since.Value, issue(later) ?? 0);
        }

        return since;
    }
}
