using System.Xml;

namespace Scorecards.Extracts;

/// <summary>
/// Reads the children of a census of children in need, one at a time. What it holds at once is bounded, whatever the file's size: one child's
/// elements, their depth, the length of one piece of markup and the number of different names.
/// </summary>
sealed class CinReader : IDisposable
{
    const int LongestMarkup = 1 << 20;
    const int MostDepth = 32;
    const int MostElements = 50_000;

    static readonly HashSet<string> Known = [.. CinCensus.Columns, .. CinCensus.Dropped];

    readonly MarkedText text;
    readonly XmlReader xml;
    readonly FileLimits limits;
    readonly HashSet<string> unknown = new(StringComparer.Ordinal);
    int elements;
    bool isEnded;

    public CinReader(TextReader content, FileLimits limits)
    {
        (text, this.limits) = (new MarkedText(content, LongestMarkup), limits);
        xml = XmlReader.Create(text, new XmlReaderSettings
        {
            CloseInput = true,
            DtdProcessing = DtdProcessing.Prohibit,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            MaxCharactersFromEntities = 1024,
            XmlResolver = null,
        });
    }

    /// <summary>Elements that the census does not have, met so far.</summary>
    public IReadOnlyCollection<string> Unknown => unknown;

    int Line => ((IXmlLineInfo)xml).LineNumber;

    /// <returns>Null at the end.</returns>
    /// <exception cref="ExtractException">The XML is broken, or exceeds a limit.</exception>
    /// <exception cref="PersonalDataException">An element says who a person is.</exception>
    public CinElement? ReadChild()
    {
        try
        {
            while (!isEnded && Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "Child" })
                {
                    elements = 0;
                    return ReadElement();
                }
            }

            isEnded = true;
            return null;
        }
        catch (XmlException e)
        {
            // What the reader does not allow has no place.
            throw new ExtractException(e.LineNumber == 0
                ? "its XML has a DOCTYPE or entities of its own, which are not read. Export the census without them"
                : $"its XML is broken at line {e.LineNumber}, column {e.LinePosition}. Export the census again and upload it under the same name");
        }
    }

    public void Dispose() => xml.Dispose();

    bool Read()
    {
        text.Mark();
        return xml.Read();
    }

    /// <summary>At the start of an element: the element, with the reader at its end.</summary>
    CinElement ReadElement()
    {
        var element = new CinElement(xml.LocalName, Line);
        if (++elements > MostElements || xml.Depth > MostDepth)
        {
            throw new ExtractException($"the child of line {Line} has more than {FileLimits.Count(MostElements)} elements, or they are nested more "
                + $"than {MostDepth} deep. Export the census again and upload it under the same name");
        }

        if (xml.IsEmptyElement)
        {
            return Checked(element);
        }

        while (Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                element.Elements.Add(ReadElement());
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                element.Text += xml.Value.Length + element.Text.Length <= limits.LongestCell ? xml.Value
                    : throw new ExtractException($"the element on line {Line} has more than {FileLimits.Count(limits.LongestCell)} characters. "
                        + "Export the census again and upload it under the same name");
            }
        }

        element.Text = element.Text.Trim();
        return Checked(element);
    }

    /// <summary>An element that the census does not have is not read, and may not say who a person is.</summary>
    CinElement Checked(CinElement element)
    {
        if (Known.Contains(element.Name))
        {
            return element;
        }

        if (unknown.Add(element.Name) && (unknown.Count > limits.MostColumns || IsOfPerson(element.Name)))
        {
            throw unknown.Count > limits.MostColumns
                ? new ExtractException($"it has more than {limits.MostColumns} names of elements that the census does not have")
                : PersonalData.ColumnRefusal(CinCensus.Kind, $"'{element.Name}' on line {element.Line}");
        }

        return ChildNumbers.IsIn(element.Text) ? throw PersonalData.NumberRefusal($"line {element.Line}") : element;
    }

    /// <summary>A date that begins with "Initial" is the first of its kind, and nobody's initials: later schemas may have more of them.</summary>
    static bool IsOfPerson(string name) =>
        PersonColumns.IsOne(name) && !(name.StartsWith("Initial", StringComparison.Ordinal) && name.EndsWith("Date", StringComparison.Ordinal));

    /// <summary>Refuses a text of which one piece is too long.</summary>
    sealed class MarkedText(TextReader inner, int longest) : TextReader
    {
        int unmarked;

        public void Mark() => unmarked = 0;

        public override int Read(char[] buffer, int index, int count)
        {
            var read = inner.Read(buffer, index, count);
            unmarked += read;
            return unmarked <= longest ? read : throw new ExtractException(
                $"it has an element, text or attribute of more than {FileLimits.Size(longest)}. Export the census again");
        }

        public override int Read() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
