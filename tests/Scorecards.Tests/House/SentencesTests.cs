using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scorecards.Tests.House;

/// <summary>
/// Every sentence that people read (receipts, mails, pages, answers, what the definitions and the Power BI report say of themselves), taken from the
/// source, in one file to be read at a sitting: Golden/sentences.txt. UPDATE_GOLDEN=1 writes it anew.
/// </summary>
public sealed partial class SentencesTests
{
    const int FewestWords = 3;

    /// <summary>Names of columns of a return, which are Ofsted's and the councils' and no sentences.</summary>
    const string Columns = "src/Scorecards.Extracts/Returns/AnnexAColumns.cs";

    const string Golden = "tests/Scorecards.Tests/Golden/sentences.txt";

    const string Report = "samples/powerbi";

    static readonly string[] Rooms =
    [
        "Scorecards.Domain", "Scorecards.Extracts", "Scorecards.Records", "Scorecards.Reports", "Scorecards.Storage", "Scorecards.Application",
        "ScorecardFunctions",
    ];

    /// <summary>Words of other trades, and of a translated English.</summary>
    static readonly Regex[] Forbidden =
    [
        .. new[]
        {
            "stands?",
            "standing",
            "is given",
            "are given",
            "is held",
            "goes by",
            "becomes? of",
            "became of",
            "so many",
            "of it",
            "whoever",
            "somebody",
            "the engineer", "drops?", "dropped", "lacks?", "lacking", "unrated", "superseded", "restated", "restatements?", "no colour", "likewise",
        }.Select(words => new Regex($@"\b{words}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)),
    ];

    [Fact]
    public void Sentences_AreTheOnesOfTheGoldenFile()
    {
        var now = Write();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(SourceCode.Root, Golden), now);
        }

        Assert.Equal(SourceCode.Read(Golden).ReplaceLineEndings("\n"), now);
    }

    [Fact]
    public void Sentences_UseTheReadersWords()
    {
        var faults = from sentence in All()
                     from word in Forbidden
                     let found = word.Match(Said(sentence.Text))
                     where found.Success
                     select $"{sentence.Path}: \"{found.Value}\" in: {sentence.Text}";
        var all = faults.ToList();
        Assert.True(all.Count == 0, $"{all.Count}:\n{string.Join('\n', all)}");
    }

    static string Write()
    {
        var text = new StringBuilder();
        foreach (var file in All().GroupBy(s => s.Path))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append("# ").Append(file.Key).Append('\n');
            foreach (var (_, sentence) in file)
            {
                text.Append(sentence).Append('\n');
            }
        }

        return text.ToString();
    }

    static IEnumerable<(string Path, string Text)> All() => Rooms.SelectMany(Sentences)
        .Concat(SourceCode.Files("src/Scorecards.Records/Sql", "*.sql").Where(path => path.Contains("/Checks/") || path.Contains("/Indicators/"))
            .SelectMany(path => OfQuery(SourceCode.Read(path)).Select(s => (path, s))))
        .Concat(SourceCode.Files(Report, "*.tmdl")
            .SelectMany(path => Described().Matches(SourceCode.Read(path)).Select(s => (path, s.Groups[1].Value))));

    static IEnumerable<(string Path, string Text)> Sentences(string room) =>
        SourceCode.Product.Where(
            f => f.Path.StartsWith($"src/{room}/", StringComparison.Ordinal) && f.Path != Columns)
            .SelectMany(f => OfCode(f.Tree.GetRoot()).Select(s => (f.Path, s)))
            .Concat(SourceCode.Files($"src/{room}", "*.razor").SelectMany(path => OfPage(SourceCode.Read(path)).Select(s => (path, s))))
            .Where(s => Word().Count(Said(s.Item2)) >= FewestWords && !(room == "Scorecards.Records" && Query().IsMatch(s.Item2)));

    /// <summary>A sentence without the code in it.</summary>
    static string Said(string sentence)
    {
        for (var (now, before) = (sentence, ""); ; (now, before) = (Hole().Replace(now, " "), now))
        {
            if (now == before)
            {
                return now;
            }
        }
    }

    /// <summary>The texts of a file's code, parts that are joined as one; log messages are not among them.</summary>
    static IEnumerable<string> OfCode(SyntaxNode root) =>
        from node in root.DescendantNodes()
        where IsText(node) && !(node.Parent is BinaryExpressionSyntax joined && IsText(joined))
        where !node.Ancestors().Any(a => a is AttributeSyntax attribute && attribute.Name.ToString() != "Description")
        select Blanks().Replace(Text(node), " ").Trim();

    /// <summary>The comment before a query: what a check tells people, and what a definition says that it counts.</summary>
    static IEnumerable<string> OfQuery(string sql)
    {
        var comment = sql.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line[2..].Trim());
        yield return string.Join(' ', comment).Split("Message: ")[^1];
    }

    static bool IsText(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        InterpolatedStringExpressionSyntax => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => IsText(sum.Left) || IsText(sum.Right),
        _ => false,
    };

    static string Text(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(c => c switch
        {
            InterpolatedStringTextSyntax t => t.TextToken.ValueText,
            InterpolationSyntax hole => "{" + hole.Expression + "}",
            _ => "",
        })),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Text(sum.Left) + Text(sum.Right),
        _ => "{" + node + "}",
    };

    /// <summary>The texts of a page, a line for each element, and of its code.</summary>
    static IEnumerable<string> OfPage(string page)
    {
        var code = page.IndexOf("@code", StringComparison.Ordinal);
        var markup = Aside().Replace(Directive().Replace(code < 0 ? page : page[..code], ""), "");
        foreach (var text in Tag().Split(markup))
        {
            yield return Blanks().Replace(text, " ").Trim();
        }

        foreach (var text in code < 0 ? [] : OfCode(CSharpSyntaxTree.ParseText($"class Page {page[(page.IndexOf('{', code))..]}").GetRoot()))
        {
            yield return text;
        }
    }

    [GeneratedRegex(@"[\p{L}’']{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>A hole of a text, an expression or a statement of a page, a line of CSS, a name with dots or slashes.</summary>
    [GeneratedRegex(
        @"\{[^{}]*\}|@\w+(?:\.\w+)*(?:\s?\([^()]*(?:\([^()]*\)[^()]*)*\))?|[\w-]+:[^ ;]+;|\S*\w[./_]\w\S*",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Hole();

    /// <summary>A comment or a style sheet of a page.</summary>
    [GeneratedRegex(@"@\*.*?\*@|<style>.*?</style>", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Aside();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^@(using|namespace|inherits|implements|inject).*$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Directive();

    /// <summary>Of the room Scorecards.Records: what it asks DuckDB.</summary>
    [GeneratedRegex(@"^(\W*[A-Z]{2,}\b|[a-z_]+\(|header = )", RegexOptions.CultureInvariant)]
    private static partial Regex Query();

    /// <summary>The description of a table, a column or a measure of the report.</summary>
    [GeneratedRegex(@"^\s*/// (.+?)\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Described();

    [GeneratedRegex(@"</?[a-zA-Z!](?:[^<>""']|""[^""]*""|'[^']*')*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
