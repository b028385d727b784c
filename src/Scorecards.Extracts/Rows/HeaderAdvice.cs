using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// What is said of a header that is of no kind: the columns found, the nearest kind with what it lacks and what it does not know, all kinds.
/// What was found may be a row of records without a header, so the same is said without it for the journal, which keeps what it has.
/// </summary>
static class HeaderAdvice
{
    /// <summary>The fewest columns of a kind by which a header is taken for one of that kind with columns missing.</summary>
    const int LeastOfAKind = 2;

    /// <summary>What a table is told that has an area a row, as what is published of all authorities has.</summary>
    const string Published = "It looks like a published table of areas: to have it read as it is, upload a file of kind mapping, which says what its "
        + "columns are (docs/extracts.md, Published tables). ";

    /// <summary>What a wide table needs that has one column of figures, as a year's has in April.</summary>
    const string TwoAtLeast = "two columns of months or of scorecards at least, and this table has one. Upload the figures of a single month "
        + "or scorecard as a measure file, with the columns scorecard, indicator, month and value";

    /// <summary>Columns of Explore Education Statistics, of the LAIT and of Fingertips, folded.</summary>
    static readonly HashSet<string> OfAreas =
    [
        "time_period", "geographic_level", "la_name", "new_la_code", "old_la_code", "la_code", "la_number", "la_and_regions", "local_authority",
        "local_authority_code", "local_authority_name", "area_code", "area_name", "new_geog_code", "la",
    ];

    const int MostNames = 40;
    const int LongestName = 60;

    /// <summary>A header of no kind, or of a kind of which most columns are there.</summary>
    /// <param name="table">The file's or sheet's name. A file that has a kind's name, and one of its columns, is meant to be that kind.</param>
    public static Header Refusal(IReadOnlyList<string> cells, IReadOnlyList<string> folded, Catalogue catalogue, string table)
    {
        var called = Called(table);
        // Where no kind knows a column it is the first, which is that of figures.
        // A table of records is meant only where most of its columns are there.
        var nearest = ExtractKind.All.Where(kind => kind is not ReturnKind)
            .Select(kind => (Kind: kind, Names: kind.Respell(folded)))
            .Select(k => (k.Kind, k.Names, Missing: Missing(k.Kind, k.Names), Known: Known(k.Kind, k.Names)))
            .Where(k => k.Kind is not RecordKind || IsMostly(k.Kind, k.Missing, k.Known))
            .OrderByDescending(k => k.Known > 0 && k.Kind.Name == called)
            .ThenByDescending(k => k.Known > 0).ThenBy(k => k.Known > 0 ? k.Missing.Count : 0).ThenByDescending(k => k.Known).First();
        var (kind, respelt, missing, known) = nearest;
        var isHeader = IsLikeHeader(cells, folded, known);
        var alone = FindAlone(cells, missing, catalogue);
        var (found, superfluous) = ($"Found: {Found(cells, isHeader)}. ", isHeader ? Superfluous(kind, cells, respelt, missing, alone) : "");
        // Most of what the kind needs is there, or the file is called so.
        if (IsMostly(kind, missing, known) || (kind.Name == called && kind.IsKnownByNames && known > 0 && !HoldsFigures(cells)))
        {
            return new Header(kind, cells, kind.FindPositions(respelt), Lacks(found, superfluous), onRecord: Lacks("", ""));
        }

        return new Header(null, cells, [], Unknown(found, superfluous), onRecord: Unknown("", ""));

        string Lacks(string cellsFound, string cellsUnknown)
        {
            var (isOne, names) = (missing.Count == 1, Names(missing));
            return $"{(isOne ? "column" : "columns")} {names} {(isOne ? "is" : "are")} missing from this {kind.Name} file. {cellsFound}{cellsUnknown}"
                + $"Add {(isOne ? names : "the missing columns")} to the header row and upload the file again. {AllKinds()}";
        }

        string Unknown(string cellsFound, string cellsUnknown) =>
            $"no known header was found in its first {Header.RowsLookedAt} rows. {cellsFound}" + OfPublished(folded, catalogue, table)
            + $"The nearest kind is {kind.Name}: it needs {(alone < 0 ? $"{Names(missing)} too" : TwoAtLeast)}. {cellsUnknown}"
            + $"Name the columns as one of the kinds does and upload the file again. {AllKinds()}";
    }

    static string OfPublished(IReadOnlyList<string> folded, Catalogue catalogue, string table)
    {
        var mapping = MappedKind.FindWithoutYears(folded, catalogue).FirstOrDefault(m => MappingFilter.From(m).IsOfFile(table));
        return mapping is not null
            ? $"The mapping '{mapping.Id}' reads a table of these areas, and no column of this one is a year, such as 2025 or 2024/25. "
            : folded.Any(OfAreas.Contains) ? Published : "";
    }

