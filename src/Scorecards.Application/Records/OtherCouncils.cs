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
    /// since another county is below them and population.csv has not their code, and those without a code where two of them have the same basis.
    /// Of the rest it is the only one; else the only one that population.csv has, if all have a code; else the only one of these that another
    /// scorecard is below; else a county's without a code. Where a county was made, the only one has to be in population.csv or have another
    /// below it. All where none of this tells: no figure is better than another council's.
    /// </returns>
    public static IReadOnlySet<ScorecardId> Find(
        IReadOnlyCollection<Scorecard> scorecards, IReadOnlySet<string> populated, IReadOnlySet<ScorecardId> made)
    {
        var counties = scorecards.Where(s => s.Slice == Slice.County).ToList();
        var declared = counties.Where(s => !made.Contains(s.Id)).ToLookup(Code);
        var councils = declared
            .Where(county => !LargerArea().IsMatch(county.Key) && !AreSeveral(county)
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
        return declared.Where(county => county != own).SelectMany(county => county).Select(s => s.Id).ToHashSet();
    }

    static string Code(Scorecard county) => county.SliceCode?.ToUpperInvariant() ?? "";

    /// <summary>Whether they have no code and are several councils': a council has one of each basis.</summary>
    static bool AreSeveral(IGrouping<string, Scorecard> county) =>
        county.Key.Length == 0 && county.GroupBy(s => s.Uasc).Any(same => same.Count() > 1);

    /// <summary>Whether another county is below it. That of the other basis may be below it too.</summary>
    static bool IsRegion(Scorecard county, List<Scorecard> counties) =>
        counties.Exists(s => s.Parent == county.Id && s.Uasc == county.Uasc && Code(s) != Code(county));

    /// <summary>The statistical code of a country, a region of England, or several countries together: never a council's.</summary>
    [GeneratedRegex("^(E92|E12|W92|S92|N92|K0[2-4])[0-9]{6}$")]
    private static partial Regex LargerArea();
}
