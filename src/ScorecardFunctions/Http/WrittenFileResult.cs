using Scorecards.Application;

namespace ScorecardFunctions.Http;

/// <summary>Sends a file while it is read from storage.</summary>
/// <param name="failed">As of <see cref="StreamedAnswer"/>.</param>
sealed class WrittenFileResult(WrittenFile file, Func<Exception, bool, IResult> failed) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => StreamedAnswer.SendAsync(
        httpContext, () => Results.Stream(file.WriteAsync, file.Type, file.Name).ExecuteAsync(httpContext), failed);
}
