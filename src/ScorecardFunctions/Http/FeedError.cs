using System.Net;
using Microsoft.OData;
using Scorecards.Application;
using Scorecards.Reports;

namespace ScorecardFunctions.Http;

/// <summary>An OData error: <c>{"error":{"code","message","target"}}</c>, of the version of the answer that was asked for.</summary>
sealed class FeedError(ProblemException fault, ODataVersion version) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers["OData-Version"] = ODataUtils.ODataVersionToString(version);
        if (fault.Status == StatusCodes.Status405MethodNotAllowed)
        {
            httpContext.Response.Headers.Allow = "GET, HEAD";
        }

        var error = new { error = new { code = Code(fault.Status), message = fault.Message, target = fault.Target } };
        return Results.Json(
            error, ScorecardDocuments.Json, "application/json;odata.metadata=minimal;charset=utf-8", fault.Status).ExecuteAsync(httpContext);
    }

    static string Code(int status) => status == 500 ? "InternalError" : $"{(HttpStatusCode)status}";
}
