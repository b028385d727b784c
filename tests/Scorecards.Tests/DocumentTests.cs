using System.Text.RegularExpressions;

namespace Scorecards.Tests;

/// <summary>What the documents name is there, and what the code cites of them too.</summary>
public sealed partial class DocumentTests
{
    /// <summary>The chapters of docs/domain.md.</summary>
    static readonly string[] Rules =
        [
            "Definitions",
            "Arithmetic",
            "Rating",
            "Travel",
            "Targets",
            "Summary",
            "Missing figures",
            "Month end",
            "Plausibility",
            "Small numbers",
            "Kinds of file",
            "Dates"];

    public static string Root { get; } = FindRoot();

    public static TheoryData<string> Documents =>
    [
        .. Directory.GetFiles(Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file)),
    ];

    public static string Read(string document) => File.ReadAllText(Path.Combine(Root, document));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_LeadToWhatIsThere(string document)
    {
        var folder = Path.GetDirectoryName(document)!;
        Assert.All(Link().Matches(Read(document)), link =>
        {
            var (file, chapter) = (link.Groups[1].Value, link.Groups[2].Value);
            var target = file == "" ? document : Path.Combine(folder, file);
            Assert.True(Path.Exists(Path.Combine(Root, target)), $"{document} links to {file}");
            Assert.True(chapter == "" || Chapters(target).Select(Anchor).Contains(chapter), $"{document} links to {file}#{chapter}");
        });
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Files_ThatAreNamed_AreThere(string document) =>
        Assert.All(
            Named().Matches(Read(document)), named => Assert.True(Path.Exists(Path.Combine(Root, named.Value)), $"{document} names {named.Value}"));

    [Fact]
    public void Contributing_AnswersEachQuestionByOneFile()
    {
        var rows = Question().Matches(Read("CONTRIBUTING.md"));
        Assert.Equal(8, rows.Count);
        Assert.All(rows, row => Assert.True(File.Exists(Path.Combine(Root, row.Groups[1].Value)), row.Value));
    }

    [Fact]
    public void Extracts_SayHowManyIndicatorsReturnsGive()
    {
        var counted = FromReturns().Match(Read("docs/extracts.md"));
        var named = IndicatorName().Matches(counted.Groups[2].Value).Select(m => m.Groups[1].Value).Distinct().Count();
        Assert.Equal(counted.Groups[1].Value, $"{named}");
        Assert.Contains($"CIN census, which give {named};", Read("README.md"), StringComparison.Ordinal);
    }

    /// <summary>The code cites docs/domain.md by chapter.</summary>
    [Fact]
    public void Chapters_ThatTheCodeCites_AreThere()
    {
        string[] chapters = [.. Chapters("docs/domain.md")];
        Assert.Empty(Rules.Except(chapters));
        var cited = SourceFiles().SelectMany(
            file => Cited().Matches(File.ReadAllText(file)).Select(m => (file, Chapter: Break().Replace(m.Groups[1].Value, " ").Trim())));
        Assert.All(
            cited,
            c => Assert.True(chapters.Any(chapter => c.Chapter.StartsWith(chapter, StringComparison.Ordinal)), $"{c.file} cites {c.Chapter}"));
    }

    public static IEnumerable<string> SourceFiles() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    static IEnumerable<string> Chapters(string document) =>
        Heading().Matches(Fence().Replace(Read(document), "")).Select(m => m.Groups[1].Value.TrimEnd());

    /// <summary>As GitHub makes it of a heading.</summary>
    static string Anchor(string heading) => NotInAnchors().Replace(heading, "").ToLowerInvariant().Replace(' ', '-');

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ScorecardFunctions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/.~-])(?:src|tests|docs|samples|infra|\.github|\.ci|\.devcontainer)/[\w./-]*\w")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| [^|]+\? \| `([^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Question();

    [GeneratedRegex(@"\*\*What can be counted\.\*\* (\d+) of the 44 indicators:\n\n((?:- .*\n)+)")]
    private static partial Regex FromReturns();

    [GeneratedRegex("`([a-z][a-z0-9-]+)`")]
    private static partial Regex IndicatorName();

    [GeneratedRegex(@"docs/domain\.md,((?:\s|///?)+[^)<""]{1,40})")]
    private static partial Regex Cited();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"(?:\s|///?)+")]
    private static partial Regex Break();
}
