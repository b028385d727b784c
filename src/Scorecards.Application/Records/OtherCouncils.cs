using System.Text.RegularExpressions;
using Scorecards.Domain;

namespace Scorecards.Application.Records;

/// <summary>
/// Scorecards of other councils and of England, which published tables are read for. Nothing is counted for them: the records are the council's own.
/// </summary>
public static partial class OtherCouncils
{
    /// <param name="scorecards">Of the catalogue.</param>
    /// <param name="populated">The codes of population.csv, whatever their case.</param>
    /// <returns>
    /// Of county scorecards with several codes, those of a country or region, and those whose code population.csv does not have; where it has none of
    /// them, since the county is the sum of its districts, those that no other scorecard is below.
    /// </returns>
    public static IReadOnlySet<ScorecardId> Find(IReadOnlyCollection<Scorecard> scorecards, IReadOnlySet<string> populated)
    {
        var counties = scorecards.Where(s => s.Slice == Slice.County).ToLookup(s => s.SliceCode?.ToUpperInvariant() ?? "");
        if (counties.Count <= 1)
        {
            return new HashSet<ScorecardId>();
        }

        var coded = counties.Where(county => county.Key.Length > 0).ToList();
        var councils = coded.Where(county => !LargerArea().IsMatch(county.Key)).ToList();
        var isOne = councils.Count == 1 && coded.Count == counties.Count;
        var own = isOne ? councils : councils.Where(county => populated.Contains(county.Key)).ToList();
        if (own.Count == 0)
        {
            var above = scorecards.Select(s => s.Parent).ToHashSet();
            own = [.. councils.Where(county => county.Any(s => above.Contains(s.Id)))];
        }

        return coded.Except(own).SelectMany(county => county).Select(s => s.Id).ToHashSet();
    }

    /// <summary>The statistical code of a country, a region of England, or several countries together: never a council's.</summary>
    [GeneratedRegex("^(E92|E12|W92|S92|N92|K0[2-4])[0-9]{6}$")]
    private static partial Regex LargerArea();
}
