namespace Scorecards.Domain;

/// <summary>Whether a scorecard counts unaccompanied asylum-seeking children (UASC).</summary>
public sealed class UascBasis
{
    /// <summary>They are counted: <c>inc</c>.</summary>
    public static readonly UascBasis Included = new("inc");

    /// <summary>They are left out: <c>exc</c>.</summary>
    public static readonly UascBasis Excluded = new("exc");

    /// <summary>Both bases, the fuller one first.</summary>
    public static IReadOnlyList<UascBasis> All { get; } = [Included, Excluded];

    UascBasis(string name) => Name = name;

    /// <summary>The name as written in files, storage and JSON.</summary>
    public string Name { get; }

    /// <summary>Finds the basis with a name.</summary>
    /// <returns>Null when no basis has the name (case is ignored).</returns>
    public static UascBasis? Find(string? name) => All.FirstOrDefault(b => b.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Name;
}
