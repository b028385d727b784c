using System.Text.RegularExpressions;

namespace Scorecards.Tests;

/// <summary>An M query of the kind that this project writes: one set of the feed, chosen columns, added columns, and nothing that it does not
/// declare.</summary>
/// <param name="shared">The names that every query may use: parameters and the feed.</param>
sealed partial class MQuery(string place, string m, IReadOnlySet<string> shared)
{
    static readonly HashSet<string> Known = [
        .. (
            "let in each if then else and or not null type meta true false text datetime _ #date #datetime Int64.Type OData.Feed Table.SelectColumns "
            + "Table.SelectRows Table.AddColumn "
            + "Table.TransformColumns Table.Buffer Table.RowCount List.Buffer List.Count List.Min List.Sum List.Transform Comparer.Equals "
            + "Comparer.OrdinalIgnoreCase DateTime.AddZone "
            + "DateTimeZone.RemoveZone DateTimeZone.ToUtc Number.From Number.ToText Text.From Text.StartsWith")
            .Split(' ')];

    readonly string code = Comment().Replace(m, "");

    /// <summary>The columns whose instants become UTC dates and times of the model.</summary>
    public HashSet<string> WithoutZone => [.. Zoneless().Matches(code).Select(t => t.Groups[1].Value)];

    string Set => Navigation().Match(code).Groups[1].Value;

    HashSet<string> Selected => [.. Selection().Matches(code).SelectMany(s => Quoted().Matches(s.Groups[1].Value)).Select(q => q.Groups[1].Value)];

    Dictionary<string, string> Added =>
        Addition().Matches(code).ToDictionary(a => a.Groups["name"].Value, a => a.Groups["type"].Value == "type text" ? "String" : "Int64");

    /// <returns>The Edm type of a column that the query gives; null where it gives none of the name.</returns>
    public string? TypeOf(string column, FeedMetadata feed) =>
        Added.GetValueOrDefault(column) ?? (Selected.Contains(column) ? feed.Sets.GetValueOrDefault(Set)?.GetValueOrDefault(column) : null);

    public IEnumerable<string> Findings(FeedMetadata feed)
    {
        var known = feed.Sets.GetValueOrDefault(Set);
        if (known is null || Navigation().Count(code) != 1)
        {
            yield return $"{place}: takes no set of the feed, or several: {Set}";
            yield break;
        }

        var fields = FieldOf().Matches(Navigation().Replace(code, "")).Select(f => f.Groups[1].Value);
        foreach (var column in Selected.Concat(WithoutZone).Concat(fields).Distinct().Where(c => !known.ContainsKey(c) && !Added.ContainsKey(c)))
        {
            yield return $"{place}: {Set} has no {column}";
        }

        foreach (var finding in NameFindings(place, m, shared))
        {
            yield return finding;
        }
    }

    /// <summary>The range stands on the bare set and the bare column, else it does not fold; and on instants in UTC, else it moves with the machine's
    /// zone.</summary>
    public IEnumerable<string> RangeFindings() =>
        new[] {
            "from = DateTime.AddZone(RangeStart, 0),",
            "to = DateTime.AddZone(RangeEnd, 0),",
            "Table.SelectRows(rows, each [PeriodStart] >= from and [PeriodStart] < to)" }
            .Where(part => !code.Contains(part, StringComparison.Ordinal)).Select(part => $"{place}: lacks {part}");

    /// <summary>
    /// Of a bookmark: rows that are gone take their time of change with them, and those that one upload changes have one time and are stored one
    /// after another. So the newest time does not tell.
    /// </summary>
    public IEnumerable<string> BookmarkFindings() =>
        new[] { "List.Sum(times)", "List.Count(changes)" }
            .Where(part => !code.Contains(part, StringComparison.Ordinal)).Select(part => $"{place}: the bookmark lacks {part}");

    public static IEnumerable<string> NameFindings(string place, string m, IReadOnlySet<string> shared)
    {
        var bare = Quoted().Replace(Comment().Replace(m, ""), "\"\"");
        var declared = Declaration().Matches(bare).Select(d => d.Groups[1].Value)
            .Concat(Parameters().Matches(bare).SelectMany(p => p.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))).ToHashSet();
        var used = Name().Matches(Record().Replace(FieldOf().Replace(bare, ""), "")).Select(n => n.Value);
        return [
            .. used.Distinct()
                .Where(n => !Known.Contains(n) && !declared.Contains(n) && !shared.Contains(n))
                .Select(n => $"{place}: {n} is nothing that the M of this project knows"),
            .. new[] { "()", "[]", "{}" }.Where(
                pair => bare.Count(c => c == pair[0]) != bare.Count(c => c == pair[1])).Select(pair => $"{place}: its {pair} do not match")];
    }

    // The address in a string has two slashes of its own.
    [GeneratedRegex("(?<!:)//.*")]
    private static partial Regex Comment();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"Feed\{\[Name=""(\w+)"",Signature=""table""\]\}\[Data\]")]
    private static partial Regex Navigation();

    [GeneratedRegex(@"Table\.SelectColumns\(\s*\w+,\s*\{([^}]*)\}")]
    private static partial Regex Selection();

    [GeneratedRegex(@"Table\.AddColumn\(\s*\w+,\s*""(?<name>\w+)"".*?(?<type>Int64\.Type|type text)\)", RegexOptions.Singleline)]
    private static partial Regex Addition();

    [GeneratedRegex(@"\{""(\w+)"", each DateTimeZone\.RemoveZone\(DateTimeZone\.ToUtc\(_\)\), type datetime\}")]
    private static partial Regex Zoneless();

    [GeneratedRegex(@"\[(\w+)\]")]
    private static partial Regex FieldOf();

    [GeneratedRegex(@"\b\w+=(?!>)")]
    private static partial Regex Record();

    [GeneratedRegex(@"^\s*(\w+) =", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\(([\w, ]+)\) =>")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"#?\b[A-Za-z_][\w.]*|(?<![\w.])_(?!\w)")]
    private static partial Regex Name();
}
