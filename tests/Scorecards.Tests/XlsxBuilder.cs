using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Scorecards.Tests;

/// <summary>Writes workbooks part by part, so that a test can have in a file what no library would write.</summary>
public sealed class XlsxBuilder
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    readonly List<XlsxSheet> sheets = [];
    readonly List<string> formats = [];
    readonly Dictionary<string, int> shared = [];
    readonly Dictionary<string, string> parts = [];

    /// <summary>Dates count from 1 January 1904.</summary>
    public bool From1904 { get; init; }

    /// <summary>Texts stand in their cells and not in the part for shared ones.</summary>
    public bool InlineStrings { get; init; }

    public string ContentType { get; init; } = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    public CompressionLevel Compression { get; init; } = CompressionLevel.Optimal;

    public XlsxBuilder Sheet(string name, Action<XlsxSheet> fill, string state = "visible")
    {
        var sheet = new XlsxSheet(name, state);
        fill(sheet);
        sheets.Add(sheet);
        return this;
    }

    /// <summary>One visible sheet.</summary>
    public static byte[] FromRows(params object?[][] rows) => new XlsxBuilder().Sheet("Sheet1", s => s.Rows(rows)).ToBytes();

    /// <summary>Adds a part, or replaces the one that would be written under that name.</summary>
    public XlsxBuilder Part(string name, string content)
    {
        parts[name] = content;
        return this;
    }

    public MemoryStream ToStream() => new(ToBytes());

    public byte[] ToBytes()
    {
        var sheetParts = sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml", SheetXml(s))).ToList();
        var all = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{ContentType}\"/>"
                + string.Concat(
                    sheetParts.Select(
                        p =>
                            $"<Override PartName=\"/{p.Item1}\" "
                            + "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))
                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
                + "<Override PartName=\"/xl/sharedStrings.xml\" "
                    + "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>",
            ["_rels/.rels"] = Rels(("rId1", "officeDocument", "xl/workbook.xml")),
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relationships}\"><workbookPr{(From1904 ? " date1904=\"1\"" : "")}/><sheets>"
                + string.Concat(
                    sheets.Select(
                        (s, i) => $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>"))
                + "</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = Rels([
                .. sheets.Select((_, i) => ($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")),
                ("rIdStyles", "styles", "styles.xml"), ("rIdShared", "sharedStrings", "/xl/sharedStrings.xml")]),
            ["xl/styles.xml"] = StylesXml(),
            ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">{string.Concat(shared.OrderBy(s => s.Value).Select(s => $"<si>{s.Key}</si>"))}</sst>",
        };
        foreach (var (name, xml) in sheetParts)
        {
            all[name] = xml;
        }

        foreach (var (name, content) in parts)
        {
            all[name] = content;
        }

        return Zip(all.Select(p => (p.Key, Encoding.UTF8.GetBytes(p.Value))), Compression);
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> entries, CompressionLevel compression = CompressionLevel.Optimal)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, compression).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }

    static string Rels(params (string Id, string Type, string Target)[] relationships) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relationships.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{Relationships}/{r.Type}\" Target=\"{r.Target}\"/>"))
        + "</Relationships>";

    string StylesXml() =>
        $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"{formats.Count}\">"
        + string.Concat(formats.Select((f, i) => $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{SecurityElement.Escape(f)}\"/>"))
        + "</numFmts><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>"
        + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
        + string.Concat(formats.Select((f, i) => $"<xf numFmtId=\"{(int.TryParse(f, out var builtIn) ? builtIn : 164 + i)}\"/>"))
        + "</cellXfs></styleSheet>";

    string SheetXml(XlsxSheet sheet)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        foreach (var (number, cells) in sheet.Lines)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\"{(sheet.Hidden.Contains(number) ? " hidden=\"1\"" : "")}>");
            for (var i = 0; i < cells.Length; i++)
            {
                xml.Append(CellXml(cells[i], $"{Column(i)}{number}"));
            }

            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        if (sheet.Merged.Count > 0)
        {
            var merged = string.Concat(sheet.Merged.Select(m => $"<mergeCell ref=\"{m}\"/>"));
            xml.Append(CultureInfo.InvariantCulture, $"<mergeCells count=\"{sheet.Merged.Count}\">{merged}</mergeCells>");
        }

        return xml.Append("</worksheet>").ToString();
    }

    string CellXml(object? cell, string address) => cell switch
    {
        null => "",
        XlsxCell c =>
            $"<c r=\"{address}\"{(c.Type is null ? "" : $" t=\"{c.Type}\"")}{(c.Format is null ? "" : $" s=\"{Style(c.Format)}\"")}>{c.Content}</c>",
        string s when InlineStrings => $"<c r=\"{address}\" t=\"inlineStr\"><is>{XlsxCell.T(s)}</is></c>",
        string s => $"<c r=\"{address}\" t=\"s\"><v>{Share(XlsxCell.T(s))}</v></c>",
        bool b => CellXml(new XlsxCell($"<v>{(b ? 1 : 0)}</v>", "b"), address),
        DateOnly d => CellXml(XlsxCell.Date(d, from1904: From1904), address),
        _ => CellXml(XlsxCell.Number(Convert.ToString(cell, CultureInfo.InvariantCulture)!), address),
    };

    int Share(string xml)
    {
        shared.TryAdd(xml, shared.Count);
        return shared[xml];
    }

    int Style(string format)
    {
        var index = formats.IndexOf(format);
        if (index < 0)
        {
            formats.Add(format);
        }

        return (index < 0 ? formats.Count - 1 : index) + 1;
    }

    static string Column(int index) => index < 26 ? ((char)('A' + index)).ToString() : Column((index / 26) - 1) + Column(index % 26);
}

