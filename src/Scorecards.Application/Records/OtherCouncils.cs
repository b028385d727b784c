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
    /// All county scorecards but those of the council's own code. It is the only one that is of no country or region; else the only one that
    /// population.csv has, if all have a code; else the only one of these that another scorecard is below; else a county's without a code. All of
    /// them where none of this tells: no figure is better than another council's.
    /// </returns>
    public static IReadOnlySet<ScorecardId> Find(IReadOnlyCollection<Scorecard> scorecards, IReadOnlySet<string> populated)
    {
        var counties = scorecards.Where(s => s.Slice == Slice.County).ToLookup(s => s.SliceCode?.ToUpperInvariant() ?? "");
        if (counties.Count <= 1)
        {
            return new HashSet<ScorecardId>();
        }

        var councils = counties.Where(county => !LargerArea().IsMatch(county.Key)).ToList();
        var own = FindOwn(councils, scorecards, populated);
        return counties.Where(county => county != own).SelectMany(county => county).Select(s => s.Id).ToHashSet();
    }

    static IGrouping<string, Scorecard>? FindOwn(
        List<IGrouping<string, Scorecard>> councils, IReadOnlyCollection<Scorecard> scorecards, IReadOnlySet<string> populated)
    {
        var uncoded = councils.Find(county => county.Key.Length == 0);
        if (uncoded is null && councils.FindAll(county => populated.Contains(county.Key)) is { Count: > 0 } some)
        {
            councils = some;
        }

        if (councils.Count > 1)
        {
            var above = scorecards.Select(s => s.Parent).ToHashSet();
            councils = councils.FindAll(county => county.Any(s => above.Contains(s.Id)));
        }

        return councils.Count == 1 ? councils[0] : uncoded;
    }

    /// <summary>The statistical code of a country, a region of England, or several countries together: never a council's.</summary>
    [GeneratedRegex("^(E92|E12|W92|S92|N92|K0[2-4])[0-9]{6}$")]
    private static partial Regex LargerArea();
}
