using System.Runtime.CompilerServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>A published table, of no kind of ours, that has all columns that a mapping of the catalogue names. Its figures are measures.</summary>
public sealed class MappedKind() : ExtractKind(KindName, [], [])
{
    public const string KindName = "mapped";

    public override bool IsKnownByNames => false;

    /// <summary>The mappings whose columns a header has, all of them.</summary>
    internal static IReadOnlyList<Mapping> Find(IReadOnlyList<string> folded, Catalogue catalogue) =>
        [
            .. catalogue.Mappings.Where(m => UsedColumns(m).All(folded.Contains) && (m.PeriodColumn is not null || Years(folded, m).Count > 0)
                && catalogue.Indicator(m.Indicator) is not null && (m.Scorecard is not { } scorecard || catalogue.Scorecard(scorecard) is not null)),
        ];

    /// <summary>
    /// The mappings that would read the areas and years of a table and have another column that it lacks: it may have been renamed.
    /// </summary>
    internal static IEnumerable<(Mapping Mapping, string Column)> FindLacking(IReadOnlyList<string> folded, Catalogue catalogue) =>
        from mapping in catalogue.Mappings
        let places = new[] { mapping.ScorecardColumn, mapping.PeriodColumn }.OfType<string>().Select(Header.Fold).ToList()
        where places.Count > 0 && places.TrueForAll(folded.Contains)
        let lacking = UsedColumns(mapping).FirstOrDefault(column => !folded.Contains(column))
        where lacking is not null
        select (mapping, lacking);

    internal override Header? RecogniseHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded, Catalogue catalogue)
    {
        var mappings = Find(folded, catalogue);
        if (mappings.Count == 0)
        {
            return null;
        }

        var used = mappings.SelectMany(UsedColumns)
            .Concat(mappings.Where(m => m.PeriodColumn is null).SelectMany(m => Years(folded, m).Select(year => year.Name))).Distinct().ToList();
        var twice = used.Find(name => folded.Count(f => f == name) > 1);
        return new Header(
            this,
            cells,
            used.ToDictionary(name => name, name => folded.ToList().IndexOf(name)),
            twice is null ? null : $"column '{twice}' appears in the header more than once. Keep only one of them");
    }

    internal override async IAsyncEnumerable<ExtractRow> ReadAsync(
        ExtractTable table, ExtractFile file, [EnumeratorCancellation] CancellationToken ct)
    {
        var parser = new MappedParser(table, file);
        await foreach (var row in table.MeasuresAsync(parser.Parse, ct))
        {
            yield return row;
        }

        parser.Complete();
    }

    /// <summary>The columns named after years, folded, with their months.</summary>
    internal static IReadOnlyList<(string Name, Month Month)> Years(IReadOnlyList<string> folded, Mapping mapping) =>
    [
        .. folded.Select(name => (name, IsYear: PeriodText.TryMonth(name.Replace('_', '-'), mapping.YearEnd, out var month), month))
            .Where(year => year.IsYear).Select(year => (year.name, year.month)),
    ];

    static IEnumerable<string> UsedColumns(Mapping mapping) =>
        new[] { mapping.ScorecardColumn, mapping.PeriodColumn, mapping.NumeratorColumn, mapping.DenominatorColumn, mapping.ValueColumn }
            .OfType<string>().Select(Header.Fold).Concat(MappingFilter.From(mapping).Conditions.Select(c => c.Column));
}
