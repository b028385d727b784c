using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Application.Counting;

/// <summary>Scorecards for what is in team.csv and has none, as an extract of the kind scorecard.</summary>
public static class MadeScorecards
{
    public const string Path = $"{Source.CountedFolder}scorecards.csv";

    /// <summary>Of a code, what fits into an id of 64 characters beside its other parts.</summary>
    const int LongestCode = 40;

    static readonly string[] Header = ["scorecard", "name", "parent", "slice", "slice_code", "uasc", "active_to"];

    /// <summary>Those that no scorecard of the catalogue is of, and those that were made and have another name, parent or last day now.</summary>
    /// <param name="levels">Of which scorecards are made.</param>
    /// <param name="others">County scorecards that are not the council's own.</param>
    public static IReadOnlyList<Scorecard> Find(
        IReadOnlyList<RecordSlice> slices, IReadOnlyCollection<Slice> levels, Catalogue catalogue, IReadOnlySet<ScorecardId> others)
    {
        var ids = catalogue.Scorecards.Select(s => s.Id).ToHashSet();
        var known = catalogue.Scorecards.Where(s => !others.Contains(s.Id)).ToList();
        List<Scorecard> made = [];
        foreach (var slice in slices.Where(s => levels.Contains(s.Slice)).OrderBy(s => Slice.All.ToList().IndexOf(s.Slice)))
        {
            foreach (var uasc in UascBasis.All)
            {
                var before = known.Find(s => IsOf(s, slice, uasc));
                if (before is not null && !catalogue.MadeScorecards.Contains(before.Id))
                {
                    continue;
                }

                var parent = slice.Above.Select(above => known.Find(s => IsOf(s, above, uasc))).FirstOrDefault(s => s is not null);
                var now = new Scorecard
                {
                    Id = before?.Id ?? NewId(slice, uasc, ids),
                    Name = $"{slice.Name}, {uasc.Name} UASC",
                    Parent = parent?.Id,
                    Slice = slice.Slice,
                    SliceCode = slice.Code,
                    Uasc = uasc,
                    ActiveTo = slice.LastDay,
                };
                if (before is null || (before.Name, before.Parent, before.ActiveTo) != (now.Name, now.Parent, now.ActiveTo))
                {
                    ids.Add(now.Id);
                    known.Add(now);
                    made.Add(now);
                }
            }
        }

        return made;
    }

    /// <summary>Those that were made, and whose slice another scorecard is of too.</summary>
    /// <param name="levels">Of which scorecards are made.</param>
    /// <param name="others">County scorecards that are not the council's own.</param>
    public static IReadOnlyList<ScorecardId> FindDoubled(
        IReadOnlyList<RecordSlice> slices, IReadOnlyCollection<Slice> levels, Catalogue catalogue, IReadOnlySet<ScorecardId> others) =>
    [
        .. from slice in slices
           where levels.Contains(slice.Slice)
           from uasc in UascBasis.All
           let same = catalogue.Scorecards.Where(s => !others.Contains(s.Id) && IsOf(s, slice, uasc)).Select(s => s.Id).ToList()
           where same.Count > 1
           from id in same
           where catalogue.MadeScorecards.Contains(id)
           select id,
    ];

    static bool IsOf(Scorecard scorecard, RecordSlice slice, UascBasis uasc) => scorecard.Uasc == uasc && scorecard.IsOf(slice.Slice, slice.Code);

    public static byte[] Write(IReadOnlyList<Scorecard> scorecards) => MadeExtracts.Write(Header, scorecards.Select(s => (string[])
        [s.Id.Value, s.Name, s.Parent?.Value ?? "", s.Slice.Name, s.SliceCode ?? "", s.Uasc.Name, $"{s.ActiveTo:yyyy-MM-dd}"]));

    /// <summary>Of the beginning of its code, and a number where another slice's code reads the same, as of D-2 and D 2.</summary>
    static ScorecardId NewId(RecordSlice slice, UascBasis uasc, HashSet<ScorecardId> ids)
    {
        var code = string.Concat((slice.Code ?? "").ToLowerInvariant().Take(LongestCode).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))
            .Trim('-');
        var id = $"{slice.Slice.Name}{(code == "" ? "" : $"-{code}")}-{uasc.Name}-uasc";
        return Enumerable.Range(1, int.MaxValue).Select(n => (ScorecardId)(n == 1 ? id : $"{id}-{n}")).First(one => !ids.Contains(one));
    }
}
