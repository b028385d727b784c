using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>What a page says, without its tags.</summary>
static partial class PageText
{
    public static Html Html { get; } = new(new ServiceCollection().AddLogging().BuildServiceProvider(), NullLoggerFactory.Instance);

    /// <summary>The words between the tags, with one space between them.</summary>
    public static string Read(string html) => Spaces().Replace(WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ").Trim();

    /// <summary>Each row of its tables.</summary>
    public static IReadOnlyList<string> Rows(string page) => [.. Row().Matches(page).Select(row => Read(row.Value))];

    /// <summary>Where its links lead.</summary>
    public static IReadOnlyList<string> Links(string page) => [.. Link().Matches(page).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value))];

    [GeneratedRegex("<tr.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<a href=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
