using System.Text.Json;
using static ScorecardFunctions.Tests.Deployment.Bicep;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>What each installation is made of, a line for each value: read the difference as one reads a what-if. UPDATE_GOLDEN=1 writes the
/// files anew.</summary>
public sealed class GoldenTemplateTests
{
    [Theory]
    [InlineData("test", Test)]
    [InlineData("test-empty", TestOfNobody)]
    [InlineData("production", Production)]
    [InlineData("production-empty", ProductionOfNobody)]
    [InlineData("everything", Everything)]
    public async Task Template_EqualsTheGoldenFile(string name, string installation)
    {
        var golden = Path.Combine(Repository.Root, "tests", "ScorecardFunctions.Tests", "Golden", "templates", $"{name}.txt");
        var lines = (await ResourcesAsync(installation)).OrderBy(Id, StringComparer.Ordinal)
            .SelectMany(r => Lines(r, "").Prepend($"{Type(r)} {Value(r, "name")}"));
        var actual = string.Join('\n', lines).Replace(Guid.Empty.ToString(), "SUBSCRIPTION", StringComparison.Ordinal) + "\n";
        if (System.Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            await File.WriteAllTextAsync(golden, actual);
        }

        Assert.Equal(await File.ReadAllTextAsync(golden), actual);
    }

    static IEnumerable<string> Lines(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().Any() => value.EnumerateObject()
            .Where(p => path.Length > 0 || p.Name is not ("id" or "type" or "name"))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .SelectMany(p => Lines(p.Value, $"{path}.{p.Name}")),
        JsonValueKind.Array when value.GetArrayLength() > 0 => value.EnumerateArray().SelectMany((item, i) => Lines(item, $"{path}[{i}]")),
        _ => [$"  {path.TrimStart('.')} = {value.GetRawText()}"],
    };
}
