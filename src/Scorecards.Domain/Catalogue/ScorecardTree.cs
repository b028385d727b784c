namespace Scorecards.Domain;

/// <summary>
/// Which scorecard is the parent of which. Every walk ends: a file may name two scorecards as each other's parents.
/// </summary>
/// <param name="scorecards">Of the catalogue. A parent that is not among them is known by its id only.</param>
public sealed class ScorecardTree(IEnumerable<Scorecard> scorecards)
{
    readonly Dictionary<ScorecardId, Scorecard> byId = scorecards.GroupBy(s => s.Id).ToDictionary(same => same.Key, same => same.Last());

    readonly ILookup<ScorecardId, Scorecard> children = scorecards.Where(s => s.Parent is not null).ToLookup(s => s.Parent!.Value);

    /// <summary>The scorecards directly below one, without itself.</summary>
    public IEnumerable<Scorecard> Children(ScorecardId scorecard) => children[scorecard].Where(child => child.Id != scorecard);

    /// <summary>The ids of the scorecard's parent, of that one's parent and so on; a circle ends before the scorecard itself.</summary>
    public IEnumerable<ScorecardId> Ancestors(ScorecardId scorecard)
    {
        var found = new HashSet<ScorecardId>([scorecard]);
        for (var id = scorecard; byId.GetValueOrDefault(id)?.Parent is { } parent && found.Add(parent); id = parent)
        {
            yield return parent;
        }
    }

    /// <summary>How many scorecards are above one: 0 = it has no parent.</summary>
    public int Depth(ScorecardId scorecard) => Ancestors(scorecard).Count();

    /// <summary>
    /// The smaller, the wider: a parent comes before its children, then the larger slice, then the one that counts unaccompanied children. It is 0 or
    /// more; a scorecard that is not known comes last of its depth.
    /// </summary>
    public int Rank(ScorecardId scorecard)
    {
        const int Apart = 100;
        var known = byId.GetValueOrDefault(scorecard);
        var slice = known is null ? Slice.All.Count : Slice.All.Index().First(s => s.Item == known.Slice).Index;
        return (Depth(scorecard) * Apart) + (slice * UascBasis.All.Count) + (known?.Uasc == UascBasis.Excluded ? 1 : 0);
    }
}
