using System.Net;
using System.Text.RegularExpressions;

namespace ScorecardFunctions.Tests;

/// <summary>The pages of an indicator and of a figure's explanation as the app answers them, and what pages answer to a wrong address.</summary>
[Collection(nameof(FeedReaders))]
public sealed partial class IndicatorPageTests(FeedApp feed)
{
    const string Kent = "kent-inc-uasc";

    [Fact]
    public async Task Indicator_IsShownOverTheMonthsOfAScorecard()
    {
        var page = await ReadAsync($"/scorecards/{Kent}/indicators/caf-rate");
        Assert.Contains("May 2012 66.0 ▲ Amber ↓ Worse 2064 312597 66.7 77.2", page, StringComparison.Ordinal);
        var places = new[] { "March 2013, not issued ", "January 2013 ", "December 2012 ", "June 2012 ", "May 2012 ", "April 2012 " }
            .Select(month => page.IndexOf(month, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Theory]
    [InlineData("/indicators/caf-rate/2012-05", "Kent, inc UASC, not issued 66.0 ▲ Amber ↓ Worse 2064 312597 66.7 77.2 All months Ashford")]
    [InlineData("/indicators/caf-rate/2012-05", "Ashford, inc UASC, not issued c ")]
    [InlineData("/indicators/lac-pep/latest", "March 2013 High is good.")]
    [InlineData($"/explain/{Kent}/caf-rate/2012-05", "2,064 / 312,597 × 10,000 = 66.0275, shown as 66.0 Rating Amber: 66.0 as displayed")]
    [InlineData($"/explain/{Kent}/caf-rate/2012-05", "Target 77.2 Direction of travel Worse: 66.0 now, 66.7 the month before.")]
    [InlineData($"/explain/{Kent}/caf-rate/2012-05", "What it counts From records it would be counted like this:")]
    [InlineData($"/explain/{Kent}/caf-rate/latest", "Kent, inc UASC, March 2013")]
    [InlineData("/explain/ashford-inc-uasc/caf-rate/2012-05", "There is no figure: the upload has c in its place.")]
    [InlineData($"/scorecards/{Kent}/latest", "Kent, inc UASC, March 2013 Not issued: it changes with each upload.")]
    [InlineData($"/scorecards/{Kent}/2012-05?edition=0", "Kent, inc UASC, May 2012 Not issued: it changes with each upload.")]
    [InlineData($"/scorecards/{Kent}/2012-05?code=x&clientId=y", "Kent, inc UASC, May 2012")]
    [InlineData("/uploads?login_hint=one%40example.org&iss=https%3A%2F%2Fexample.org", "Uploads")]
    public async Task Page_Says(string path, string words) => Assert.Contains(words, await ReadAsync(path), StringComparison.Ordinal);

    [Theory]
    [InlineData("/scorecards/nobody/indicators/caf-rate", 404, "There is no scorecard 'nobody'")]
    [InlineData($"/scorecards/{Kent}/indicators/nothing", 404, "There is no indicator 'nothing'")]
    [InlineData("/indicators/nothing/2012-05", 404, "There is no indicator 'nothing'")]
    [InlineData("/indicators/caf-rate/2012-07", 404, "No scorecard has the indicator 'caf-rate' in 2012-07")]
    [InlineData("/indicators/caf-rate/May", 400, "'May' is not a month")]
    [InlineData($"/explain/{Kent}/nothing/2012-05", 404, "has no indicator 'nothing' in 2012-05")]
    [InlineData($"/explain/{Kent}/caf-rate/2012-07", 404, "has no results for 2012-07")]
    [InlineData($"/explain/{Kent}/caf-rate/May", 400, "'May' is not a month")]
    [InlineData("/explain/nobody/caf-rate/2012-05", 404, "There is no scorecard 'nobody'")]
    [InlineData($"/scorecards/{Kent}/2012-05?edition=1", 404, "has no edition 1; the current one is edition 0, not issued.")]
    [InlineData($"/scorecards/{Kent}/2012-05?edition=first", 400, "'first' is not an edition")]
    [InlineData($"/scorecards/{Kent}/2012-05?editon=1", 400, "There is no option 'editon'. Known: edition.")]
    [InlineData("/?month=2012-05", 400, "There is no option 'month'. This address takes no options.")]
    [InlineData("/uploads?top=1", 400, "There is no option 'top'")]
    [InlineData("/api-docs?x", 400, "There is no option 'x'")]
    [InlineData($"/scorecards/{Kent}/indicators/caf-rate?edition=1", 400, "There is no option 'edition'")]
    [InlineData("/indicators/caf-rate/2012-05?x=<script>", 400, "There is no option 'x'")]
    [InlineData($"/explain/{Kent}/caf-rate/2012-05?asOf=1", 400, "There is no option 'asOf'")]
    public async Task Page_SaysWhatIsWrong(string path, int status, string words)
    {
        using var response = await feed.SendAsync(path);
        Assert.Equal((status, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains(words, Text(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    async Task<string> ReadAsync(string path)
    {
        using var response = await feed.SendAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {body}");
        return Text(body);
    }

    static string Text(string html) => Spaces().Replace(WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
