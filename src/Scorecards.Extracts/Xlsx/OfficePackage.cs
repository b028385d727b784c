using System.IO.Compression;

namespace Scorecards.Extracts;

/// <summary>The entries of an Office file by their names, and what its relationship parts say of them (ECMA-376 part 2).</summary>
sealed class OfficePackage
{
    readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InvalidDataException">Two entries have one name, so that readers differ in which one they take.</exception>
    public OfficePackage(GuardedZip zip)
    {
        foreach (var entry in zip.Entries)
        {
            if (!entries.TryAdd(entry.FullName.Replace('\\', '/'), entry))
            {
                throw new InvalidDataException();
            }
        }
    }

    public IEnumerable<string> Names => entries.Keys;

    /// <exception cref="InvalidDataException">There is no such part.</exception>
    public XmlPart Open(string name) => entries.TryGetValue(name, out var entry) ? new XmlPart(entry) : throw new InvalidDataException();

    /// <summary>As [Content_Types].xml gives it, for the part itself or else for its extension; empty where it does not.</summary>
    public string ContentTypeOf(string name)
    {
        var (own, byExtension) = ("", "");
        using var part = Open("[Content_Types].xml");
        while (part.Read())
        {
            if (part.IsStart && part.Attribute("PartName") is { } partName
                && partName.TrimStart('/').Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                own = part.Attribute("ContentType") ?? "";
            }
            else if (
                part.IsStart && part.Attribute("Extension") is { } extension && name.EndsWith($".{extension}", StringComparison.OrdinalIgnoreCase))
            {
                byExtension = part.Attribute("ContentType") ?? "";
            }
        }

        return own.Length > 0 ? own : byExtension;
    }

    /// <param name="source">The part that refers to others; empty = the package.</param>
    public IReadOnlyList<Relationship> RelationshipsOf(string source)
    {
        var folder = source[..(source.LastIndexOf('/') + 1)];
        var name = $"{folder}_rels/{source[folder.Length..]}.rels";
        var relationships = new List<Relationship>();
        using var part = Open(name);
        while (part.Read())
        {
            if (part.IsStart && part.Name == "Relationship" && part.Attribute("Target") is { } target && part.Attribute("Type") is { } type)
            {
                relationships.Add(new Relationship(part.Attribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target)));
            }
        }

        return relationships;
    }

    static string Resolve(string folder, string target)
    {
        var path = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', '\\'))
        {
            if (step == "..")
            {
                path.RemoveRange(Math.Max(0, path.Count - 1), Math.Min(1, path.Count));
            }
            else if (step is not ("" or "."))
            {
                path.Add(step);
            }
        }

        return string.Join('/', path);
    }
}
