using System.Text.RegularExpressions;

namespace Scorecards.Tests;

/// <summary>The tables of the model, and every name in it that leads nowhere.</summary>
sealed partial class SemanticModel
{
    static readonly HashSet<string> Functions =
        [
            .. "ABS ALLSELECTED CALCULATE CALCULATETABLE COALESCE COUNTROWS DIVIDE HASONEVALUE IF ISBLANK ISINSCOPE".Split(' '),
            .. "KEEPFILTERS MAX MAXX REMOVEFILTERS SELECTEDVALUE SUM SUMMARIZE SWITCH TRUE".Split(' ')];

    static readonly Dictionary<string, string> EdmTypes = new()
    {
        ["string"] = "String",
        ["int64"] = "Int32 Int64",
        ["decimal"] = "Decimal",
        ["dateTime"] = "Date DateTimeOffset",
        ["boolean"] = "Boolean",
    };

    readonly Dictionary<string, TmdlNode> tables;
    readonly TmdlNode[] nodes;
    readonly List<string> findings = [];

    public SemanticModel(IEnumerable<KeyValuePair<string, string>> files)
    {
        nodes = [.. files.Select(f => Tmdl.Parse(f.Key, f.Value, findings)).SelectMany(root => root.Children)];
        tables = nodes.Where(n => n.Keyword == "table").ToDictionary(t => t.Name);
    }

    public bool HasColumn(string table, string column) => Member(table, "column", column) is not null;

    public bool HasMeasure(string table, string measure) => Member(table, "measure", measure) is not null;

    public IEnumerable<string> Findings(FeedMetadata feed) =>
        [
            .. findings,
            .. ListFindings(),
            .. IdFindings(),
            .. RelationshipFindings(),
            .. KeyFindings(),
            .. UnusedFindings(),
            .. tables.Values.SelectMany(t => TableFindings(t, feed)),
            .. ExpressionFindings()];

    TmdlNode? Member(string table, string kind, string name) => tables.GetValueOrDefault(table)?.Of(kind).FirstOrDefault(m => m.Name == name);

    HashSet<string> Shared => [.. nodes.Where(n => n.Keyword == "expression").Select(n => n.Name)];

    IEnumerable<string> ListFindings()
    {
        var listed = nodes.Where(n => n.Keyword == "ref.table").Select(n => n.Name).ToHashSet();
        var queries = nodes.SingleOrDefault(n => n is { Keyword: "annotation", Name: "PBI_QueryOrder" })?.Expression ?? "";
        return [
            .. tables.Keys.Where(t => !listed.Contains(t)).Select(t => $"model.tmdl: lists no table {t}"),
            .. listed.Where(t => !tables.ContainsKey(t)).Select(t => $"model.tmdl: lists {t}, which is no table"),
            .. tables.Keys.Concat(Shared)
                .Where(q => !queries.Contains($"\"{q}\"", StringComparison.Ordinal))
                .Select(q => $"model.tmdl: PBI_QueryOrder lacks {q}")];
    }

    IEnumerable<string> IdFindings()
    {
        var all = nodes.SelectMany(Tree).ToArray();
        var ids = all.Where(n => n.Keyword == "lineageTag")
            .Select(n => (n.Place, Id: n.Value!))
            .Concat(nodes.Where(n => n.Keyword == "relationship").Select(n => (n.Place, Id: n.Name)))
            .ToArray();
        return [
            .. ids.Where(i => !Guid.TryParse(i.Id, out _)).Select(i => $"{i.Place}: {i.Id} is no GUID"),
            .. ids.GroupBy(i => i.Id).Where(g => g.Count() > 1).Select(g => $"{g.First().Place}: {g.Key} stands more than once"),
            .. all.Where(n => n.Keyword is "table" or "measure" or "hierarchy" or "level" or "expression" || n is { Keyword: "column", Value: null })
                .Where(n => n.Property("lineageTag") is null).Select(n => $"{n.Place}: {n.Name} has no lineageTag")];
    }

    static IEnumerable<TmdlNode> Tree(TmdlNode node) => node.Children.SelectMany(Tree).Prepend(node);

