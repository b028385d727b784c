using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Application.Feed;

/// <summary>Where a page of results begins that come month by month: what a next link has in its <c>$skiptoken</c>.</summary>
/// <param name="After">The last month that was given whole; null = none was.</param>
/// <param name="Count">Of all rows, as the first page has counted them; null = nobody has asked.</param>
/// <param name="Part">How far the month behind it was given; null = not at all.</param>
public sealed record ResultToken(ScorecardMonth? After, long? Count, MonthPart? Part)
{
    static readonly ResultToken Start = new(null, null, null);

    /// <summary>Its parts, of which none has a line's end.</summary>
    public IEnumerable<string> Texts =>
    [
        After?.Scorecard.Value ?? "", After?.Month.ToString() ?? "", .. Count is null && Part is null ? Array.Empty<string>() : [Text(Count)],
        .. Part is null ? Array.Empty<string>() : [Text(Part.Given), Part.Seen],
    ];

    /// <param name="texts">Null = from the start.</param>
    /// <exception cref="ProblemException">They are not ours.</exception>
    public static ResultToken Parse(IReadOnlyList<string>? texts) => texts switch
    {
        null => Start,
        [var scorecard, var month] => new(Place(scorecard, month), null, null),
        [var scorecard, var month, var count] => new(Place(scorecard, month), Number(count), null),
        [var scorecard, var month, var count, var given, var seen] => new(
            Place(scorecard, month), Number(count), new MonthPart(Number(given) ?? throw FeedRequestParser.BadToken(), seen)),
        _ => throw FeedRequestParser.BadToken(),
    };

    static ScorecardMonth? Place(string scorecard, string text) => (scorecard, text) switch
    {
        ("", "") => null,
        _ when Month.TryParse(text, out var month) => new ScorecardMonth(scorecard, month),
        _ => throw FeedRequestParser.BadToken(),
    };

    static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    static long? Number(string text) => text == "" ? null
        : WholeNumber.TryParse(text, out var number) ? number
        : throw FeedRequestParser.BadToken();
}
