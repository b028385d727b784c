using System.Buffers;

namespace Scorecards.Extracts;

/// <summary>Knows an XML text, with or without a declaration, and the return that it is by the names of its elements and attributes.</summary>
static class ChildXml
{
    static readonly SearchValues<char> EndOfName = SearchValues.Create(" \t\r\n=/>\"'");

    /// <param name="start">The beginning of a text, which may end anywhere.</param>
    public static bool IsXml(ReadOnlySpan<char> start)
    {
        start = start.TrimStart("\uFEFF \t\r\n");
        return start.Length > 1 && start[0] == '<' && (char.IsAsciiLetter(start[1]) || start[1] is '?' or '!' or '_')
            && (start.Contains('>') || start.StartsWith("<!--"));
    }

    /// <returns>Null: of no records.</returns>
    public static ChildRecord? Recognise(ReadOnlySpan<char> start) => ChildFields.BuiltIn.InHeader([.. Names(start)]);

    /// <summary>
    /// Whether it is a census of children in need that can be read: with children who have their identifiers. One with its names in other capitals is
    /// read until the first of them, which is said.
    /// </summary>
    public static bool IsCinCensus(ReadOnlySpan<char> start) => Names(start).ToHashSet(StringComparer.OrdinalIgnoreCase)
        .IsSupersetOf(["Message", "Children", "Child", "ChildIdentifiers", "LAchildID"]);

    /// <summary>Whether the text ends within a comment, so that it may be of anything.</summary>
    public static bool EndsInComment(ReadOnlySpan<char> start) => start.LastIndexOf("<!--") is >= 0 and var at && start[at..].IndexOf("-->") < 0;

    /// <summary>The names of elements and of their attributes, without prefixes, each once.</summary>
    static HashSet<string> Names(ReadOnlySpan<char> xml)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var at = xml.IndexOf('<'); at >= 0 && at + 1 < xml.Length; at = xml.IndexOf('<'))
        {
            xml = xml[(at + 1)..];
            var end = xml.IndexOf('>');
            var tag = end < 0 ? xml : xml[..end];
            if (tag.Length > 0 && (char.IsAsciiLetter(tag[0]) || tag[0] == '_'))
            {
                AddNames(names, tag);
            }
        }

        return names;
    }

    static void AddNames(HashSet<string> names, ReadOnlySpan<char> tag)
    {
        for (var isFirst = true; tag.Length > 0; isFirst = false)
        {
            var length = tag.IndexOfAny(EndOfName);
            var name = length < 0 ? tag : tag[..length];
            if (name.Length > 0 && (isFirst || (length >= 0 && tag[length..].TrimStart().StartsWith('='))))
            {
                names.Add(name[(name.IndexOf(':') + 1)..].ToString());
            }

            tag = length < 0 ? [] : tag[(length + 1)..];
        }
    }
}
