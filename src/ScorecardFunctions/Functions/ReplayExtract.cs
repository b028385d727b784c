using ScorecardFunctions.Http;
using Scorecards.Application.Operations;

namespace ScorecardFunctions.Functions;

/// <summary>POST /api/operations/replay?sha256=... or ?path=...: takes an upload in again. The work goes on when the caller hangs up.</summary>
public sealed class ReplayExtract(JournalOperations operations, HttpAnswers answers)
{
    static readonly QueryOption Sha256 = new("sha256", "Of the bytes; or say the path.");
    static readonly QueryOption Path = new("path", "Of the upload; or say the hash.");

    public static HttpOperation Operation { get; } = new("Takes an upload in again", null, Sha256, Path);

    [Function(nameof(ReplayExtract))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/replay")] HttpRequest request) =>
        answers.DataAsync(request, Operation, () =>
            operations.ReplayAsync(request.Read(Sha256), request.Read(Path), CancellationToken.None), CancellationToken.None);
}
