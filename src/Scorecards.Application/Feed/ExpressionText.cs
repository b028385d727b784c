using System.Text.RegularExpressions;

namespace Scorecards.Application.Feed;

/// <summary>
/// The text of an expression as Microsoft's parser takes it. OData 4.01 has words and literals in any case, and numbers with a plus sign; the
/// parser knows <c>true</c>, <c>false</c>, <c>null</c>, <c>in</c> and the words of <c>$apply</c> in lower case only, the letters of a moment in
/// upper case only, and no plus sign.
/// </summary>
public static partial class ExpressionText
{
    public static string AsParsed(string expression) => Words().Replace(expression, found =>
        found.Groups["lower"].Success ? found.Value.ToLowerInvariant()
        : found.Groups["upper"].Success ? found.Value.ToUpperInvariant()
        : found.Groups["plus"].Success ? ""
        : found.Value);

    /// <summary>Text in quotes is passed over.</summary>
    [GeneratedRegex(
        """
        '(?:[^']|'')*' | "(?:[^"\\]|\\.)*"
        | (?<lower>(?<!\bas\s+)\b(?:(?:true|false|null)\b | in(?=\s*[(\[]) | (?<=[\w)]\s+)as(?=\s+\w)) | \$count\b
            | \b(?:groupby|aggregate|filter)(?=\s*\())
        | (?<upper>\b\d{4}-\d\d-\d\dT[\d:.]+Z?) | (?<plus>(?<=^|[\s(,\[])\+(?=\d))
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Words();
}
