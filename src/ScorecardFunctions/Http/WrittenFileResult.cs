using Scorecards.Application;

namespace ScorecardFunctions.Http;

/// <summary>Sends a file while it is read from storage.</summary>
/// <param name="failed">Logs a fault, and gives its answer.</param>
sealed class WrittenFileResult(WrittenFile file, Func<Exception, IResult> failed) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => StreamedAnswer.SendAsync(
        httpContext, () => Results.Stream(file.WriteAsync, file.Type, file.Name).ExecuteAsync(httpContext), failed);
}
