using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Which rows of which published table a mapping means: conditions that all hold.</summary>
/// <param name="Conditions">Their column, folded as a header's names are, and the value that its cells have; empty = they are blank.</param>
/// <param name="FileName">The words that the file's name must have, folded, an underscore between any two; null = any file.</param>
sealed record MappingFilter(IReadOnlyList<(string Column, string Value)> Conditions, string? FileName)
{
    /// <summary>In place of a column it means the file's name.</summary>
    const string File = "file";

    static readonly MappingFilter Everything = new([], null);

    /// <param name="text">Such as <c>geographic_level = Local authority; file = looked after</c>; null or blank = no condition.</param>
    /// <returns>Null: it has a part that is no condition.</returns>
    public static MappingFilter? Read(string? text)
    {
        var filter = Everything;
        foreach (var part in (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            var column = Header.Fold(sides[0]);
            if (sides.Length < 2 || column == "" || (column == File && Words(sides[1]) == ""))
            {
                return null;
            }

            filter = column == File
                ? filter with { FileName = Words(sides[1]) }
                : filter with { Conditions = [.. filter.Conditions, (column, sides[1])] };
        }

        return filter;
    }

    /// <summary>Of a mapping in the catalogue, whose filter was read before it was accepted.</summary>
    public static MappingFilter From(Mapping mapping) => Read(mapping.Filter) ?? Everything;

    /// <summary>By whole words of the file's own name: 2 years is not in 12 years, and a folder or a zip is not the file.</summary>
    public bool IsOfFile(string path)
    {
        var name = Path.GetFileName(path.Replace('\\', '/'));
        return FileName is null || $"_{Words(name)}_".Contains($"_{FileName}_", StringComparison.Ordinal);
    }

    /// <summary>Folded, with an underscore between any two words, however the name has them apart.</summary>
    static string Words(string name) => Header.Fold(string.Concat(name.Select(c => char.IsPunctuation(c) || char.IsSymbol(c) ? ' ' : c)));
}
