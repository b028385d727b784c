using System.IO.Compression;
using System.Xml;

namespace Scorecards.Extracts;

/// <summary>
/// One XML part of a workbook, read forwards. What it may hold at once is bounded, whatever the part's size: the length of one piece of
/// markup, the depth and the number of different names. No DTD and so no entities.
/// </summary>
sealed class XmlPart : IDisposable
{
    const int LongestMarkup = 1 << 20;
    const int MostDepth = 64;

    readonly ZipEntryStream content;
    readonly XmlReader xml;

    public XmlPart(ZipArchiveEntry entry)
    {
        content = new ZipEntryStream(entry) { MostUnmarked = LongestMarkup };
        xml = XmlReader.Create(content, BoundedXml.Settings(() => new XmlException(), hasComments: false));
    }

    public int Depth => xml.Depth;

    /// <summary>Of the element or the attribute.</summary>
    public string Name => xml.LocalName;

    /// <summary>Of the attribute.</summary>
    public string Value => xml.Value;

    public bool IsStart => xml.NodeType is XmlNodeType.Element;

    public bool IsEnd => xml.NodeType is XmlNodeType.EndElement;

    public bool IsEmpty => xml.IsEmptyElement;

    public bool IsText => xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace;

    /// <summary>Goes to the next start, end or text.</summary>
    public bool Read()
    {
        content.Mark();
        var more = xml.Read();
        return xml.Depth <= MostDepth ? more : throw Damage.InNamed(content.Name);
    }

    public bool NextAttribute() => xml.MoveToNextAttribute();

    public void BackToElement() => xml.MoveToElement();

    /// <summary>Null where the element has none of that name, whatever its namespace.</summary>
    public string? Attribute(string name)
    {
        string? value = null;
        while (value is null && xml.MoveToNextAttribute())
        {
            value = xml.LocalName == name ? xml.Value : null;
        }

        xml.MoveToElement();
        return value;
    }

    /// <summary>The next piece of a text; 0 at its end.</summary>
    public int ReadText(char[] buffer, int start)
    {
        content.Mark();
        return xml.ReadValueChunk(buffer, start, buffer.Length - start);
    }

    /// <summary>Goes to the end of the current element; anything else is left where it is.</summary>
    public void Skip()
    {
        if (!IsStart || IsEmpty)
        {
            return;
        }

        var depth = Depth;
        while (Read() && Depth > depth)
        {
        }
    }

    /// <summary>The rest is not looked at, but must be what the zip's directory promises.</summary>
    public void Finish() => content.Drain();

    public void Dispose() => xml.Dispose();
}
