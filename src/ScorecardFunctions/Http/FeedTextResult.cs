using Microsoft.OData;
using Scorecards.Application.Feed;

namespace ScorecardFunctions.Http;

/// <summary>Sends an answer that is plain text: the schema or a count.</summary>
sealed class FeedTextResult(FeedText answer) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers["OData-Version"] = ODataUtils.ODataVersionToString(answer.Version);
        response.ContentType = answer.Type;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.WriteAsync(answer.Text);
    }
}
