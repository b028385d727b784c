using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Finds the scorecards that the areas of a published table are: by name counties alone, since an area, a district or a team of the council's own
/// may have a region's name; by code districts too, and no areas and teams, whose codes are the council's own. An area that is none, or several, is
/// left out and named in the receipt.
/// </summary>
/// <param name="month">Of several with the same name or code the one is meant that is active in it.</param>
sealed class MappedAreas(Catalogue catalogue, Month month)
{
    /// <summary>Areas that the receipt names, at most.</summary>
    const int MostNamed = 10;

    readonly Catalogue counties = new([], [], catalogue.Scorecards.Where(s => s.Slice == Slice.County));
    readonly Dictionary<string, IReadOnlyList<Scorecard>> areas = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rows of areas that are no scorecard.</summary>
    public long Unknown { get; private set; }

    /// <summary>By id, name or code.</summary>
    /// <returns>Null: it is no scorecard, or several have its code.</returns>
    public Scorecard? Find(string area)
    {
        if (!areas.TryGetValue(area, out var found))
        {
            areas[area] = found = FindAll(area);
        }

        Unknown += found.Count == 0 ? 1 : 0;
        return found.Count == 1 ? found[0] : null;
    }

    IReadOnlyList<Scorecard> FindAll(string area)
    {
        if (NameMatcher.FindScorecard(counties, area, month) is { } named)
        {
            return [named];
        }

        var found = catalogue.Scorecards
            .Where(s => s.Slice == Slice.County || s.Slice == Slice.District)
            .Where(s => area != "" && area.Equals(s.SliceCode, StringComparison.OrdinalIgnoreCase)).ToList();
        return Some(Some(found, s => s.Slice == Slice.County), s => s.IsActive(month));

        static List<Scorecard> Some(List<Scorecard> all, Predicate<Scorecard> preferred) =>
            all.FindAll(preferred) is { Count: > 0 } some ? some : all;
    }

    /// <summary>What is said of the areas that were left out, and the same without the names of the file.</summary>
    public IEnumerable<(string Text, string OnRecord)> SayLeft()
    {
        if (Unknown > 0)
        {
            var left = $"Of the rows that were left out {Unknown} are of areas that are no scorecard";
            var names = areas.Where(area => area.Value.Count == 0).Select(area => $"'{(area.Key == "" ? "blank" : area.Key)}'");
            const string fix = "To have one read, upload a scorecard of the slice county with its name, or with its code in slice_code, "
                + "and then this file again";
            yield return ($"{left}: {NamedFirst.Join([.. names], MostNamed)}. {fix}", $"{left}. {fix}");
        }

        var several = areas.Where(area => area.Value.Count > 1)
            .Select(area => $"'{area.Key}' ({string.Join(", ", area.Value.Select(s => s.Id.Value))})").ToList();
        if (several.Count > 0)
        {
            const string left = "Nothing is read by the code of an area that several scorecards have";
            const string fix = "To have it read for one of them, upload a mapping with that id in scorecard and the code in filter, "
                + "such as new_la_code = E10000016, and then this file again";
            yield return ($"{left}: {NamedFirst.Join(several, MostNamed)}. {fix}", $"{left}. {fix}");
        }
    }
}
