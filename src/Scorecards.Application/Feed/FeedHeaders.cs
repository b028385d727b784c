using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.OData;

namespace Scorecards.Application.Feed;

/// <summary>The headers that change an answer of the feed.</summary>
/// <param name="Accept">The media types that the caller accepts; */* if it does not say.</param>
/// <param name="MaxPageSize">The most rows that the caller wants in a page; null = no preference.</param>
/// <param name="Applied">The preference for that, as the caller has written its name; null = none.</param>
public sealed partial record FeedHeaders(string Accept, ODataVersion Version, int? MaxPageSize, string? Applied)
{
    /// <param name="header">Finds a header's text by its name; blank = not sent.</param>
    /// <exception cref="ProblemException">The caller asks for an OData version or for isolation, which the feed does not support.</exception>
    public static FeedHeaders Parse(Func<string, string> header)
    {
        foreach (var name in new[] { "OData-Isolation", "Isolation" })
        {
            if (header(name) != "")
            {
                throw FeedProblem.Make(
                    412, $"The header {name} asks for one state of all pages, which this feed does not offer. Leave it out.", name);
            }
        }

        var (size, applied) = ReadMaxPageSize(header("Prefer"));
        return new FeedHeaders(header("Accept") is { Length: > 0 } accept ? AsParsed(accept) : "*/*", ReadVersion(header), size, applied);
    }

    /// <summary>
    /// Media types as Microsoft's writer takes them. Java's own client says <c>*; q=.2</c> for anything, and OData 4.01 lets a client allow numbers
    /// with exponents, of which the feed makes no use: the writer knows neither.
    /// </summary>
    static string AsParsed(string accept) => Unknown().Replace(
        accept, found => found.Groups["any"].Success ? "*/*" : found.Groups["weight"] is { Success: true } weight ? $"{weight.Value}0" : "");

    static ODataVersion ReadVersion(Func<string, string> header)
    {
        var isNewest = false;
        foreach (var name in new[] { "OData-Version", "OData-MaxVersion" })
        {
            var text = header(name);
            if (text == "")
            {
                continue;
            }

            if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) || version < 4m)
            {
                throw FeedProblem.Wrong($"The header {name} says '{text}'. This feed supports OData 4.0 and 4.01.", name);
            }

            isNewest = version > 4m;
        }

        return isNewest ? ODataVersion.V401 : ODataVersion.V4;
    }

    /// <summary>The first that is a number above 0; any other is no preference (RFC 7240, 2).</summary>
    static (int? Size, string? Applied) ReadMaxPageSize(string prefer)
    {
        foreach (Match found in MaxPageSizes().Matches(prefer))
        {
            if (int.TryParse(found.Groups["size"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
            {
                return (size, $"{found.Groups["name"].Value}={size}");
            }
        }

        return (null, null);
    }

    [GeneratedRegex(
        @"(?<=^|,)\s*(?<any>\*)\s*(?=[;,]|$) | (?<weight>;\s*q\s*=\s*)(?=\.\d) | ;\s*ExponentialDecimals\s*=\s*\w+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Unknown();

    [GeneratedRegex(
        """(?:^|[,;])\s*(?<name>(?:odata\.)?maxpagesize)\s*=\s*(?<quote>"?)(?<size>\d+)\k<quote>\s*(?=$|[,;])""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MaxPageSizes();
}