    /// <summary>The name of a kind, as a file or sheet of that kind is called: indicator.csv, Indicators.</summary>
    static string Called(string table)
    {
        var name = Header.Fold(Path.GetFileNameWithoutExtension(table.Replace('\\', '/'))).Replace('_', '-');
        return name.EndsWith('s') && ExtractKind.All.All(kind => kind.Name != name) ? name[..^1] : name;
    }

    /// <summary>What ends the advice.</summary>
    public static string AllKinds() =>
        $"The kinds of file are: {string.Join("; ", ExtractKind.All.Where(k => k is not (CountedKind or { HoldsRecords: true })).Select(Describe))}; "
        + $"and the records {string.Join(", ", RecordKind.All)}";

    static bool IsMostly(ExtractKind kind, List<string> missing, int known) =>
        kind.IsKnownByNames && known >= LeastOfAKind && missing.Count <= kind.Required.Count / 2;

    static string Describe(ExtractKind kind) => kind.IsKnownByNames
        ? $"{kind.Name} ({string.Join(", ", kind.Required)}, ...)"
        : $"{kind.Name} ({string.Join(", ", kind.Required)}, {WideMeasureKind.SpreadColumns}, ...)";

    static int Known(ExtractKind kind, IReadOnlyList<string> folded) =>
        kind.CountColumns(folded) + (!kind.IsKnownByNames && !folded.Contains("indicator") && IndicatorColumn.Find(folded) >= 0 ? 1 : 0);

    static List<string> Missing(ExtractKind kind, IReadOnlyList<string> folded) => kind.IsKnownByNames
        ? [.. kind.Required.Where(c => !folded.Contains(c))]
        : [.. kind.Required.Where(c => IndicatorColumn.Find(folded) < 0), WideMeasureKind.SpreadColumns];

    /// <returns>The only column of a month or a scorecard in a table that lacks nothing else to be wide; -1 = it has none, or lacks more.</returns>
    static int FindAlone(IReadOnlyList<string> cells, List<string> missing, Catalogue catalogue) =>
        missing is [WideMeasureKind.SpreadColumns] && WideMeasureKind.FindSpread(cells, catalogue) is [var one] ? one.Column.Position : -1;

    /// <param name="alone">By <see cref="FindAlone"/>.</param>
    static string Superfluous(
        ExtractKind kind, IReadOnlyList<string> cells, IReadOnlyList<string> folded, List<string> missing, int alone)
    {
        var indicator = kind.IsKnownByNames ? -1 : IndicatorColumn.Find(folded);
        var unknown = cells.Where((c, i) => c != "" && i != indicator && i != alone && !kind.Columns.Contains(folded[i])).ToList();
        var meant = from name in unknown
                    let near = NearText.Find(name, missing.Select(m => (Text: m, Meaning: m)))
                    where near is not null
                    select $"Did you mean '{near}' by '{name}'? ";
        return unknown.Count == 0 ? "" : $"The kind {kind.Name} does not know {Names(unknown)}. {string.Concat(meant)}";
    }

    /// <summary>
    /// A row of figures or dates is no header, and neither is one of which no kind and no published table knows a column: what it says may be
    /// anybody's.
    /// </summary>
    /// <param name="known">Columns that the nearest kind knows.</param>
    static bool IsLikeHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded, int known) =>
        !HoldsFigures(cells) && (known > 0 || Header.Likeness(cells) > 0 || folded.Any(OfAreas.Contains));

    /// <summary>What is no header is not repeated.</summary>
    static string Found(IReadOnlyList<string> cells, bool isHeader)
    {
        var count = cells.Count(c => c != "");
        return isHeader ? Names(cells.Where(c => c != ""))
            : HoldsFigures(cells) ? $"a row of {count} cells with figures or dates, and no names of columns"
            : $"a row of {count} {(count == 1 ? "cell" : "cells")}, and no name of a column that is known";
    }

    static bool HoldsFigures(IReadOnlyList<string> cells) => cells.Any(
        c => decimal.TryParse(c, NumberStyles.Number, CultureInfo.InvariantCulture, out _) || Dates.TryDay(c, out _, out _));

    static string Names(IEnumerable<string> names)
    {
        var cut = names.Select(n => n.Length <= LongestName || n == WideMeasureKind.SpreadColumns ? n : $"{n[..LongestName]}…");
        return NamedFirst.Join([.. cut.Select(n => n == WideMeasureKind.SpreadColumns ? n : $"'{n}'")], MostNames);
    }
}
