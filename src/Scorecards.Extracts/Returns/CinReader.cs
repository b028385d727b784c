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

    readonly MarkedText text;
    readonly XmlReader xml;
    readonly FileLimits limits;
    readonly CinWatch watch;

    /// <summary>The names of the elements that are open, by their depth.</summary>
    readonly string[] open = new string[MostDepth + 1];

    int elements;
    bool isInChild;
    bool isEnded;

    public CinReader(TextReader content, FileLimits limits)
    {
        (text, this.limits, watch) = (new MarkedText(content, LongestMarkup, () => Line), limits, new CinWatch(limits));
        xml = XmlReader.Create(text, BoundedXml.Settings(
            () => TooMuch($"it has more than {FileLimits.Count(BoundedXml.MostNames)} different names"), hasComments: true));
    }

    /// <summary>Elements and attributes that the census does not have, met so far.</summary>
    public IReadOnlyCollection<string> Unknown => watch.Unknown;

    /// <summary>Of what was read last; before the first, 1.</summary>
    int Line => Math.Max(1, (xml as IXmlLineInfo)?.LineNumber ?? 0);

    /// <returns>Null at the end.</returns>
    /// <exception cref="ExtractException">The XML is broken, or exceeds a limit.</exception>
    /// <exception cref="PersonalDataException">An element, an attribute or a text says who a person is.</exception>
    public CinElement? ReadChild()
    {
        try
        {
            while (!isEnded && Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "Child" })
                {
                    (elements, isInChild) = (0, true);
                    var child = ReadElement();
                    isInChild = false;
                    return child;
                }
            }

            if (!isEnded)
            {
                watch.Complete();
            }

            isEnded = true;
            return null;
        }
        catch (XmlException e)
        {
            // What the reader does not allow has no place: a DOCTYPE.
            throw new ExtractException(e.LineNumber == 0
                ? "its XML has a DOCTYPE above its first element, which is not read. Export the census without it and upload it under the same name"
                : $"its XML is broken at line {e.LineNumber}, column {e.LinePosition}. Export the census again and upload it under the same name");
        }
    }

    public void Dispose() => xml.Dispose();

    /// <summary>Goes on, and looks at what is not read.</summary>
    bool Read()
    {
        text.Mark();
        if (!xml.Read())
        {
            return false;
        }

        switch (xml.NodeType)
        {
            case XmlNodeType.Element when xml.Depth > MostDepth:
                throw TooMuch($"the elements on line {Line} are nested more than {MostDepth} deep");
            case XmlNodeType.Element:
                open[xml.Depth] = xml.LocalName;
                watch.LookAtStart(xml, Line);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA when !isInChild:
                watch.LookAt(open[xml.Depth - 1], xml.Value, Line);
                break;
            case XmlNodeType.Comment or XmlNodeType.ProcessingInstruction:
                watch.LookAtComment(xml.Value, Line);
                break;
        }

        return true;
    }

    /// <summary>At the start of an element: the element, with the reader at its end.</summary>
    CinElement ReadElement()
    {
        var element = new CinElement(xml.LocalName, Line);
        if (++elements > MostElements)
        {
            throw TooMuch($"the child of line {Line} has more than {FileLimits.Count(MostElements)} elements");
        }

        if (xml.IsEmptyElement)
        {
            return element;
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
        watch.LookAtText(element.Name, element.Text, element.Line);
        return element;
    }

    static ExtractException TooMuch(string problem) => new($"{problem}. Export the census again and upload it under the same name");

    /// <summary>Refuses a text of which one piece is too long.</summary>
    sealed class MarkedText(TextReader inner, int longest, Func<int> line) : TextReader
    {
        int unmarked;

        public void Mark() => unmarked = 0;

        public override int Read(char[] buffer, int index, int count)
        {
            var read = inner.Read(buffer, index, count);
            unmarked += read;
            return unmarked <= longest ? read : throw new ExtractException(
                $"from line {line()} on it has a text, an attribute or a comment of more than {FileLimits.Size(longest)}. "
                + "Export the census without it and upload it under the same name");
        }

        public override int Read() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
