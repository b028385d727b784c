using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Which rows of which published table a mapping means: conditions that all hold.</summary>
/// <param name="Conditions">Their column, folded as a header's names are, and the value that its cells have; empty = they are blank.</param>
/// <param name="FileName">What the file's name must contain, folded; null = any file.</param>
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
            if (sides.Length < 2 || column == "" || (column == File && sides[1] == ""))
            {
                return null;
            }

            filter = column == File
                ? filter with { FileName = Header.Fold(sides[1]) }
                : filter with { Conditions = [.. filter.Conditions, (column, sides[1])] };
        }

        return filter;
    }

    /// <summary>Of a mapping in the catalogue, whose filter was read before it was accepted.</summary>
    public static MappingFilter From(Mapping mapping) => Read(mapping.Filter) ?? Everything;

    public bool IsOfFile(string path) => FileName is null || Header.Fold(path).Contains(FileName, StringComparison.Ordinal);
}