    IEnumerable<string> RelationshipFindings()
    {
        foreach (var relationship in nodes.Where(n => n.Keyword == "relationship"))
        {
            var ends = new[] { "fromColumn", "toColumn" }.Select(end => relationship.Property(end)?.Split('.', 2) ?? [])
                .Select(e => e.Select(Tmdl.Unquoted).ToArray())
                .ToArray();
            var columns = ends.Select(e => e.Length == 2 ? Member(e[0], "column", e[1]) : null).ToArray();
            if (columns.Any(c => c is null))
            {
                yield return $"{relationship.Place}: {string.Join(" to ", ends.Select(e => string.Join('.', e)))} is not a column to a column";
            }
            else if (columns[0]!.Property("dataType") != columns[1]!.Property("dataType"))
            {
                yield return $"{relationship.Place}: joins columns of two types";
            }
        }
    }

    /// <summary>One table is the date table, by a column of dates; what is related to is a key.</summary>
    IEnumerable<string> KeyFindings()
    {
        var dates = tables.Values.Where(t => t.Property("dataCategory") == "Time").ToArray();
        var keys = tables.Values.SelectMany(t => t.Of("column").Where(c => c.Of("isKey").Any()).Select(c => (Table: t, Column: c))).ToArray();
        var related = nodes.Where(n => n.Keyword == "relationship").Select(n => n.Property("toColumn") ?? "").Distinct();
        return [
            .. dates.Length == 1 ? Array.Empty<string>() : ["model: not one table is marked as the date table"],
            .. dates.Where(t => !keys.Any(k => k.Table == t && k.Column.Property("dataType") == "dateTime"))
                .Select(t => $"{t.Place}: {t.Name} has no date as its key"),
            .. related.Where(to => !keys.Any(k => $"{k.Table.Name}.{k.Column.Name}" == to.Replace("'", "", StringComparison.Ordinal)))
                .Select(to => $"relationships.tmdl: {to} is related to and is no key")];
    }

    /// <summary>A column that nobody sees is there for a relationship, an order, a measure or the refresh.</summary>
    IEnumerable<string> UnusedFindings()
    {
        var text = string.Join('\n', nodes.SelectMany(Tree).Select(n => $"{n.Place} {n.Value} {n.Expression}"));
        return
            from table in tables.Values
            from column in table.Of("column")
            where column.Of("isHidden").Any()
            let refresh = table.Of("refreshPolicy").SelectMany(Tree).Select(n => n.Expression)
            where !text.Contains($"{table.Name}[{column.Name}]", StringComparison.Ordinal)
                && !nodes.Where(n => n.Keyword == "relationship").SelectMany(n => n.Children)
                    .Any(end => end.Value?.Replace("'", "", StringComparison.Ordinal) == $"{table.Name}.{column.Name}")
                && !table.Of("column").Any(c => c.Property("sortByColumn") == column.Name)
                && !refresh.Any(m => m?.Contains($"each [{column.Property("sourceColumn")}]", StringComparison.Ordinal) == true)
            select $"{column.Place}: {column.Name} is hidden and used by nothing";
    }

