using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Scorecards.Tests.House;

/// <summary>The C# files of the repository, parsed.</summary>
static class SourceCode
{
    /// <summary>The folder of the solution.</summary>
    public static string Root => DocumentTests.Root;

    /// <summary>The parsed files below <c>src</c>, without what a build made; the path is relative to the repository, with slashes.</summary>
    public static IReadOnlyList<(string Path, SyntaxTree Tree)> Product { get; } =
        [.. Files("src", "*.cs").Select(path => (path, CSharpSyntaxTree.ParseText(Read(path))))];

    /// <summary>Paths relative to the repository, in ordinal order.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));
}
