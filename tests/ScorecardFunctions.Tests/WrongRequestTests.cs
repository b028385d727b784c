using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>What the addresses answer to a wrong request.</summary>
public sealed class WrongRequestTests(EmptyApp empty) : IClassFixture<EmptyApp>
{
    [Theory]
    [InlineData("/api/scorecards/kent-inc-uasc/2012-13", 400, "'2012-13' is not a month")]
    [InlineData("/api/scorecards/kent-inc-uasc/2012-05", 404, "has no results for 2012-05")]
    [InlineData("/api/scorecards/kent-inc-uasc/latest", 404, "has no results for any month")]
    [InlineData("/api/scorecards/surrey/2012-05", 404, "There is no scorecard 'surrey'")]
    [InlineData("/api/scorecards/kent-inc-uasc/2012-05?format=pdf", 400, "There is no format 'pdf'")]
    [InlineData("/api/scorecards/kent-inc-uasc/2012-05?edition=x", 400, "'x' is not an edition")]
    [InlineData("/api/scorecards/kent-inc-uasc/2012-05?editon=1", 400, "There is no option 'editon'")]
    [InlineData("/api/extracts?top=0", 400, "'0' is not a number from 1 to 1000")]
    [InlineData("/api/scorecards?top=1", 400, "There is no option 'top'")]
    [InlineData("/api/health?verbose=1", 400, "There is no option 'verbose'. This address takes no options.")]
    [InlineData("/api/scorecards/kent%EF%BF%BE/2012-05", 400, "characters that cannot be read")]
    [InlineData("/api/scorecards/kent-inc-uasc/2012-05?edition=%EF%BF%BE", 400, "characters that cannot be read")]
    [InlineData("/api/scorecards/kent-inc-uasc/2012%EF%BF%BF", 400, "characters that cannot be read")]
    [InlineData("/api/extracts?top=1%EF%BF%BE", 400, "characters that cannot be read")]
    public async Task Data_AnswersProblemDetails_ToAWrongRequest(string path, int status, string detail)
    {
        using var response = await empty.App.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains(
            detail,
            JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/operations/calculate?from=2012-05&preview=yes", "There is no preview 'yes'. Known: true, false.")]
    [InlineData("/api/operations/calculate?to=2012-05", "from is no month: ''")]
    [InlineData("/api/operations/calculate?from=2012-05&to=May", "to is no month: 'May'")]
    public async Task Operation_IsNotCarriedOut_WhereItsRequestIsWrong(string path, string detail)
    {
        var problem = await empty.App.PostAsync(path, status: 400);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/scorecards/kent%EF%BF%BE/2012-05")]
    [InlineData("/api/odata/Results?$filter=Scorecard%20eq%20'%EF%BF%BE'")]
    [InlineData("/api/odata/%EF%BF%BE")]
    [InlineData("/api/scorecards/kent%EF%BF%BE/2012-05/mail")]
    public async Task Address_WithACharacterThatIsNoText_IsWrong_WhateverIsAsked(string path)
    {
        using var response = await empty.App.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("characters that cannot be read", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