    IEnumerable<string> TableFindings(TmdlNode table, FeedMetadata feed)
    {
        var names = table.Of("column").Concat(table.Of("measure")).GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1);
        var repeated = names.Select(g => $"{g.Last().Place}: {g.Key} stands twice in {table.Name}")
            .Concat(
                table.Of("measure")
                    .Where(m => tables.Values.Any(t => t != table && t.Of("measure").Any(o => o.Name == m.Name)))
                    .Select(m => $"{m.Place}: {m.Name} is a measure of two tables"));
        var sorted = table.Of("column").Where(
            c => c.Property("sortByColumn") is { } by && (Tmdl.Unquoted(by) == c.Name || !HasColumn(table.Name, Tmdl.Unquoted(by))))
            .Select(c => $"{c.Place}: {c.Name} is sorted by {c.Property("sortByColumn")}, which is no other column of {table.Name}");
        var levels = table.Of("hierarchy")
            .SelectMany(h => h.Of("level"))
            .Where(l => !HasColumn(table.Name, Tmdl.Unquoted(l.Property("column") ?? "")))
            .Select(l => $"{l.Place}: level {l.Name} is of no column of {table.Name}");
        var described = table.Of("measure")
            .Concat(table.Of("column"))
            .Where(m => m.Expression is not null)
            .SelectMany(m => DaxFindings(m.Place, m.Expression!));
        return [.. repeated, .. sorted, .. levels, .. described, .. SourceFindings(table, feed), .. PolicyFindings(table, feed)];
    }

    IEnumerable<string> SourceFindings(TmdlNode table, FeedMetadata feed)
    {
        if (table.Of("partition").SelectMany(p => p.Of("source")).FirstOrDefault() is not { Expression: { } source } at)
        {
            yield return $"{table.Place}: {table.Name} has no source";
            yield break;
        }

        var query = new MQuery(at.Place, source, Shared);
        foreach (var finding in query.Findings(feed))
        {
            yield return finding;
        }

        foreach (var column in table.Of("column").Where(c => c.Expression is null))
        {
            var (name, type) = (column.Property("sourceColumn") ?? "", column.Property("dataType") ?? "");
            if (query.TypeOf(name, feed) is not { } edm)
            {
                yield return $"{column.Place}: {table.Name} reads no column {name}";
            }
            else if (!EdmTypes.GetValueOrDefault(type, "").Split(' ').Contains(edm))
            {
                yield return $"{column.Place}: {name} is Edm.{edm} and cannot be {type}";
            }
            else if (edm == "DateTimeOffset" && !query.WithoutZone.Contains(name))
            {
                yield return $"{column.Place}: {name} keeps its zone, which the model has no type for";
            }
        }
    }

    IEnumerable<string> PolicyFindings(TmdlNode table, FeedMetadata feed)
    {
        if (table.Of("refreshPolicy").FirstOrDefault() is not { } policy)
        {
            yield break;
        }

        var (source, polling) = (
            policy.Of("sourceExpression").FirstOrDefault()?.Expression ?? "", policy.Of("pollingExpression").FirstOrDefault()?.Expression ?? "");
        if (source != table.Of("partition").Single().Of("source").FirstOrDefault()?.Expression)
        {
            yield return $"{policy.Place}: sourceExpression is not what the partition reads";
        }

        foreach (var finding in
            new[] { source, polling }.Select(m => new MQuery(policy.Place, m, Shared)).SelectMany(q => q.Findings(feed).Concat(q.RangeFindings()))
                .Concat(new MQuery(policy.Place, polling, Shared).BookmarkFindings()))
        {
            yield return finding;
        }

        foreach (var parameter in new[] { "RangeStart", "RangeEnd" })
        {
            if (nodes.FirstOrDefault(n => n.Keyword == "expression" && n.Name == parameter) is not { Expression: { } value }
                || !value.Contains("Type=\"DateTime\"", StringComparison.Ordinal))
            {
                yield return $"{policy.Place}: {parameter} is no parameter of the type DateTime";
            }
        }
    }

    IEnumerable<string> ExpressionFindings() =>
        nodes.Where(n => n.Keyword == "expression").SelectMany(n => MQuery.NameFindings(n.Place, n.Expression ?? "", Shared));

    /// <summary>Each table, column, measure, variable and function that a DAX expression names, and its brackets.</summary>
    IEnumerable<string> DaxFindings(string place, string dax)
    {
        var code = Text().Replace(dax, "\"\"");
        foreach (Match field in Field().Matches(code))
        {
            var (table, name) = (Tmdl.Unquoted(field.Groups["table"].Value), field.Groups["name"].Value);
            if (table == "" ? !tables.Keys.Any(t => HasMeasure(t, name)) : !HasColumn(table, name) && !HasMeasure(table, name))
            {
                yield return $"{place}: {field.Value} is nothing of the model";
            }
        }

        var rest = Field().Replace(code, "");
        var variables = Variable().Matches(rest).Select(m => m.Groups[1].Value).ToHashSet();
        foreach (Match word in Word().Matches(rest))
        {
            if (word.Groups["call"].Success ? !Functions.Contains(word.Groups["word"].Value)
                : word.Value is not ("VAR" or "RETURN" or "NOT") && !variables.Contains(word.Value) && !tables.ContainsKey(word.Value))
            {
                yield return $"{place}: {word.Value} is nothing that the DAX of this project knows";
            }
        }

        if (code.Count(c => c == '(') != code.Count(c => c == ')'))
        {
            yield return $"{place}: its brackets do not match";
        }
    }

    [GeneratedRegex("\"(?:[^\"]|\"\")*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"(?<table>'(?:[^']|'')+'|[A-Za-z_]\w*)?\[(?<name>[^\]]+)\]")]
    private static partial Regex Field();

    [GeneratedRegex(@"\bVAR (\w+) =")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?<word>\b[A-Za-z_]\w*)(?<call>\()?")]
    private static partial Regex Word();
}
