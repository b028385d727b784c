using System.Text.RegularExpressions;

namespace Scorecards.Tests;

/// <summary>A line of TMDL, and what belongs to it.</summary>
/// <param name="Keyword">The kind of an object (<c>column</c>), or the name of a property (<c>dataType</c>).</param>
/// <param name="Name">Of an object, unquoted; else empty.</param>
/// <param name="Value">After the colon; null where there is none.</param>
/// <param name="Expression">After the equals sign, without its indentation; null where there is none.</param>
sealed record TmdlNode(string Place, string Keyword, string Name, string? Value, string? Expression, List<TmdlNode> Children)
{
    public IEnumerable<TmdlNode> Of(string keyword) => Children.Where(c => c.Keyword == keyword);

    public string? Property(string keyword) => Of(keyword).FirstOrDefault()?.Value;
}

/// <summary>Our own reading of the TMDL overview: tabs, one object or property a line, expressions two levels below their owner, and only the names
/// that this project uses.</summary>
static partial class Tmdl
{
    static readonly Dictionary<string, string> Below = new()
    {
        [""] = "database model table expression relationship cultureInfo annotation ref.table ref.cultureInfo",
        ["database"] = "compatibilityLevel",
        ["model"] = "culture defaultPowerBIDataSourceVersion discourageImplicitMeasures sourceQueryCulture dataAccessOptions",
        ["dataAccessOptions"] = "legacyRedirects returnErrorValuesAsNull",
        ["table"] = "lineageTag dataCategory refreshPolicy measure column hierarchy partition annotation",
        ["refreshPolicy"] =
            "policyType rollingWindowGranularity rollingWindowPeriods incrementalGranularity incrementalPeriods pollingExpression sourceExpression",
        ["measure"] = "formatString isHidden displayFolder lineageTag",
        ["column"] = "dataType isHidden isKey formatString displayFolder lineageTag summarizeBy sourceColumn sortByColumn annotation",
        ["hierarchy"] = "lineageTag level",
        ["level"] = "lineageTag column",
        ["partition"] = "mode source",
        ["expression"] = "lineageTag annotation",
        ["relationship"] = "fromColumn toColumn",
        ["cultureInfo"] = "linguisticMetadata",
        ["linguisticMetadata"] = "contentType",
    };

    static readonly Dictionary<string, string> Values = new()
    {
        ["dataCategory"] = "Time",
        ["dataType"] = "string int64 double decimal dateTime boolean",
        ["summarizeBy"] = "none sum",
        ["mode"] = "import",
        ["policyType"] = "basic",
        ["rollingWindowGranularity"] = "day month quarter year",
        ["incrementalGranularity"] = "day month quarter year",
        ["contentType"] = "json",
    };

    /// <param name="findings">What is not TMDL as the overview has it, with its file and line.</param>
    public static TmdlNode Parse(string path, string text, ICollection<string> findings)
    {
        var root = new TmdlNode(path, "", "", null, null, []);
        var open = new List<TmdlNode> { root };
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var content = lines[i].TrimStart('\t');
            var depth = lines[i].Length - content.Length;
            var place = $"{path}({i + 1})";
            if (content is "" || content.StartsWith("///", StringComparison.Ordinal))
            {
                continue;
            }

            if (depth >= open.Count || Line().Match(content) is not { Success: true } line)
            {
                findings.Add($"{place}: cannot be read here: {content}");
                continue;
            }

            open.RemoveRange(depth + 1, open.Count - depth - 1);
            var expression = line.Groups["expression"].Value;
            if (line.Groups["equals"].Success && expression == "")
            {
                var block = new List<string>();
                while (i + 1 < lines.Length && lines[i + 1].StartsWith(new string('\t', depth + 2), StringComparison.Ordinal))
                {
                    block.Add(lines[++i][(depth + 2)..]);
                }

                expression = string.Join('\n', block);
                if (block.Count == 0)
                {
                    findings.Add($"{place}: has no expression two levels below it");
                }
            }

            var node = new TmdlNode(place, line.Groups["keyword"].Value.Replace(' ', '.'), Unquoted(line.Groups["name"].Value),
                line.Groups["value"].Success ? line.Groups["value"].Value : null, line.Groups["equals"].Success ? expression : null, []);
            if (!Below.GetValueOrDefault(open[^1].Keyword, "").Split(' ').Contains(node.Keyword))
            {
                findings.Add($"{place}: {node.Keyword} is nothing that a {(open.Count == 1 ? "file" : open[^1].Keyword)} has");
            }

            if (node.Value is { } value && Values.TryGetValue(node.Keyword, out var allowed) && !allowed.Split(' ').Contains(value))
            {
                findings.Add($"{place}: {node.Keyword} cannot be {value}");
            }

            open[^1].Children.Add(node);
            open.Add(node);
        }

        return root;
    }

    public static string Unquoted(string name) =>
        name.StartsWith('\'') ? name[1..^1].Replace("''", "'", StringComparison.Ordinal) : name;

    [GeneratedRegex(
        @"^(?:(?<keyword>[A-Za-z]\w*): (?<value>\S.*)|(?<keyword>(?:ref )?[A-Za-z]\w*)(?: (?<name>'(?:[^']|'')+'|[^\s=':.]+))?(?<equals> =(?: (?<expression>\S.*))?)?)$")]
    private static partial Regex Line();
}
