using System.Globalization;
using Microsoft.OData;

namespace Scorecards.Application.Feed;

/// <summary>The headers that change an answer of the feed.</summary>
/// <param name="Accept">The media types that the caller accepts; */* if it does not say.</param>
/// <param name="Version">The OData version of the answer.</param>
/// <param name="MaxPageSize">The most rows that the caller wants in a page; null = no preference.</param>
public sealed record FeedHeaders(string Accept, ODataVersion Version, int? MaxPageSize)
{
    /// <param name="header">Finds a header's text by its name; blank = not sent.</param>
    /// <exception cref="ProblemException">The caller asks for an OData version that the feed does not support.</exception>
    public static FeedHeaders Parse(Func<string, string> header) =>
        new(header("Accept") is { Length: > 0 } accept ? accept : "*/*", ReadVersion(header), ReadMaxPageSize(header));

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

    static int? ReadMaxPageSize(Func<string, string> header)
    {
        foreach (var preference in header("Prefer").Split(',', ';'))
        {
            if (preference.Split('=', 2) is [var name, var value] && name.Trim() is "odata.maxpagesize" or "maxpagesize"
                && int.TryParse(preference.Split('=', 2)[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
            {
                return size;
            }
        }

        return null;
    }
}
