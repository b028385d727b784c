using CsvHelper;
using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Application.Counting;

/// <summary>Scorecards for what is in team.csv and has none, as an extract of the kind scorecard.</summary>
public static class MadeScorecards
{
    /// <summary>Where it is kept.</summary>
    public const string Path = $"{MadeExtracts.Folder}scorecards.csv";

    static readonly string[] Header = ["scorecard", "name", "parent", "slice", "slice_code", "uasc"];

    /// <summary>Those that no scorecard of the catalogue is of.</summary>
    /// <param name="levels">Of which scorecards are made.</param>
    public static IReadOnlyList<Scorecard> Find(IReadOnlyList<RecordSlice> slices, IReadOnlyCollection<Slice> levels, Catalogue catalogue)
    {
        var known = catalogue.Scorecards.ToList();
        List<Scorecard> made = [];
        foreach (var slice in slices.Where(s => levels.Contains(s.Slice)).OrderBy(s => Slice.All.ToList().IndexOf(s.Slice)))
        {
            foreach (var uasc in UascBasis.All.Where(uasc => !known.Exists(s => IsOf(s, slice, uasc))))
            {
                var parent = slice.Above.Select(above => known.Find(s => IsOf(s, above, uasc))).FirstOrDefault(s => s is not null);
                known.Add(new Scorecard
                {
                    Id = Id(slice, uasc),
                    Name = $"{slice.Name}, {uasc.Name} UASC",
                    Parent = parent?.Id,
                    Slice = slice.Slice,
                    SliceCode = slice.Code,
                    Uasc = uasc,
                });
                made.Add(known[^1]);
            }
        }

        return made;
    }

    /// <summary>Those that were made, or could have been, and whose slice another scorecard is of too.</summary>
    /// <param name="levels">Of which scorecards are made.</param>
    public static IReadOnlyList<ScorecardId> FindDoubled(
        IReadOnlyList<RecordSlice> slices, IReadOnlyCollection<Slice> levels, Catalogue catalogue) =>
    [
        .. from slice in slices
           where levels.Contains(slice.Slice)
           from uasc in UascBasis.All
           let id = (ScorecardId)Id(slice, uasc)
           where catalogue.Scorecard(id) is not null && catalogue.Scorecards.Any(s => s.Id != id && IsOf(s, slice, uasc))
           select id,
    ];

    /// <summary>Whether a scorecard is of a slice. The county is the county, whatever its code.</summary>
    public static bool IsOf(Scorecard scorecard, RecordSlice slice, UascBasis uasc) => scorecard.Slice == slice.Slice && scorecard.Uasc == uasc
        && (slice.Slice == Slice.County || string.Equals(scorecard.SliceCode, slice.Code, StringComparison.OrdinalIgnoreCase));

    public static byte[] Write(IReadOnlyList<Scorecard> scorecards)
    {
        using var content = new MemoryStream();
        using (var csv = CsvWriter.Create(content, leaveOpen: true))
        {
            csv.WriteRecord(Header);
            foreach (var s in scorecards)
            {
                csv.WriteRecord([s.Id.Value, s.Name, s.Parent?.Value ?? "", s.Slice.Name, s.SliceCode ?? "", s.Uasc.Name]);
            }
        }

        return content.ToArray();
    }

    static string Id(RecordSlice slice, UascBasis uasc)
    {
        var code = string.Concat((slice.Code ?? "").ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return $"{slice.Slice.Name}{(code == "" ? "" : $"-{code}")}-{uasc.Name}-uasc";
    }
}
