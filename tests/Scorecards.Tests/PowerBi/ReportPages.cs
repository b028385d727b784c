using System.Text.Json;

namespace Scorecards.Tests;

/// <summary>The report of a project: every field, page, visual and resource that it names must be there, and everybody must be able to use
/// it.</summary>
sealed class ReportPages(IReadOnlyDictionary<string, JsonElement> files, SemanticModel model)
{
    const string Definition = "Scorecards.Report/definition/";

    public IEnumerable<string> Findings() => [.. OrderFindings(), .. Pages.SelectMany(PageFindings), .. ResourceFindings()];

    IEnumerable<(string Path, string Folder, JsonElement Page)> Pages =>
        files.Where(
            f => f.Key.StartsWith($"{Definition}pages/", StringComparison.Ordinal)
                && f.Key.EndsWith("/page.json", StringComparison.Ordinal)).Select(f => (f.Key, f.Key.Split('/')[^2], f.Value));

    IEnumerable<string> OrderFindings()
    {
        var order = files[$"{Definition}pages/pages.json"];
        var listed = order.GetProperty("pageOrder")
            .EnumerateArray()
            .Select(p => p.GetString()!)
            .Append(order.GetProperty("activePageName").GetString()!)
            .ToHashSet();
        var there = Pages.Select(p => p.Folder).ToHashSet();
        return listed.Except(there)
            .Select(p => $"pages.json: names {p}, which is no page")
            .Concat(there.Except(listed).Select(p => $"pages.json: lacks {p}"));
    }

    IEnumerable<string> PageFindings((string Path, string Folder, JsonElement Page) at)
    {
        var visuals = files.Where(f => f.Key.StartsWith($"{Definition}pages/{at.Folder}/visuals/", StringComparison.Ordinal)).ToArray();
        var names = visuals.Select(v => v.Key.Split('/')[^2]).ToHashSet();
        var interactions = at.Page.TryGetProperty("visualInteractions", out var those) ? those.EnumerateArray().ToArray() : [];
        var (width, height) = (at.Page.GetProperty("width").GetDouble(), at.Page.GetProperty("height").GetDouble());
        return [
            .. at.Page.GetProperty("name").GetString() == at.Folder ? Array.Empty<string>() : [$"{at.Path}: is not named as its folder"],
            .. interactions.SelectMany(i => new[] { i.GetProperty("source").GetString()!, i.GetProperty("target").GetString()! })
                .Except(names)
                .Select(n => $"{at.Path}: {n} is no visual of the page"),
            .. visuals.Where(v => IsOneChoice(v.Value)).SelectMany(slicer => visuals.Where(
                v => v.Key != slicer.Key && FirstField(v.Value) == FirstField(slicer.Value)
                    && !interactions.Any(i => IsUnfiltered(i, slicer.Key.Split('/')[^2], v.Key.Split('/')[^2])))
                .Select(v => $"{v.Key}: is a list of which {slicer.Key.Split('/')[^2]} leaves one")),
            .. visuals.Select(v => Position(v.Value))
                .GroupBy(p => p.Tab)
                .Where(g => g.Count() > 1)
                .Select(g => $"{at.Path}: two visuals are at {g.Key} in the tab order"),
            .. visuals.Where(
                v => Position(v.Value) is var p
                    && (p.X < 0 || p.Y < 0 || p.X + p.Width > width || p.Y + p.Height > height)).Select(v => $"{v.Key}: is not on the page"),
            .. visuals.SelectMany(
                a => visuals.Where(
                    b => string.CompareOrdinal(a.Key, b.Key) < 0
                        && Overlap(Position(a.Value), Position(b.Value))).Select(b => $"{a.Key}: covers {b.Key}")),
            .. visuals.SelectMany(v => VisualFindings(v.Key, v.Value))];
    }

    static bool Overlap(
        (double X, double Y, double Width, double Height, double Tab) a, (double X, double Y, double Width, double Height, double Tab) b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;

    static (double X, double Y, double Width, double Height, double Tab) Position(JsonElement container)
    {
        var position = container.GetProperty("position");
        return (
            position.GetProperty("x").GetDouble(),
            position.GetProperty("y").GetDouble(),
            position.GetProperty("width").GetDouble(),
            position.GetProperty("height").GetDouble(),
            position.GetProperty("tabOrder").GetDouble());
    }

    IEnumerable<string> VisualFindings(string path, JsonElement container)
    {
        var visual = container.GetProperty("visual");
        var projections = Descendants(visual).Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("queryRef", out _)).ToArray();
        var refs = projections.Select(p => p.GetProperty("queryRef").GetString()!).ToHashSet();
        var referred = Descendants(container).Where(e => e.ValueKind == JsonValueKind.Object)
            .SelectMany(
                e => (
                    e.TryGetProperty("metadata", out var one)
                        ? [one]
                        : Array.Empty<JsonElement>()).Concat(e.TryGetProperty("queryRefs", out var many) ? many.EnumerateArray() : []))
            .Select(r => r.GetString()!);
        return [
            .. container.GetProperty("name").GetString() == path.Split('/')[^2] ? Array.Empty<string>() : [$"{path}: is not named as its folder"],
            .. FieldFindings(path, container, []),
            .. projections.Where(
                p => p.GetProperty("queryRef")
                    .GetString() != Reference(p.GetProperty("field")))
                    .Select(p => $"{path}: {p.GetProperty("queryRef")} is not the field that it stands for"),
            .. referred.Except(refs).Select(r => $"{path}: {r} is not shown by the visual"),
            .. AxisFindings(path, visual),
            .. AccessFindings(path, visual)];
    }

