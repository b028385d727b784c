using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.OData;

namespace Scorecards.Application.Feed;

/// <summary>The headers that change an answer of the feed.</summary>
/// <param name="Accept">The media types that the caller accepts; */* if it does not say.</param>
/// <param name="Version">The OData version of the answer.</param>
/// <param name="MaxPageSize">The most rows that the caller wants in a page; null = no preference.</param>
/// <param name="Applied">The preference for that, as the caller has written its name; null = none.</param>
public sealed partial record FeedHeaders(string Accept, ODataVersion Version, int? MaxPageSize, string? Applied)
{
    /// <param name="header">Finds a header's text by its name; blank = not sent.</param>
    /// <exception cref="ProblemException">The caller asks for an OData version that the feed does not support.</exception>
    public static FeedHeaders Parse(Func<string, string> header)
    {
        var (size, applied) = ReadMaxPageSize(header("Prefer"));
        return new FeedHeaders(header("Accept") is { Length: > 0 } accept ? accept : "*/*", ReadVersion(header), size, applied);
    }

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
        """(?:^|[,;])\s*(?<name>(?:odata\.)?maxpagesize)\s*=\s*(?<quote>"?)(?<size>\d+)\k<quote>\s*(?=$|[,;])""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MaxPageSizes();
}
