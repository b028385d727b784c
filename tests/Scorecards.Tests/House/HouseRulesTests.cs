using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scorecards.Tests.House;

/// <summary>How the code is laid out: short methods, few dependencies, one type a file, names that say what comes.</summary>
public sealed class HouseRulesTests
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

    /// <summary>What is still longer, with its lines: it may get shorter and no longer, and nothing may be added here.</summary>
    static readonly Dictionary<string, int> StillLong = new(StringComparer.Ordinal)
    {
        ["src/Scorecards.Application/Calculation/CatalogueReader.cs: StateAt"] = 42,
        ["src/Scorecards.Application/Calculation/MonthCalculator.cs: TryCalculateAsync"] = 48,
        ["src/Scorecards.Application/Ingestion/ExtractIngestion.cs: CommitAsync"] = 57,
        ["src/Scorecards.Application/Operations/FollowUp.cs: Receipt"] = 42,
        ["src/Scorecards.Application/Operations/Restoration.cs: WriteRowsAsync"] = 71,
        ["src/Scorecards.Domain/Journal/JournalIndex.cs: AppendKind"] = 43,
        ["src/Scorecards.Extracts/Guard/FieldWords.cs: Split"] = 60,
        ["src/Scorecards.Reports/Api/ScorecardDocuments.cs: WriteCsvAsync"] = 53,
        ["src/Scorecards.Reports/Workbook/NotesSheet.cs: Make"] = 55,
        ["src/Scorecards.Reports/Workbook/TrendsSheet.cs: Make"] = 43,
        ["src/Scorecards.Storage/Access/ConditionalWrite.cs: WriteAsync"] = 44,
        ["src/Scorecards.Storage/CatalogueTable.cs: Item"] = 42,
        ["src/Scorecards.Storage/Journal.cs: CatchUpAsync"] = 42,
        ["src/Scorecards.Storage/Journal.cs: CommitAsync"] = 43,
        ["src/Scorecards.Application/Operations/Restoration.cs"] = 492,
        ["src/Scorecards.Storage/Journal.cs"] = 301,
    };

    [Fact]
    public void Methods_AreShort() => AssertNone(
        from file in SourceCode.Product
        from method in file.Tree.GetRoot().DescendantNodes().Where(n => n is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)
        let lines = Lines(method)
        where lines > StillLong.GetValueOrDefault($"{file.Path}: {Name(method)}", LongestMethod)
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
        where lines > StillLong.GetValueOrDefault(file.Path, LongestFile) && !LongFiles.ContainsKey(file.Path)
        select $"{file.Path}: {lines} lines, at most {LongestFile}");

    [Fact]
    public void StillLong_NamesNothingThatIsShortByNow()
    {
        var files = SourceCode.Product.Where(f => SourceCode.Read(f.Path).AsSpan().Count('\n') > LongestFile).Select(f => f.Path);
        var methods = from file in SourceCode.Product
                      from method in file.Tree.GetRoot().DescendantNodes()
                      where method is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
                      where Lines(method) > LongestMethod
                      select $"{file.Path}: {Name(method)}";
        Assert.Empty(StillLong.Keys.Except(files).Except(methods));
    }

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

    [Fact]
    public void DocComments_SaySomething() => AssertNone(
        from path in SourceCode.Files("src", "*.cs")
        where SourceCode.Read(path).Contains("\">Cancels.</param>", StringComparison.Ordinal)
        select path);

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
