using System.Xml;

namespace Scorecards.Extracts;

/// <summary>
/// How XML that anybody may have made is read: forwards, without a DTD and so without entities of its own, nothing is fetched, and the number of
/// different names is bounded. The caller bounds the length of one piece and the depth.
/// </summary>
static class BoundedXml
{
    /// <summary>Different names of elements, attributes, prefixes, namespaces and instructions.</summary>
    public const int MostNames = 10_000;

    /// <param name="tooManyNames">What is thrown at the first name beyond <see cref="MostNames"/>.</param>
    /// <param name="hasComments">Whether comments and instructions are read too.</param>
    public static XmlReaderSettings Settings(Func<Exception> tooManyNames, bool hasComments) => new()
    {
        CloseInput = true,
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = !hasComments,
        IgnoreProcessingInstructions = !hasComments,
        IgnoreWhitespace = true,
        MaxCharactersFromEntities = 1024,
        NameTable = new BoundedNames(tooManyNames),
        XmlResolver = null,
    };

    /// <summary>The framework's table of names never forgets one.</summary>
    sealed class BoundedNames(Func<Exception> tooMany) : NameTable
    {
        int count;

        public override string Add(string key) => Get(key) ?? (Room() ? base.Add(key) : "");

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? (Room() ? base.Add(key, start, len) : "");

        bool Room() => ++count <= MostNames ? true : throw tooMany();
    }
}