/// <summary>The rows of one sheet; cells are null (left out), text, numbers, bool, DateOnly or <see cref="XlsxCell"/>.</summary>
public sealed class XlsxSheet(string name, string state)
{
    public string Name => name;

    /// <summary>visible, hidden or veryHidden.</summary>
    public string State => state;

    public List<(int Number, object?[] Cells)> Lines { get; } = [];

    public List<string> Merged { get; } = [];

    public HashSet<int> Hidden { get; } = [];

    public XlsxSheet Row(params object?[] cells) => RowAt(Lines.Count == 0 ? 1 : Lines[^1].Number + 1, cells);

    /// <summary>Leaves the rows before it out of the file.</summary>
    public XlsxSheet RowAt(int number, params object?[] cells)
    {
        Lines.Add((number, cells));
        return this;
    }

    public XlsxSheet Rows(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            Row(row);
        }

        return this;
    }

    /// <summary>As a filter does with rows.</summary>
    public XlsxSheet Hide(params int[] rows)
    {
        Hidden.UnionWith(rows);
        return this;
    }

    /// <summary>Such as A1:C1; the text belongs in the first cell.</summary>
    public XlsxSheet Merge(string range)
    {
        Merged.Add(range);
        return this;
    }
}

/// <summary>A cell as the file stores it.</summary>
/// <param name="Content">XML inside the cell.</param>
/// <param name="Type">The t attribute; null = none, a number.</param>
/// <param name="Format">A format code, or the id of a built-in one, such as 14; null = General.</param>
public sealed record XlsxCell(string Content, string? Type = null, string? Format = null)
{
    public static XlsxCell Number(string stored, string? format = null) => new($"<v>{stored}</v>", null, format);

    public static XlsxCell Percent(double value) => Number(value.ToString("R", CultureInfo.InvariantCulture), "0.0%");

    public static XlsxCell Date(DateOnly date, string format = "14", bool from1904 = false) =>
        Number(
            (date.DayNumber - (from1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30)).DayNumber).ToString(CultureInfo.InvariantCulture),
            format);

    /// <summary>t="d", as the strict variant of the format stores dates.</summary>
    public static XlsxCell IsoDate(string date) => new($"<v>{date}</v>", "d");

    /// <param name="cached">The value that was stored with it: text, a number, or null = none.</param>
    public static XlsxCell Formula(string formula, object? cached = null, string? format = null) => new(
        $"<f>{SecurityElement.Escape(formula)}</f>"
            + (cached is null ? "" : $"<v>{SecurityElement.Escape(Convert.ToString(cached, CultureInfo.InvariantCulture))}</v>"),
        cached is string ? "str" : null,
        format);

    public static XlsxCell Error(string error, string? formula = null) =>
        new((formula is null ? "" : $"<f>{SecurityElement.Escape(formula)}</f>") + $"<v>{error}</v>", "e");

    /// <summary>Inline text in runs of different fonts, and how it is pronounced.</summary>
    public static XlsxCell Rich(string[] runs, string? phonetic = null) => new(
        $"<is>{string.Concat(runs.Select(r => $"<r><rPr><b/></rPr>{T(r)}</r>"))}"
        + $"{(phonetic is null ? "" : $"<rPh sb=\"0\" eb=\"1\">{T(phonetic)}</rPh>")}</is>",
        "inlineStr");

    internal static string T(string text) => $"<t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t>";
}
