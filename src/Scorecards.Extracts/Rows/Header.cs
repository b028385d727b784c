using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>A header row, recognised: which kind of extract it is and where each column is.</summary>
public sealed class Header
{
    /// <summary>How many first rows of a table are searched for its header; above it are titles and notes.</summary>
    public const int RowsLookedAt = 50;

    /// <summary>Likeness to a header of which nothing is missing.</summary>
    internal const int Complete = 1_000;

    static readonly MappedKind Mapped = new();

    /// <summary>Of all kinds: a row that has none of them is hardly a header, and most rows at the head of a file have none.</summary>
    static readonly FrozenSet<string> ColumnNames = ExtractKind.All.SelectMany(kind => kind.Columns).ToFrozenSet(StringComparer.Ordinal);

    readonly Dictionary<string, int> positions;

    internal Header(
        ExtractKind? kind,
        IReadOnlyList<string> found,
        Dictionary<string, int> positions,
        string? problem,
        IReadOnlyList<SpreadColumn>? spread = null,
        string? onRecord = null)
    {
        (Kind, Names, this.positions, Problem, Width, Spread) = (kind, found, positions, problem, found.Count, spread ?? []);
        ProblemOnRecord = onRecord ?? problem;
        Folded = [.. found.Select(Fold)];
        Ignored = kind is null ? [] : [.. found.Where((name, index) => name != "" && !IsUsed(index) && Folded[index] != Fold(RefusedCopy.Column))];
    }

    /// <summary>The kind that the columns are of, or most like; null when they are like none.</summary>
    public ExtractKind? Kind { get; }

    /// <summary>Why the table cannot be read by this header, what was found and how to put it right; null = nothing is wrong.</summary>
    public string? Problem { get; }

    /// <summary>The list of all kinds, which ends a problem where the columns are of none or lack some.</summary>
    public static string AllKinds => HeaderAdvice.AllKinds();

    /// <summary>The problem without any cell of the file, for what is kept when the file is erased.</summary>
    public string? ProblemOnRecord { get; }

    /// <summary>The names of all columns, as written.</summary>
    internal IReadOnlyList<string> Names { get; }

    /// <summary>The names of all columns, as they are compared.</summary>
    internal IReadOnlyList<string> Folded { get; }

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
        for (var i = 0; i < Names.Count; i++)
        {
            if (!rows.Cell(i).Equals(Names[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>The column's index from 0; -1 when the file does not have it.</returns>
    public int Position(string column) => positions.GetValueOrDefault(column, -1);

    internal Column Column(string name) => new(name, Position(name));

    /// <returns>A column's name as the file writes it; null when the file does not have it.</returns>
    internal string? NameOf(string column) => Position(column) is >= 0 and var position ? Names[position] : null;

    /// <summary>How much a row is like a header: at least <see cref="Complete"/> for one that has all that a kind requires.</summary>
    public static int Likeness(IReadOnlyList<string> cells)
    {
        var folded = cells.Select(Fold).ToList();
        return folded.Exists(ColumnNames.Contains)
            ? ExtractKind.All.Max(kind => kind.CompareHeader(cells, folded))
            : ExtractKind.All.Where(kind => kind.HasOtherNames(folded)).Select(kind => kind.CompareHeader(cells, folded)).DefaultIfEmpty(0).Max();
    }

    /// <summary>Recognises the kind whose required columns are all there and which uses most of the columns.</summary>
    /// <param name="cells">The header row as written.</param>
    /// <param name="catalogue">For columns that are named after scorecards.</param>
    /// <param name="table">The file's or sheet's name, which may say the kind that a header was meant to be of.</param>
    public static Header Recognise(IReadOnlyList<string> cells, Catalogue catalogue, string table = "")
    {
        var folded = cells.Select(Fold).ToList();
        var named = ExtractKind.All.Where(kind => kind.IsKnownByNames).ToList();

        // A table of another kind with the columns of a return too is no return.
        if (named.Where(kind => kind.HasAllColumns(folded)).MaxBy(kind => (kind is not ReturnKind, kind.CountColumns(folded))) is { } complete)
        {
            return Make(complete, cells, folded);
        }

        var other = ExtractKind.All.Select(kind => kind.RecogniseHeader(cells, folded, catalogue)).FirstOrDefault(header => header is not null);
        if (other is { Problem: null })
        {
            return other;
        }

        // Last of all, so that what was read before by its columns is read in the same way.
        var respelt = named.Where(kind => kind.HasAllColumns(kind.Respell(folded))).MaxBy(kind => kind.CountColumns(kind.Respell(folded)));
        return Mapped.RecogniseHeader(cells, folded, catalogue) ?? other
            ?? (respelt is null ? HeaderAdvice.Refusal(cells, folded, catalogue, table) : Make(respelt, cells, folded));
    }

    /// <param name="kind">All of whose columns are there.</param>
    static Header Make(ExtractKind kind, IReadOnlyList<string> cells, IReadOnlyList<string> folded)
    {
        var names = kind.Respell(folded);
        return new Header(kind, cells, kind.FindPositions(names), FindProblem(kind, names));
    }

    internal static string? FindProblem(ExtractKind kind, IReadOnlyList<string> folded) =>
        kind.Columns.FirstOrDefault(c => folded.Count(f => f == c) > 1) is { } twice
            ? $"column '{twice}' appears in the header more than once. Keep only one of them"
            : kind.FindProblem(folded);

    /// <summary>
    /// Case, quotes, accents and the mark of a footnote at the end do not count; a space, a dash or the end of a line within a name is an underscore.
    /// </summary>
    internal static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        name = name.EndsWith(']') ? FootnoteMark.Without(name).ToString() : name;
        var decomposed = Ascii.IsValid(name) ? name : UnreadableText.Without(name).Normalize(NormalizationForm.FormD);
        foreach (var c in decomposed)
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
            else if (folded.Length > 0 && folded[^1] != '_' && IsGap(c))
            {
                folded.Append('_');
            }
        }

        return folded.ToString().TrimEnd('_');
    }

    static bool IsGap(char c) =>
        char.IsWhiteSpace(c) || TextFolding.IsSpace(c) || TextFolding.IsDash(c) || char.GetUnicodeCategory(c) == UnicodeCategory.ConnectorPunctuation;
}
