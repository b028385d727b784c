using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Application.Records;

/// <summary>
/// What the receipt of a table of population or teams says of codes: rates need a scorecard's code in the population, or those of the scorecard's
/// districts, and where they are missing nothing is counted.
/// </summary>
static class PopulationNotes
{
    /// <summary>Codes and scorecards that a note names.</summary>
    const int MostNamed = 20;

    /// <param name="scorecards">That are active.</param>
    /// <param name="areas">The codes of the table, whatever their case.</param>
    /// <param name="day">The end of the last month: what begins later, or has ended before, has no rates then.</param>
    /// <param name="estimated">Of the codes, those with an estimate by which rates of that month are counted.</param>
    /// <param name="slices">Of the table of teams; the county alone where there is none.</param>
    /// <param name="others">Those of other councils.</param>
    public static IEnumerable<string> Make(IReadOnlyList<Scorecard> scorecards, IReadOnlySet<string> areas, DateOnly day,
        IReadOnlySet<string> estimated, IReadOnlyList<RecordSlice> slices, IReadOnlySet<ScorecardId> others)
    {
        var codes = scorecards.Select(s => s.SliceCode).Concat(slices.Select(s => s.Code)).OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = areas.Where(area => !codes.Contains(area)).Order(StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0)
        {
            yield return $"No scorecard and no team has these codes: {NamedFirst.Join(unknown, MostNamed)}. "
                + "Write them in slice_code of the scorecards that they are of, or correct area_code in the table of population.";
        }

        // As the count has it: those that have not ended, and before the first team began all of these.
        var notEnded = slices.Where(s => !(s.LastDay < day)).ToList();
        var there = notEnded.FindAll(s => !(s.FirstDay > day));
        there = there.Exists(s => s.Slice == Slice.District) ? there : notEnded;
        var absent = slices.Except(there).ToList();

        // Counties share one population: the other ones are other councils'.
        var isOfCounty = scorecards.Any(s => s.Slice == Slice.County && !others.Contains(s.Id) && HasPopulation(s, estimated, there));
        var without = scorecards
            .Where(s => s.Slice != Slice.Team && !(s.ActiveFrom > day) && !absent.Exists(of => s.IsOf(of.Slice, of.Code)))
            .Where(s => !(s.Slice == Slice.County && isOfCounty) && !HasPopulation(s, estimated, there))
            .OrderBy(s => s.Id.Value, StringComparer.Ordinal)
            .Select(s => $"{s.Id} ({Reason(s.SliceCode)})")
            .ToList();
        if (without.Count > 0)
        {
            yield return $"No rate is counted for these scorecards, since their population is not known: {NamedFirst.Join(without, MostNamed)}. "
                + "Give each its slice_code, and add a row with it, of the age band 0-17 and in force (effective_from) by the end of the last month.";
        }

        string Reason(string? code) => code is null ? "no slice_code" : $"no row of {code}{(areas.Contains(code) ? " that counts" : "")}";
    }

    /// <summary>What is said where nothing tells which county is the council's own; null = something does.</summary>
    public static string? MakeOfCounty(IReadOnlyList<Scorecard> scorecards, IReadOnlySet<string> areas, IReadOnlySet<ScorecardId> others)
    {
        var counties = scorecards.Where(s => s.Slice == Slice.County).ToList();
        if (counties.Count == 0 || !counties.TrueForAll(s => others.Contains(s.Id)))
        {
            return null;
        }

        var populated = counties.Select(s => s.SliceCode).OfType<string>().Where(areas.Contains).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return "Nothing is counted for these scorecards, since nothing says which of them is the council's own: "
            + $"{NamedFirst.Join([.. counties.Select(s => s.Id.Value).Order(StringComparer.Ordinal)], MostNamed)}. "
            + (populated > 1
                ? "Population has the codes of several of them, and records are one council's: leave only its own code there, "
                : "Give each its slice_code, and upload population with the council's own, ")
            + "or write the council's own as parent in the scorecards of its districts.";
    }

    /// <summary>Whether it has a row of its own, or all districts in it have, each of an area in that area alone.</summary>
    static bool HasPopulation(Scorecard scorecard, IReadOnlySet<string> areas, IReadOnlyList<RecordSlice> slices)
    {
        if (scorecard.SliceCode is { } code && areas.Contains(code))
        {
            return true;
        }

        var districts = slices.Where(
            s => s.Slice == Slice.District && (scorecard.Slice == Slice.County || s.Above.Any(above => scorecard.IsOf(above.Slice, above.Code))));
        return scorecard.Slice != Slice.District && districts.Any() && districts.All(
            district => areas.Contains(district.Code!) && (scorecard.Slice == Slice.County || district.Above.Count(s => s.Slice == Slice.Area) == 1));
    }
}