    /// <summary>Whether it is a slicer in which one thing is always chosen.</summary>
    static bool IsOneChoice(JsonElement container) => Descendants(container).Any(
        e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("strictSingleSelect", out var one)
            && one.ToString().Contains("\"true\"", StringComparison.Ordinal));

    /// <summary>What a slicer chooses from, and what the other visuals have a row or a column for; null = a visual without fields.</summary>
    static string? FirstField(JsonElement container) => Descendants(container)
        .Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("queryRef", out _))
        .Select(e => e.GetProperty("queryRef").GetString()).FirstOrDefault();

    static bool IsUnfiltered(JsonElement interaction, string source, string target) => interaction.GetProperty("source").GetString() == source
        && interaction.GetProperty("target").GetString() == target && interaction.GetProperty("type").GetString() == "NoFilter";

    /// <summary>On an axis of names a month without a figure is left out, and its neighbours stand side by side.</summary>
    static IEnumerable<string> AxisFindings(string path, JsonElement visual)
    {
        var (isLine, text) = (visual.GetProperty("visualType").GetString() == "lineChart", visual.ToString());
        var isContinuous = text.Contains("\"Months.Month ends\"", StringComparison.Ordinal) && text.Contains("'Scalar'", StringComparison.Ordinal);
        return isLine && !isContinuous ? [$"{path}: closes up where a month has no figure"] : [];
    }

    static string Reference(JsonElement field)
    {
        var of = field.EnumerateObject().First().Value;
        return $"{of.GetProperty("Expression").GetProperty("SourceRef").GetProperty("Entity").GetString()}.{of.GetProperty("Property").GetString()}";
    }

    /// <param name="aliases">In a filter the tables have names of their own.</param>
    IEnumerable<string> FieldFindings(string path, JsonElement at, Dictionary<string, string> aliases)
    {
        if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty("From", out var from))
        {
            aliases = from.EnumerateArray().ToDictionary(s => s.GetProperty("Name").GetString()!, s => s.GetProperty("Entity").GetString()!);
        }

        foreach (var kind in at.ValueKind == JsonValueKind.Object ? ["Column", "Measure"] : Array.Empty<string>())
        {
            if (!at.TryGetProperty(kind, out var field))
            {
                continue;
            }

            var source = field.GetProperty("Expression").GetProperty("SourceRef");
            var table = source.TryGetProperty("Entity", out var entity)
                ? entity.GetString()!
                : aliases.GetValueOrDefault(source.GetProperty("Source").GetString()!, "");
            var name = field.GetProperty("Property").GetString()!;
            if (kind == "Column" ? !model.HasColumn(table, name) : !model.HasMeasure(table, name))
            {
                yield return $"{path}: {table} has no {kind} {name}";
            }
        }

        foreach (var finding in Children(at).SelectMany(c => FieldFindings(path, c, aliases)))
        {
            yield return finding;
        }
    }

    static IEnumerable<string> AccessFindings(string path, JsonElement visual)
    {
        var container = visual.GetProperty("visualContainerObjects");
        var alternative = container.TryGetProperty("general", out var general) ? general.ToString() : "";
        if (!alternative.Contains("altText", StringComparison.Ordinal) || alternative.Contains("\"''\"", StringComparison.Ordinal))
        {
            yield return $"{path}: has no alternative text";
        }

        // A ground in a rating's colour is only for the cell that says the rating as a word.
        foreach (var format in
            Descendants(visual).Where(
                e => e.ValueKind == JsonValueKind.Object
                    && e.TryGetProperty("properties", out var p)
                    && p.ToString().Contains("\"Rating colour\"", StringComparison.Ordinal)))
        {
            if (!format.GetProperty("selector").TryGetProperty("metadata", out var cell) || cell.GetString() != "Results.Rating shown")
            {
                yield return $"{path}: says a rating by colour alone";
            }
        }
    }

    IEnumerable<string> ResourceFindings()
    {
        var report = files[$"{Definition}report.json"];
        var items = report.GetProperty("resourcePackages").EnumerateArray()
            .SelectMany(p => p.GetProperty("items").EnumerateArray().Select(i => $"{p.GetProperty("name")}/{i.GetProperty("path")}")).ToHashSet();
        var theme = report.GetProperty("themeCollection").GetProperty("customTheme");
        var themes = files.Where(f => f.Key.Contains("/RegisteredResources/", StringComparison.Ordinal));
        return [
            .. themes.Where(f => f.Value.GetProperty("name").GetString() != f.Key.Split('/')[^1]).Select(f => $"{f.Key}: is not named as its file"),
            .. items.Append($"{theme.GetProperty("type")}/{theme.GetProperty("name")}")
                .Distinct()
                .Where(i => !items.Contains(i) || !files.ContainsKey($"Scorecards.Report/StaticResources/{i}"))
                .Select(i => $"report.json: {i} is not there"),
            .. files["Scorecards.pbip"]
                .GetProperty("artifacts")
                .EnumerateArray()
                .Select(a => a.GetProperty("report").GetProperty("path").GetString()!)
                .Where(p => !files.ContainsKey($"{p}/definition.pbir")).Select(p => $"Scorecards.pbip: {p} is not there"),
            .. files["Scorecards.Report/definition.pbir"]
                .GetProperty("datasetReference")
                .GetProperty("byPath")
                .GetProperty("path")
                .GetString() is var path
                && files.ContainsKey($"{path?[3..]}/definition.pbism")
                ? Array.Empty<string>() : [$"definition.pbir: {path} is not there"]];
    }

    static IEnumerable<JsonElement> Descendants(JsonElement at) => Children(at).SelectMany(Descendants).Prepend(at);

    static IEnumerable<JsonElement> Children(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().Select(m => m.Value),
        JsonValueKind.Array => at.EnumerateArray(),
        _ => [],
    };
}
