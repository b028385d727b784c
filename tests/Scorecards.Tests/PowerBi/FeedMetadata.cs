using System.Xml.Linq;

namespace Scorecards.Tests;

/// <summary>What the feed promises in <c>$metadata</c>.</summary>
/// <param name="Sets">Entity set to property to Edm type without its namespace, as in <c>Decimal</c>.</param>
sealed record FeedMetadata(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Sets)
{
    static readonly XNamespace Edm = "http://docs.oasis-open.org/odata/ns/edm";

    /// <param name="csdl">CSDL 4.0 in XML, as served.</param>
    public static FeedMetadata Parse(string csdl)
    {
        var schema = XDocument.Parse(csdl).Descendants(Edm + "Schema").ToArray();
        var types = schema.Elements(Edm + "EntityType").ToDictionary(
            t => $"{t.Parent!.Attribute("Namespace")!.Value}.{t.Attribute("Name")!.Value}",
            t => (IReadOnlyDictionary<string, string>)t.Elements(Edm + "Property").ToDictionary(
                p => p.Attribute("Name")!.Value,
                p => p.Attribute("Type")!.Value.Replace("Edm.", "", StringComparison.Ordinal)));
        return new(schema.Descendants(Edm + "EntitySet").ToDictionary(s => s.Attribute("Name")!.Value, s => types[s.Attribute("EntityType")!.Value]));
    }
}
