using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>
/// Every name that Scorecards.Domain exports explains itself. A documentation line is required for every public type, for every public method, and
/// for
/// every public constant, field and property that is a number, a date, a text or a collection: these have a unit, a bound, a shape or a source.
/// A primary constructor's parameter may have its line in a param element.
/// </summary>
public sealed partial class DomainDocumentationTests
{
    const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly Assembly Domain = typeof(Month).Assembly;

    static readonly Dictionary<string, XElement> Documented = XDocument.Load(Path.ChangeExtension(Domain.Location, ".xml"))
        .Descendants("member").ToDictionary(m => m.Attribute("name")!.Value);

    /// <summary>Words that add nothing to a name.</summary>
    static readonly HashSet<string> Fillers = new(
        ["a", "an", "the", "of", "its", "it", "is", "this", "to", "for", "gets", "sets", "in", "or", "and", "cancels", "their", "likewise", "value"],
        StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Names_HaveALine_WhereTheyHaveAUnitABoundAShapeOrASource()
    {
        var missing = Domain.GetExportedTypes()
            .SelectMany(type => Names(type).Where(n => !IsDocumented(n.Id, n.Parameter, type)))
            .Select(n => n.Id)
            .ToList();
        Assert.True(missing.Count == 0, "Without a line of documentation:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void Lines_SayMoreThanTheName()
    {
        var empty =
            from member in Documented
            let name = member.Key[(member.Key.Split('(')[0].LastIndexOf('.') + 1)..].Split('(')[0]
            from line in member.Value.Elements()
            where line.Name.LocalName is "summary" or "param" or "returns"
            let said = line.Attribute("name")?.Value ?? name
            where SaysNothing(line, said)
            select $"{member.Key} {said}: '{line.Value.Trim()}'";
        Assert.Empty(empty);
    }

    [Theory]
    [InlineData("ct", "Cancels.", true)]
    [InlineData("Month", "The month.", true)]
    [InlineData("LastDay", "The last day of it.", true)]
    [InlineData("Month", "The reporting month.", false)]
    [InlineData("Bytes", "The file's size in bytes.", false)]
    public void Line_IsEmpty_WhenItOnlyRepeatsTheName(string name, string line, bool isEmpty) =>
        Assert.Equal(isEmpty, SaysNothing(new XElement("summary", line), name));

    static bool SaysNothing(XElement line, string name)
    {
        if (line.Descendants().Any())
        {
            return false;
        }

        var known = Words().Matches(name).Select(w => w.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Words().Matches(line.Value).All(w => known.Contains(w.Value) || Fillers.Contains(w.Value));
    }

    static bool IsDocumented(string id, string? parameter, Type type) => Documented.ContainsKey(id)
        || (parameter is not null && Constructors(type).SelectMany(c => c.Elements("param")).Any(p => p.Attribute("name")?.Value == parameter));

    /// <summary>The primary constructor's parameters are documented at the type and at the constructor.</summary>
    static IEnumerable<XElement> Constructors(Type type) =>
        Documented.Where(
            m => m.Key == $"T:{type.FullName}" || m.Key.StartsWith($"M:{type.FullName}.#ctor", StringComparison.Ordinal)).Select(m => m.Value);

    static IEnumerable<(string Id, string? Parameter)> Names(Type type)
    {
        yield return ($"T:{type.FullName}", null);
        if (type.IsEnum)
        {
            yield break;
        }

        foreach (var property in type.GetProperties(Declared).Where(p => IsMeasured(p.PropertyType)))
        {
            yield return ($"P:{type.FullName}.{property.Name}{Parameters(property.GetIndexParameters())}", property.Name);
        }

        foreach (var field in type.GetFields(Declared).Where(f => IsMeasured(f.FieldType)))
        {
            yield return ($"F:{type.FullName}.{field.Name}", null);
        }

        foreach (var method in type.GetMethods(Declared).Where(IsWritten))
        {
            yield return ($"M:{type.FullName}.{method.Name}{Parameters(method.GetParameters())}", null);
        }
    }

    /// <summary>Accessors, operators, overrides, and what the compiler writes for records and interfaces explain themselves.</summary>
    static bool IsWritten(MethodInfo method) =>
        !method.IsSpecialName && method.GetBaseDefinition() == method && !method.IsDefined(typeof(CompilerGeneratedAttribute))
        && method.Name is not ("Equals" or "CompareTo" or "GetHashCode" or "ToString" or "Deconstruct" or "PrintMembers" or "<Clone>$");

    static bool IsMeasured(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) || plain == typeof(decimal) || plain == typeof(DateOnly) || plain == typeof(TimeOnly)
            || plain == typeof(DateTime) || plain == typeof(DateTimeOffset) || plain == typeof(TimeSpan)
            || (plain.IsPrimitive && plain != typeof(bool)) || typeof(IEnumerable).IsAssignableFrom(plain);
    }

    static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(p => Name(p.ParameterType)))})";

    /// <summary>A type as the compiler writes it into the documentation file.</summary>
    static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!) + "@";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        return type.IsGenericType
            ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(Name))}}}"
            : type.FullName!;
    }

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+|[0-9]+")]
    private static partial Regex Words();
}
