using System.Xml;

namespace Scorecards.Extracts;

/// <summary>
/// Looks at what of a census no row is made of, wherever it is: elements, attributes, comments and instructions. Their names may not say who a person
/// is, and their texts are looked at as the columns that a table of records does not know.
/// </summary>
sealed class CinWatch(FileLimits limits)
{
    /// <summary>Their values are as they are in every XML, and their names nobody's.</summary>
    const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The name of all comments and instructions; no element has it.</summary>
    const string Comment = "#comment";

    /// <summary>A longer text is no number, postcode or date.</summary>
    const int LongestValue = 40;

    static readonly HashSet<string> Known = [.. CinCensus.Columns.Where(name => name != CinCensus.Record), .. CinCensus.Dropped, .. CinCensus.Around];

    /// <summary>The elements of children by their names in any capitals.</summary>
    static readonly Dictionary<string, string> InAnyCapitals =
        Known.Except(CinCensus.Around).ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>In a child, the elements whose texts become cells, which are looked at as such, and those of pupils' numbers.</summary>
    static readonly HashSet<string> NotLookedAt = [.. CinCensus.Columns.Where(name => name != CinCensus.Record), .. CinCensus.PupilNumbers];

    readonly Dictionary<string, (int Line, List<string> Texts)> unknown = new(StringComparer.Ordinal);

    /// <summary>Elements and attributes that the census does not have, met so far.</summary>
    public IReadOnlyCollection<string> Unknown => [.. unknown.Keys.Where(name => name != Comment)];

    /// <summary>Looks at the name of an element, and at its attributes.</summary>
    /// <param name="xml">At its start, where it is left.</param>
    /// <exception cref="ExtractException">It is an element of the census in other capitals, or one name too many.</exception>
    /// <exception cref="PersonalDataException">One of them says who a person is.</exception>
    public void LookAtStart(XmlReader xml, int line)
    {
        if (!Known.Contains(xml.LocalName) && InAnyCapitals.TryGetValue(xml.LocalName, out var right))
        {
            throw new ExtractException(
                $"the census writes the element '{xml.LocalName}' on line {line} as '{right}', and what is in other capitals is not read. "
                + "Export the census with the names of its schema and upload it under the same name");
        }

        LookAtName(xml.LocalName, line);
        while (xml.MoveToNextAttribute())
        {
            var isOfXml = xml.Prefix is "xmlns" or "xml" || xml.Name == "xmlns" || xml.NamespaceURI == SchemaInstance;
            if (!isOfXml)
            {
                LookAtName(xml.LocalName, line);
            }

            LookAt(isOfXml ? "" : xml.LocalName, xml.Value, line);
        }

        xml.MoveToElement();
    }

    /// <summary>Looks at a text in a child.</summary>
    /// <param name="element">That it is the text of.</param>
    /// <exception cref="PersonalDataException">It has a child's number.</exception>
    public void LookAtText(string element, string text, int line)
    {
        if (!NotLookedAt.Contains(element))
        {
            LookAt(element, text, line);
        }
    }

    /// <summary>Looks at a comment or an instruction.</summary>
    /// <exception cref="PersonalDataException">It has a child's number.</exception>
    public void LookAtComment(string text, int line)
    {
        unknown.TryAdd(Comment, (line, []));
        LookAt(Comment, text, line);
    }

    /// <summary>Looks at the texts of each name as a whole, at the end.</summary>
    /// <exception cref="PersonalDataException">Those of one are those of children.</exception>
    public void Complete()
    {
        foreach (var (name, (line, texts)) in unknown)
        {
            if (ChildColumns.Recognise(name, texts) is { } what)
            {
                throw PersonalData.ElementRefusal(CinCensus.Kind, "", $"first on line {line}", $"has values that look like {what}");
            }
        }
    }

    void LookAtName(string name, int line)
    {
        if (Known.Contains(name) || !unknown.TryAdd(name, (line, [])))
        {
            return;
        }

        if (unknown.Count > limits.MostColumns)
        {
            throw new ExtractException(
                $"it has more than {limits.MostColumns} names of elements and attributes that the census does not have. Export it without them");
        }

        if (IsOfPerson(name))
        {
            throw PersonalData.ElementRefusal(CinCensus.Kind, $"'{name}'", $"on line {line}");
        }
    }

    /// <summary>Looks at a text of which nothing is read, such as one outside the children.</summary>
    /// <exception cref="PersonalDataException">It has a child's number.</exception>
    public void LookAt(string name, string text, int line)
    {
        if (ChildNumbers.IsIn(text) || ChildNumbers.HasInsuranceNumberInText(text))
        {
            throw PersonalData.NumberRefusal($"line {line}");
        }

        if (unknown.TryGetValue(name, out var met) && met.Texts.Count < RecordWatch.RowsLookedAt && text.Trim() is { Length: > 0 } trimmed)
        {
            met.Texts.Add(trimmed.Length <= LongestValue ? trimmed : "…");
        }
    }

    /// <summary>A date that begins with "Initial" is the first of its kind, and nobody's initials: later schemas may have more of them.</summary>
    static bool IsOfPerson(string name) =>
        PersonColumns.IsOne(name) && !(name.StartsWith("Initial", StringComparison.Ordinal) && name.EndsWith("Date", StringComparison.Ordinal));
}
