namespace Scorecards.Extracts;

/// <summary>
/// The codes that a column may have. A code is found by itself or by its words, whatever the case, spaces and punctuation: "b) No plan" is NOPLAN.
/// A letter with a bracket before them numbers the answers of a form, with other meanings in other columns, and says nothing.
/// </summary>
public sealed class CodeList
{
    /// <summary>No code or its words are longer.</summary>
    const int LongestCode = 64;

    readonly Dictionary<string, RecordCode> byWords = new(StringComparer.Ordinal);
    readonly Dictionary<string, RecordCode>.AlternateLookup<ReadOnlySpan<char>> lookup;

    CodeList(bool isClosed, IEnumerable<(string Words, DateOnly From, DateOnly Before)> codes)
    {
        (IsClosed, lookup) = (isClosed, byWords.GetAlternateLookup<ReadOnlySpan<char>>());
        var all = new List<RecordCode>();
        Span<char> folded = stackalloc char[LongestCode];
        foreach (var (words, from, before) in codes)
        {
            var spellings = words.Split('|');
            var code = new RecordCode(spellings[0], from, before);
            all.Add(code);
            foreach (var spelling in spellings)
            {
                byWords.Add(Fold(spelling, folded).ToString(), code);
            }
        }

        Codes = all;
    }

    /// <summary>Whether definitions decide by it, so that another code refuses the row; else it is kept and noted.</summary>
    public bool IsClosed { get; }

    public IReadOnlyList<RecordCode> Codes { get; }

    /// <param name="codes">Each with its words behind bars: "NEG|neglect".</param>
    internal static CodeList Closed(params string[] codes) => new(true, Always(codes));

    /// <param name="codes">Parted by spaces.</param>
    /// <param name="dated">Those of some years only, which begin in April.</param>
    internal static CodeList Open(string codes, params (string Codes, int? FromYear, int? BeforeYear)[] dated) =>
        new(false, Always(codes.Split(' ')).Concat(
            from some in dated
            from code in some.Codes.Split(' ')
            select (code, Begin(some.FromYear) ?? DateOnly.MinValue, Begin(some.BeforeYear) ?? DateOnly.MaxValue)));

    /// <summary>As <see cref="Closed"/>, where another code is kept.</summary>
    internal static CodeList OpenWithWords(params string[] codes) => new(false, Always(codes));

    /// <param name="cell">Trimmed, not empty.</param>
    /// <returns>Null: it is not in the list.</returns>
    public RecordCode? Find(ReadOnlySpan<char> cell)
    {
        var bare = cell is [var letter, ')', ..] && char.IsAsciiLetter(letter) ? cell[2..].Trim() : cell;
        if (bare.Length is 0 or > LongestCode)
        {
            return FindBefore(bare);
        }

        return lookup.TryGetValue(Fold(bare, stackalloc char[LongestCode]), out var code) ? code : FindBefore(bare);
    }

    /// <summary>
    /// A code before a dash, colon or bracket and what it means, as in "N1 - Abuse or neglect". One letter or digit before a bracket is none: it
    /// numbers an answer. So it does before the words of another code.
    /// </summary>
    RecordCode? FindBefore(ReadOnlySpan<char> cell)
    {
        var end = 0;
        while (end < cell.Length && !IsMark(cell[end]) && !TextFolding.IsSpace(cell[end]))
        {
            end++;
        }

        return end is > 0 and < LongestCode && cell[end..].TrimStart() is [var mark, .. var words] && IsMark(mark)
            && lookup.TryGetValue(Fold(cell[..end], stackalloc char[LongestCode]), out var code)
            && code.Value.AsSpan().Equals(cell[..end], StringComparison.OrdinalIgnoreCase)
            && (end > 1 || (mark != ')' && !IsOther(words, code))) ? code : null;
    }

    /// <summary>Whether words mean another code.</summary>
    bool IsOther(ReadOnlySpan<char> words, RecordCode than) => words.Length <= LongestCode
        && lookup.TryGetValue(Fold(words, stackalloc char[LongestCode]), out var meant) && meant != than;

    static bool IsMark(char c) => c is ':' or ')' || TextFolding.IsDash(c);

    /// <summary>Letters and digits in upper case.</summary>
    static ReadOnlySpan<char> Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                folded[length++] = char.ToUpperInvariant(c);
            }
        }

        return folded[..length];
    }

    static IEnumerable<(string Words, DateOnly From, DateOnly Before)> Always(string[] codes) =>
        codes.Select(code => (code, DateOnly.MinValue, DateOnly.MaxValue));

    /// <summary>Returns are of years from April on.</summary>
    static DateOnly? Begin(int? year) => year is { } known ? new DateOnly(known, 4, 1) : null;
}
