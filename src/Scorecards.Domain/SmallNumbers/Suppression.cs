namespace Scorecards.Domain;

/// <summary>
/// Withholds the small numbers of a family's month, and any other figure from which they could be worked out (docs/domain.md, Small numbers). A
/// result is shown whole or not at all: figures, rating and travel go together. Afterwards a reader cannot work out:
/// <list type="bullet">
/// <item>a withheld figure from those that are shown: by a total of the slices below it, by the other UASC basis, by the rest of the denominator or
/// by a formula; a small number not even by the range that its reason gives away, as long as anything is left to withhold;</item>
/// <item>a small difference between figures that are shown: the rest of a total, the children that only one UASC basis counts.</item>
/// </list>
/// Counts are numerators, and the denominators of percentages and averages. A rate's denominator is the population, which is public: it is checked
/// for being small and never protected from being worked out. The workers of an average caseload and the posts of a percentage are treated as if they
/// were children. The rest of the denominator exists for percentages whose numerator is a part of the denominator.
/// </summary>
public static class Suppression
{
    /// <summary>
    /// The scorecards whose figures add up with each other: those joined by <see cref="Scorecard.Parent"/> or by the two UASC bases of a slice, in
    /// the order of the catalogue.
    /// </summary>
    /// <param name="catalogue">All scorecards.</param>
    /// <param name="scorecard">The id of a member of the family.</param>
    /// <returns>Scorecard ids; only the one asked for if the catalogue does not know it.</returns>
    public static IReadOnlyList<ScorecardId> Family(IReadOnlyCollection<Scorecard> catalogue, ScorecardId scorecard)
    {
        var neighbours = catalogue.Where(s => s.Parent is not null).Select(s => (One: s.Id, Other: s.Parent!.Value))
            .Concat(from inc in catalogue from exc in catalogue where IsPair(inc, exc) select (One: inc.Id, Other: exc.Id))
            .SelectMany(pair => new[] { pair, (One: pair.Other, Other: pair.One) })
            .ToLookup(pair => pair.One, pair => pair.Other);
        var found = ScorecardTree.Reach(scorecard, id => neighbours[id]).ToHashSet();
        var known = catalogue.Select(s => s.Id).Where(found.Contains).ToList();
        return known.Count == 0 ? [scorecard] : known;
    }

    /// <summary>
    /// A family's month as a reader outside sees it. <see cref="Compare"/> deals with <see cref="Result.Previous"/> and travel. What is withheld
    /// already stays withheld.
    /// </summary>
    /// <param name="profile">Which numbers are small.</param>
    /// <param name="catalogue">All scorecards, for their parents.</param>
    /// <param name="family">All scorecards of a family that have results for the month.</param>
    /// <returns>In the order of <paramref name="family"/>, each with the summary of what it shows.</returns>
    public static IReadOnlyList<MonthlyScorecard> Apply(
        SuppressionProfile profile, IReadOnlyCollection<Scorecard> catalogue, IReadOnlyList<MonthlyScorecard> family)
    {
        var relations = Relations([.. catalogue.OrderBy(s => s.Id)]);
        var cells = family.OrderBy(s => s.Scorecard)
            .SelectMany(s => s.Results, (s, r) => new SuppressionCell(profile, s, r)).ToList();
        var tables = cells.GroupBy(c => c.Result.Indicator.Id)
            .Select(c => new SuppressionTable(profile, relations, [.. c])).ToList();
        var formulas = SuppressionFormula.Find(cells);
        do
        {
            tables.ForEach(table => table.Protect());
        }
        while (formulas.Aggregate(false, (changed, formula) => formula.Protect() || changed));

        var byScorecard = cells.ToLookup(c => c.Scorecard);
        return [.. family.Select(s => Summarised(s, byScorecard[s].Select(c => c.Shown())))];
    }

    /// <summary>Withholds, from a month, the previous figures that the month before withholds, and the travel from them.</summary>
    /// <param name="now">The month, from <see cref="Apply"/>.</param>
    /// <param name="before">The month before, from <see cref="Apply"/>; null = there is none, so every previous figure is withheld.</param>
    public static MonthlyScorecard Compare(MonthlyScorecard now, MonthlyScorecard? before)
    {
        var shown = before?.Results.ToDictionary(r => r.Indicator.Id, r => r.Figure);
        return Summarised(now, now.Results.Select(r => r.Previous is null || shown?.GetValueOrDefault(r.Indicator.Id)?.Value == r.Previous.Value.Value
            ? r
            : r with { Previous = null, Travel = null }));
    }

    static MonthlyScorecard Summarised(MonthlyScorecard scorecard, IEnumerable<Result> results)
    {
        IReadOnlyList<Result> shown = [.. results];
        return scorecard with { Results = shown, Summary = Summary.From(shown) };
    }

    /// <summary>One relation for each total with the slices below it, by level and UASC basis; and one for the two bases of a slice.</summary>
    static List<SuppressionRelation> Relations(IReadOnlyList<Scorecard> catalogue)
    {
        var tree = new ScorecardTree(catalogue);
        var relations = new List<SuppressionRelation>();
        foreach (var total in catalogue)
        {
            var levels = tree.Descendants(total.Id).GroupBy(s => (Slice: (Slice?)s.Slice, s.Uasc))
                .Concat(tree.Children(total.Id).GroupBy(s => (Slice: (Slice?)null, s.Uasc)));
            relations.AddRange(levels.Select(level => Relation(total, level)));
            relations.AddRange(catalogue.Where(exc => IsPair(total, exc)).Select(exc => Relation(total, [exc])));
        }

        return relations;
    }

    static SuppressionRelation Relation(Scorecard total, IEnumerable<Scorecard> parts) =>
        new(total.Id, parts.Select(s => s.Id).ToHashSet());

    /// <summary>Without a code only the county is known to be the same slice.</summary>
    static bool IsPair(Scorecard inc, Scorecard exc) =>
        inc.Uasc == UascBasis.Included && exc.Uasc == UascBasis.Excluded && inc.Slice == exc.Slice
        && (inc.SliceCode is not null || inc.Slice == Slice.County)
        && string.Equals(inc.SliceCode, exc.SliceCode, StringComparison.OrdinalIgnoreCase);
}
