using System.Globalization;
using System.Text;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>A column of a wide table: the month or the scorecard that its cells are of.</summary>
public readonly record struct SpreadColumn(Column Column, Month? Month, Scorecard? Scorecard);

/// <summary>A header row, recognised: which kind of extract it is and where each column stands.</summary>
public sealed class Header
{
    /// <summary>A table's header stands within its first so many rows; what is above it are titles and notes.</summary>
    public const int RowsLookedAt = 50;

    /// <summary>So many month or scorecard columns make a table a wide one.</summary>
    const int LeastSpread = 2;

    const int Complete = 1_000;

    static readonly string[] IndicatorColumns = ["indicator", "indicators", "indicator_id", "indicator_name", "measure", "name"];

    readonly IReadOnlyList<string> names;
    readonly Dictionary<string, int> positions;

    Header(ExtractKind? kind, IReadOnlyList<string> found, Dictionary<string, int> positions, string? problem, IReadOnlyList<SpreadColumn>? spread = null)
    {
        (Kind, names, this.positions, Problem, Width, Spread) = (kind, found, positions, problem, found.Count, spread ?? []);
        Ignored = kind is null ? [] : [.. found.Where((name, index) => name != "" && !IsUsed(index))];
    }

    /// <summary>The kind that the columns are of, or most like; null when they are like none.</summary>
    public ExtractKind? Kind { get; }

    /// <summary>Why the table cannot be read by this header, what was found and how to put it right; null = nothing is wrong.</summary>
    public string? Problem { get; }

    /// <summary>Columns that the kind does not know, as written.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>How many cells the header row has.</summary>
    public int Width { get; }

    /// <summary>The month or scorecard columns of a wide table.</summary>
    public IReadOnlyList<SpreadColumn> Spread { get; }

    /// <summary>Whether the column at an index means something to the kind.</summary>
    public bool IsUsed(int index) => positions.ContainsValue(index) || Spread.Any(s => s.Column.Position == index);

    /// <summary>Whether the row at hand is the header once more, as at the top of a printed page.</summary>
    public bool IsRepeatedBy(IRows rows)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (!rows.Cell(i).Equals(names[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>The column's index from 0; -1 when the file does not have it.</returns>
    public int Position(string column) => positions.GetValueOrDefault(column, -1);

    /// <summary>How much a row is like a header: above 1,000 for one that has all that a kind requires.</summary>
    public static int Likeness(IReadOnlyList<string> cells)
    {
        var folded = cells.Select(Fold).ToList();
        var months = IndicatorColumns.Any(folded.Contains) ? cells.Count(c => Dates.TryMonth(c, out _)) : 0;
        var known = ExtractKind.All.Max(kind => kind.Columns.Count(folded.Contains) + (kind.Required.All(folded.Contains) ? Complete : 0));
        return Math.Max(known, months >= LeastSpread ? Complete + months : 0);
    }

    /// <summary>Recognises the kind whose required columns are all there and which uses most of the columns.</summary>
    /// <param name="cells">The header row as written.</param>
    /// <param name="catalogue">For columns that are named after scorecards.</param>
    public static Header Recognise(IReadOnlyList<string> cells, Catalogue catalogue)
    {
        var folded = cells.Select(Fold).ToList();
        var candidates = ExtractKind.All
            .Select(kind => (Kind: kind, Missing: kind.Required.Where(c => !folded.Contains(c)).ToList(), Known: kind.Columns.Count(folded.Contains)))
            .ToList();
        var hasFigures = ExtractKind.Measure.Optional.Any(folded.Contains);
        var complete = candidates.Where(c => c.Missing.Count == 0 && !(hasFigures && c.Kind == ExtractKind.Commentary)).OrderByDescending(c => c.Known).FirstOrDefault();
        if (complete.Kind is { } kind)
        {
            return new Header(kind, cells, Positions(kind, folded), Faulty(kind, folded));
        }

        if (Wide(cells, folded, catalogue) is { } wide)
        {
            return wide;
        }

        var found = string.Join(", ", cells.Where(c => c != "").Select(c => $"'{c}'"));
        var near = candidates.Where(c => c.Known >= 2).OrderByDescending(c => c.Known).ThenBy(c => c.Missing.Count).FirstOrDefault();
        return near.Kind is { } like
            ? new Header(like, cells, Positions(like, folded), Missing(near.Missing, like, found))
            : new Header(null, cells, [], "none of its first rows is the header of a known kind of table. "
                + $"Known: {string.Join("; ", ExtractKind.All.Select(k => $"{k.Name} ({string.Join(", ", k.Required)}, ...)"))}.");
    }

    static Header? Wide(IReadOnlyList<string> cells, List<string> folded, Catalogue catalogue)
    {
        if (IndicatorColumns.FirstOrDefault(folded.Contains) is not { } indicator)
        {
            return null;
        }

        List<SpreadColumn> months = [.. cells.Select((c, i) => new SpreadColumn(new Column(c, i), Dates.TryMonth(c, out var month) ? month : null, null)).Where(c => c.Month is not null)];
        List<SpreadColumn> scorecards = [.. cells.Select((c, i) => new SpreadColumn(new Column(c, i), null, NameMatcher.Scorecard(catalogue, c))).Where(c => c.Scorecard is not null)];
        var spread = months.Count >= scorecards.Count ? months : scorecards;
        if (spread.Count < LeastSpread)
        {
            return null;
        }

        var positions = Positions(ExtractKind.WideMeasure, folded);
        positions["indicator"] = folded.IndexOf(indicator);
        var twice = spread.GroupBy(c => (c.Month, c.Scorecard?.Id)).FirstOrDefault(g => g.Count() > 1);
        return new Header(
            ExtractKind.WideMeasure, cells, positions, twice is null ? null : $"two columns, {string.Join(" and ", twice.Select(c => $"'{c.Column.Name}'"))}, are of the same month or scorecard: keep one of them.", spread);
    }

    static string Missing(List<string> missing, ExtractKind kind, string found) =>
        $"{(missing.Count == 1 ? "column" : "columns")} {string.Join(", ", missing.Select(m => $"'{m}'"))} {(missing.Count == 1 ? "is" : "are")} missing "
        + $"from this {kind.Name} file. Found: {found}. Name the {(missing.Count == 1 ? "column" : "columns")} in the first row and drop the file again.";

    static string? Faulty(ExtractKind kind, List<string> folded)
    {
        var twice = kind.Columns.Where(c => folded.Count(f => f == c) > 1).ToList();
        if (twice.Count > 0)
        {
            return $"column '{twice[0]}' stands in the header more than once: keep one of them.";
        }

        return kind == ExtractKind.Measure && !kind.Optional.Any(folded.Contains)
            ? "none of the columns 'numerator', 'denominator' and 'value' is there, so the file states no figure: add numerator and denominator, or value."
            : null;
    }

    static Dictionary<string, int> Positions(ExtractKind kind, List<string> folded) =>
        kind.Columns.Where(folded.Contains).ToDictionary(c => c, c => folded.IndexOf(c));

    /// <summary>Case, spaces, quotes and accents do not count; a space or hyphen within a name is an underscore.</summary>
    internal static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);

        // By way of UTF-8, since half a surrogate pair, which a workbook can hold, cannot be normalised.
        var decomposed = Ascii.IsValid(name) ? name : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)).Normalize(NormalizationForm.FormD);
        foreach (var c in decomposed)
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
            else if (folded.Length > 0 && folded[^1] != '_' && (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.ConnectorPunctuation))
            {
                folded.Append('_');
            }
        }

        return folded.ToString().TrimEnd('_');
    }
}
