using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>A published table, of no kind of ours, that has all columns that a mapping of the catalogue names. Its figures are measures.</summary>
public sealed class MappedKind() : ExtractKind(KindName, [], [])
{
    public const string KindName = "mapped";

    public override bool IsKnownByNames => false;

    /// <summary>The mappings whose columns a header has, all of them.</summary>
    /// <param name="cells">As written.</param>
    /// <param name="folded">The same, folded.</param>
    internal static IReadOnlyList<Mapping> Find(IReadOnlyList<string> cells, IReadOnlyList<string> folded, Catalogue catalogue) =>
        [
            .. catalogue.Mappings.Where(m => UsedColumns(m).All(folded.Contains) && (m.PeriodColumn is not null || Years(cells, m).Count > 0)
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

    /// <summary>Those that would read a table that has their areas, but no column of a year.</summary>
    internal static IEnumerable<Mapping> FindWithoutYears(IReadOnlyList<string> folded, Catalogue catalogue) =>
        catalogue.Mappings.Where(m => m is { PeriodColumn: null, ScorecardColumn: not null } && UsedColumns(m).All(folded.Contains)
            && catalogue.Indicator(m.Indicator) is not null);

    internal override Header? RecogniseHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded, Catalogue catalogue)
    {
        var mappings = Find(cells, folded, catalogue);
        if (mappings.Count == 0)
        {
            return null;
        }

        var used = mappings.SelectMany(UsedColumns)
            .Concat(mappings.Where(m => m.PeriodColumn is null).SelectMany(m => Years(cells, m).Select(year => year.Name))).Distinct().ToList();
        var twice = used.Find(name => folded.Count(f => f == name) > 1);
        var ofOneYear = mappings.Where(m => m.PeriodColumn is null).SelectMany(m => Years(cells, m).GroupBy(year => year.Month))
            .FirstOrDefault(year => year.Count() > 1)?.Select(year => $"'{cells[folded.ToList().IndexOf(year.Name)]}'");
        return new Header(
            this,
            cells,
            used.ToDictionary(name => name, name => folded.ToList().IndexOf(name)),
            twice is not null ? $"column '{twice}' appears in the header more than once. Keep only one of them"
                : ofOneYear is not null ? $"columns {string.Join(" and ", ofOneYear)} are of the same year. Keep only one of them"
                : null);
    }

    internal override string? ColumnOf(Header header, string part, Measure measure, Catalogue catalogue)
    {
        var mapping = Find(header.Names, header.Folded, catalogue)
            .FirstOrDefault(m => m.Indicator == measure.Indicator && (m.Scorecard is not { } scorecard || scorecard == measure.Scorecard));
        if (mapping is null)
        {
            return null;
        }

        var column = mapping.PeriodColumn is null ? Years(header.Names, mapping).FirstOrDefault(year => year.Month == measure.Month).Name
            : part switch
            {
                "numerator" => mapping.NumeratorColumn,
                "denominator" => mapping.DenominatorColumn,
                "value" => mapping.ValueColumn,
                _ => mapping.PeriodColumn,
            };
        return column is null ? null : header.NameOf(Header.Fold(column));
    }

    internal override IAsyncEnumerable<ExtractRow> ReadAsync(ExtractTable table, ExtractFile file, CancellationToken ct)
    {
        var parser = new MappedParser(table, file);
        return table.MeasuresAsync(parser.Parse, parser.Complete, ct);
    }

    /// <summary>
    /// The columns named after years, folded, with their months. The mark of a year, as of 2025 (prov), does not count; where 2025 is there too, a
    /// provisional one or an estimate is not the year's.
    /// </summary>
    /// <param name="names">As written.</param>
    internal static IReadOnlyList<(string Name, Month Month)> Years(IReadOnlyList<string> names, Mapping mapping)
    {
        var years = names
            .Select(name => (Text: name, IsYear: PeriodText.TryMonth(Year(name), mapping.YearEnd, out var month), Month: month))
            .Where(year => year.IsYear).ToList();
        var others = years.Where(year => !FootnoteMark.IsPreliminary(year.Text)).Select(year => year.Month).ToHashSet();
        return
        [
            .. years.Where(year => !FootnoteMark.IsPreliminary(year.Text) || !others.Contains(year.Month))
                .Select(year => (Header.Fold(year.Text), year.Month)),
        ];
    }

    static string Year(string name) => Header.Fold(FootnoteMark.Without(name).ToString()).Replace('_', '-');

    static IEnumerable<string> UsedColumns(Mapping mapping) =>
        new[] { mapping.ScorecardColumn, mapping.PeriodColumn, mapping.NumeratorColumn, mapping.DenominatorColumn, mapping.ValueColumn }
            .OfType<string>().Select(Header.Fold).Concat(MappingFilter.From(mapping).Conditions.Select(c => c.Column));
}
