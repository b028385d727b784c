namespace Scorecards.Domain;

/// <summary>Which numbers are small for readers outside (domain/indicators.md E, Small numbers).</summary>
/// <param name="Threshold">5 or 10.</param>
/// <param name="IsInclusive">Whether the threshold itself is small: the Department for Education replaces 1 to 5.</param>
public sealed record SuppressionProfile(int Threshold, bool IsInclusive = true)
{
    /// <summary>Zero is never small: zeros are shown. Posts come in parts, so anything above zero counts.</summary>
    public bool IsSmall(decimal count) => Math.Abs(count) is var size && size > 0 && (IsInclusive ? size <= Threshold : size < Threshold);
}

/// <summary>Why a result is not given to a reader outside.</summary>
public enum SuppressedAs
{
    /// <summary>Its numerator, its denominator or the rest of the denominator is small.</summary>
    SmallNumber,

    /// <summary>It would give back a small number: by a total, a sibling, the other UASC basis or a formula.</summary>
    Secondary,

    /// <summary>It is known without its numerator and denominator, so nobody can say that they are not small.</summary>
    Unchecked,
}

/// <summary>
/// Takes the small numbers out of a family's month, and as much beside them as would give them back (domain/indicators.md E). A result is
/// given whole or not at all: figures, rating and travel go together. What cannot be found out afterwards:
/// <list type="bullet">
/// <item>a figure that is taken out, from those that are given: by a total of the slices below it, by the other UASC basis, by the rest of the
/// denominator or by a formula; a small number not even by the range that its reason gives away, as long as anything is left to take out;</item>
/// <item>a small difference between figures that are given: the rest of a total, the children that only one UASC basis counts.</item>
/// </list>
/// Counted are numerators, and the denominators of percentages and averages. A rate's denominator is the population, which anybody can look up:
/// it is checked for being small and never for being found out. The workers of an average caseload and the posts of a percentage are
/// treated as if they were children. The complement exists for percentages whose numerator is a part of the denominator.
/// </summary>
public static class Suppression
{
    /// <summary>
    /// The scorecards that can give each other away: those joined by <see cref="Scorecard.Parent"/> or by the two UASC bases of a slice, in the order
    /// given.
    /// </summary>
    /// <returns>The scorecard alone where the catalogue does not know it.</returns>
    public static IReadOnlyList<string> Family(IReadOnlyCollection<Scorecard> catalogue, string scorecard)
    {
        var neighbours = catalogue.Where(s => s.Parent is not null).Select(s => (One: s.Id, Other: s.Parent!))
            .Concat(from inc in catalogue from exc in catalogue where IsPair(inc, exc) select (One: inc.Id, Other: exc.Id))
            .SelectMany(pair => new[] { pair, (One: pair.Other, Other: pair.One) })
            .ToLookup(pair => pair.One, pair => pair.Other, StringComparer.OrdinalIgnoreCase);
        var found = ScorecardTree.Reach(scorecard, id => neighbours[id]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var known = catalogue.Select(s => s.Id).Where(found.Contains).ToList();
        return known.Count == 0 ? [scorecard] : known;
    }

    /// <summary>
    /// What is given of a month. <see cref="Result.Previous"/> and travel are settled by <see cref="Compare"/>. What is suppressed already stays so.
    /// </summary>
    /// <param name="profile">What is small.</param>
    /// <param name="catalogue">Says which scorecard is a part of which.</param>
    /// <param name="family">All scorecards of a family that have results for the month.</param>
    /// <returns>In the order given, each with the summary of what it shows.</returns>
    public static IReadOnlyList<MonthlyScorecard> Apply(
        SuppressionProfile profile, IReadOnlyCollection<Scorecard> catalogue, IReadOnlyList<MonthlyScorecard> family)
    {
        var relations = Relations([.. catalogue.OrderBy(s => s.Id, StringComparer.OrdinalIgnoreCase)]);
        var cells = family.OrderBy(s => s.Scorecard, StringComparer.OrdinalIgnoreCase).SelectMany(s => s.Results, (s, r) => new SuppressionCell(profile, s, r)).ToList();
        var tables = cells.GroupBy(c => c.Result.Indicator.Id, StringComparer.OrdinalIgnoreCase).Select(c => new SuppressionTable(profile, relations, [.. c])).ToList();
        var formulas = FormulaCells.In(cells);
        do
        {
            tables.ForEach(table => table.Protect());
        }
        while (formulas.Aggregate(false, (changed, formula) => formula.Protect() || changed));

        var given = cells.ToLookup(c => c.Scorecard);
        return [.. family.Select(s => Summarised(s, given[s].Select(c => c.Given())))];
    }

    /// <summary>Takes out of a month what the month before does not give: its figures in the column previous, and the travel from them.</summary>
    /// <param name="now">As <see cref="Apply"/> gives it.</param>
    /// <param name="before">The month before as <see cref="Apply"/> gives it; null = there is none, and so nothing that its figures could be checked
    /// by.</param>
    public static MonthlyScorecard Compare(MonthlyScorecard now, MonthlyScorecard? before)
    {
        var given = before?.Results.ToDictionary(r => r.Indicator.Id, r => r.Figure, StringComparer.OrdinalIgnoreCase);
        return Summarised(now, now.Results.Select(r => r.Previous is { } previous && !(given?.GetValueOrDefault(r.Indicator.Id) is { } figure && figure.Value == previous.Value)
            ? r with { Previous = null, Travel = null }
            : r));
    }

    static MonthlyScorecard Summarised(MonthlyScorecard scorecard, IEnumerable<Result> results)
    {
        IReadOnlyList<Result> given = [.. results];
        return scorecard with { Results = given, Summary = Summary.Of(given) };
    }

    /// <summary>Each total with the slices below it, one relation for a level and UASC basis; and the two bases of a slice.</summary>
    static List<SuppressionRelation> Relations(IReadOnlyList<Scorecard> catalogue)
    {
        var tree = new ScorecardTree(catalogue);
        var relations = new List<SuppressionRelation>();
        foreach (var total in catalogue)
        {
            var levels = tree.Descendants(total.Id).GroupBy(s => (s.Slice, s.Uasc)).Concat(tree.Children(total.Id).GroupBy(s => (Slice: "", s.Uasc)));
            relations.AddRange(
                levels.Select(level => new SuppressionRelation(total.Id, level.Select(s => s.Id).ToHashSet(StringComparer.OrdinalIgnoreCase))));
            relations.AddRange(catalogue.Where(exc => IsPair(total, exc)).Select(exc => new SuppressionRelation(total.Id, new HashSet<string>([exc.Id], StringComparer.OrdinalIgnoreCase))));
        }

        return relations;
    }

    /// <summary>Without a code only the county is known to be the same slice.</summary>
    static bool IsPair(Scorecard inc, Scorecard exc) =>
        inc.Uasc == "inc" && exc.Uasc == "exc" && inc.Slice == exc.Slice && (inc.SliceCode is not null || inc.Slice == "county")
        && string.Equals(inc.SliceCode, exc.SliceCode, StringComparison.OrdinalIgnoreCase);

    /// <summary>A formula's result and those that it follows from, of one scorecard.</summary>
    sealed record FormulaCells(SuppressionCell Value, IReadOnlyList<SuppressionCell> From)
    {
        public static List<FormulaCells> In(IEnumerable<SuppressionCell> cells) =>
        [
            .. from scorecard in cells.GroupBy(c => c.Scorecard)
               let byIndicator = scorecard.ToDictionary(c => c.Result.Indicator.Id, StringComparer.OrdinalIgnoreCase)
               from value in scorecard
               let formula = value.Result.Indicator.Formula
               where formula is not null
               select new FormulaCells(value, [.. formula.Indicators.Select(id => byIndicator.GetValueOrDefault(id)).OfType<SuppressionCell>()]),
        ];

        /// <summary>
        /// What follows from a figure that is not given is not given either. What has counts of its own stands and falls with all that it
        /// follows from; and so does what is not given although all of these would be.
        /// </summary>
        /// <returns>Whether more is hidden than before.</returns>
        public bool Protect()
        {
            var isStated = !Value.HasCounts && From.Count(c => c.Result.Figure is not null) < Value.Result.Indicator.Formula!.Indicators.Count;
            var changed = (isStated && Value.Hide(SuppressedAs.Unchecked)) || (From.Any(c => c.IsHidden) && Value.Hide());
            return Value.IsHidden && (Value.HasCounts || !From.Any(c => c.IsHidden)) ? From.Aggregate(changed, (done, cell) => cell.Hide() || done) : changed;
        }
    }
}
