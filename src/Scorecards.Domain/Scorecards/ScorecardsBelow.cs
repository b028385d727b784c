namespace Scorecards.Domain;

/// <summary>The scorecards directly below one that have begun or ended between two months.</summary>
/// <param name="Opened">Their names: active in the later month only.</param>
/// <param name="Closed">Their names: active in the earlier month only.</param>
public sealed record ScorecardsBelow(IReadOnlyList<string> Opened, IReadOnlyList<string> Closed)
{
    public static readonly ScorecardsBelow Same = new([], []);

    /// <param name="scorecard">The id of the one above.</param>
    /// <param name="before">The earlier month.</param>
    /// <param name="now">The later month.</param>
    public static ScorecardsBelow Between(Catalogue catalogue, ScorecardId scorecard, Month before, Month now)
    {
        var below = new ScorecardTree(catalogue.Scorecards).Children(scorecard).OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ToList();
        return new ScorecardsBelow(
            [.. below.Where(s => s.IsActive(now) && !s.IsActive(before)).Select(s => s.Name)],
            [.. below.Where(s => s.IsActive(before) && !s.IsActive(now)).Select(s => s.Name)]);
    }
}
