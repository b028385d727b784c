using System.Text.Json;

namespace Scorecards.Tests;

/// <summary>The files of a Power BI project, by their path from its folder, with <c>/</c>.</summary>
sealed record PowerBiProject(IReadOnlyDictionary<string, string> Files)
{
    public static PowerBiProject Load(string folder) =>
        new(
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
                f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText));

    /// <summary>A copy in which one place of one file says something else.</summary>
    public PowerBiProject With(string path, string said, string instead)
    {
        Assert.Contains(said, Files[path], StringComparison.Ordinal);
        return new(new Dictionary<string, string>(Files) { [path] = Files[path].Replace(said, instead, StringComparison.Ordinal) });
    }

    /// <summary>What Power BI would stumble over, as far as that can be told without it. None is none.</summary>
    public IReadOnlyList<string> Findings(FeedMetadata feed)
    {
        var json = Files.Where(f => !f.Key.EndsWith(".tmdl", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => JsonElement.Parse(f.Value));
        var shapes = json.SelectMany(f => PublishedShapes.Findings(f.Key, f.Value)).ToArray();
        var model = new SemanticModel(Files.Where(f => f.Key.EndsWith(".tmdl", StringComparison.Ordinal)));
        var ids = json.Where(f => f.Key.EndsWith(".platform", StringComparison.Ordinal))
            .Select(f => f.Value.GetProperty("config").GetProperty("logicalId").GetString())
            .ToArray();
        return [
            .. shapes,
            .. model.Findings(feed),
            // A report of another shape cannot be walked.
            .. shapes.Length > 0 ? [] : new ReportPages(json, model).Findings(),
            .. ids.Length == 2
                && ids.Distinct().Count() == 2
                && ids.All(i => Guid.TryParse(i, out _))
                ? Array.Empty<string>()
                : ["logicalId: not two GUIDs, one for each .platform"]];
    }
}
