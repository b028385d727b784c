using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Application.Ingestion;

/// <summary>
/// Whether the same bytes under another name state the same. A definition's name says its indicator. The name of a table of figures may say the
/// scorecard and the month, where the table does not.
/// </summary>
static class NameSays
{
    const string Definition = "definition";

    static readonly string[] Figures = ["wide-measure", "printed-scorecard", MappedKind.KindName];

    /// <summary>Whether the name of an upload may say of which months its figures are.</summary>
    public static bool Months(JournalEntry entry) => Kinds(entry).Intersect(Figures).Any();

    /// <param name="entry">Of an upload with the same bytes.</param>
    /// <param name="path">Of this upload.</param>
    /// <param name="read">What this upload states; null = not read.</param>
    public static bool IsSame(JournalEntry entry, string path, ReadExtract? read) => entry.Path == path
        || (IsSameDefinition(entry, path) && !(Months(entry) && read is { Problem: null } && StatesOthers(entry, read)));

    /// <summary>In a zip the definitions' names are among the bytes.</summary>
    static bool IsSameDefinition(JournalEntry entry, string path) => !Kinds(entry).Contains(Definition)
        || Indicator(entry.Path!) is var indicator && string.Equals(indicator, Indicator(path), StringComparison.OrdinalIgnoreCase);

    static string? Indicator(string path) =>
        path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(path) : null;

    static bool StatesOthers(JournalEntry entry, ReadExtract read) =>
        read.Touches.Stated.Count > 0 && !read.Touches.Stated.Any(m => entry.Touches.Stated.Contains(m.Scorecard, m.Month));

    static string[] Kinds(JournalEntry entry) => entry.Extract?.Split(", ") ?? [];
}
