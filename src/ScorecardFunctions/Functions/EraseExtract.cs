using ScorecardFunctions.Http;
using Scorecards.Application.Operations;

namespace ScorecardFunctions.Functions;

/// <summary>
/// POST /api/operations/erase?sha256=...&amp;reason=...: deletes a file that should never have been uploaded. The work goes on when the caller hangs
/// up.
/// </summary>
public sealed class EraseExtract(Erasure erasure, HttpAnswers answers)
{
    static readonly QueryOption Sha256 = new("sha256", "Of the bytes.");
    static readonly QueryOption Reason = new("reason", "Who asks for it and why.");

    public static HttpOperation Operation { get; } = new("Deletes a file that should never have been uploaded", null, Sha256, Reason);

    [Function(nameof(EraseExtract))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/erase")] HttpRequest request) =>
        answers.DataAsync(request, Operation, () =>
            erasure.EraseAsync(request.Read(Sha256), request.Read(Reason), CancellationToken.None), CancellationToken.None);
}
