namespace Scorecards.Domain;

/// <summary>The level of the service that a scorecard is about. The four are all there are.</summary>
public sealed class Slice
{
    /// <summary>The whole county.</summary>
    public static readonly Slice County = new("county");

    /// <summary>Several districts together.</summary>
    public static readonly Slice Area = new("area");

    /// <summary>One district.</summary>
    public static readonly Slice District = new("district");

    /// <summary>One team.</summary>
    public static readonly Slice Team = new("team");

    /// <summary>From the largest to the smallest.</summary>
    public static IReadOnlyList<Slice> All { get; } = [County, Area, District, Team];

    Slice(string name) => Name = name;

    /// <summary>The name as written in files, storage and JSON.</summary>
    public string Name { get; }

    /// <summary>Finds the slice with a name.</summary>
    /// <returns>Null when no slice has the name (case is ignored).</returns>
    public static Slice? Find(string? name) => All.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Name;
}
