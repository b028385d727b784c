namespace Scorecards.Domain;

/// <summary>A list within a sentence, which may be long.</summary>
public static class NamedFirst
{
    /// <summary>The names with commas between them; of many the first, such as "a, b and 3 more".</summary>
    /// <param name="most">How many names are said.</param>
    public static string Join(IReadOnlyCollection<string> names, int most) =>
        string.Join(", ", names.Take(most)) + (names.Count > most ? $" and {names.Count - most} more" : "");
}
