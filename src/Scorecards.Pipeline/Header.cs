using System.Globalization;
using System.Text;

namespace Scorecards.Pipeline;

/// <summary>A header row, recognised: which kind of extract it is and where each column stands.</summary>
public sealed class Header
{
    readonly Dictionary<string, int> positions;

    Header(ExtractKind? kind, IReadOnlyList<string> found, Dictionary<string, int> positions, string? problem)
    {
        (Kind, this.positions, Problem, Width) = (kind, positions, problem, found.Count);
        Ignored = kind is null ? [] : [.. found.Where((name, index) => name != "" && !positions.ContainsValue(index))];
    }

    /// <summary>The kind that the columns are of, or most like; null when they are like none.</summary>
    public ExtractKind? Kind { get; }

    /// <summary>Why the file cannot be read by this header, what was found and how to put it right; null = nothing is wrong.</summary>
    public string? Problem { get; }

    /// <summary>Columns that the kind does not know, as written.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>How many cells the header row has.</summary>
    public int Width { get; }

    /// <returns>The column's index from 0; -1 when the file does not have it.</returns>
    public int Position(string column) => positions.GetValueOrDefault(column, -1);

    /// <summary>Recognises the kind whose required columns are all there and which uses most of the columns.</summary>
    public static Header Recognise(IReadOnlyList<string> cells)
    {
        var folded = cells.Select(Fold).ToList();
        var candidates = ExtractKind.All
            .Select(kind => (Kind: kind, Missing: kind.Required.Where(c => !folded.Contains(c)).ToList(), Known: kind.Columns.Count(folded.Contains)))
            .ToList();
        var complete = candidates.Where(c => c.Missing.Count == 0).OrderByDescending(c => c.Known).FirstOrDefault();
        if (complete.Kind is { } kind)
        {
            return new Header(kind, cells, Positions(kind, folded), Faulty(kind, folded));
        }

        var found = string.Join(", ", cells.Where(c => c != "").Select(c => $"'{c}'"));
        var near = candidates.Where(c => c.Known >= 2).OrderByDescending(c => c.Known).ThenBy(c => c.Missing.Count).FirstOrDefault();
        return near.Kind is { } like
            ? new Header(like, cells, Positions(like, folded), Missing(near.Missing, like, found))
            : new Header(null, cells, [], $"the first row is not the header of a known kind of file. Found: {(found == "" ? "nothing" : found)}. "
                + $"Known: {string.Join("; ", ExtractKind.All.Select(k => $"{k.Name} ({string.Join(", ", k.Required)}, ...)"))}.");
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
        foreach (var c in name.Normalize(NormalizationForm.FormD))
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
