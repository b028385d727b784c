using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scorecards.Tests.House;

/// <summary>How the code is laid out: short methods, few dependencies, one type a file, names that say what comes.</summary>
public sealed partial class HouseRulesTests
{
    const int LongestMethod = 40;
    const int MostDependencies = 7;
    const int LongestFile = 300;
    const int LongestLine = 150;

    /// <summary>Longer files, with the decision record that says why.</summary>
    static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal)
    {
        ["src/Scorecards.Extracts/Xlsx/XlsxRows.cs"] = "docs/adr/0003-own-xlsx-reader.md",
    };

    [Fact]
    public void Methods_AreShort() => AssertNone(
        from file in SourceCode.Product
        from method in file.Tree.GetRoot().DescendantNodes().Where(n => n is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
        let lines = Lines(method)
        where lines > LongestMethod
        select $"{file.Path}: {Name(method)} has {lines} lines, at most {LongestMethod}");

    [Fact]
    public void Types_HaveFewDependencies_OrALineThatSaysWhyNot() => AssertNone(
        from file in SourceCode.Product
        from list in file.Tree.GetRoot().DescendantNodes().OfType<ParameterListSyntax>()
        where list.Parent is ClassDeclarationSyntax or ConstructorDeclarationSyntax
        where list.Parameters.Count > MostDependencies
        where !list.Parent!.GetLeadingTrivia().Any(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia))
        select $"{file.Path}: {list.Parameters.Count} dependencies, at most {MostDependencies}, or a comment above that says why");

    [Fact]
    public void Files_HoldOneType_AndAreNamedAfterIt() => AssertNone(
        from file in SourceCode.Product
        let types = file.Tree.GetRoot().DescendantNodes(n => n is not BaseTypeDeclarationSyntax)
            .Where(n => n is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax).Select(TypeName).ToList()
        where types.Count > 0 && (types.Count > 1 || types[0] != Path.GetFileNameWithoutExtension(file.Path))
        select $"{file.Path}: {string.Join(", ", types)}");

    [Fact]
    public void Files_AreShort() => AssertNone(
        from file in SourceCode.Product
        let lines = SourceCode.Read(file.Path).AsSpan().Count('\n')
        where lines > LongestFile && !LongFiles.ContainsKey(file.Path)
        select $"{file.Path}: {lines} lines, at most {LongestFile}");

    [Fact]
    public void LongFiles_HaveADecisionRecord() => Assert.All(LongFiles, file =>
    {
        Assert.True(SourceCode.Read(file.Key).AsSpan().Count('\n') > LongestFile, $"{file.Key} is short by now.");
        Assert.Contains(Path.GetFileName(file.Key), SourceCode.Read(file.Value), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("src", "*.cs")]
    [InlineData("src", "*.razor")]
    [InlineData("tests", "*.cs")]
    public void Lines_AreShort(string folder, string files) => AssertNone(
        from path in SourceCode.Files(folder, files)
        let source = SourceCode.Read(path)
        let verbatim = path.EndsWith(".cs", StringComparison.Ordinal) ? Verbatim(source) : []
        from line in source.Split('\n').Select((text, i) => (Text: text, Number: i + 1))
        where line.Text.Length > LongestLine && !verbatim.Contains(line.Number)
        select $"{path}:{line.Number}: {line.Text.Length} characters, at most {LongestLine}");

    [Fact]
    public void Methods_SayWhatTheyDo() => AssertNone(
        from file in SourceCode.Product
        from method in file.Tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.Identifier.Text is "Of" or "OfAsync"
        select $"{file.Path}: {Name(method)} in line {method.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");

    /// <summary>An id of its own type ignores case by itself: nobody has to remember it. What is stored is text, in types named Packed.</summary>
    [Fact]
    public void Ids_HaveATypeOfTheirOwn() => AssertNone(
        from file in SourceCode.Product
        where file.Path.Split('/')[1] is "Scorecards.Domain" or "Scorecards.Extracts" or "Scorecards.Storage"
        where !Path.GetFileName(file.Path).StartsWith("Packed", StringComparison.Ordinal)
        from node in file.Tree.GetRoot().DescendantNodes()
        let named = node switch
        {
            ParameterSyntax p => (p.Identifier, p.Type),
            PropertyDeclarationSyntax p => (p.Identifier, p.Type),
            TupleElementSyntax t => (t.Identifier, t.Type),
            _ => default,
        }
        where named.Identifier.Text.ToLowerInvariant() is "scorecard" or "scorecards" or "indicator" or "indicators"
        where named.Type?.ToString().Contains("string", StringComparison.Ordinal) == true
        select $"{file.Path}: {named.Type} {named.Identifier}");

    [Fact]
    public void DocComments_SaySomething() => AssertNone(
        from path in SourceCode.Files("src", "*.cs").Concat(SourceCode.Files("tests", "*.cs"))
        from Match empty in EmptyParameter().Matches(SourceCode.Read(path))
        select $"{path}: {empty.Value}");

    /// <summary>As of the sentences that people read.</summary>
    [Fact]
    public void DocComments_ArePlainEnglish() => AssertNone(
        from path in SourceCode.Files("src", "*.cs")
        from Match comment in DocComment().Matches(SourceCode.Read(path))
        from Match phrase in Stilted().Matches(Regex.Replace(comment.Value, @"\n\s*/// ?", " "))
        select $"{path}: {phrase.Value}");

    [GeneratedRegex(@"<param name=""\w+"">(Cancels|The (time|month|file|clock|request))\.</param>")]
    private static partial Regex EmptyParameter();

    [GeneratedRegex(@"^[ ]*///.*(\n[ ]*///.*)*", RegexOptions.Multiline)]
    private static partial Regex DocComment();

    [GeneratedRegex(@"\b(stands|is given|is held|goes by|becomes of|became of|so many|of it)\b.{0,40}", RegexOptions.IgnoreCase)]
    private static partial Regex Stilted();

    /// <summary>The lines of texts that are written as they are: what is expected, word for word, SQL, patterns.</summary>
    static HashSet<int> Verbatim(string source) =>
    [
        .. from token in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()
           where token.Text.StartsWith("\"\"\"", StringComparison.Ordinal) || token.Text.StartsWith("@\"", StringComparison.Ordinal)
               || token.Parent is InterpolatedStringTextSyntax
           let span = token.GetLocation().GetLineSpan()
           where token.Parent is not InterpolatedStringTextSyntax || span.EndLinePosition.Line > span.StartLinePosition.Line
           from line in Enumerable.Range(span.StartLinePosition.Line + 1, span.EndLinePosition.Line - span.StartLinePosition.Line + 1)
           select line,
    ];

    static void AssertNone(IEnumerable<string> faults)
    {
        var all = faults.Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count}:\n{string.Join('\n', all)}");
    }

    static int Lines(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    static string Name(SyntaxNode method) => method switch
    {
        MethodDeclarationSyntax m => m.Identifier.Text,
        LocalFunctionStatementSyntax f => f.Identifier.Text,
        ConstructorDeclarationSyntax c => c.Identifier.Text,
        _ => method.Kind().ToString(),
    };

    static string TypeName(SyntaxNode type) => type switch
    {
        BaseTypeDeclarationSyntax t => t.Identifier.Text,
        DelegateDeclarationSyntax d => d.Identifier.Text,
        _ => "",
    };
}
