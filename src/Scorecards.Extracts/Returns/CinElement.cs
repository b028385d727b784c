namespace Scorecards.Extracts;

/// <summary>An element of the census with what is in it.</summary>
/// <param name="Name">Without its prefix.</param>
/// <param name="Line">On which it begins, from 1.</param>
sealed record CinElement(string Name, int Line)
{
    public string Text { get; set; } = "";

    public List<CinElement> Elements { get; } = [];

    /// <summary>The elements of a name in it.</summary>
    public IEnumerable<CinElement> All(string name) => Elements.Where(e => e.Name == name);

    /// <summary>The text of the first element of one of these names in it; empty where there is none.</summary>
    public string TextOf(params string[] names) => Elements.Find(e => names.Contains(e.Name))?.Text ?? "";
}
