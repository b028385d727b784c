using System.Text.RegularExpressions;
using Scorecards.Domain;

namespace Scorecards.Application.Records;

/// <summary>
/// Scorecards of other councils and of England, which published tables are read for. Nothing is counted for them: the records are the council's own.
/// </summary>
public static partial class OtherCouncils
{
    /// <param name="scorecards">Of the catalogue, active in the month.</param>
    /// <param name="populated">The codes of population.csv, whatever their case.</param>
    /// <param name="made">Those that were made of team.csv, which are the council's own.</param>
    /// <returns>
    /// All county scorecards that were declared but those of the council's own code. Left out first are countries and regions, by their code or
    /// since another county is below them and population.csv has not their code, and those without a code where two of them have the same basis,
    /// but one of them that a district, an area or a team is below.
    /// Of the rest it is the only one; else the only one that population.csv has, if all have a code; else the only one of these that another
    /// scorecard is below; else a county's without a code. Where a county was made, the only one has to be in population.csv or have another
    /// below it. All where none of this tells: no figure is better than another council's.
    /// </returns>
    public static IReadOnlySet<ScorecardId> Find(
        IReadOnlyCollection<Scorecard> scorecards, IReadOnlySet<string> populated, IReadOnlySet<ScorecardId> made)
    {
        var counties = scorecards.Where(s => s.Slice == Slice.County).ToList();
        var declared = counties.FindAll(s => !made.Contains(s.Id));
        var ofCouncil = WithoutCode(declared, scorecards);
        var councils = declared.Where(s => Code(s).Length > 0 || ofCouncil.Contains(s.Id)).ToLookup(Code)
            .Where(county => !LargerArea().IsMatch(county.Key)
                && (populated.Contains(county.Key) || !county.Any(s => IsRegion(s, counties))))
            .ToList();
        var uncoded = councils.Find(county => county.Key.Length == 0);
        var isSure = counties.TrueForAll(s => !made.Contains(s.Id));
        if (uncoded is null && councils.FindAll(county => populated.Contains(county.Key)) is { Count: > 0 } some)
        {
            (councils, isSure) = (some, true);
        }

        if (councils.Count > 1 || !isSure)
        {
            var above = scorecards.Select(s => s.Parent).ToHashSet();
            councils = councils.FindAll(county => county.Any(s => above.Contains(s.Id)));
        }

        var own = councils.Count == 1 ? councils[0] : uncoded;
        return declared.Where(s => own?.Contains(s) != true).Select(s => s.Id).ToHashSet();
    }

    static string Code(Scorecard county) => county.SliceCode?.ToUpperInvariant() ?? "";

    /// <summary>Those without a code that can be one council's, which has one of each basis.</summary>
    static HashSet<ScorecardId> WithoutCode(List<Scorecard> counties, IReadOnlyCollection<Scorecard> scorecards)
    {
        var above = scorecards.Where(s => s.Slice != Slice.County).Select(s => s.Parent).ToHashSet();
        var byBasis = counties.Where(s => Code(s).Length == 0).GroupBy(s => s.Uasc).Select(same => same.ToList()).ToList();
        var kept = byBasis.TrueForAll(same => same.Count == 1) ? byBasis : byBasis.ConvertAll(same => same.FindAll(s => above.Contains(s.Id)));
        return kept.TrueForAll(same => same.Count < 2) ? [.. kept.SelectMany(same => same).Select(s => s.Id)] : [];
    }

    /// <summary>Whether another county is below it. That of the other basis may be below it too.</summary>
    static bool IsRegion(Scorecard county, List<Scorecard> counties) =>
        counties.Exists(s => s.Parent == county.Id && s.Uasc == county.Uasc && Code(s) != Code(county));

    /// <summary>
    /// The statistical code of a country, several countries together, a region of England, a metropolitan county, Inner or Outer London, or a
    /// combined authority: never that of a council with children's services.
    /// </summary>
    [GeneratedRegex("^(E92|E1[1-3]|E47|W92|S92|N92|K0[2-4])[0-9]{6}$")]
    private static partial Regex LargerArea();
}
